import { textOfBytes } from "../../base/binary-text.ts";
import { saidOfSameValue } from "../../contract/schema/same-value.ts";
import type { JsonSchema, SchemaGraph } from "../../contract/schema/schema.ts";

/** What a string holds, as its schema or what that references says (JSON Schema Validation §8). */
export interface StringContent {
  readonly mediaType: string | undefined;
  /** In 3.0 a format said it: `byte` is base64. */
  readonly encoding: string | undefined;
  readonly isBinary: boolean;
}

export function contentOf(node: JsonSchema, graph: SchemaGraph): StringContent {
  const nodes = saidOfSameValue(node, graph);
  const encodings = nodes.map(
    ({ contentEncoding, format }) => contentEncoding ?? (format === "byte" ? "base64" : undefined),
  );
  return {
    mediaType: nodes.find(({ contentMediaType }) => contentMediaType !== undefined)?.contentMediaType,
    encoding: encodings.find((encoding) => encoding !== undefined),
    isBinary: nodes.some(({ format }) => format === "binary"),
  };
}

/**
 * Bytes as a string in a `contentEncoding`: those of RFC 4648, quoted-printable (RFC 2045 §6.7), or as they are.
 * `undefined` for other encodings.
 */
export function encodedBytes(bytes: Uint8Array, encoding: string | undefined): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (encoding?.toLowerCase()) {
    case undefined:
    case "7bit":
    case "8bit":
    case "binary":
    case "identity":
      return textOfBytes(buffer);
    case "base64":
      return buffer.toString("base64");
    case "base64url":
      return buffer.toString("base64url");
    case "base16":
    case "hex":
      return buffer.toString("hex").toUpperCase();
    case "base32":
      return base32(buffer);
    case "quoted-printable":
      return buffer.toString("latin1").replaceAll(/[^ -<>-~]/g, quoted);
    default:
      return undefined;
  }
}

const base32Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Five bits a digit, filled up to groups of eight (RFC 4648 §6). */
function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,5}/g) ?? [];
  const digits = groups.map((group) => base32Digits[Number.parseInt(group.padEnd(5, "0"), 2)]).join("");
  return digits.padEnd(Math.ceil(digits.length / 8) * 8, "=");
}

function quoted(character: string): string {
  return `=${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
