import { parse } from "csv-parse/sync";
import type { MediaType } from "../media-type.ts";
import { type Evidence, NOT_TEXT, parseJson, type Reading, rejected, textOf } from "./evidence.ts";
import { isStructured, typed } from "./typed.ts";
import { type View, viewOf } from "./view.ts";

/**
 * RFC 4180: rows of equally many cells; with tabs between them (IANA, text/tab-separated-values) a quotation mark is
 * like any other character. A schema of objects is a table with a row of names (unless the type says `header=absent`),
 * a schema of lists one without, a schema of single values their list; a string is the text itself.
 */
export async function readCsv(evidence: Evidence): Promise<Reading> {
  const { document, judge, media, type } = evidence;
  const body = textOf(evidence);
  if (body === undefined) return rejected(NOT_TEXT);
  const rows = rowsOf(body, type);
  if (typeof rows === "string") return rejected(`not CSV: ${rows.slice(0, 120)}`);
  if (media.schema === undefined) return { value: rows, complaints: [], unjudged: "no schema: any table is right" };
  const table = viewOf(document, media.schema);
  if (table.types.has("string")) return { value: body, complaints: await judge.complaints(media.schema, body) };
  // Of what nothing is said any table is an instance.
  const isList = table.types.has("array") || table.types.size === 0;
  const row = isList && table.items !== undefined ? viewOf(document, table.items) : table;
  const isOfSingles = isList && isSingle(row);
  if (rows.length === 0 && !isOfSingles) return rejected("no row, not even one of names");
  const values = isOfSingles ? singlesOf(evidence, rows, row) : structuresOf(evidence, rows, row);
  if (!isList && values.length !== 1) return rejected(`${values.length} rows, not one object`);
  const value = isList ? values : values[0];
  return { value, complaints: await judge.complaints(media.schema, value), ambiguous: row.ambiguous };
}

/** The cells; in words what is malformed. */
function rowsOf(body: string, { essence }: MediaType): string[][] | string {
  const dialect = essence === "text/tab-separated-values" ? { delimiter: "\t", quote: false as const } : {};
  try {
    return parse(body, { relaxColumnCount: false, skipEmptyLines: false, bom: true, ...dialect });
  } catch (error) {
    return String(error);
  }
}

/** Whether items are neither objects nor lists. */
function isSingle(row: View): boolean {
  return row.types.size > 0 && !isStructured(row);
}

/** Single values have no names, unless the type says that there is a row of them. */
function singlesOf({ type }: Evidence, rows: readonly string[][], row: View): unknown[] {
  const values = type.parameters.get("header") === "present" ? rows.slice(1) : rows;
  return values.flat().map((cell) => cellOf(cell, row, true));
}

function structuresOf(evidence: Evidence, rows: readonly string[][], row: View): unknown[] {
  const isBare = evidence.type.parameters.get("header") === "absent";
  if (!row.types.has("array")) return recordsOf(evidence, rows, row, isBare);
  return rows.map((cells) =>
    cells.map((cell, column) => {
      const place = row.prefix[column] ?? row.items;
      return cellOf(cell, place && viewOf(evidence.document, place), true);
    }),
  );
}

function recordsOf(evidence: Evidence, rows: readonly string[][], row: View, isBare: boolean): unknown[] {
  const [names, ...records] = isBare ? [[...row.properties.keys()], ...rows] : rows;
  return records.map((cells) =>
    Object.fromEntries(
      cells.flatMap((cell, column) => {
        const name = names?.[column] ?? `column ${column}`;
        const place = row.properties.get(name) ?? row.additional;
        const view = place && viewOf(evidence.document, place, ...(row.restated.get(name) ?? []));
        const value = cellOf(cell, view, row.required.has(name));
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  );
}

/** Lists and objects are JSON in their cell. An empty cell is nothing, unless it has to be something. */
function cellOf(cell: string, view: View | undefined, isRequired: boolean): unknown {
  if (cell === "" && !isRequired) return undefined;
  if (isStructured(view)) return parseJson(cell)?.value ?? cell;
  return typed(cell, view).value;
}
