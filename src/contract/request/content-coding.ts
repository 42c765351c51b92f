import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";

/** Most bytes that a compressed body may become: a few kilobytes can stand for gigabytes. */
export const MAX_DECODED_BYTES: number = 10 * 1024 * 1024;

/** Codings applied on top of each other beyond these are refused. */
const MAX_CODINGS = 3;

export type DecodedContent =
  | { readonly bytes: Uint8Array }
  /** `unknown`: a coding that is not understood; `broken`: not what it claims to be; `large`: beyond the limit. */
  | { readonly failure: "unknown" | "broken" | "large"; readonly coding: string };

type Decoder = (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array;

const decoders: ReadonlyMap<string, Decoder> = new Map([
  ["gzip", gunzipSync],
  ["x-gzip", gunzipSync],
  ["br", brotliDecompressSync],
  ["deflate", inflate],
]);

/** Undoes the codings of a `Content-Encoding` field, the last applied first (RFC 9110 §8.4). */
export function decodeContent(bytes: Uint8Array, field: string | undefined): DecodedContent {
  const codings = (field ?? "")
    .split(",")
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== "" && coding !== "identity");
  if (codings.length > MAX_CODINGS) return { failure: "unknown", coding: `${codings.length} codings` };
  let decoded = bytes;
  for (const coding of codings.reverse()) {
    const decode = decoders.get(coding);
    if (!decode) return { failure: "unknown", coding: coding.slice(0, 40) };
    try {
      decoded = decode(decoded, { maxOutputLength: MAX_DECODED_BYTES });
    } catch (error) {
      const large = error instanceof RangeError;
      return { failure: large ? "large" : "broken", coding };
    }
  }
  return { bytes: decoded };
}

/** "deflate" means zlib's format (RFC 9110 §8.4.1.2), but some clients send the bare stream. */
function inflate(bytes: Uint8Array, options: { maxOutputLength: number }): Uint8Array {
  const isZlib = ((bytes[0] ?? 0) & 0x0f) === 8 && (((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)) % 31 === 0;
  return isZlib ? inflateSync(bytes, options) : inflateRawSync(bytes, options);
}
