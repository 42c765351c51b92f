import { isObject, type JsonObject, type JsonValue, own, pointerTokens, setOwn } from "../../base/json.ts";
import { itemsOf, propertiesOf } from "../../contract/resource/structure.ts";
import type { JsonSchema, JsonType, Schema, SchemaGraph } from "../../contract/schema/schema.ts";

/** How deep values are projected; what lies deeper is left to the generator. */
const MAX_DEPTH = 8;

/** A copy of a value with another value at a JSON Pointer; objects on the way are made, other values make way. */
export function withValue(root: JsonValue | undefined, pointer: string, value: JsonValue): JsonValue {
  return put(root, pointerTokens(pointer), 0, value);
}

function put(root: JsonValue | undefined, tokens: readonly string[], at: number, value: JsonValue): JsonValue {
  const token = tokens[at];
  if (token === undefined) return value;
  const copy = isObject(root) ? { ...root } : {};
  const isLast = at === tokens.length - 1;
  setOwn(copy, token, isLast ? value : put(own(root, token) as JsonValue | undefined, tokens, at + 1, value));
  return copy as JsonObject;
}

/**
 * The parts of a value that a schema names: objects lose the properties that it does not declare, because an open
 * schema would accept them and show more than the API does. What the schema leaves free stays.
 */
export function project(graph: SchemaGraph, schema: JsonSchema, value: JsonValue, depth = 0): JsonValue {
  if (depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) {
    const items = itemsOf(graph, schema) ?? true;
    return value.map((item: JsonValue) => project(graph, items, item, depth + 1));
  }
  if (!isObject(value)) return value;
  const properties = propertiesOf(graph, schema);
  if (properties.size === 0) return value as JsonObject;
  const kept = {};
  for (const [name, property] of properties) {
    const part = own(value, name) as JsonValue | undefined;
    if (part !== undefined) setOwn(kept, name, project(graph, property, part, depth + 1));
  }
  return kept;
}

/** A copy of an object without these members, but for those that its schema insists on. */
export function withoutMembers(object: JsonObject, names: readonly string[], { graph, node }: Schema): JsonObject {
  return names.reduce((kept, left) => {
    const fewer = Object.fromEntries(Object.entries(kept).filter(([name]) => name !== left));
    return graph.accepts(node, fewer) ? fewer : kept;
  }, object);
}

/** A value in the type that a place wants: path parameters are often text where the body has a number. */
export function asType(value: unknown, type: JsonType | undefined): JsonValue | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "object") {
    const own = Array.isArray(value) ? "array" : "object";
    return type === undefined || type === own ? (value as JsonValue) : undefined;
  }
  switch (type) {
    case "string":
      return String(value);
    case "integer":
    case "number":
      return asNumber(value);
    case "boolean":
      return asBoolean(value);
    default:
      return value as JsonValue;
  }
}

function asBoolean(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  return value === "true" ? true : value === "false" ? false : undefined;
}

function asNumber(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^-?\d{1,15}(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** Whether two values are the same JSON, whatever the order of members. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => sameJson(item, other[index]));
  }
  if (!isObject(one) || !isObject(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && sameJson(one[key], other[key]))
  );
}

/** Whether a status says that all went well (RFC 9110 §15.3): only then an answer shows entities and echoes. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
