import { MAX_JSON_DEPTH, parseJsonText } from "../../base/json.ts";
import { isJson } from "../../base/media-type.ts";
import type { Encoding, MediaType } from "../operation.ts";
import type { JsonSchema, Schema, SchemaGraph } from "../schema/schema.ts";
import { asWritten, splitLists } from "./client-format.ts";
import { coerce, type TextTree, Typed } from "./coerce.ts";
import { readDeepObject } from "./deep-object.ts";
import { baseOf, decodeFormValue, type Pairs, parseFormText } from "./pairs.ts";
import { type Decode, readPairs, type Serialisation } from "./parameter-style.ts";
import { type ClientFormats, usualReading } from "./reading-settings.ts";
import { meansList, memberSchemaIn, type Structure, structuresOf, type TextShape, textShapesOf } from "./text-shape.ts";

/** The fields of a form that hold text, and how they are written. */
export interface Fields {
  readonly pairs: Pairs;
  /** What undoes the encoding of a value. */
  readonly decode: Decode;
  readonly encoding: ReadonlyMap<string, Encoding>;
  readonly formats: ClientFormats;
}

/**
 * Reads application/x-www-form-urlencoded text into an object of the schema's types (OAS 3.1 §4.8.14.4, §4.8.15).
 * Each property is written as its Encoding Object says, else in the style `form`, exploded. Beyond that the bracket
 * spellings `a[b]=1` and `a[]=1` are understood, and JSON for a property that is an object.
 *
 * @throws {URIError} where a value is not percent-encoded UTF-8.
 */
export function readForm(
  text: string,
  { schema, encoding }: Pick<MediaType, "schema" | "encoding">,
  formats: ClientFormats = usualReading.form,
): unknown {
  const pairs = parseFormText(text);
  if (!schema)
    return Object.fromEntries(pairs.names().map((name) => [name, decodeFormValue(pairs.all(name)[0] ?? "")]));
  const fields = { pairs, decode: decodeFormValue, encoding, formats };
  return readByShape(schema, (shape) => readFields(fields, shape, schema.graph));
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
export function readFields(fields: Fields, shape: TextShape, graph: SchemaGraph): ReadonlyMap<string, TextTree> {
  const members = new Map<string, TextTree>();
  const sent = new Set(fields.pairs.names().map((name) => ownerOf(name, fields, shape)));
  for (const name of spreadProperties(fields, shape, sent, graph)) {
    const spread = readSpread(fields, shape.properties.get(name) ?? true, sent, graph);
    if (spread) members.set(name, spread);
  }
  for (const name of sent) {
    const tree = readField(fields, name, memberSchemaIn(shape, name) ?? true, graph);
    if (tree !== undefined) members.set(name, tree);
  }
  return members;
}

/** The member that a field belongs to: "filter" for "filter[status]". */
function ownerOf(name: string, { formats }: Fields, { properties }: TextShape): string {
  if (properties.has(name)) return name;
  if (formats.object === "dots") return baseOf(name, ".");
  return name.endsWith("]") ? baseOf(name) : name;
}

/** The objects whose members are fields of their own: those with the style `form`, exploded (OAS 3.1 §4.8.15.1). */
function spreadProperties(
  { encoding, formats }: Fields,
  { properties }: TextShape,
  sent: ReadonlySet<string>,
  graph: SchemaGraph,
): string[] {
  const isSpread = (name: string) => {
    const { style, explode } = encoding.get(name) ?? {};
    return formats.object === "flat" || (formats.object === "auto" && style === "form" && explode !== false);
  };
  return [...properties].flatMap(([name, schema]) =>
    !sent.has(name) && isSpread(name) && structuresIn(schema, graph).has("object") ? [name] : [],
  );
}

/** @param sent - names that are still to be read; what is read here is taken out */
function readSpread(
  { pairs, decode }: Fields,
  schema: JsonSchema,
  sent: Set<string>,
  graph: SchemaGraph,
): TextTree | undefined {
  const members = new Map<string, TextTree>();
  for (const name of textShapesOf(schema, graph).flatMap(({ properties }) => [...properties.keys()])) {
    if (!sent.delete(name) || !pairs.has(name)) continue;
    const values = pairs.all(name).map(decode);
    members.set(name, values.length > 1 ? values : (values[0] ?? ""));
  }
  return members.size > 0 ? members : undefined;
}

function readField(fields: Fields, name: string, schema: JsonSchema, graph: SchemaGraph): TextTree | undefined {
  const { pairs, decode, formats } = fields;
  if (!pairs.has(name)) return readNested(fields, name, schema, graph);
  const shapes = textShapesOf(schema, graph);
  const structures = new Set(shapes.flatMap(structuresOf));
  const encoding = fields.encoding.get(name);
  const values = pairs.all(name);
  const json = values.length === 1 && meansJson(encoding, structures) ? readJson(decode(values[0] ?? "")) : undefined;
  if (json) return json;
  const how = serialisation(name, encoding, decode === decodeFormValue ? values : undefined);
  const isList = values.length > 1 ? structures.has("array") : meansList(shapes, decode(values[0] ?? ""));
  const list = asWritten(how, "array", formats);
  // A list that is written with brackets stands under another name.
  if (isList && list.style !== "brackets") return readPairs(pairs, list, "array", decode);
  const map = asWritten(how, "object", formats);
  const members = structures.has("object") && !map.explode ? readPairs(pairs, map, "object", decode) : undefined;
  // What is not written in the style is kept as text, for the schema to refuse.
  return members ?? readPairs(pairs, { ...how, style: "form" }, "scalar", decode);
}

function meansJson(encoding: Encoding | undefined, structures: ReadonlySet<Structure>): boolean {
  return encoding?.style === undefined && (isJson(encoding?.contentType ?? "") || structures.has("object"));
}

function readNested(
  { pairs, decode, formats }: Fields,
  name: string,
  schema: JsonSchema,
  graph: SchemaGraph,
): TextTree | undefined {
  const dotted = formats.object === "dots" ? readDeepObject(pairs, name, decode, ".") : undefined;
  const tree = dotted ?? readDeepObject(pairs, name, decode);
  const [shape] = textShapesOf(schema, graph);
  return tree && shape ? splitLists(tree, shape, formats, graph) : tree;
}

/**
 * The defaults are those of parameters in a query (OAS 3.1 §4.8.15.1.2).
 *
 * @param encoded - percent-encoded values: clients that encode a whole value mean the comma so
 */
function serialisation(name: string, encoding: Encoding | undefined, encoded?: readonly string[]): Serialisation {
  const style = encoding?.style ?? "form";
  const encodedCommas = encoded !== undefined && !encoded.some((value) => value.includes(","));
  return { name, style, explode: encoding?.explode ?? style === "form", encodedCommas };
}

function structuresIn(schema: JsonSchema, graph: SchemaGraph): ReadonlySet<Structure> {
  return new Set(textShapesOf(schema, graph).flatMap(structuresOf));
}

function readJson(text: string): Typed | undefined {
  const parsed = parseJsonText(text, MAX_JSON_DEPTH);
  return "value" in parsed ? new Typed(parsed.value) : undefined;
}
