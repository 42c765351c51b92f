import type { World } from "../entities/world.ts";
import type { Ask } from "../source.ts";
import type { ModelShare } from "./share.ts";

/** What an answer that shows entities is made in. */
export interface Scene {
  readonly ask: Ask;
  readonly share: ModelShare;
  readonly world: World;
}
