/**
 * How bytes stand in a value: as a string with one character from U+0000 to U+00FF for each byte. So the lengths that a
 * schema gives for binary content count bytes (OAS 3.2 §4.14.3), and requests are read the same way.
 */
export function textOfBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

/** The bytes that a string stands for; of one with other characters than bytes have, UTF-8. */
export function bytesOfText(text: string): Uint8Array {
  return Buffer.from(text, /[^\0-\xff]/.test(text) ? "utf8" : "latin1");
}
