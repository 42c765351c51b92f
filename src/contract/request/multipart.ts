import { splitOutsideQuotes, unquote } from "../../base/media-type.ts";

/** More parts than these are refused: each costs more than the bytes it is made of. */
export const MAX_PARTS = 20_000;

/** Bytes that the header fields of one part may take. */
export const MAX_PART_HEADER_BYTES: number = 16 * 1024;

/** One part of a multipart body (RFC 2046 §5.1), a field or file of a form (RFC 7578 §4). */
export interface Part {
  /** Out of a Content-Disposition of the kind `form-data`; `undefined` where the part has none. */
  readonly name: string | undefined;
  readonly hasFileName: boolean;
  /** As written, e.g. "application/json; charset=utf-8". */
  readonly contentType: string | undefined;
  /** Header fields by names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** As sent. */
  readonly bytes: Uint8Array;
}

export type Multipart = { readonly parts: readonly Part[] } | { readonly fault: string };

const LINE = "\r\n";

/** What ends a delimiter: two hyphens after the last part, else the end of the line behind padding (RFC 2046 §5.1.1). */
const endOfDelimiter = /^(?:--|[\t ]*\r\n)/;
const MAX_PADDING = 80;

interface Delimiter {
  readonly start: number;
  /** Where the next part begins. */
  readonly end: number;
  readonly isLast: boolean;
}

/**
 * Takes a multipart body apart (RFC 2046 §5.1.1; RFC 7578). What stands before the first delimiter and after
 * the last one is ignored. Linear in the size of the body; never throws.
 *
 * @returns the parts in the order in which they were sent, or in words what is malformed.
 */
export function parseMultipart(body: Uint8Array, boundary: string): Multipart {
  // The first delimiter may stand at the very beginning; all others belong to the line break before them.
  const bytes = Buffer.concat([Buffer.from(LINE), body]);
  const text = Buffer.from(`${LINE}--${boundary}`, "latin1");
  const parts: Part[] = [];
  let delimiter = nextDelimiter(bytes, text, 0);
  if (!delimiter) return { fault: "has no part that begins with its boundary" };
  while (!delimiter.isLast) {
    const next = nextDelimiter(bytes, text, delimiter.end);
    if (!next) return { fault: "ends without its boundary" };
    if (parts.length === MAX_PARTS) return { fault: `has more than ${MAX_PARTS} parts` };
    const part = parsePart(bytes.subarray(delimiter.end, next.start));
    if ("fault" in part) return part;
    parts.push(part);
    delimiter = next;
  }
  return { parts };
}

/** The text of a part may begin a line like a delimiter; such a line is passed over. */
function nextDelimiter(bytes: Buffer, text: Buffer, from: number): Delimiter | undefined {
  for (let start = bytes.indexOf(text, from); start >= 0; start = bytes.indexOf(text, start + text.length)) {
    const end = start + text.length;
    const [rest] = endOfDelimiter.exec(bytes.toString("latin1", end, end + MAX_PADDING)) ?? [];
    if (rest !== undefined) return { start, end: end + rest.length, isLast: rest === "--" };
  }
  return undefined;
}

function parsePart(bytes: Buffer): Part | { fault: string } {
  // A part may begin with the blank line that ends its header fields.
  const end = bytes.indexOf(LINE) === 0 ? 0 : bytes.subarray(0, MAX_PART_HEADER_BYTES).indexOf(LINE + LINE);
  if (end < 0) return { fault: `has a part without header fields, or with more than ${MAX_PART_HEADER_BYTES} bytes` };
  const headers = parseFields(bytes.toString("utf8", 0, end));
  const disposition = parseDisposition(headers.get("content-disposition") ?? "");
  return {
    name: disposition.get("name"),
    hasFileName: disposition.has("filename") || disposition.has("filename*"),
    contentType: headers.get("content-type"),
    headers,
    bytes: bytes.subarray(end + (end === 0 ? LINE.length : 2 * LINE.length)),
  };
}

/** Field names in lower case; a line that begins with a space continues the one before (RFC 5322 §2.2.3). */
function parseFields(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.replace(/\r\n(?=[\t ])/g, "").split(LINE)) {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (!fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

/** The parameters of `form-data; name="a"; filename="b"` (RFC 6266 §4.1); none of any other kind of disposition. */
function parseDisposition(field: string): ReadonlyMap<string, string> {
  const [kind = "", ...rest] = splitOutsideQuotes(field, ";");
  if (kind.trim().toLowerCase() !== "form-data") return new Map();
  const parameters = rest.map((parameter): [string, string] => {
    const equals = parameter.indexOf("=");
    const name = parameter.slice(0, Math.max(equals, 0)).trim().toLowerCase();
    return [name, decodeName(unquote(parameter.slice(equals + 1).trim()))];
  });
  return new Map(parameters);
}

/** Browsers write a quote and a line break inside a name so (HTML §4.10.21.8), and no other character. */
function decodeName(text: string): string {
  return text.replace(/%(?:22|0D|0A)/gi, decodeURIComponent);
}
