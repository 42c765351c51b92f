import { escapeToken } from "../../base/json.ts";
import type { JsonSchema, SchemaGraph } from "../schema/schema.ts";
import { type EnvelopeField, envelopeFields, isAboutPaging } from "./envelope.ts";
import { plain, stem } from "./inflect.ts";
import { looksLikeIdentity } from "./resource-identity.ts";
import { isObjectSchema, isScalarSchema, itemsOf, propertiesOf, typeOf } from "./structure.ts";

/** How a response shows a list of entities. */
export interface ListView {
  /** Where the array stands in the body (JSON Pointer); "" where the body is the array. */
  readonly pointer: string;
  readonly array: JsonSchema;
  readonly item: JsonSchema;
  /** Totals, links and cursors around the array. */
  readonly fields: readonly EnvelopeField[];
}

/** How a response shows one entity. */
export interface EntityView {
  /** Where the entity stands in the body (JSON Pointer); "" where the body is the entity. */
  readonly pointer: string;
  readonly entity: JsonSchema;
}

/** Properties that hold the list in an envelope, the surest first; spelling apart. */
const listNames = [
  ...["data", "items", "results", "values", "value", "records", "entries", "list", "rows", "content", "elements"],
  ...["objects", "nodes", "resources", "hits", "docs", "collection", "result"],
];

/** Properties that wrap one entity, or an envelope within an envelope. */
const wrapperNames = ["data", "item", "result", "results", "response", "payload", "body", "embedded", "meta", "value"];

/**
 * Finds the list of objects that a response consists of: an array, or an envelope with one, nested at most one level.
 *
 * @param name - what the items are called, e.g. "user"; a property of that name holds the list
 */
export function listViewOf(graph: SchemaGraph, body: JsonSchema, name: string): ListView | undefined {
  const item = itemsOf(graph, body);
  if (item !== undefined)
    return isObjectSchema(graph, item) ? { pointer: "", array: body, item, fields: [] } : undefined;
  const direct = listIn(graph, body, name);
  if (direct) return { ...direct, fields: envelopeFields(graph, body, direct.pointer) };
  for (const [key, inner] of wrappers(graph, body, name)) {
    const nested = listIn(graph, inner, name);
    if (!nested) continue;
    const pointer = key + nested.pointer;
    return { ...nested, pointer, fields: envelopeFields(graph, body, pointer) };
  }
  return undefined;
}

function listIn(graph: SchemaGraph, envelope: JsonSchema, name: string): Omit<ListView, "fields"> | undefined {
  const lists = new Map<string, Omit<ListView, "fields">>();
  const properties = propertiesOf(graph, envelope);
  // Something with an identity of its own is an entity that has a list, not an envelope around one.
  if (properties.names.some(looksLikeIdentity)) return undefined;
  for (const [key, array] of properties) {
    const item = typeOf(graph, array) === "array" ? itemsOf(graph, array) : undefined;
    if (item !== undefined && isObjectSchema(graph, item))
      lists.set(key, { pointer: `/${escapeToken(key)}`, array, item });
  }
  const keys = [...lists.keys()];
  const known = listNames.map((wanted) => keys.find((key) => plain(key) === wanted)).find((key) => key !== undefined);
  const own = keys.find((key) => stem(key) === stem(name));
  const chosen = own ?? known ?? onlyList(graph, envelope, keys);
  return chosen === undefined ? undefined : lists.get(chosen);
}

/** A list under any name, where nothing else stands beside it than single values and objects about paging. */
function onlyList(graph: SchemaGraph, envelope: JsonSchema, lists: readonly string[]): string | undefined {
  const [only, ...others] = lists;
  if (only === undefined || others.length > 0) return undefined;
  const beside = [...propertiesOf(graph, envelope)].filter(([key]) => key !== only);
  const isEnvelope = beside.every(([key, property]) => isScalarSchema(graph, property) || isAboutPaging(key));
  return isEnvelope ? only : undefined;
}

/**
 * Finds the entity that a response consists of: the body itself, or the one object in a wrapper such as `data`.
 *
 * @param isEntity - whether a schema shows the entity that is looked for
 */
export function entityViewOf(
  graph: SchemaGraph,
  body: JsonSchema,
  name: string,
  isEntity: (schema: JsonSchema) => boolean,
): EntityView | undefined {
  if (!isObjectSchema(graph, body)) return undefined;
  if (isEntity(body)) return { pointer: "", entity: body };
  for (const [pointer, entity] of wrappers(graph, body, name)) if (isEntity(entity)) return { pointer, entity };
  return undefined;
}

/** Objects that may wrap what a response is about: by name, or because there is nothing else. */
function wrappers(graph: SchemaGraph, body: JsonSchema, name: string): [pointer: string, schema: JsonSchema][] {
  const properties = propertiesOf(graph, body);
  const found: [string, JsonSchema][] = [];
  for (const key of properties.names) {
    const isWrapper = properties.size === 1 || wrapperNames.includes(plain(key)) || stem(key) === stem(name);
    const inner = isWrapper ? (properties.get(key) ?? true) : true;
    if (isWrapper && isObjectSchema(graph, inner)) found.push([`/${escapeToken(key)}`, inner]);
  }
  return found;
}
