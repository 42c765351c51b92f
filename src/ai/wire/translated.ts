import type { JsonObject, JsonValue } from "../../base/json.ts";
import type { Decoder } from "./decoder.ts";
import { wireValue } from "./decoder.ts";

/** A part of a wire schema with its way back. */
export interface Translated {
  readonly schema: JsonObject;
  readonly decoder: Decoder;
  /** Whether the schema that it stands for takes null. Whoever uses the part adds null where it means something. */
  readonly isNullable: boolean;
}

/** What a model is not asked for. */
export interface Left {
  /** What stands there instead, where that is clear; `undefined` leaves it to the generator. */
  readonly fill?: JsonValue | undefined;
  /** Because its parts are ours, and not because it contains itself or cannot be. */
  readonly isOurs: boolean;
}

export function isLeft(outcome: Translated | Left): outcome is Left {
  return !("schema" in outcome);
}

/** The schema is larger than what is put to a model. The message says by what measure. */
export class TooLarge extends Error {}

/** An object with all members required and no others: the only kind that strict mode has. */
export function closedObject(properties: JsonObject, description?: string): JsonObject {
  const required = Object.keys(properties);
  return { ...described("object", description), properties, required, additionalProperties: false };
}

export function listSchema(items: JsonObject, description?: string): JsonObject {
  return { ...described("array", description), items };
}

export function described(type: JsonValue, description = ""): JsonObject {
  return description === "" ? { type } : { type, description };
}

/** The same part where null is one more value. */
export function orNull(schema: JsonObject): JsonObject {
  const { anyOf, type, enum: values, description } = schema;
  if (Array.isArray(anyOf)) return { ...schema, anyOf: [...anyOf, { type: "null" }] };
  const types: readonly JsonValue[] = Array.isArray(type) ? type : [type ?? "null"];
  if (types.includes("object") || types.includes("array")) {
    const { description: _, ...bare } = schema;
    const both = { anyOf: [bare, { type: "null" }] };
    return description === undefined ? both : { description, ...both };
  }
  const allowed = { ...schema, type: [...types, "null"] };
  return Array.isArray(values) ? { ...allowed, enum: [...values, null] } : allowed;
}

/** One of several, each once. */
export function anyOf(parts: readonly JsonObject[], description: string): JsonObject {
  return description === "" ? { anyOf: parts } : { description, anyOf: parts };
}

/** Lists values with the types that they have on the wire. */
export function enumeration(values: readonly JsonValue[], description: string): JsonObject {
  const listed = [...new Set(values.map(wireValue))];
  const types = [...new Set(listed.map((value) => (Number.isInteger(value) ? "integer" : typeof value)))];
  const type = types.includes("number") ? types.filter((name) => name !== "integer") : types;
  return { ...described(type.length === 1 ? (type[0] ?? "string") : type, description), enum: listed };
}
