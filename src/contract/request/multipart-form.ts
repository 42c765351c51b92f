import { escapeToken } from "../../base/json.ts";
import { isJson } from "../../base/media-type.ts";
import type { Violation } from "../../base/violation.ts";
import type { Encoding, MediaType } from "../operation.ts";
import type { JsonSchema, SchemaGraph } from "../schema/schema.ts";
import { isOverridden } from "./client-format.ts";
import type { TextTree } from "./coerce.ts";
import { readByShape, readFields } from "./form.ts";
import type { Part } from "./multipart.ts";
import { Pairs } from "./pairs.ts";
import { checkPart } from "./part-check.ts";
import { isFile, partText, readJson, readPart, stringFacts } from "./part-content.ts";
import { type ClientFormats, usualReading } from "./reading-settings.ts";
import { memberSchemaIn, structuresOf, type TextShape, textShapesOf } from "./text-shape.ts";

/** A part that has a name. */
export interface NamedPart extends Part {
  readonly name: string;
}

type Groups = ReadonlyMap<string, readonly NamedPart[]>;

/** What a form says, and what is wrong with its parts before any schema looks at it. */
export interface MultipartReading {
  readonly value: unknown;
  readonly violations: readonly Violation[];
}

/** Parts are not checked any more once so much is wrong: nobody reads on. */
export const MAX_PART_VIOLATIONS = 200;

/**
 * Reads the parts of a multipart/form-data body into an object of the schema's types (OAS 3.1 §4.8.14.5, §4.8.15).
 * A list is one part per item. JSON is read where the part or its Encoding Object says so, and where an object is
 * meant. Files are strings. Plain fields with a `style` or with brackets in their names are read as in other forms.
 */
export function readMultipartForm(
  parts: readonly NamedPart[],
  { schema, encoding }: Pick<MediaType, "schema" | "encoding">,
  formats: ClientFormats = usualReading.form,
): MultipartReading {
  const groups = groupByName(parts);
  const violations = checkGroups(groups, encoding);
  if (schema) {
    const { graph } = schema;
    const value = readByShape(schema, (shape) => readGroups(groups, shape, { encoding, formats, graph }));
    return { value, violations };
  }
  // Without a schema nothing says that there is more than text.
  const texts = parts.map((part) => [part.name, partText(part)]);
  return { value: Object.fromEntries(texts), violations };
}

function groupByName(parts: readonly NamedPart[]): Groups {
  const groups = new Map<string, NamedPart[]>();
  for (const part of parts) {
    const group = groups.get(part.name);
    if (group) group.push(part);
    else groups.set(part.name, [part]);
  }
  return groups;
}

function checkGroups(groups: Groups, encoding: ReadonlyMap<string, Encoding>): Violation[] {
  const found: Violation[] = [];
  for (const [name, group] of groups) {
    const place = `/${escapeToken(name)}`;
    for (const [index, part] of group.entries()) {
      found.push(...checkPart(part, encoding.get(name), group.length > 1 ? `${place}/${index}` : place));
      if (found.length > MAX_PART_VIOLATIONS) return found;
    }
  }
  return found;
}

interface FormContext {
  readonly encoding: ReadonlyMap<string, Encoding>;
  readonly formats: ClientFormats;
  readonly graph: SchemaGraph;
}

function readGroups(groups: Groups, shape: TextShape, context: FormContext): ReadonlyMap<string, TextTree> {
  const { encoding, formats, graph } = context;
  const members = new Map<string, TextTree>();
  const pairs = new Pairs();
  for (const [name, group] of groups) {
    const schema = memberSchemaIn(shape, name) ?? true;
    if (isField(name, shape, context) && !group.some(isTyped)) {
      for (const part of group) pairs.add(name, partText(part, stringFacts(schema, graph)));
    } else members.set(name, readGroup(group, schema, encoding.get(name), graph));
  }
  const fields = readFields({ pairs, decode: (text) => text, encoding, formats }, shape, graph);
  return new Map([...fields, ...members]);
}

/** Whether parts of a name are read as the fields of other forms are. */
function isField(name: string, { properties }: TextShape, { encoding, formats }: FormContext): boolean {
  const { style, explode } = encoding.get(name) ?? {};
  if (style !== undefined || explode !== undefined || isOverridden(formats)) return true;
  // A member of a bracketed object, or of one that is spread over fields.
  return !properties.has(name) && (name.endsWith("]") || [...encoding.values()].some(({ style: of }) => of === "form"));
}

function isTyped(part: Part): boolean {
  return isFile(part) || /json|xml/i.test(part.contentType ?? "");
}

/** All parts of one name; of several for something that is no list the last one counts, as in other forms. */
function readGroup(
  group: readonly Part[],
  schema: JsonSchema,
  encoding: Encoding | undefined,
  graph: SchemaGraph,
): TextTree {
  const shapes = textShapesOf(schema, graph);
  const structures = new Set(shapes.flatMap(structuresOf));
  const isList = structures.has("array") && (group.length > 1 || !structures.has("scalar"));
  const [first] = group;
  const whole = first && group.length === 1 && isList ? readJson(first) : undefined;
  // A list that a field itself calls JSON is nothing else, even where the schema rejects it. A file may be an item.
  const isCalledList = Array.isArray(whole?.value) && !first?.hasFileName && isJson(first?.contentType ?? "");
  if (whole && (isCalledList || graph.accepts(schema, whole.value))) return whole;
  const list = shapes.find(({ items, leading }) => items !== undefined || leading.length > 0);
  const each = (index: number) => (isList ? (list?.leading[index] ?? list?.items ?? true) : schema);
  const trees = group.map((part, index) => readPart(part, each(index), encoding, graph));
  return isList ? trees : (trees.at(-1) ?? "");
}
