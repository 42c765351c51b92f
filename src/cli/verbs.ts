import { completionOf } from "./completion/completion.ts";
import { explain } from "./explain.ts";
import { generate } from "./generate.ts";
import { mock } from "./mock.ts";
import { routes } from "./routes.ts";
import { validate } from "./validate.ts";
import type { Verb } from "./verb.ts";

export { mock };

/** The registry of commands, in the order in which `--help` lists them. */
export const verbs: readonly Verb[] = [mock, generate, validate, routes, explain, completionOf(() => verbs)];
