import { atPointer, escapeToken, isObject, type JsonValue } from "../../base/json.ts";
import { componentOf, itemsOf, propertiesOf } from "../../contract/resource/structure.ts";
import { collectionOf, targetsOf } from "../entities/targets.ts";
import type { World } from "../entities/world.ts";
import type { ShownEntity } from "./share.ts";
import { toldKeyOf } from "./told.ts";

/**
 * Shown entities with those that they embed: what a model says of an order's customer becomes the customer's, or the
 * order would show another one as soon as the customer is asked for. Each entity once, where it is shown first.
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
  const { graph, node } = view;
  const { collection } = member;
  const properties = propertiesOf(graph, node);
  return Object.entries(entity).flatMap(([name, value]) => {
    const property = properties.get(name);
    const shape = property !== undefined && Array.isArray(value) ? itemsOf(graph, property) : property;
    if (shape === undefined || typeof value !== "object" || value === null) return [];
    const target = targetsOf(world.model).embedded(componentOf(graph, shape), name, collection.resource);
    const identity = target?.resource.identity;
    if (!target || identity === undefined) return [];
    const home = collectionOf(target, collection);
    const place = `${pointer}/${escapeToken(name)}`;
    const places = Array.isArray(value) ? value.map((_, index) => `${place}/${index}`) : [place];
    return places.flatMap((at) => {
      const id = atPointer(body, at + identity);
      if (typeof id !== "string" && typeof id !== "number") return [];
      return [{ member: world.population.memberAt(home, id), pointer: at, view: { ...view, node: shape } }];
    });
  });
}
