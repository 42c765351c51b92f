import { Buffer } from "node:buffer";

/** Fewer characters in a row tell nothing of a secret. */
const MIN_PART = 8;

/**
 * A text without its parts that are parts of a secret as well, as it is or in another spelling: those who quote a key
 * tend to leave out its middle, or to encode it.
 */
export function withoutSecretParts(text: string, secrets: readonly string[]): string {
  const spellings = secrets.flatMap(spellingsOf);
  if (spellings.length === 0) return text;
  const searched = lower(text);
  let kept = "";
  let at = 0;
  while (at < text.length) {
    const length = longestPart(searched, at, spellings);
    kept += length === 0 ? text[at] : "***";
    at += Math.max(1, length);
  }
  return kept;
}

/** How many characters from there on stand in one of the spellings; 0 where they are too few. */
function longestPart(text: string, at: number, spellings: readonly string[]): number {
  const lengths = spellings.map((spelling) => {
    let length = Math.min(MIN_PART, spelling.length);
    if (!spelling.includes(text.slice(at, at + length)) || at + length > text.length) return 0;
    while (at + length < text.length && spelling.includes(text.slice(at, at + length + 1))) length++;
    return length;
  });
  return Math.max(...lengths);
}

function spellingsOf(secret: string): readonly string[] {
  if (secret === "") return [];
  const bytes = Buffer.from(secret);
  if (secret.length < MIN_PART) return [lower(secret)];
  // In base64 a text looks different for each place that it may start at.
  const shifted = [0, 1, 2].map((offset) => Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64"));
  const inner = shifted.map((coded, offset) => coded.replaceAll("=", "").slice(offset === 0 ? 0 : 4, -1));
  const url = inner.map((coded) => coded.replaceAll("+", "-").replaceAll("/", "_"));
  const forms = [secret, encodeURIComponent(secret), bytes.toString("hex"), ...inner, ...url];
  return [...new Set(forms.map(lower))].filter((form) => form.length >= MIN_PART);
}

/** Keeps the length, which `toLowerCase` does not for all letters. */
function lower(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
