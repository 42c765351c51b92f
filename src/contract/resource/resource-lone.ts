import type { JsonSchema } from "../schema/schema.ts";
import { entityViewOf, listViewOf } from "./list-view.ts";
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
  const shown = componentsIn(collections);
  for (const reading of readings) {
    const { operation, path, success, name } = reading;
    if (operation.method !== "GET" || path.collection !== undefined || collections.has(path.place)) continue;
    if (!success || !isObjectSchema(success.schema.graph, success.schema.node) || ownNames.has(name)) continue;
    const { graph, node } = success.schema;
    const view = loneView(reading);
    const component = componentOf(graph, view.entity);
    if (listViewOf(graph, node, name) || (component !== undefined && shown.has(component))) continue;
    const components = component === undefined ? [] : [component];
    const schema = { ...success.schema, node: view.entity };
    const kind: Kind = { name, components, schema, ...unidentified };
    const others = readings.filter((other) => other.path.place === path.place);
    // What is asked for in one way or another, as a search, is not changed by asking.
    const isAsked = operation.parameters.some((parameter) => parameter.in === "query");
    if (!others.some((other) => changesLone(other, kind) && !(isAsked && other.operation.method === "POST"))) continue;
    const collection = collectionAt(collections, path.place, name);
    collection.item = { reading, view, success };
    collection.isLone = true;
  }
}

const unidentified = { identity: undefined, isIdentityGiven: false, idParameter: undefined, isLone: true };

/** POST is how older APIs write PATCH, and how others do all sorts of things. */
function changesLone(reading: Reading, kind: Kind): boolean {
  const { operation } = reading;
  if (operation.method === "POST") return saysOfMember(operation, kind);
  return (operation.method === "PUT" || operation.method === "PATCH") && isAboutMember(reading, kind);
}

/** The body itself, or the one object that it consists of. */
export function loneView({ success, name }: Reading): { pointer: string; entity: JsonSchema } {
  const { graph, node = true } = success?.schema ?? {};
  const isWrapper = graph !== undefined && propertiesOf(graph, node).size === 1;
  const inner = isWrapper ? entityViewOf(graph, node, name, (schema) => schema !== node) : undefined;
  return inner ?? { pointer: "", entity: node };
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
