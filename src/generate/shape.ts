import { isObject, type JsonValue } from "../base/json.ts";
import type { Annotations, JsonSchema, JsonType, SchemaGraph, SchemaNode } from "../contract/schema.ts";
import type { NumberConstraints } from "./place.ts";

/** The keywords that one object schema says about members. Kept apart: `additionalProperties` sees its own node only. */
export interface ObjectPart {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly patternProperties: readonly (readonly [pattern: string, schema: JsonSchema])[];
  readonly additional: JsonSchema | undefined;
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
  /** Members beyond the declared ones are forbidden by `unevaluatedProperties`. */
  closed: boolean = false;
  readonly arrays: ArrayPart[] = [];
  minItems: number = 0;
  maxItems: number = Number.POSITIVE_INFINITY;
  unique: boolean = false;
  closedItems: boolean = false;
  readonly contains: { schema: JsonSchema; least: number; most: number }[] = [];
  readonly choices: Choice[] = [];
  readonly conditions: Condition[] = [];
  readonly not: JsonSchema[] = [];
  /** The nodes that the shape was asked for: a value is valid when each of them accepts it. */
  readonly roots: JsonSchema[] = [];
  /** Every node that was merged, the outermost first. */
  readonly sources: SchemaNode[] = [];
  /** Why no value can exist; `undefined` while nothing speaks against it. */
  never: { reason: string; pointer: string } | undefined;
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

/** References and `allOf` nested deeper than this are taken for a loop. */
const MAX_MERGE_DEPTH = 64;

/** Makes shapes of the nodes of one graph, each once. */
export class Shapes {
  readonly graph: SchemaGraph;
  readonly #single = new WeakMap<SchemaNode, Shape>();
  readonly #extended = new WeakMap<Shape, Map<JsonSchema, Shape>>();

  constructor(graph: SchemaGraph) {
    this.graph = graph;
  }

  of(node: JsonSchema): Shape {
    if (typeof node === "boolean") return this.#merge([node]);
    const known = this.#single.get(node);
    if (known) return known;
    const shape = this.#merge([node]);
    this.#single.set(node, shape);
    return shape;
  }

  /** The shape of what meets all nodes. */
  ofAll(nodes: readonly JsonSchema[]): Shape {
    const [first = true, ...others] = nodes;
    return others.reduce((shape: Shape, node) => this.with(shape, node), this.of(first));
  }

  /** A shape that must meet one more schema. */
  with(shape: Shape, node: JsonSchema): Shape {
    if (node === true) return shape;
    let extensions = this.#extended.get(shape);
    if (!extensions) {
      extensions = new Map();
      this.#extended.set(shape, extensions);
    }
    const known = extensions.get(node);
    if (known) return known;
    const extended = copyShape(shape);
    extended.roots.push(node);
    this.#into(extended, node, 0);
    extensions.set(node, extended);
    return extended;
  }

  annotations(shape: Shape): readonly Annotations[] {
    return shape.sources.map((source) => this.graph.annotations(source));
  }

  #merge(nodes: readonly JsonSchema[]): Shape {
    const shape = new Shape();
    for (const node of nodes) {
      shape.roots.push(node);
      this.#into(shape, node, 0);
    }
    return shape;
  }

