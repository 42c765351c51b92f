import { Buffer } from "node:buffer";

/** Fewer characters in a row tell nothing of a secret. */
const MIN_PART = 8;
/** And of an answer, which may well have a word of a key such as "sk-no-key-required". */
const MIN_PART_OF_ANSWER = 16;

/**
 * A text without its parts that are parts of a secret as well, as it is or in another spelling: those who quote a key
 * tend to leave out its middle, or to encode it.
 *
 * @param least - characters of a part; a secret that is shorter counts as a whole
 */
export function withoutSecretParts(text: string, secrets: readonly string[], least: number = MIN_PART): string {
  const spellings = secrets.flatMap(spellingsOf);
  if (spellings.length === 0) return text;
  const searched = lower(text);
  const lengths = [...new Set(spellings.map((spelling) => Math.min(least, spelling.length)))];
  const beginnings = new Set(spellings.flatMap((spelling) => partsOf(spelling, Math.min(least, spelling.length))));
  let kept = "";
  let at = 0;
  while (at < text.length) {
    const isPart = lengths.some((length) => beginnings.has(searched.slice(at, at + length)));
    const length = isPart ? longestPart(searched, at, spellings) : 0;
    kept += isPart ? "***" : text[at];
    at += Math.max(1, length);
  }
  return kept;
}

/**
 * The same for JSON that a model wrote, where a key may stand in escapes. Parts that might be words of an answer stay.
 *
 * @returns JSON of the same meaning but for what is left out
 */
export function jsonWithoutSecret(text: string, secret: string): string {
  const read = text.replaceAll(/\\(?:u00([2-7][\da-f])|.)/gis, (written, hex: string | undefined) => {
    const character = hex === undefined ? written.slice(1) : String.fromCharCode(Number.parseInt(hex, 16));
    return (hex === undefined && character !== "/") || /["\\]/.test(character) ? written : character;
  });
  const kept = withoutSecretParts(read, [secret], MIN_PART_OF_ANSWER);
  return kept === read ? text : kept;
}

/** All parts of such a length. */
function partsOf(text: string, length: number): readonly string[] {
  return Array.from({ length: text.length - length + 1 }, (_, at) => text.slice(at, at + length));
}

/** How many characters from there on stand in one of the spellings. */
function longestPart(text: string, at: number, spellings: readonly string[]): number {
  const lengths = spellings.map((spelling) => {
    let length = 0;
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
  const hex = bytes.toString("hex");
  const escaped = [hex.replaceAll(/../g, "%$&"), hex.replaceAll(/../g, "\\u00$&")];
  const forms = [secret, encodeURIComponent(secret), hex, ...escaped, ...inner, ...url];
  return [...new Set(forms.map(lower))].filter((form) => form.length >= MIN_PART);
}

/** Keeps the length, which `toLowerCase` does not for all letters. */
function lower(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
