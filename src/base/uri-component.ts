/** Escapes a text (RFC 3986 §2.1). Half of a surrogate pair, which JSON can have and UTF-8 cannot, becomes U+FFFD. */
export function uriComponent(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, "\u{fffd}"));
  }
}
