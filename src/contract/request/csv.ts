/** A table as text: its rows, or in words what is malformed. */
export type CsvReading = { readonly rows: readonly (readonly string[])[] } | { readonly fault: string };

/** More rows than these are refused: each costs more than the bytes it is made of. */
export const MAX_ROWS = 200_000;

/**
 * Reads comma-separated values (RFC 4180). Line ends may be CRLF, LF or CR; lines without anything on them are passed
 * over. A quote inside a field that does not begin with one is an ordinary character.
 *
 * @param delimiter - one character
 */
export function parseCsv(text: string, delimiter = ","): CsvReading {
  const rows: (readonly string[])[] = [];
  let line = 1;
  for (let at = 0; at < text.length; line++) {
    if (!isLineEnd(text, at)) {
      const row = readRow(text, at, delimiter);
      if ("fault" in row) return { fault: `${row.fault} (line ${line})` };
      if (rows.length === MAX_ROWS) return { fault: `has more than ${MAX_ROWS} rows` };
      rows.push(row.fields);
      for (const field of row.fields) line += lineBreaksIn(field);
      at = row.end;
    }
    at += text.startsWith("\r\n", at) ? 2 : 1;
  }
  return { rows };
}

type RowReading = { readonly fields: readonly string[]; readonly end: number } | { readonly fault: string };

function readRow(text: string, start: number, delimiter: string): RowReading {
  const fields: string[] = [];
  for (let at = start; ; at++) {
    const field = text[at] === '"' ? quotedField(text, at) : bareField(text, at, delimiter);
    if (!field) return { fault: "has a quoted field that does not end" };
    fields.push(field.value);
    at = field.end;
    if (text[at] === delimiter) continue;
    return at >= text.length || isLineEnd(text, at) ? { fields, end: at } : { fault: "has text behind a quoted field" };
  }
}

interface Field {
  readonly value: string;
  readonly end: number;
}

function bareField(text: string, start: number, delimiter: string): Field {
  let end = start;
  while (end < text.length && text[end] !== delimiter && !isLineEnd(text, end)) end++;
  return { value: text.slice(start, end), end };
}

/** Two quotes stand for one; `undefined` where the last one is missing. */
function quotedField(text: string, start: number): Field | undefined {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 2)) {
    if (text[end + 1] !== '"') return { value: text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
  }
  return undefined;
}

function isLineEnd(text: string, at: number): boolean {
  return text[at] === "\n" || text[at] === "\r";
}

function lineBreaksIn(field: string): number {
  return field.includes("\n") || field.includes("\r") ? field.split(/\r\n|\r|\n/).length - 1 : 0;
}
