import { createHash } from "node:crypto";
import type { JsonValue } from "../../base/json.ts";
import { essenceOf, isMultipart, isText } from "../../base/media-type.ts";
import type { MediaType } from "../../contract/operation.ts";
import type { Encoder, Target, Written } from "./encoder.ts";
import { type Part, partsOf } from "./part.ts";
import { partHeaders } from "./part-headers.ts";
import { sampleFor } from "./samples/index.ts";
import { contentOf } from "./string-content.ts";
import { styledParts } from "./styled.ts";

const LINE = "\r\n";

/**
 * Every multipart type (RFC 2046 §5.1, RFC 7578): parts by name for an object, by position for a list. Text that is a
 * multipart body already is sent as it is.
 *
 * @param write - writes the value of one part
 */
export function multipartEncoder(write: (value: JsonValue, target: Target) => Written): Encoder {
  return {
    name: "multipart",
    writes: isMultipart,
    encode(value, { mediaType, contentType }) {
      const whole = typeof value === "string" ? ready(value) : undefined;
      if (whole) return whole;
      const type = essenceOf(contentType);
      const parts = partsOf(value, mediaType).flatMap((part) => styledParts(part) ?? part);
      const written = parts.map((part) => writePart(part, type, write));
      const boundary = boundaryFor(written.map(({ bytes }) => bytes));
      const related = type === "multipart/related" ? typeOfRoot(written[0]?.contentType) : {};
      return { ...joined(boundary, written, mediaType), parameters: { ...related, boundary } };
    },
  };
}

interface WrittenPart {
  readonly contentType: string;
  /** With its header fields. */
  readonly bytes: Uint8Array;
}

function writePart(part: Part, type: string, write: (value: JsonValue, target: Target) => Written): WrittenPart {
  const schema = part.graph && { graph: part.graph, node: part.node, pointer: "" };
  const mediaType: MediaType = { range: part.contentType, schema, examples: [], ...noEncodings, pointer: "" };
  const { bytes, parameters = {} } = write(part.value, { mediaType, contentType: part.contentType });
  const details = Object.entries(parameters).map(([name, value]) => `; ${name}=${value}`);
  const charset = isText(part.contentType) && !part.contentType.includes("charset=") ? "; charset=utf-8" : "";
  const contentType = `${part.contentType}${charset}${details.join("")}`;
  const fields = [
    ...disposition(part, type),
    `Content-Type: ${contentType}`,
    ...(isBase64(part) ? ["Content-Transfer-Encoding: base64"] : []),
    ...partHeaders(part),
  ];
  return { contentType, bytes: Buffer.concat([Buffer.from(`${fields.join(LINE)}${LINE}${LINE}`), bytes]) };
}

const noEncodings: Pick<MediaType, "encoding" | "prefixEncoding"> = { encoding: new Map(), prefixEncoding: [] };

/** Named parts say their names so, also where the type itself defines none (OAS 3.1 §4.8.14.5). */
function disposition({ name, value, contentType }: Part, type: string): string[] {
  if (name === undefined) return [];
  const isFile = typeof value === "string" && !isText(contentType) && !/json|xml/.test(contentType);
  const extension = sampleFor(contentType)?.extension ?? "bin";
  const file = isFile ? `; filename="${quotable(name)}.${extension}"` : "";
  const id = type === "multipart/related" ? [`Content-ID: <${encodeURIComponent(name)}@example.com>`] : [];
  return [`Content-Disposition: form-data; name="${quotable(name)}"${file}`, ...id];
}

/** As browsers write a name (HTML §4.10.21.8). */
function quotable(name: string): string {
  return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** `contentEncoding` of a part is what this field says in MIME (OAS 3.2 §4.15.3.2). */
function isBase64({ node, graph, contentType }: Part): boolean {
  return graph !== undefined && contentOf(node, graph).encoding === "base64" && !isText(contentType);
}

/** RFC 2387 §3.1. */
function typeOfRoot(contentType: string | undefined): Record<string, string> {
  return contentType === undefined ? {} : { type: `"${essenceOf(contentType)}"` };
}

/** A line that no part has, the same for the same parts. */
function boundaryFor(parts: readonly Uint8Array[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  for (let digest = hash.digest("hex"); ; digest = createHash("sha256").update(digest).digest("hex")) {
    const boundary = `helix-${digest.slice(0, 24)}`;
    if (!parts.some((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength).includes(boundary)))
      return boundary;
  }
}

function joined(boundary: string, parts: readonly WrittenPart[], { itemSchema }: MediaType): Written {
  const last = Buffer.from(`--${boundary}--${LINE}`);
  const pieces = parts.map(({ bytes }) =>
    Buffer.concat([Buffer.from(`--${boundary}${LINE}`), bytes, Buffer.from(LINE)]),
  );
  const bytes = Buffer.concat([...pieces, last]);
  if (itemSchema === undefined) return { bytes };
  let end = 0;
  const ends = pieces.map((piece, index) => {
    end += piece.length;
    return index === pieces.length - 1 ? bytes.length : end;
  });
  return { bytes, ends };
}

/** A text that shows a whole body: its first line is its boundary. Lines end as the format asks for. */
function ready(text: string): Written | undefined {
  const [, boundary] = /^\s*--([\w'()+,./:=?-]{1,70})[ \t]*\r?\n/.exec(text) ?? [];
  if (boundary === undefined || !text.includes(`\n--${boundary}--`)) return undefined;
  const bytes = Buffer.from(`${text.trim().replaceAll(/\r?\n/g, LINE)}${LINE}`);
  return { bytes, parameters: { boundary: `"${boundary}"` } };
}
