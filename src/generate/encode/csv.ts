import { isObject, type JsonObject, type JsonValue, own } from "../../base/json.ts";
import { essenceOf, parseMediaType } from "../../base/media-type.ts";
import type { Encoder } from "./encoder.ts";

type Row = readonly string[];

/**
 * text/csv (RFC 4180): a list of objects as a table with a header line, a list of lists as its rows. One object is a
 * table of one row, what is nested is written as JSON, and text is taken for a table already.
 */
export const csv: Encoder = {
  name: "csv",
  writes: (mediaType) => ["text/csv", "application/csv"].includes(essenceOf(mediaType)),
  encode(value, { contentType }) {
    if (typeof value === "string") return { bytes: Buffer.from(value) };
    // The one parameter that the type has (RFC 4180 §3).
    const hasHeader = parseMediaType(contentType)?.parameters.get("header") !== "absent";
    return { bytes: Buffer.from(csvText(value, hasHeader)) };
  },
};

/** text/tab-separated-values (IANA): a header line, and no way to write a tab or a line break inside a value. */
export const tsv: Encoder = {
  name: "tsv",
  writes: (mediaType) => essenceOf(mediaType) === "text/tab-separated-values",
  encode(value) {
    if (typeof value === "string") return { bytes: Buffer.from(value) };
    const lines = rowsOf(value, true).map((row) => row.map((field) => field.replaceAll(/[\t\r\n]+/g, " ")).join("\t"));
    return { bytes: Buffer.from(lines.map((line) => `${line}\n`).join("")) };
  },
};

export function csvText(value: JsonValue, hasHeader = true): string {
  return rowsOf(value, hasHeader)
    .map((row) => `${row.map((field) => quoted(field, row)).join(",")}\r\n`)
    .join("");
}

function rowsOf(value: JsonValue, hasHeader: boolean): Row[] {
  const items: readonly JsonValue[] = Array.isArray(value) ? value : [value as JsonValue];
  if (!items.every((item) => isObject(item))) return items.map((item) => [item].flat().map(fieldOf));
  // A table has one set of columns: those of all rows, in the order in which they first occur.
  const columns = [...new Set(items.flatMap((item) => Object.keys(item)))];
  const rows = items.map((item) => columns.map((name) => fieldOf((own(item, name) ?? null) as JsonValue)));
  const header = hasHeader && items.length > 0 ? [columns] : [];
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
