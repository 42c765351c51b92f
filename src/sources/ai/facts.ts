import { withoutOwned } from "../../ai/wire/leaves.ts";
import { isObject, type JsonObject } from "../../base/json.ts";
import type { World } from "../entities/world.ts";
import type { SettledNames } from "./settled.ts";
import type { ShownEntity } from "./share.ts";

/** What was said of an entity, without what is not a model's business; `undefined` where nothing was. */
export function factsIn(
  said: unknown,
  { member, view }: Pick<ShownEntity, "member" | "view">,
  settled: SettledNames,
  world: World,
): JsonObject | undefined {
  const free = isObject(said) ? withoutOwned(view, said as JsonObject) : undefined;
  if (!isObject(free)) return undefined;
  const kept = Object.fromEntries(Object.entries(free).filter(([name]) => !settled.has(name)));
  return world.withoutRelations(kept as JsonObject, member.collection);
}
