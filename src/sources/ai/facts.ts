import { withoutOwned } from "../../ai/wire/leaves.ts";
import { isObject, type JsonObject } from "../../base/json.ts";
import type { World } from "../entities/world.ts";
import { withoutEmbedded, withoutLists } from "./embedded.ts";
import type { SettledNames } from "./settled.ts";
import type { ShownEntity } from "./share.ts";

/** What was said of an entity, without what is not a model's business and what is said of others; `undefined` where nothing was. */
export function factsIn(
  said: unknown,
  shown: Omit<ShownEntity, "pointer">,
  settled: SettledNames,
  world: World,
): JsonObject | undefined {
  const { member, view, isWithin } = shown;
  const free = isObject(said) ? withoutOwned(view, said as JsonObject) : undefined;
  if (!isObject(free)) return undefined;
  const kept = Object.fromEntries(Object.entries(free).filter(([name]) => !settled.has(name))) as JsonObject;
  const facts = withoutEmbedded(world.withoutRelations(kept, member.collection), shown, world);
  return isWithin ? withoutLists(facts) : facts;
}
