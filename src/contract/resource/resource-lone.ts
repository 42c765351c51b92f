import { type EntityView, entityViewOf, listViewOf } from "./list-view.ts";
import { type Collections, collectionAt } from "./resource-collection.ts";
import { isAboutMember, saysOfMember } from "./resource-evidence.ts";
import type { Kind } from "./resource-identity.ts";
import type { Resource, ResourceUse, Role } from "./resource-model.ts";
import type { Reading } from "./resource-reading.ts";
import { componentOf, isObjectSchema, propertiesOf } from "./structure.ts";

/** Names under which a path shows one of others, such as the user who asks. */
export const ownNames: ReadonlySet<string> = new Set(["me", "self", "myself", "whoami", "current"]);

/**
 * Looks for things of which there is one, as "/users/{id}/settings": shown and changed at the same path, and shown
 * nowhere else.
 */
export function placeLone(readings: readonly Reading[], collections: Collections): void {
  const changes = readings.filter(isChange);
  const changed = new Set(changes.map(({ path }) => path.place));
  const candidates = readings.filter(({ operation, path, name }) => {
    const isShown = operation.method === "GET" && path.collection === undefined && !ownNames.has(name);
    return isShown && changed.has(path.place) && !collections.has(path.place);
  });
  if (candidates.length === 0) return;
  const shown = componentsIn(collections);
  for (const reading of candidates) {
    const { path, name, success } = reading;
    const view = loneView(reading);
    const here = changes.filter((change) => change.path.place === path.place);
    if (!success || !view || !isKindOfItsOwn(reading, view, here, shown)) continue;
    const collection = collectionAt(collections, path.place, name);
    collection.item = { reading, view, success };
    collection.isLone = true;
  }
}

function isChange({ operation: { method } }: Reading): boolean {
  return method === "PUT" || method === "PATCH" || method === "POST";
}

/** Whether it is no list, nothing that other paths show, and really changed by what may change it. */
function isKindOfItsOwn(
  { operation, success, name }: Reading,
  { entity }: EntityView,
  changes: readonly Reading[],
  shown: ReadonlySet<string>,
): boolean {
  if (!success || listViewOf(success.schema.graph, success.schema.node, name)) return false;
  const component = componentOf(success.schema.graph, entity);
  if (component !== undefined && shown.has(component)) return false;
  const components = component === undefined ? [] : [component];
  const kind: Kind = { name, components, schema: { ...success.schema, node: entity }, ...unidentified };
  // What is asked for in one way or another, as a search, is not changed by asking.
  const isAsked = operation.parameters.some((parameter) => parameter.in === "query");
  return changes.some((change) => !(isAsked && change.operation.method === "POST") && changesLone(change, kind));
}

const unidentified = { identity: undefined, isIdentityGiven: false, idParameter: undefined, isLone: true };

/** POST is how older APIs write PATCH, and how others do all sorts of things. */
function changesLone(reading: Reading, kind: Kind): boolean {
  return reading.operation.method === "POST" ? saysOfMember(reading.operation, kind) : isAboutMember(reading, kind);
}

/** The body itself, or the one object that it consists of; `undefined` where it is no object. */
export function loneView({ success, name }: Reading): EntityView | undefined {
  if (!success) return undefined;
  const { graph, node } = success.schema;
  if (!isObjectSchema(graph, node)) return undefined;
  const isWrapper = propertiesOf(graph, node).size === 1;
  return entityViewOf(graph, node, name, (schema) => schema !== node || !isWrapper) ?? { pointer: "", entity: node };
}

function componentsIn(collections: Collections): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { item, list } of collections.values()) {
    const seen = [
      item && componentOf(item.success.schema.graph, item.view.entity),
      list && componentOf(list.success.schema.graph, list.view.item),
    ];
    for (const component of seen) if (component !== undefined) found.add(component);
  }
  return found;
}

/** @param isUpdated - whether PUT or PATCH change the thing, so that POST does something else */
export function loneUse(reading: Reading, resource: Resource | undefined, isUpdated: boolean): ResourceUse | undefined {
  if (!resource) return undefined;
  const { operation, path } = reading;
  const role = loneRoles[operation.method];
  const isWrite = role === "replace" || role === "patch";
  if (!role || (isWrite && !changesLone(reading, resource))) return undefined;
  if (operation.method === "POST" && isUpdated) return undefined;
  return { resource, role, scope: path.parameters, id: "first", query: undefined };
}

const loneRoles: Readonly<Record<string, Role>> = {
  GET: "singleton",
  PUT: "replace",
  PATCH: "patch",
  POST: "patch",
  DELETE: "delete",
};
