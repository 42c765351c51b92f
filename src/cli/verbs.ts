import { completionOf } from "./completion/completion.ts";
import { explain } from "./explain.ts";
import { generate } from "./generate.ts";
import { mock } from "./mock.ts";
import { cassette, prompt, warm } from "./model-verbs.ts";
import { routes } from "./routes.ts";
import { validate } from "./validate.ts";
import type { Verb } from "./verb.ts";

export { mock };

/** The registry of commands, in the order in which `--help` lists them. */
export const verbs: readonly Verb[] = [
  mock,
  generate,
  validate,
  routes,
  prompt,
  warm,
  cassette,
  explain,
  completionOf(() => verbs),
];
