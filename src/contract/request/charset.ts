/** Byte order marks, which say more than any label (WHATWG Encoding §6.1). */
const marks: readonly (readonly [charset: string, bytes: readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16be", [0xfe, 0xff]],
  ["utf-16le", [0xff, 0xfe]],
];

/**
 * The text that bytes stand for in the charset of their Content-Type, without a byte order mark. A charset that is not
 * known is taken for UTF-8: it is the client's label that is wrong more often than its bytes.
 *
 * @returns `undefined` where the bytes are no text in it.
 */
export function decodeText(bytes: Uint8Array, charset: string | undefined): string | undefined {
  try {
    return decoderFor(markOf(bytes) ?? charset, true).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The same where something has to be made of any bytes: what is no character becomes U+FFFD. */
export function decodeLenient(bytes: Uint8Array, charset: string | undefined): string {
  return decoderFor(markOf(bytes) ?? charset, false).decode(bytes);
}

/** JSON is UTF-8 (RFC 8259 §8.1), unless only the label makes sense of the bytes. */
export function decodeJson(bytes: Uint8Array, charset: string | undefined): string | undefined {
  const isWide = charset !== undefined && /^utf-?16/i.test(charset);
  return (isWide ? undefined : decodeUtf8(bytes)) ?? (charset === undefined ? undefined : decodeText(bytes, charset));
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoderFor("utf-8", true).decode(bytes);
  } catch {
    return undefined;
  }
}

function markOf(bytes: Uint8Array): string | undefined {
  return marks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0];
}

function decoderFor(charset: string | undefined, fatal: boolean): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(charset ?? "utf-8", { fatal });
  } catch {
    return new TextDecoder("utf-8", { fatal });
  }
}
