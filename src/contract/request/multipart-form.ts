import { MAX_JSON_DEPTH, parseJsonText } from "../../base/json.ts";
import { isJson } from "../../base/media-type.ts";
import type { Encoding, MediaType } from "../operation.ts";
import type { JsonSchema, SchemaGraph } from "../schema/schema.ts";
import { type TextTree, Typed } from "./coerce.ts";
import { readByShape, readFields } from "./form.ts";
import type { Part } from "./multipart.ts";
import { Pairs } from "./pairs.ts";
import { structuresOf, type TextShape, textShapesOf } from "./text-shape.ts";

/**
 * Reads the parts of a multipart/form-data body into an object of the schema's types (OAS 3.1 §4.8.14.5, §4.8.15).
 * A list is one part per item. JSON is read where the part or its Encoding Object says so, and where an object is
 * meant. Files are strings. Plain fields with a `style` or with brackets in their names are read as in other forms.
 */
export function readMultipartForm(parts: readonly Part[], { schema, encoding }: MediaType): unknown {
  if (!schema) return Object.fromEntries(parts.map(({ name, text }) => [name, text]));
  const groups = new Map<string, Part[]>();
  for (const part of parts) {
    const group = groups.get(part.name);
    if (group) group.push(part);
    else groups.set(part.name, [part]);
  }
  return readByShape(schema, (shape) => readGroups(groups, shape, encoding, schema.graph));
}

function readGroups(
  groups: ReadonlyMap<string, readonly Part[]>,
  shape: TextShape,
  encoding: ReadonlyMap<string, Encoding>,
  graph: SchemaGraph,
): ReadonlyMap<string, TextTree> {
  const members = new Map<string, TextTree>();
  const fields = new Pairs();
  for (const [name, group] of groups) {
    const how = encoding.get(name);
    const isBracketed = name.endsWith("]") && !shape.properties.has(name);
    if ((how?.style !== undefined || isBracketed) && group.every((part) => !isTyped(part))) {
      for (const { text } of group) fields.add(name, text);
    } else {
      const schema = shape.properties.get(name) ?? shape.additional ?? true;
      members.set(name, readGroup(group, schema, isJson(how?.contentType ?? ""), graph));
    }
  }
  const plain = { pairs: fields, decode: (text: string) => text };
  return new Map([...readFields(plain, shape, encoding, graph), ...members]);
}

function isTyped({ isFile, contentType }: Part): boolean {
  return isFile || isJson(contentType ?? "");
}

/** All parts of one name; of several for something that is no list the last one counts, as in other forms. */
function readGroup(group: readonly Part[], schema: JsonSchema, declaresJson: boolean, graph: SchemaGraph): TextTree {
  const shapes = textShapesOf(schema, graph);
  const structures = new Set(shapes.flatMap(structuresOf));
  const isList = structures.has("array") && (group.length > 1 || !structures.has("scalar"));
  const whole = group.length === 1 && isList ? readJson(group[0]?.text ?? "") : undefined;
  if (whole && graph.accepts(schema, whole.value)) return whole;
  const each = isList ? (shapes.find(({ items }) => items !== undefined)?.items ?? true) : schema;
  const trees = group.map((part) => readPart(part, each, declaresJson, graph));
  return isList ? trees : (trees.at(-1) ?? "");
}

function readPart(part: Part, schema: JsonSchema, declaresJson: boolean, graph: SchemaGraph): TextTree {
  const shapes = textShapesOf(schema, graph);
  const saysJson = part.contentType === undefined ? declaresJson : isJson(part.contentType);
  const isString = shapes.every(({ types }) => types?.length === 1 && types[0] === "string");
  const meansObject = shapes.some((shape) => structuresOf(shape).includes("object"));
  const json = !isString && (saysJson || meansObject) ? readJson(part.text) : undefined;
  return json ?? (part.isFile ? new Typed(part.text) : part.text);
}

function readJson(text: string): Typed | undefined {
  const parsed = parseJsonText(text, MAX_JSON_DEPTH);
  return "value" in parsed ? new Typed(parsed.value) : undefined;
}
