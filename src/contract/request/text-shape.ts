import { isObject } from "../../base/json.ts";
import { compilePattern } from "../../base/pattern.ts";
import type { JsonSchema, JsonType, SchemaGraph, SchemaNode } from "../schema/schema.ts";

/**
 * One way in which a value can satisfy a schema, as far as reading text needs to know: what remains of it when `$ref`,
 * `allOf`, `anyOf` and `oneOf` are looked through.
 */
export interface TextShape {
  /** In the order of the document; `undefined` where the schema does not say. */
  readonly types: readonly JsonType[] | undefined;
  readonly properties: ReadonlyMap<string, JsonSchema>;
  /** Schemas of the members whose names match a pattern. */
  readonly patterns: readonly (readonly [pattern: string, schema: JsonSchema])[];
  /** Schema of the members that neither names; `undefined` where the schema does not say. */
  readonly additional: JsonSchema | undefined;
  /** Schemas of the first items. */
  readonly leading: readonly JsonSchema[];
  /** Schema of the items behind them. */
  readonly items: JsonSchema | undefined;
}

/** What the schema makes of a value; the same text splits differently for each. */
export type Structure = "scalar" | "array" | "object";

/** A schema with more alternatives than these is read by the first ones. */
const MAX_SHAPES = 32;

/** Combinators nested deeper than this are ignored; so are loops of `$ref` without a property in between. */
const MAX_DEPTH = 16;

const open: TextShape = {
  types: undefined,
  properties: new Map(),
  patterns: [],
  additional: undefined,
  leading: [],
  items: undefined,
};
const known = new WeakMap<SchemaNode, readonly TextShape[]>();

/** All ways in which a value can satisfy a schema, those of the first branch first. Remembered per node. */
export function textShapesOf(schema: JsonSchema, graph: SchemaGraph): readonly TextShape[] {
  if (typeof schema === "boolean") return [open];
  const remembered = known.get(schema);
  if (remembered) return remembered;
  const shapes = expand(schema, { graph, known: new Map() }, 0);
  known.set(schema, shapes);
  return shapes;
}

/** In which ways a text may have to be split for a shape, in the order of its types. */
export function structuresOf({ types, properties, items, leading }: TextShape): Structure[] {
  if (types?.length === 0) return ["scalar"];
  if (types) return [...new Set(types.map((type) => (type === "array" || type === "object" ? type : "scalar")))];
  if (properties.size > 0) return ["object"];
  return items !== undefined || leading.length > 0 ? ["array"] : ["scalar", "array"];
}

/** Whether a text can be nothing but a list: the schema takes no other, or null besides, which is "" or "null". */
export function meansList(shapes: readonly TextShape[], text: string): boolean {
  if (!shapes.some((shape) => structuresOf(shape).includes("array"))) return false;
  const scalars = shapes.filter((shape) => structuresOf(shape).includes("scalar"));
  if (scalars.length === 0) return true;
  const isNull = text === "" || text === "null";
  return !isNull && scalars.every(({ types = ["string"] }) => types.every((type) => NO_TEXT.has(type)));
}

/** Types of which a text that is neither empty nor "null" is no scalar. */
const NO_TEXT: ReadonlySet<string> = new Set(["array", "object", "null"]);

/** The schema of a member, whether it is named or not; `undefined` where nothing is said of it. */
export function memberSchemaIn({ properties, patterns, additional }: TextShape, name: string): JsonSchema | undefined {
  const named = properties.get(name);
  if (named !== undefined) return named;
  const matching = patterns.find(([pattern]) => compilePattern(pattern)?.test(name));
  return matching ? matching[1] : additional;
}

/** One search. What a schema is at some depth stays the same, however many ways lead there. */
interface Search {
  readonly graph: SchemaGraph;
  /** By depth. */
  readonly known: Map<SchemaNode, (readonly TextShape[])[]>;
}

function expand(schema: JsonSchema, search: Search, depth: number): readonly TextShape[] {
  if (typeof schema === "boolean" || depth > MAX_DEPTH) return [open];
  const byDepth = search.known.get(schema) ?? [];
  search.known.set(schema, byDepth);
  byDepth[depth] ??= expandNode(schema, search, depth);
  return byDepth[depth];
}

function expandNode(schema: SchemaNode, search: Search, depth: number): readonly TextShape[] {
  const { graph } = search;
  let shapes: readonly TextShape[] = [ownShape(schema)];
  const parts = [...(schema.$ref === undefined ? [] : [graph.resolve(schema.$ref)]), ...(schema.allOf ?? [])];
  for (const part of parts) shapes = combineAll(shapes, expand(part, search, depth + 1));
  for (const branches of [schema.oneOf, schema.anyOf]) {
    if (branches === undefined || branches.length === 0) continue;
    const alternatives = branches.flatMap((branch) => expand(branch, search, depth + 1)).slice(0, MAX_SHAPES);
    shapes = combineAll(shapes, alternatives);
  }
  return shapes;
}

function ownShape(node: SchemaNode): TextShape {
  return {
    types: node.type === undefined ? typesOfValues(node) : [node.type].flat(),
    properties: new Map(Object.entries(node.properties ?? {})),
    patterns: Object.entries(node.patternProperties ?? {}),
    additional: node.additionalProperties ?? node.unevaluatedProperties,
    leading: node.prefixItems ?? [],
    items: node.items,
  };
}

/** An enumeration says which types it means. */
function typesOfValues(node: SchemaNode): JsonType[] | undefined {
  const values = node.const !== undefined ? [node.const] : node.enum;
  return values && [...new Set(values.map(typeOf))];
}

function typeOf(value: unknown): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (isObject(value)) return "object";
  if (typeof value === "number") return "number";
  return typeof value === "boolean" ? "boolean" : "string";
}

function combineAll(left: readonly TextShape[], right: readonly TextShape[]): readonly TextShape[] {
  return left.flatMap((one) => right.map((other) => combine(one, other))).slice(0, MAX_SHAPES);
}

function combine(one: TextShape, other: TextShape): TextShape {
  if (one === open) return other;
  if (other === open) return one;
  const properties = new Map(one.properties);
  for (const [name, schema] of other.properties) {
    const first = properties.get(name);
    properties.set(name, first === undefined || first === schema ? schema : { allOf: [first, schema] });
  }
  return {
    types: commonTypes(one.types, other.types),
    properties,
    patterns: [...one.patterns, ...other.patterns.filter((pair) => !one.patterns.includes(pair))],
    additional: one.additional ?? other.additional,
    leading: one.leading.length > 0 ? one.leading : other.leading,
    items: one.items ?? other.items,
  };
}

function commonTypes(
  one: readonly JsonType[] | undefined,
  other: readonly JsonType[] | undefined,
): readonly JsonType[] | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const integers = (types: readonly JsonType[]): boolean => types.includes("integer") && !types.includes("number");
  const common = one.filter((type) => other.includes(type));
  if ((integers(one) && other.includes("number")) || (integers(other) && one.includes("number"))) {
    return ["integer", ...common.filter((type) => type !== "integer" && type !== "number")];
  }
  return common;
}