  #into(shape: Shape, node: JsonSchema, depth: number): void {
    if (node === true) return;
    if (node === false || depth > MAX_MERGE_DEPTH) {
      const reason = node === false ? "false allows nothing" : "the schema references itself without end";
      contradict(shape, reason, node === false ? "" : this.#at(node));
      return;
    }
    shape.sources.push(node);
    shape.component ??= this.graph.annotations(node).component;
    if (node.$ref !== undefined) this.#into(shape, this.graph.resolve(node.$ref), depth + 1);
    for (const part of node.allOf ?? []) this.#into(shape, part, depth + 1);
    mergeTypes(shape, node, this.#at(node));
    mergeScalars(shape, node);
    mergeObjects(shape, node);
    mergeArrays(shape, node);
    mergeApplicators(shape, node);
    const conflict = conflictIn(shape);
    if (conflict !== undefined) contradict(shape, conflict, this.#at(node));
  }

  #at(node: SchemaNode): string {
    return this.graph.annotations(node).pointer;
  }
}

function contradict(shape: Shape, reason: string, pointer: string): void {
  shape.never ??= { reason, pointer };
}

function copyShape(shape: Shape): Shape {
  const copy = Object.assign(new Shape(), shape);
  const lists = ["objects", "propertyNames", "dependentRequired", "dependentSchemas", "arrays", "contains"] as const;
  const others = ["choices", "conditions", "not", "roots", "sources"] as const;
  const fresh = Object.fromEntries([...lists, ...others].map((key) => [key, [...shape[key]]]));
  const string = { ...shape.string, patterns: [...shape.string.patterns], formats: [...shape.string.formats] };
  const number = { ...shape.number, multipleOf: [...shape.number.multipleOf] };
  return Object.assign(copy, fresh, { string, number, required: new Set(shape.required) });
}

function mergeTypes(shape: Shape, node: SchemaNode, pointer: string): void {
  if (node.type !== undefined) {
    const types = [node.type].flat() as JsonType[];
    shape.types = shape.types === undefined ? types : commonTypes(shape.types, types);
    if (shape.types.length === 0)
      contradict(shape, `type ${types.join(" or ")} excludes the other types asked for`, pointer);
  }
  const values = node.const !== undefined ? [node.const] : node.enum;
  if (values) {
    const allowed = new Set(values.map((value) => JSON.stringify(value)));
    shape.values = shape.values ? shape.values.filter((value) => allowed.has(JSON.stringify(value))) : values;
  }
}

/** Integers are numbers: "number" and "integer" have "integer" in common. */
function commonTypes(left: readonly JsonType[], right: readonly JsonType[]): JsonType[] {
  const common = new Set<JsonType>();
  for (const type of left) {
    if (right.includes(type)) common.add(type);
    else if (type === "integer" && right.includes("number")) common.add("integer");
    else if (type === "number" && right.includes("integer")) common.add("integer");
  }
  return [...common];
}

function mergeScalars(shape: Shape, node: SchemaNode): void {
  const { string, number } = shape;
  string.minLength = Math.max(string.minLength, node.minLength ?? 0);
  string.maxLength = Math.min(string.maxLength, node.maxLength ?? Number.POSITIVE_INFINITY);
  if (node.pattern !== undefined) string.patterns.push(node.pattern);
  if (node.format !== undefined) string.formats.push(node.format);
  if (node.contentEncoding === "base64" && node.format === undefined) string.formats.push("byte");
  number.minimum = Math.max(number.minimum, node.minimum ?? Number.NEGATIVE_INFINITY);
  number.maximum = Math.min(number.maximum, node.maximum ?? Number.POSITIVE_INFINITY);
  number.exclusiveMinimum = Math.max(number.exclusiveMinimum, node.exclusiveMinimum ?? Number.NEGATIVE_INFINITY);
  number.exclusiveMaximum = Math.min(number.exclusiveMaximum, node.exclusiveMaximum ?? Number.POSITIVE_INFINITY);
  if (node.multipleOf !== undefined) number.multipleOf.push(node.multipleOf);
}

function mergeObjects(shape: Shape, node: SchemaNode): void {
  for (const name of node.required ?? []) shape.required.add(name);
  shape.minProperties = Math.max(shape.minProperties, node.minProperties ?? 0);
  shape.maxProperties = Math.min(shape.maxProperties, node.maxProperties ?? Number.POSITIVE_INFINITY);
  if (node.properties || node.patternProperties || node.additionalProperties !== undefined) {
    shape.objects.push({
      properties: node.properties ?? {},
      patternProperties: Object.entries(node.patternProperties ?? {}),
      additional: node.additionalProperties,
    });
  }
  if (node.propertyNames !== undefined) shape.propertyNames.push(node.propertyNames);
  shape.dependentRequired.push(...Object.entries(node.dependentRequired ?? {}));
  shape.dependentSchemas.push(...Object.entries(node.dependentSchemas ?? {}));
  if (node.unevaluatedProperties === false) shape.closed = true;
}

function mergeArrays(shape: Shape, node: SchemaNode): void {
  shape.minItems = Math.max(shape.minItems, node.minItems ?? 0);
  shape.maxItems = Math.min(shape.maxItems, node.maxItems ?? Number.POSITIVE_INFINITY);
  shape.unique ||= node.uniqueItems === true;
  if (node.items !== undefined || node.prefixItems) {
    shape.arrays.push({ prefix: node.prefixItems ?? [], items: node.items });
    if (node.items === false) shape.maxItems = Math.min(shape.maxItems, node.prefixItems?.length ?? 0);
  }
  if (node.unevaluatedItems === false) shape.closedItems = true;
  if (node.contains !== undefined) {
    const least = node.minContains ?? 1;
    shape.contains.push({ schema: node.contains, least, most: node.maxContains ?? Number.POSITIVE_INFINITY });
  }
}

function mergeApplicators(shape: Shape, node: SchemaNode): void {
  if (node.oneOf) shape.choices.push({ exclusive: true, branches: node.oneOf, node });
  if (node.anyOf) shape.choices.push({ exclusive: false, branches: node.anyOf, node });
  if (node.if !== undefined) shape.conditions.push({ if: node.if, then: node.then, else: node.else });
  if (node.not !== undefined) shape.not.push(node.not);
}

/** A contradiction that can be read off the record: the proof that no value exists, in words. */
function conflictIn(shape: Shape): string | undefined {
  if (shape.values?.length === 0) return "enum and const have no value in common";
  if (shape.values && !shape.values.some((value) => shape.allows(jsonTypeOf(value)))) {
    return "no value of enum has the type that is asked for";
  }
  const [type, ...others] = shape.types ?? [];
  return type === undefined || others.length > 0 ? undefined : conflicts[type]?.(shape);
}

const conflicts: Partial<Record<JsonType, (shape: Shape) => string | undefined>> = {
  string: ({ string }) => (string.minLength > string.maxLength ? "minLength exceeds maxLength" : undefined),
  array: ({ minItems, maxItems }) => (minItems > maxItems ? "minItems exceeds what the array may hold" : undefined),
  object: ({ minProperties, maxProperties, required }) =>
    Math.max(minProperties, required.size) > maxProperties
      ? "more members are asked for than maxProperties allows"
      : undefined,
  number: boundsConflict,
  integer: boundsConflict,
};

function boundsConflict({ number }: Shape): string | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = number;
  const isEmpty =
    minimum > maximum || exclusiveMinimum >= Math.min(maximum, exclusiveMaximum) || minimum >= exclusiveMaximum;
  return isEmpty ? "the bounds of the number leave nothing between them" : undefined;
}

export function jsonTypeOf(value: unknown): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (isObject(value)) return "object";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value === "boolean" ? "boolean" : "string";
}
