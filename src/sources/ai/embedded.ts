import { atPointer, escapeToken, isObject, type JsonValue } from "../../base/json.ts";
import { componentOf, propertiesOf } from "../../contract/resource/structure.ts";
import { collectionOf, targetsOf } from "../entities/targets.ts";
import type { World } from "../entities/world.ts";
import type { ShownEntity } from "./share.ts";
import { toldKeyOf } from "./told.ts";

/**
 * Shown entities with those that they embed: what a model says of an order's customer becomes the customer's, or the
 * order would show another one as soon as the customer is asked for. Each entity once, where it is shown first. What
 * stands in lists within an entity is kept with that one.
 */
export function withEmbedded(shows: readonly ShownEntity[], body: JsonValue, world: World): readonly ShownEntity[] {
  const found = new Map(shows.map((shown) => [toldKeyOf(shown.member), shown]));
  for (const shown of shows) {
    for (const inner of embeddedIn(shown, body, world)) {
      const key = toldKeyOf(inner.member);
      if (!found.has(key)) found.set(key, inner);
    }
  }
  return [...found.values()];
}

function embeddedIn({ member, pointer, view }: ShownEntity, body: JsonValue, world: World): ShownEntity[] {
  const entity = atPointer(body, pointer);
  if (!isObject(entity)) return [];
  const { graph } = view;
  const { collection } = member;
  const properties = propertiesOf(graph, view.node);
  return Object.keys(entity).flatMap((name) => {
    const place = `${pointer}/${escapeToken(name)}`;
    const node = properties.get(name);
    if (node === undefined || !isObject(atPointer(body, place))) return [];
    const target = targetsOf(world.model).embedded(componentOf(graph, node), name, collection.resource);
    const identity = target?.resource.identity;
    if (!target || identity === undefined) return [];
    const id = atPointer(body, place + identity);
    if (typeof id !== "string" && typeof id !== "number") return [];
    const inner = world.population.memberAt(collectionOf(target, collection), id);
    return [{ member: inner, pointer: place, view: { ...view, node } }];
  });
}
