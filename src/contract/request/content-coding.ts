import * as zlib from "node:zlib";
import { own } from "../../base/json.ts";

export type DecodedContent =
  | { readonly bytes: Uint8Array }
  /** `unknown`: not understood; `several`: more than one; `broken`: not what it claims to be; `large`: beyond the limit. */
  | { readonly failure: "unknown" | "several" | "broken" | "large"; readonly coding: string };

type Decoder = (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array;

const decoders: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ["gzip", zlib.gunzipSync],
  ["x-gzip", zlib.gunzipSync],
  ["br", zlib.brotliDecompressSync],
  ["deflate", inflate],
  ...ofNewerNode("zstd", "zstdDecompressSync"),
]);

/** The codings that bodies may have, as `Accept-Encoding` lists them. */
export const contentCodings: readonly string[] = [...decoders.keys()].filter((name) => !name.startsWith("x-"));

/**
 * Undoes the coding of a `Content-Encoding` field (RFC 9110 §8.4). One coding is all that a client needs; several on top
 * of each other are what a bomb is made of.
 *
 * @param limit - most bytes that the body may have: a few kilobytes can stand for gigabytes
 */
export function decodeContent(bytes: Uint8Array, field: string | undefined, limit: number): DecodedContent {
  const codings = (field ?? "")
    .split(",")
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== "" && coding !== "identity");
  const [coding] = codings;
  if (coding === undefined) return bytes.length > limit ? { failure: "large", coding: "identity" } : { bytes };
  if (codings.length > 1) return { failure: "several", coding: codings.slice(0, 5).join(", ").slice(0, 80) };
  const decode = decoders.get(coding);
  if (!decode) return { failure: "unknown", coding: coding.slice(0, 40) };
  try {
    return { bytes: decode(bytes, { maxOutputLength: Math.max(limit, 1) }) };
  } catch (error) {
    return { failure: error instanceof RangeError ? "large" : "broken", coding };
  }
}

/** "deflate" means zlib's format (RFC 9110 §8.4.1.2), but some clients send the bare stream. */
function inflate(bytes: Uint8Array, options: { maxOutputLength: number }): Uint8Array {
  const isZlib = ((bytes[0] ?? 0) & 0x0f) === 8 && (((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)) % 31 === 0;
  return isZlib ? zlib.inflateSync(bytes, options) : zlib.inflateRawSync(bytes, options);
}

function ofNewerNode(coding: string, name: string): [string, Decoder][] {
  const decode = own(zlib, name);
  return typeof decode === "function" ? [[coding, decode as Decoder]] : [];
}
