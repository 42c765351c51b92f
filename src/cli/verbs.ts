import { assemble } from "../assemble.ts";
import { modelRequests } from "../models.ts";
import type { Assemble } from "./asking/opened.ts";
import { promptVerb } from "./asking/prompt.ts";
import { openRecorder } from "./asking/recorder.ts";
import { warmVerb } from "./asking/warm.ts";
import { cassetteVerb } from "./cassette/cassette.ts";
import { completionOf } from "./completion/completion.ts";
import { explain } from "./explain.ts";
import { generate } from "./generate.ts";
import { mock } from "./mock.ts";
import { routes } from "./routes.ts";
import { validate } from "./validate.ts";
import type { Verb } from "./verb.ts";

export { mock };

const asking: Assemble = (config, consultant) => assemble(config, { consultant });

/** The registry of commands, in the order in which `--help` lists them. */
export const verbs: readonly Verb[] = [
  mock,
  generate,
  validate,
  routes,
  promptVerb(asking, modelRequests),
  warmVerb(asking, openRecorder),
  cassetteVerb(asking),
  explain,
  completionOf(() => verbs),
];
