import { MAX_JSON_DEPTH, parseJsonText } from "../../base/json.ts";
import type { JsonSchema, Schema, SchemaGraph } from "../schema/schema.ts";
import { coerce, type TextTree, Typed } from "./coerce.ts";
import { parseCsv } from "./csv.ts";
import { memberSchemaIn, type Structure, structuresOf, type TextShape, textShapesOf } from "./text-shape.ts";

/** What a table says; in words where it says nothing. */
export type TableReading = { readonly value: unknown } | { readonly fault: string };

type Row = readonly string[];

/** Whether a schema wants a list, so that text of rows is a table, or nothing but an object, which is a table of one row. */
export function isTable(schema: Schema): boolean {
  const shapes = textShapesOf(schema.node, schema.graph);
  return shapes.some(isList) || shapes.every(isOnlyObject);
}

function isList({ types, items, leading }: TextShape): boolean {
  return types?.includes("array") ?? (items !== undefined || leading.length > 0);
}

function isOnlyObject({ types, properties }: TextShape): boolean {
  return types ? types.length > 0 && types.every((type) => type === "object" || type === "null") : properties.size > 0;
}

/**
 * Reads comma-separated values into a list of the schema's types: objects by the header line, or lists where the schema
 * asks for lists. Where it asks for one object, that is the only row. JSON in a cell is read where a list or an object is meant; an empty cell stands for a member that is
 * not there where its schema allows no empty text.
 *
 * @param hasHeader - as the media type says (RFC 4180 §3); `undefined` where it does not
 */
export function readTable(
  text: string,
  { node, graph }: Schema,
  delimiter: string,
  hasHeader: boolean | undefined,
): TableReading {
  const table = parseCsv(text, delimiter);
  if ("fault" in table) return table;
  const shapes = textShapesOf(node, graph);
  if (!shapes.some(isList)) {
    const reading = readOne(table.rows, shapes, graph, hasHeader);
    return "fault" in reading ? reading : { value: coerce(reading.object, node, graph) };
  }
  const list = shapes.find(({ items, leading }) => items !== undefined || leading.length > 0);
  const itemShapes = textShapesOf(list?.leading[0] ?? list?.items ?? true, graph);
  const structure = itemShapes.map(structureOf)[0] ?? "object";
  if (structure !== "object") {
    const rows = hasHeader === true ? table.rows.slice(1) : table.rows;
    return { value: coerce(structure === "array" ? rows : rows.flat(), node, graph) };
  }
  const reading = readObjects(table.rows, itemShapes, graph, hasHeader);
  return "fault" in reading ? reading : { value: coerce(reading.objects, node, graph) };
}

function readOne(
  table: readonly Row[],
  shapes: readonly TextShape[],
  graph: SchemaGraph,
  hasHeader: boolean | undefined,
): { readonly object: TextTree } | { readonly fault: string } {
  // An object without members leaves nothing to write: neither a name nor a cell.
  if (table.length === 0) return { object: new Map() };
  const reading = readObjects(table, shapes, graph, hasHeader);
  if ("fault" in reading) return reading;
  const [object, ...others] = reading.objects;
  if (object !== undefined && others.length === 0) return { object };
  return { fault: `has ${reading.objects.length} rows, but must be one object, which is one row` };
}

type ObjectsReading = { readonly objects: readonly TextTree[] } | { readonly fault: string };

function readObjects(
  table: readonly Row[],
  shapes: readonly TextShape[],
  graph: SchemaGraph,
  hasHeader: boolean | undefined,
): ObjectsReading {
  // Without a line of names the columns are in the order of the document.
  const names = hasHeader === false ? shapes.flatMap(({ properties }) => [...properties.keys()]) : table[0];
  const rows = hasHeader === false ? table : table.slice(1);
  const fault = names && faultIn(names, rows);
  if (fault !== undefined) return { fault };
  const columns = (names ?? []).map((name) => new Column(name, shapes, graph));
  return { objects: rows.map((row) => objectOf(row, columns)) };
}

/** What the rows are; where nothing is said of them, objects by the header line. */
function structureOf(shape: TextShape): Structure {
  const isSaid = shape.types !== undefined || shape.items !== undefined || shape.leading.length > 0;
  return (isSaid ? structuresOf(shape)[0] : undefined) ?? "object";
}

/** Columns of one table: every one of them is looked up in the schema. */
const MAX_COLUMNS = 10_000;

function faultIn(names: Row, rows: readonly Row[]): string | undefined {
  if (names.length > MAX_COLUMNS) return `has more than ${MAX_COLUMNS} columns`;
  if (new Set(names).size < names.length) return "names a column twice in its header line";
  const odd = rows.findIndex(({ length }) => length !== names.length);
  if (odd < 0) return undefined;
  return `has ${rows[odd]?.length} fields in row ${odd + 1}, but ${names.length} columns`;
}

class Column {
  readonly name: string;
  readonly #isStructure: boolean;
  readonly #allowsNothing: boolean;

  constructor(name: string, itemShapes: readonly TextShape[], graph: SchemaGraph) {
    this.name = name;
    const schema: JsonSchema = itemShapes.map((shape) => memberSchemaIn(shape, name)).find(isSaid) ?? true;
    const structures = new Set(textShapesOf(schema, graph).flatMap(structuresOf));
    this.#isStructure = !structures.has("scalar");
    this.#allowsNothing = graph.accepts(schema, coerce("", schema, graph));
  }

  /** `undefined` where the cell stands for nothing. */
  read(cell: string): TextTree | undefined {
    if (cell === "" && !this.#allowsNothing) return undefined;
    if (!this.#isStructure) return cell;
    const parsed = parseJsonText(cell, MAX_JSON_DEPTH);
    // What is no JSON stays a text, for the schema to refuse.
    return new Typed("value" in parsed ? parsed.value : cell);
  }
}

function isSaid(schema: JsonSchema | undefined): schema is JsonSchema {
  return schema !== undefined;
}

function objectOf(row: Row, columns: readonly Column[]): ReadonlyMap<string, TextTree> {
  const members = new Map<string, TextTree>();
  for (const [index, column] of columns.entries()) {
    const cell = column.read(row[index] ?? "");
    if (cell !== undefined) members.set(column.name, cell);
  }
  return members;
}
