import { isObject, type JsonObject, type JsonValue, own } from "../../base/json.ts";
import { essenceOf, parseMediaType } from "../../base/media-type.ts";
import type { MediaType } from "../../contract/operation.ts";
import { textShapesOf } from "../../contract/request/text-shape.ts";
import type { Encoder } from "./encoder.ts";

type Row = readonly string[];

/**
 * text/csv (RFC 4180): a list of objects as a table with a header line, a list of lists as its rows. One object is a
 * table of one row, what is nested is written as JSON, and text is taken for a table already.
 */
export const csv: Encoder = {
  name: "csv",
  writes: (mediaType) => ["text/csv", "application/csv"].includes(essenceOf(mediaType)),
  encode(value, { contentType, mediaType }) {
    if (typeof value === "string") return { bytes: Buffer.from(value) };
    // The one parameter that the type has (RFC 4180 §3).
    const hasHeader = parseMediaType(contentType)?.parameters.get("header") !== "absent";
    return { bytes: Buffer.from(csvText(value, hasHeader, declaredColumns(mediaType))) };
  },
};

/** text/tab-separated-values (IANA): a header line, and no way to write a tab or a line break inside a value. */
export const tsv: Encoder = {
  name: "tsv",
  writes: (mediaType) => essenceOf(mediaType) === "text/tab-separated-values",
  encode(value, { mediaType }) {
    if (typeof value === "string") return { bytes: Buffer.from(value) };
    const rows = rowsOf(value, true, declaredColumns(mediaType));
    const lines = rows.map((row) => row.map((field) => field.replaceAll(/[\t\r\n]+/g, " ")).join("\t"));
    return { bytes: Buffer.from(lines.map((line) => `${line}\n`).join("")) };
  },
};

/** @param declared - names of the columns as the document has them */
export function csvText(value: JsonValue, hasHeader = true, declared: Row = []): string {
  return rowsOf(value, hasHeader, declared)
    .map((row) => `${row.map((field) => quoted(field, row)).join(",")}\r\n`)
    .join("");
}

/** The members of the rows that a schema of a table describes, in its order. */
function declaredColumns({ schema }: MediaType): Row {
  if (!schema) return [];
  const { node, graph } = schema;
  const items = textShapesOf(node, graph).flatMap((shape) => (shape.items === undefined ? [] : [shape.items]));
  return items.flatMap((item) => textShapesOf(item, graph).flatMap(({ properties }) => [...properties.keys()]));
}

function rowsOf(value: JsonValue, hasHeader: boolean, declared: Row): Row[] {
  const items: readonly JsonValue[] = Array.isArray(value) ? value : [value as JsonValue];
  if (!items.every((item) => isObject(item))) return items.map((item) => [item].flat().map(fieldOf));
  // A table has one set of columns: those of all rows, in the order in which they first occur. Where no names tell them
  // apart, their place does; and without rows, those of the document are all there is to say.
  const told = hasHeader && items.length > 0 ? [] : declared;
  const columns = [...new Set([...told, ...items.flatMap((item) => Object.keys(item))])];
  const rows = items.map((item) => columns.map((name) => fieldOf((own(item, name) ?? null) as JsonValue)));
  const header = hasHeader && columns.length + rows.length > 0 ? [columns] : [];
  // A table without columns still has its rows.
  return [...header, ...rows].map((row) => (row.length === 0 ? [""] : row));
}

function fieldOf(value: JsonValue): string {
  if (value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value as JsonObject);
}

/** A line with nothing on it would be no row at all. */
function quoted(field: string, row: Row): string {
  const isAlone = row.length === 1 && field === "";
  return isAlone || /[",\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
