import { isObject, type JsonValue } from "../base/json.ts";
import type { JsonSchema, JsonType, SchemaNode } from "../contract/schema/schema.ts";
import type { NumberConstraints } from "./leaf/place.ts";

/** Why no value exists. */
export interface Reason {
  readonly reason: string;
  /** Where that stands in the document (JSON Pointer); "" where it is spread over several places. */
  readonly pointer: string;
}

/** The keywords that one object schema says about members. Kept apart: `additionalProperties` sees its own node only. */
export interface ObjectPart {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly patternProperties: readonly (readonly [pattern: string, schema: JsonSchema])[];
  readonly additional: JsonSchema | undefined;
}

/** `unevaluatedProperties`: what holds for members that its node, with all that it refers to, says nothing of. */
export interface Unevaluated {
  readonly schema: JsonSchema;
  /** Parts that stand beside the node and that it does not see. What branches add later, it sees. */
  readonly unseen: ReadonlySet<ObjectPart>;
}

export interface ArrayPart {
  readonly prefix: readonly JsonSchema[];
  readonly items: JsonSchema | undefined;
}

/** Alternatives of which one (`oneOf`) or at least one (`anyOf`) must hold. */
export interface Choice {
  readonly exclusive: boolean;
  readonly branches: readonly JsonSchema[];
  /** Where they stand: its annotations may hold a discriminator. */
  readonly node: SchemaNode;
}

export interface Condition {
  readonly if: JsonSchema;
  readonly then: JsonSchema | undefined;
  readonly else: JsonSchema | undefined;
}

interface TextBounds {
  minLength: number;
  maxLength: number;
  patterns: string[];
  formats: string[];
}

/** What a string holds (JSON Schema Validation §8). */
export interface Content {
  readonly encoding: string | undefined;
  readonly mediaType: string | undefined;
  readonly schema: JsonSchema | undefined;
}

interface NumberBounds {
  minimum: number;
  maximum: number;
  exclusiveMinimum: number;
  exclusiveMaximum: number;
  multipleOf: number[];
}

/**
 * All constraints on one value, with references and `allOf` merged into one record. Choices are kept as choices.
 * Mutable while it is made, then shared and never changed.
 */
export class Shape {
  /** `undefined` allows every type. */
  types: readonly JsonType[] | undefined;
  /** What `enum` and `const` leave. */
  values: readonly JsonValue[] | undefined;
  readonly string: TextBounds = { minLength: 0, maxLength: Number.POSITIVE_INFINITY, patterns: [], formats: [] };
  /** `undefined` where nothing says what a string holds. */
  content: Content | undefined;
  readonly number: NumberBounds = {
    minimum: Number.NEGATIVE_INFINITY,
    maximum: Number.POSITIVE_INFINITY,
    exclusiveMinimum: Number.NEGATIVE_INFINITY,
    exclusiveMaximum: Number.POSITIVE_INFINITY,
    multipleOf: [],
  };
  readonly objects: ObjectPart[] = [];
  readonly required: Set<string> = new Set();
  minProperties: number = 0;
  maxProperties: number = Number.POSITIVE_INFINITY;
  readonly propertyNames: JsonSchema[] = [];
  readonly dependentRequired: (readonly [string, readonly string[]])[] = [];
  readonly dependentSchemas: (readonly [string, JsonSchema])[] = [];
  readonly unevaluated: Unevaluated[] = [];
  readonly arrays: ArrayPart[] = [];
  minItems: number = 0;
  maxItems: number = Number.POSITIVE_INFINITY;
  unique: boolean = false;
  /** What `unevaluatedItems` says of items that nothing else speaks of. */
  readonly unevaluatedItems: JsonSchema[] = [];
  readonly contains: { schema: JsonSchema; least: number; most: number }[] = [];
  readonly choices: Choice[] = [];
  readonly conditions: Condition[] = [];
  readonly not: JsonSchema[] = [];
  /** The nodes that the shape was asked for: a value is valid when each of them accepts it. */
  readonly roots: JsonSchema[] = [];
  /** Every node that was merged, the outermost first. */
  readonly sources: SchemaNode[] = [];
  /** Why no value can exist; `undefined` while nothing speaks against it. */
  never: Reason | undefined;
  /** Name of the outermost component among the sources. */
  component: string | undefined;

  numberConstraints(integer: boolean): NumberConstraints {
    return { integer, ...this.number, formats: this.string.formats };
  }

  allows(type: JsonType): boolean {
    return (
      this.types === undefined || this.types.includes(type) || (type === "integer" && this.types.includes("number"))
    );
  }
}

/** A copy that may be changed. */
export function copyShape(shape: Shape): Shape {
  const copy = Object.assign(new Shape(), shape);
  const lists = ["objects", "propertyNames", "dependentRequired", "dependentSchemas", "arrays", "contains"] as const;
  const more = ["unevaluated", "unevaluatedItems"] as const;
  const others = ["choices", "conditions", "not", "roots", "sources"] as const;
  const fresh = Object.fromEntries([...lists, ...more, ...others].map((key) => [key, [...shape[key]]]));
  const string = { ...shape.string, patterns: [...shape.string.patterns], formats: [...shape.string.formats] };
  const number = { ...shape.number, multipleOf: [...shape.number.multipleOf] };
  return Object.assign(copy, fresh, { string, number, required: new Set(shape.required) });
}

/** The keyword that most likely stands in the way where no value of the shape is found. */
export function hardest(shape: Shape): string {
  const { string, number } = shape;
  const [choice] = shape.choices;
  const candidates: readonly (readonly [keyword: string, isThere: boolean])[] = [
    ["not", shape.not.length > 0],
    [choice?.exclusive ? "oneOf" : "anyOf", choice !== undefined],
    ["if", shape.conditions.length > 0],
    ["enum", shape.values !== undefined],
    ["pattern", string.patterns.length > 0],
    ["format", string.formats.length > 0],
    ["minLength", string.minLength > 0],
    ["maxLength", string.maxLength < Number.POSITIVE_INFINITY],
    ["multipleOf", number.multipleOf.length > 0],
    ["contains", shape.contains.length > 0],
    ["uniqueItems", shape.unique],
    ["minItems", shape.minItems > 0],
    ["propertyNames", shape.propertyNames.length > 0],
    ["minProperties", shape.minProperties > 0],
    ["required", shape.required.size > 0],
  ];
  return candidates.find(([, isThere]) => isThere)?.[0] ?? "type";
}

export function jsonTypeOf(value: unknown): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (isObject(value)) return "object";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value === "boolean" ? "boolean" : "string";
}
