/** Length as JSON Schema counts it: in code points (Validation 2020-12 §6.3). */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length - 1; index++) {
    const code = text.charCodeAt(index);
    if (code < 0xd800 || code > 0xdbff) continue;
    const next = text.charCodeAt(index + 1);
    if (next >= 0xdc00 && next <= 0xdfff) length--;
  }
  return length;
}

/** Cuts a text to a length, between words where the rest still says something. */
export function truncate(text: string, maxLength: number): string {
  const characters = [...text];
  if (characters.length <= maxLength) return text;
  const cut = characters.slice(0, maxLength).join("");
  const blank = characters[maxLength] === " " ? cut.length : cut.lastIndexOf(" ");
  const whole = blank > maxLength / 3 ? cut.slice(0, blank) : cut;
  return whole.replace(/[\s,;:.–-]+$/, "") || cut;
}

/** Latin letters that are no letter with an accent, as the alphabet without them writes them. */
const spelled: Readonly<Record<string, string>> = { ß: "ss", æ: "ae", ø: "o", ł: "l", đ: "d", œ: "oe", þ: "th" };

/** How many slugs are remembered: most are made of a few words that come again and again. */
const MAX_SLUGS = 10_000;
const LONGEST_REMEMBERED = 100;
const slugs = new Map<string, string>();

/** "Walnut Desk Lamp" → "walnut-desk-lamp". */
export function slug(text: string, separator = "-"): string {
  let words = slugs.get(text);
  if (words === undefined) {
    words = dashed(text);
    if (slugs.size >= MAX_SLUGS) slugs.clear();
    if (text.length <= LONGEST_REMEMBERED) slugs.set(text, words);
  }
  return separator === "-" ? words : words.replaceAll("-", separator);
}

/** The words in lower case, letters without their marks. */
function dashed(text: string): string {
  return text
    .replaceAll(/[ßæøłđœþ]/gi, (letter) => spelled[letter.toLowerCase()] ?? "")
    .normalize("NFD")
    .replaceAll(/\p{M}+/gu, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .replaceAll(/[^\x20-\x7e]/g, "")
    .trim()
    .toLowerCase()
    .replaceAll(/ +/g, "-");
}

/** "desk lamp" → "Desk lamp". */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
