import { parse } from "csv-parse/sync";
import { type Evidence, NOT_TEXT, parseJson, type Reading, rejected, textOf } from "./evidence.ts";
import { isStructured, typed } from "./typed.ts";
import { type View, viewOf } from "./view.ts";

/**
 * RFC 4180: rows of equally many cells. A schema of objects is a table with a row of names (unless the type says
 * `header=absent`), a schema of lists one without; a string is the text itself.
 */
export async function readCsv(evidence: Evidence): Promise<Reading> {
  const { document, judge, media, type } = evidence;
  const body = textOf(evidence);
  if (body === undefined) return rejected(NOT_TEXT);
  let rows: string[][];
  try {
    rows = parse(body, { relaxColumnCount: false, skipEmptyLines: false, bom: true });
  } catch (error) {
    return rejected(`not CSV: ${String(error).slice(0, 120)}`);
  }
  if (media.schema === undefined) return { value: rows, complaints: [], unjudged: "no schema: any table is right" };
  const table = viewOf(document, media.schema);
  if (table.types.has("string")) return { value: body, complaints: await judge.complaints(media.schema, body) };
  if (rows.length === 0) return rejected("no row, not even one of names");
  const row = table.types.has("array") && table.items !== undefined ? viewOf(document, table.items) : table;
  const read = row.types.has("array")
    ? rows.map((cells) =>
        cells.map((cell, column) => {
          const place = row.prefix[column] ?? row.items;
          return cellOf(cell, place && viewOf(document, place), true);
        }),
      )
    : recordsOf(evidence, rows, row, type.parameters.get("header") === "absent");
  const value = table.types.has("array") ? read : read[0];
  return { value, complaints: await judge.complaints(media.schema, value), ambiguous: row.ambiguous };
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
