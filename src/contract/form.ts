import { parseJson } from "../base/json.ts";
import { isJson } from "../base/media-type.ts";
import { coerce, type TextTree, Typed } from "./coerce.ts";
import { readDeepObject } from "./deep-object.ts";
import type { Encoding, MediaType } from "./operation.ts";
import { baseOf, decodeFormValue, type Pairs, parseFormText } from "./pairs.ts";
import { readPairs } from "./parameter-style.ts";
import type { JsonSchema, SchemaGraph } from "./schema.ts";
import { structuresOf, type TextShape, textShapesOf } from "./text-shape.ts";

/** JSON inside a form field may nest as deep as a body. */
const MAX_JSON_DEPTH = 100;

/**
 * Reads application/x-www-form-urlencoded text into an object of the schema's types (OAS 3.1 §4.8.14.4, §4.8.15).
 * Each property is written as its Encoding Object says, else in the style `form`, exploded. Beyond that the bracket
 * spellings `a[b]=1` and `a[]=1` are understood, and JSON for a property that is an object.
 *
 * @throws {URIError} where a value is not percent-encoded UTF-8.
 */
export function readForm(text: string, { schema, encoding }: Pick<MediaType, "schema" | "encoding">): unknown {
  const pairs = parseFormText(text);
  const { node, graph } = schema ?? { node: true, graph: undefined };
  if (!graph) return Object.fromEntries(pairs.names().map((name) => [name, decodeFormValue(pairs.all(name)[0] ?? "")]));
  let first: { value: unknown } | undefined;
  for (const shape of textShapesOf(node, graph)) {
    const value = coerce(readMembers(pairs, shape, encoding, graph), node, graph);
    if (graph.accepts(node, value)) return value;
    first ??= { value };
  }
  return first?.value;
}

function readMembers(
  pairs: Pairs,
  shape: TextShape,
  encoding: ReadonlyMap<string, Encoding>,
  graph: SchemaGraph,
): ReadonlyMap<string, TextTree> {
  const members = new Map<string, TextTree>();
  const sent = new Set(
    pairs.names().map((name) => (shape.properties.has(name) ? name : name.endsWith("]") ? baseOf(name) : name)),
  );
  for (const name of sent) {
    const schema = shape.properties.get(name) ?? shape.additional ?? true;
    const tree = readMember(pairs, name, schema, encoding.get(name), graph);
    if (tree !== undefined) members.set(name, tree);
  }
  return members;
}

function readMember(
  pairs: Pairs,
  name: string,
  schema: JsonSchema,
  encoding: Encoding | undefined,
  graph: SchemaGraph,
): TextTree | undefined {
  if (!pairs.has(name)) return readDeepObject(pairs, name);
  const structures = new Set(textShapesOf(schema, graph).flatMap(structuresOf));
  const values = pairs.all(name);
  const wantsJson = isJson(encoding?.contentType ?? "") || (structures.has("object") && encoding?.style === undefined);
  const json = wantsJson && values.length === 1 ? readJson(values[0] ?? "") : undefined;
  if (json) return json;
  const how = { name, style: encoding?.style ?? "form", explode: encoding?.explode ?? true };
  const isList = structures.has("array") && (values.length > 1 || !structures.has("scalar"));
  if (isList) return readPairs(pairs, how, "array", decodeFormValue);
  const isMap = structures.has("object") && !how.explode;
  return readPairs(pairs, how, isMap ? "object" : "scalar", decodeFormValue);
}

function readJson(raw: string): Typed | undefined {
  const parsed = parseJson(Buffer.from(decodeFormValue(raw)), MAX_JSON_DEPTH);
  return "value" in parsed ? new Typed(parsed.value) : undefined;
}
