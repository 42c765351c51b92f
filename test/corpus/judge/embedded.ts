import { decodeAtOnce } from "./body/decoders.ts";
import { parseJson } from "./body/evidence.ts";
import { parseXml } from "./body/xml-tree.ts";
import { kindOf, parseMediaType } from "./media-type.ts";

/** What a schema says of the content that a string holds (JSON Schema 2020-12 §8). */
export interface EmbeddedContent {
  readonly encoding?: string | undefined;
  readonly mediaType?: string | undefined;
  /** Name of the definition that a JSON content has to meet. */
  readonly schema?: string | undefined;
}

/**
 * Decodes a string and looks at what is in it.
 *
 * @param accepts Whether a definition accepts a value.
 * @returns what is wrong, or `undefined`.
 */
export function embeddedFault(
  { encoding, mediaType, schema }: EmbeddedContent,
  text: string,
  accepts: (schema: string, value: unknown) => boolean,
): string | undefined {
  const bytes = decoded(text, encoding?.toLowerCase());
  if (bytes === undefined) return `not ${encoding}`;
  if (mediaType === undefined) return undefined;
  const kind = kindOf(mediaType);
  const { essence } = parseMediaType(mediaType);
  if (kind === "json") return jsonFault(bytes, schema, accepts);
  if (kind === "xml") return xmlFault(bytes);
  // Without an encoding a string cannot hold other bytes than those of its characters.
  if (encoding === undefined && essence !== "image/svg+xml") return undefined;
  if (kind === "pdf") return Buffer.from(bytes).toString("latin1").startsWith("%PDF-") ? undefined : "no PDF";
  const { known, fault } = decodeAtOnce(essence, bytes);
  return known ? fault : undefined;
}

function jsonFault(
  bytes: Uint8Array,
  schema: string | undefined,
  accepts: (schema: string, value: unknown) => boolean,
): string | undefined {
  const parsed = parseJson(new TextDecoder().decode(bytes));
  if (parsed === undefined) return "no JSON in it";
  return schema === undefined || accepts(schema, parsed.value) ? undefined : "JSON that contentSchema rejects";
}

function xmlFault(bytes: Uint8Array): string | undefined {
  const tree = parseXml(new TextDecoder().decode(bytes));
  return "fault" in tree ? `no XML in it: ${tree.fault}` : undefined;
}

const ALPHABETS: Readonly<Record<string, readonly [RegExp, BufferEncoding]>> = {
  base64: [/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, "base64"],
  base64url: [/^[A-Za-z0-9_-]*={0,2}$/, "base64url"],
  base16: [/^(?:[0-9A-Fa-f]{2})*$/, "hex"],
};

/** The bytes that a string stands for (RFC 4648, RFC 2045 §6); `undefined` where it is not in that encoding. */
function decoded(text: string, encoding: string | undefined): Uint8Array | undefined {
  const alphabet = ALPHABETS[encoding ?? ""];
  if (alphabet !== undefined) {
    const compact = text.replaceAll(/[\r\n]/g, "");
    return alphabet[0].test(compact) ? Buffer.from(compact, alphabet[1]) : undefined;
  }
  if (encoding === "base32" && !/^[A-Z2-7]*=*$/.test(text)) return undefined;
  if (encoding === "quoted-printable" && !/^(?:[\t\r\n !-<>-~]|=(?:[0-9A-F]{2}|\r?\n))*$/.test(text)) return undefined;
  return new TextEncoder().encode(text);
}
