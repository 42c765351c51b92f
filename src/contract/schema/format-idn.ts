import { domainToUnicode } from "node:url";

/** Host names in any script: IDNA 2008 (RFC 5891 §4.2, RFC 5892), in linear time. */

/** Signs that are allowed where the right ones stand around them, or although they are neither letters nor digits (RFC 5892 §2.6, §2.8). */
const signs = "\\u00b7\\u0375\\u05f3\\u05f4\\u06fd\\u06fe\\u0f0b\\u200c\\u200d\\u30fb";
const shape = new RegExp(`^[\\p{L}\\p{N}${signs}][\\p{L}\\p{M}\\p{N}${signs}-]*$`, "u");

/** Combining class 9: what suppresses the vowel of the letter before (RFC 5892 appendix A.1). */
const virama =
  "\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d3b\\u0d3c\\u0d4d\\u0dca\\u0e3a\\u0eba\\u0f84\\u1039\\u103a" +
  "\\u1714\\u1715\\u1734\\u17d2\\u1a60\\u1b44\\u1baa\\u1bab\\u1bf2\\u1bf3\\u2d7f\\ua806\\ua82c\\ua8c4\\ua953\\ua9c0\\uaaf6\\uabed";
const joining = "\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mongolian}";

/** What no label holds. */
const faults: readonly RegExp[] = [
  // A hyphen at the end, or where only "xn--" has two (RFC 5891 §4.2.3.1).
  /-$|^..--/u,
  // Letters and marks that are not allowed all the same (RFC 5892 §2.6).
  /[\u0640\u07fa\u302e\u302f\u3031-\u3035\u303b]/u,
  // Signs out of place (RFC 5892 appendix A): joiners, the Catalan "l·l", Greek, Hebrew, the middle dot of Japanese.
  new RegExp(`(?<![${virama}])\\u200d|(?<![${virama}${joining}])\\u200c|\\u200c$`, "u"),
  /(?<!l)\u00b7|\u00b7(?!l)/u,
  /\u0375(?!\p{Script=Greek})/u,
  /(?<!\p{Script=Hebrew})[\u05f3\u05f4]/u,
  /^[^\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]*\u30fb[^\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]*$/u,
];

function isLabel(text: string): boolean {
  if (text.length > 63) return false;
  if (!/^xn--/i.test(text)) return isUnicodeLabel(text);
  const meant = /^[a-z0-9-]+$/i.test(text) ? domainToUnicode(text.toLowerCase()) : "";
  return isUnicodeLabel(meant);
}

function isUnicodeLabel(text: string): boolean {
  const areDigitsMixed = /[\u0660-\u0669]/.test(text) && /[\u06f0-\u06f9]/.test(text);
  return shape.test(text) && !areDigitsMixed && !faults.some((fault) => fault.test(text));
}

/** RFC 5890 §2.3.2.3; the full stops of East Asia part labels too (RFC 3490 §3.1). */
export function isIdnHostname(text: string): boolean {
  return text.length <= 253 && text.split(/[.\u3002\uff0e\uff61]/u).every(isLabel);
}
