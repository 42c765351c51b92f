import { textOfBytes } from "../../base/binary-text.ts";
import type { JsonSchema, SchemaGraph } from "../../contract/schema/schema.ts";

/** What a string holds, as its schema or what that references says (JSON Schema Validation §8). */
export interface StringContent {
  readonly mediaType: string | undefined;
  /** In 3.0 a format said it: `byte` is base64. */
  readonly encoding: string | undefined;
  readonly isBinary: boolean;
}

const MAX_DEPTH = 8;

export function contentOf(node: JsonSchema, graph: SchemaGraph, depth = 0): StringContent {
  if (typeof node === "boolean" || depth > MAX_DEPTH)
    return { mediaType: undefined, encoding: undefined, isBinary: false };
  const { contentMediaType, contentEncoding, format } = node;
  const references = node.$ref === undefined ? [] : [graph.resolve(node.$ref)];
  const others = [...references, ...(node.allOf ?? [])].map((other) => contentOf(other, graph, depth + 1));
  return {
    mediaType: contentMediaType ?? others.find(({ mediaType }) => mediaType !== undefined)?.mediaType,
    encoding:
      contentEncoding ??
      (format === "byte" ? "base64" : others.find(({ encoding }) => encoding !== undefined)?.encoding),
    isBinary: format === "binary" || others.some(({ isBinary }) => isBinary),
  };
}

/**
 * Bytes as a string in a `contentEncoding`: base64 in both alphabets (RFC 4648 §4, §5), hexadecimal digits, or as they
 * are. `undefined` for other encodings.
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
    default:
      return undefined;
  }
}
