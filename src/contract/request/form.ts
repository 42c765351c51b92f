import { MAX_JSON_DEPTH, parseJsonText } from "../../base/json.ts";
import { isJson } from "../../base/media-type.ts";
import type { Encoding, MediaType } from "../operation.ts";
import type { JsonSchema, Schema, SchemaGraph } from "../schema/schema.ts";
import { coerce, type TextTree, Typed } from "./coerce.ts";
import { readDeepObject } from "./deep-object.ts";
import { baseOf, decodeFormValue, type Pairs, parseFormText } from "./pairs.ts";
import { type Decode, readPairs } from "./parameter-style.ts";
import { structuresOf, type TextShape, textShapesOf } from "./text-shape.ts";

/** The fields of a form that hold text, and what undoes the encoding of their values. */
export interface Fields {
  readonly pairs: Pairs;
  readonly decode: Decode;
}

/**
 * Reads application/x-www-form-urlencoded text into an object of the schema's types (OAS 3.1 §4.8.14.4, §4.8.15).
 * Each property is written as its Encoding Object says, else in the style `form`, exploded. Beyond that the bracket
 * spellings `a[b]=1` and `a[]=1` are understood, and JSON for a property that is an object.
 *
 * @throws {URIError} where a value is not percent-encoded UTF-8.
 */
export function readForm(text: string, { schema, encoding }: Pick<MediaType, "schema" | "encoding">): unknown {
  const pairs = parseFormText(text);
  if (!schema)
    return Object.fromEntries(pairs.names().map((name) => [name, decodeFormValue(pairs.all(name)[0] ?? "")]));
  const fields = { pairs, decode: decodeFormValue };
  return readByShape(schema, (shape) => readFields(fields, shape, encoding, schema.graph));
}

/** Reads an object in each way in which it can satisfy a schema; the first that the schema accepts counts, else the first. */
export function readByShape(
  { node, graph }: Schema,
  membersOf: (shape: TextShape) => ReadonlyMap<string, TextTree>,
): unknown {
  let first: { value: unknown } | undefined;
  for (const shape of textShapesOf(node, graph)) {
    const value = coerce(membersOf(shape), node, graph);
    if (graph.accepts(node, value)) return value;
    first ??= { value };
  }
  return first?.value;
}

/**
 * The members of an object out of the fields of a form.
 *
 * @throws what `decode` throws.
 */
export function readFields(
  fields: Fields,
  shape: TextShape,
  encoding: ReadonlyMap<string, Encoding>,
  graph: SchemaGraph,
): ReadonlyMap<string, TextTree> {
  const members = new Map<string, TextTree>();
  const sent = new Set(
    fields.pairs.names().map((name) => (shape.properties.has(name) ? name : name.endsWith("]") ? baseOf(name) : name)),
  );
  for (const name of sent) {
    const schema = shape.properties.get(name) ?? shape.additional ?? true;
    const tree = readField(fields, name, schema, encoding.get(name), graph);
    if (tree !== undefined) members.set(name, tree);
  }
  return members;
}

function readField(
  { pairs, decode }: Fields,
  name: string,
  schema: JsonSchema,
  encoding: Encoding | undefined,
  graph: SchemaGraph,
): TextTree | undefined {
  if (!pairs.has(name)) return readDeepObject(pairs, name, decode);
  const structures = new Set(textShapesOf(schema, graph).flatMap(structuresOf));
  const values = pairs.all(name);
  const wantsJson = isJson(encoding?.contentType ?? "") || (structures.has("object") && encoding?.style === undefined);
  const json = wantsJson && values.length === 1 ? readJson(decode(values[0] ?? "")) : undefined;
  if (json) return json;
  const how = { name, style: encoding?.style ?? "form", explode: encoding?.explode ?? true };
  const isList = structures.has("array") && (values.length > 1 || !structures.has("scalar"));
  if (isList) return readPairs(pairs, how, "array", decode);
  const isMap = structures.has("object") && !how.explode;
  return readPairs(pairs, how, isMap ? "object" : "scalar", decode);
}

function readJson(text: string): Typed | undefined {
  const parsed = parseJsonText(text, MAX_JSON_DEPTH);
  return "value" in parsed ? new Typed(parsed.value) : undefined;
}
