import { aiSource } from "./ai.ts";
import { entitiesSource } from "./entities.ts";
import { exampleSource } from "./example.ts";
import { generatedSource } from "./generated.ts";
import { overrideSource } from "./override.ts";
import { pairedSource } from "./paired.ts";
import type { ResponseSource } from "./source.ts";

/** Every source, in the order in which they are asked: what a user fixed, what the request picks out, models, examples, the world, generation. */
export const sources: readonly ResponseSource[] = [
  overrideSource,
  pairedSource,
  aiSource,
  exampleSource,
  entitiesSource,
  generatedSource,
];
