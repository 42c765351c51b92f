import { MAX_JSON_DEPTH, parseJsonText, setOwn } from "../../base/json.ts";
import type { JsonSchema, JsonType, SchemaGraph } from "../schema/schema.ts";
import { memberSchemaIn, type TextShape, textShapesOf } from "./text-shape.ts";

/** Text as a parameter or form carries it: the structure is known, the types are not. */
export type TextTree = string | readonly TextTree[] | ReadonlyMap<string, TextTree> | Typed;

/** A value inside such text that brought its own types, because it was written as JSON. */
export class Typed {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

/** Number of RFC 8259 §6, and nothing else: no "+7", "007", "0x1" or " 7". */
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Gives text the types that its schema allows. Where branches differ, the first one that then accepts the value wins;
 * where none does, the value is read as the first branch has it, so that a validator can say what is wrong.
 */
export function coerce(tree: TextTree, schema: JsonSchema, graph: SchemaGraph): unknown {
  let first: { value: unknown } | undefined;
  const shapes = textShapesOf(schema, graph);
  for (const shape of shapes) {
    if (shapes.length === 1 && isPlain(shape)) return readings(tree, shape, graph)[0];
    for (const value of readings(tree, shape, graph)) {
      if (graph.accepts(schema, value)) return value;
      first ??= { value };
    }
  }
  return first === undefined ? untyped(tree) : first.value;
}

/** Whether a shape leaves only one way to read a text, so that no validator has to choose. */
function isPlain(shape: TextShape): boolean {
  return shape.types?.length === 1;
}

/** The values that a text can stand for under one shape, in the order of its types. */
function readings(tree: TextTree, shape: TextShape, graph: SchemaGraph): unknown[] {
  if (typeof tree === "string") return scalarReadings(tree, shape, graph);
  if (tree instanceof Typed) return [tree.value];
  if (tree instanceof Map) return mapReadings(tree, shape, graph);
  return [(tree as readonly TextTree[]).map((item, index) => coerce(item, itemSchema(shape, index), graph))];
}

function scalarReadings(text: string, shape: TextShape, graph: SchemaGraph): unknown[] {
  const types: readonly JsonType[] = shape.types ?? ["string", "number", "boolean", "null"];
  const [only, ...others] = types;
  const values =
    only !== undefined && others.length === 0
      ? scalarReading(text, only, shape, graph)
      : types.flatMap((type) => scalarReading(text, type, shape, graph));
  return values.length > 0 ? values : [text];
}

function scalarReading(text: string, type: JsonType, shape: TextShape, graph: SchemaGraph): unknown[] {
  switch (type) {
    case "string":
      return [text];
    case "integer":
    case "number":
      return jsonNumber.test(text) && Number.isFinite(Number(text)) ? [Number(text)] : [];
    case "boolean":
      return text === "true" || text === "false" ? [text === "true"] : [];
    case "null":
      return text === "null" || text === "" ? [null] : [];
    case "array":
      return [listReading(text, itemSchema(shape, 0), graph)];
    case "object":
      return jsonObject(text);
  }
}

/** A list of one text; a list in JSON where the text cannot be an item, because no style has room for a list there. */
function listReading(text: string, item: JsonSchema, graph: SchemaGraph): unknown {
  const only = coerce(text, item, graph);
  const parsed = text.startsWith("[") && !graph.accepts(item, only) ? parseJsonText(text, MAX_JSON_DEPTH) : undefined;
  return parsed !== undefined && "value" in parsed ? parsed.value : [only];
}

/** How objects are written where a style has no room for them is left open; clients write JSON. */
function jsonObject(text: string): unknown[] {
  const parsed = text.startsWith("{") ? parseJsonText(text, MAX_JSON_DEPTH) : undefined;
  return parsed !== undefined && "value" in parsed ? [parsed.value] : [];
}

function mapReadings(tree: ReadonlyMap<string, TextTree>, shape: TextShape, graph: SchemaGraph): unknown[] {
  if (shape.types?.includes("array") && !shape.types.includes("object")) {
    const items = itemsByIndex(tree);
    if (items) return readings(items, shape, graph);
  }
  const object = {};
  for (const [name, value] of tree) {
    setOwn(object, name, coerce(value, memberSchemaIn(shape, name) ?? true, graph));
  }
  return [object];
}

/** `a[0]=x&a[1]=y` spells an array with its indexes, `a[]=x` without them. */
function itemsByIndex(tree: ReadonlyMap<string, TextTree>): readonly TextTree[] | undefined {
  const bare = tree.get("");
  if (tree.size === 1 && bare !== undefined) return Array.isArray(bare) ? bare : [bare];
  const names = [...tree.keys()];
  return names.every((name, index) => name === String(index)) ? [...tree.values()] : undefined;
}

function itemSchema(shape: TextShape, index: number): JsonSchema {
  return shape.leading[index] ?? shape.items ?? true;
}

function untyped(tree: TextTree): unknown {
  if (typeof tree === "string") return tree;
  if (tree instanceof Typed) return tree.value;
  if (!(tree instanceof Map)) return (tree as readonly TextTree[]).map(untyped);
  const object = {};
  for (const [name, value] of tree as ReadonlyMap<string, TextTree>) setOwn(object, name, untyped(value));
  return object;
}
