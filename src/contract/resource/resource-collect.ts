import type { Parameter } from "../operation.ts";
import type { JsonSchema } from "../schema/schema.ts";
import { entityViewOf, listViewOf } from "./list-view.ts";
import { type Collections, collectionAt } from "./resource-collection.ts";
import { isPlaced, placeItem, placeList, placeWrite } from "./resource-corrected.ts";
import { identityOf } from "./resource-identity.ts";
import { placeLone } from "./resource-lone.ts";
import type { Reading } from "./resource-reading.ts";
import { componentOf, isObjectSchema, isScalarSchema, nodeAt } from "./structure.ts";

/** Looks for collections: what shows their members, and how these are addressed. By place. */
export function collectionsIn(readings: readonly Reading[]): Collections {
  const collections: Collections = new Map();
  for (const reading of readings) placeItem(reading, collections);
  const inferred = readings.filter((reading) => !isPlaced(reading));
  const changed = new Set(inferred.filter(changesItem).map(({ path }) => path.place));
  for (const reading of inferred) if (reading.operation.method === "GET") readGet(reading, collections, changed);
  for (const reading of readings) placeList(reading, collections);
  placeLone(inferred, collections);
  for (const reading of inferred) readItemPath(reading, collections);
  for (const reading of readings) placeWrite(reading, collections);
  return collections;
}

function changesItem({ operation: { method }, path }: Reading): boolean {
  return path.collection !== undefined && ["PUT", "PATCH", "DELETE"].includes(method);
}

/**
 * An answer with the identity that the path asks for is an item, an envelope around objects is a list. What can be
 * changed or removed at a path that ends in a parameter is an item, too, whatever its identity.
 */
function readGet(reading: Reading, collections: Collections, changed: ReadonlySet<string>): void {
  const { path, name, success } = reading;
  if (!success) return;
  const { graph, node } = success.schema;
  const parameter = lastParameter(reading);
  const given = path.collection === undefined ? undefined : collections.get(path.collection)?.identity;
  const identifies = (schema: JsonSchema): boolean =>
    given === undefined
      ? identityOf(graph, schema, parameter?.name, name) !== undefined
      : nodeAt({ graph, node: schema }, given) !== undefined;
  const view = parameter && entityViewOf(graph, node, name, identifies);
  if (view && path.collection !== undefined) {
    collectionAt(collections, path.collection, name).item ??= { reading, view, success };
    return;
  }
  const list = listViewOf(graph, node, name);
  if (list) collectionAt(collections, path.place, name).list ??= { reading, view: list, success };
  else if (parameter && path.collection !== undefined && changed.has(path.place) && isObjectSchema(graph, node)) {
    collectionAt(collections, path.collection, name).item ??= { reading, view: { pointer: "", entity: node }, success };
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
function readItemPath(reading: Reading, collections: Collections): void {
  const { path, operation, success, name } = reading;
  const collection = path.collection === undefined ? undefined : collections.get(path.collection);
  const parameter = lastParameter(reading);
  if (!collection || collection.isLone || !parameter || collections.has(path.place)) return;
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
