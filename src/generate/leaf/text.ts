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

/** "Walnut Desk Lamp" → "walnut-desk-lamp". */
export function slug(text: string, separator = "-"): string {
  return text
    .replaceAll(/[ßæøłđœþ]/gi, (letter) => spelled[letter.toLowerCase()] ?? "")
    .normalize("NFD")
    .replaceAll(/\p{M}+/gu, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .replaceAll(/[^\x20-\x7e]/g, "")
    .trim()
    .toLowerCase()
    .replaceAll(/ +/g, separator);
}

/** "desk lamp" → "Desk lamp". */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
