import type { Part } from "./multipart.ts";

/** The bytes of a part, and in words what is wrong with how they were written. */
export interface Transfer {
  readonly bytes: Uint8Array;
  readonly fault?: string | undefined;
}

/** Those that change nothing (RFC 2045 §6.2). */
const identities: ReadonlySet<string> = new Set(["", "7bit", "8bit", "binary"]);

/**
 * Undoes a `Content-Transfer-Encoding` (RFC 2045 §6). Forms should not have one (RFC 7578 §4.7), but some clients still
 * send it.
 */
export function undoTransferEncoding({ headers, bytes }: Part): Transfer {
  const encoding = (headers.get("content-transfer-encoding") ?? "").trim().toLowerCase();
  if (identities.has(encoding)) return { bytes };
  const text = Buffer.from(bytes).toString("latin1");
  if (encoding === "quoted-printable") return { bytes: quotedPrintable(text) };
  if (encoding !== "base64") {
    return { bytes, fault: `has the unknown Content-Transfer-Encoding ${JSON.stringify(encoding.slice(0, 40))}` };
  }
  return isBase64(text) ? { bytes: Buffer.from(text, "base64") } : { bytes, fault: "is not valid base64" };
}

/**
 * RFC 2045 §6.8; lines may be broken anywhere. No expression here repeats: V8 keeps a place to return to for each
 * repetition, and over some megabytes its stack overflows.
 */
function isBase64(text: string): boolean {
  if (/[^A-Za-z0-9+/=\s]/.test(text)) return false;
  const padding = text.indexOf("=");
  return padding < 0 || /^={1,2}$/.test(text.slice(padding).replace(/\s/g, ""));
}

/** RFC 2045 §6.7: "=" at the end of a line joins it to the next, "=3D" stands for a byte. */
function quotedPrintable(text: string): Uint8Array {
  const decoded = text
    .replace(/=[\t ]*\r?\n/g, "")
    .replace(/=([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(decoded, "latin1");
}
