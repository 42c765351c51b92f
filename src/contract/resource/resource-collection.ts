import type { Parameter } from "../operation.ts";
import type { JsonSchema } from "../schema/schema.ts";
import { type EntityView, entityViewOf, type ListView, listViewOf } from "./list-view.ts";
import { identityOf } from "./resource-identity.ts";
import type { Reading, Success } from "./resource-reading.ts";
import { componentOf, isObjectSchema, isScalarSchema } from "./structure.ts";

/** Everything that was seen of one collection; its place is the path template without parameter names. */
export interface Collection {
  readonly place: string;
  readonly name: string;
  item?: { readonly reading: Reading; readonly view: EntityView; readonly success: Success };
  list?: { readonly reading: Reading; readonly view: ListView; readonly success: Success };
  /** The parameter that names an item, also where no operation shows one. */
  idParameter?: Parameter;
  itemTemplate?: string;
}

/** Looks for collections: what shows their members, and how these are addressed. By place. */
export function collectionsIn(readings: readonly Reading[]): Map<string, Collection> {
  const collections = new Map<string, Collection>();
  const at = (place: string, name: string): Collection => {
    const known = collections.get(place) ?? { place, name };
    collections.set(place, known);
    return known;
  };
  const changed = new Set(readings.filter(changesItem).map(({ path }) => path.place));
  for (const reading of readings) if (reading.operation.method === "GET") readGet(reading, at, changed);
  for (const reading of readings) readItemPath(reading, collections);
  return collections;
}

function changesItem({ operation: { method }, path }: Reading): boolean {
  return path.collection !== undefined && ["PUT", "PATCH", "DELETE"].includes(method);
}

/**
 * An answer with the identity that the path asks for is an item, an envelope around objects is a list. What can be
 * changed or removed at a path that ends in a parameter is an item, too, whatever its identity.
 */
function readGet(
  reading: Reading,
  at: (place: string, name: string) => Collection,
  changed: ReadonlySet<string>,
): void {
  const { path, name, success } = reading;
  if (!success) return;
  const { graph, node } = success.schema;
  const parameter = lastParameter(reading);
  const identifies = (schema: JsonSchema) => identityOf(graph, schema, parameter?.name, name) !== undefined;
  const view = parameter && entityViewOf(graph, node, name, identifies);
  if (view && path.collection !== undefined) {
    at(path.collection, name).item ??= { reading, view, success };
    return;
  }
  const list = listViewOf(graph, node, name);
  if (list) at(path.place, name).list ??= { reading, view: list, success };
  else if (parameter && path.collection !== undefined && changed.has(path.place) && isObjectSchema(graph, node)) {
    at(path.collection, name).item ??= { reading, view: { pointer: "", entity: node }, success };
  }
}

/** The parameter at a path's end that can name one item: a single value. */
function lastParameter({ operation, path }: Reading): Parameter | undefined {
  if (path.collection === undefined) return undefined;
  const name = path.parameters.at(-1);
  const parameter = operation.parameters.find((candidate) => candidate.in === "path" && candidate.name === name);
  const schema = parameter?.schema;
  return schema && !isScalarSchema(schema.graph, schema.node) ? undefined : parameter;
}

/** Remembers how items are addressed, also where an item can only be changed or where nothing in it is its identity. */
function readItemPath(reading: Reading, collections: Map<string, Collection>): void {
  const { path, operation, success, name } = reading;
  const collection = path.collection === undefined ? undefined : collections.get(path.collection);
  const parameter = lastParameter(reading);
  if (!collection || !parameter || collections.has(path.place)) return;
  if (operation.method === "GET" && !collection.item && success) {
    const { graph, node } = success.schema;
    const kind = collection.list && componentOf(collection.list.success.schema.graph, collection.list.view.item);
    const isSameKind = (schema: JsonSchema) => kind !== undefined && componentOf(graph, schema) === kind;
    const view = entityViewOf(graph, node, name, isSameKind);
    if (view) collection.item = { reading, view, success };
  }
  collection.idParameter ??= parameter;
  collection.itemTemplate ??= path.template;
}
