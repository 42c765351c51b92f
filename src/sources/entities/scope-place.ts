import type { Resource, ResourceModel } from "../../contract/resource/resource-model.ts";
import { nodeAt, typeOf } from "../../contract/resource/structure.ts";
import type { JsonType } from "../../contract/schema/schema.ts";

/** Where an entity says in which scope it is. */
export interface ScopePlace {
  readonly index: number;
  readonly pointer: string;
  readonly type: JsonType | undefined;
}

const knownPlaces = new WeakMap<Resource, readonly ScopePlace[]>();

/** By what its properties are called, and by what links pass on. */
export function scopePlaces(resource: Resource, model: ResourceModel): readonly ScopePlace[] {
  const known = knownPlaces.get(resource);
  if (known) return known;
  const { key, scope, schema } = resource;
  const named = scope.flatMap(({ pointers }, index) => pointers.map((pointer) => ({ index, pointer })));
  const linked = model.linked(key).flatMap(({ scope: index, pointer }) => {
    return index === undefined ? [] : [{ index, pointer }];
  });
  const places = [...named, ...linked].map((place) => {
    return { ...place, type: typeOf(schema.graph, nodeAt(schema, place.pointer) ?? true) };
  });
  knownPlaces.set(resource, places);
  return places;
}
