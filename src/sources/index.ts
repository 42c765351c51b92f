import { entitiesSource } from "./entities.ts";
import { exampleSource } from "./example.ts";
import { generatedSource } from "./generated.ts";
import { pairedSource } from "./paired.ts";
import type { ResponseSource } from "./source.ts";

/** Every source, in the order in which they are asked: what the request picks out, the world, examples, generation. */
export const sources: readonly ResponseSource[] = [pairedSource, exampleSource, entitiesSource, generatedSource];
