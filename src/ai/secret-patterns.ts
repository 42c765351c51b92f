/** What a text calls a secret, and what stands between that and the secret: `"user_password": "`, `token=`, `password is`. */
const label =
  /(?:[\w-]{0,40}(?:password|passwd|passphrase|secret(?!ar)|token(?!i)|api[_-]?key|access[_-]?key|private[_-]?key|card[_-]?number|sess(?:ion)?[_-]?id|credential)|\b(?:pass(?:code|key|wort)?|pwd|pin(?:code)?|otp|cvv|cvc|ssn|sid|sig)(?![a-z]))[\w-]{0,20}["'\\]{0,3}(?:\s{0,3}(?:[=:]|%3[ad])\s{0,3}|\s(?:is|was)\s(?=[^\s\d]{0,40}\d)|\s(?=\d))["'\\]{0,3}/
    .source;

/** How something secret looks. */
export interface Pattern {
  readonly mark: string;
  readonly pattern: RegExp;
  /** What the pattern finds and is not meant stays. */
  readonly isMeant?: (found: string) => boolean;
}

/** In this order: what holds another goes first. */
export const patterns: readonly Pattern[] = [
  { mark: "private key", pattern: /-----BEGIN [A-Z ]{1,40}-----[\s\S]{0,20000}?(?:-----END [A-Z ]{1,40}-----|$)/g },
  { mark: "cookie", pattern: /(?<=\b(?:set-)?cookie["'\\]{0,3}\s{0,3}:\s{0,3})(?!\s)[^\r\n"'\\]{3,4000}/gi },
  { mark: "credentials", pattern: /(?<=\b[a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/@"'<>]{1,200}@/gi },
  {
    mark: "token",
    pattern:
      /(?<=\bauthorization["'\\]{0,3}\s{0,3}[:=]\s{0,3}["'\\]{0,3})(?!\s)(?:[\w-]{1,30}\s{1,3})?[^\s"'\\,;]{3,2000}/gi,
  },
  { mark: "token", pattern: /\bbearer\s+[\w.~+/=-]{8,}/gi },
  { mark: "token", pattern: /\b(?:basic|digest|token)\s+[\w.~+/=-]{8,}/gi, isMeant: isMixed },
  {
    mark: "token",
    pattern: /(?<=\b(?:hooks\.slack\.com\/services|discord(?:app)?\.com\/api\/webhooks)\/)[\w/-]{8,}/gi,
  },
  { mark: "token", pattern: /\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g },
  { mark: "token", pattern: /\b(?:AKIA|ASIA|AIza|ya29|dapi|sq0)[\w.-]{12,}/g, isMeant: isMixed },
  {
    mark: "token",
    pattern:
      /\b(?:(?:sk|pk|rk|whsec|gsk|gh[opsur]|github_pat|glpat|npm|pypi|xapp|xox[abeoprs]|shp[a-z]{2}|hf|do[opr]_v1|hv[bs]|dp\.[a-z]{2,5}|lin_(?:api|oauth)|ntn|secret|AGE-SECRET-KEY|SG)[-_.][\w.-]{12,}|key-[\da-z]{32})/g,
    isMeant: isMixed,
  },
  { mark: "secret", pattern: new RegExp(`(?<=${label})[^\\s"'&,;}\\\\]{3,200}`, "gi") },
  { mark: "e-mail", pattern: /[^\s@<>"'(),:;[\]\\/=&?]{1,64}(?:@|%40|＠)[^\s@<>"'(),:;[\]\\/=&?]{1,253}/gi },
  {
    mark: "card number",
    pattern: /(?<![A-Za-z\d]|\d\.)[2-689](?:[ -]?\d){13,18}(?![A-Za-z\d]|\.\d)/g,
    isMeant: isCardNumber,
  },
  {
    mark: "card number",
    pattern: /(?<!\d)[2-689]\d{3}([ ._/·–-])(?:\d{4}\1\d{4}\1\d{4}(?:\1\d{3})?|\d{6}\1\d{4,5})(?!\d)/g,
    isMeant: isCardNumber,
  },
  {
    mark: "account number",
    pattern: /\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,4})?\b/gi,
    isMeant: isAccount,
  },
  { mark: "social security number", pattern: /(?<![\d.-])\d{3}([ -])\d{2}\1\d{4}(?![\d.-]\d|\d)/g },
  { mark: "token", pattern: /[\w+/=~-]{24,}/g, isMeant: isRandom },
];

/** Documents tell about secrets rather than tell them, and have addresses that are nobody's. */
export const documentPatterns: readonly Pattern[] = patterns.map((one) => {
  if (one.mark === "secret") return { ...one, isMeant: isMixed };
  return one.mark === "e-mail" ? { ...one, isMeant: (found) => !isNobodys(found) } : one;
});

/** Only where nothing personal may be read. */
export const strictPatterns: readonly Pattern[] = [
  { mark: "number", pattern: /\+?\d(?:[ ().-]{0,2}\d){6,}/g },
  {
    mark: "address",
    pattern:
      /\b(?:\d{1,3}\.){3}\d{1,3}\b|\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b|(?<![\w:])[0-9a-f:]{0,30}::[0-9a-f:]{0,30}(?![\w:])/gi,
  },
];

/** At a domain that is kept for examples (RFC 2606). */
function isNobodys(address: string): boolean {
  return /[@＠.0](?:example(?:\.(?:com|net|org))?|test|invalid|localhost)\.?$/i.test(address);
}

/** The check digit of payment cards (ISO/IEC 7812-1, Luhn). */
function isCardNumber(found: string): boolean {
  let sum = 0;
  const digits = [...found.replace(/\D/g, "")].reverse().map(Number);
  for (const [index, digit] of digits.entries()) {
    const weighed = index % 2 === 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

/** An IBAN in groups of four is one by its looks, as those are that people make up; any other by its check digits (ISO 13616). */
function isAccount(found: string): boolean {
  const plain = found.replaceAll(/[ -]/g, "").toUpperCase();
  if (plain.length < 15) return false;
  if (/^[A-Z]{2}\d{2}(?: [A-Z\d]{4}){2,}(?: [A-Z\d]{1,3})?$/.test(found)) return true;
  const digits = [...plain.slice(4), ...plain.slice(0, 4)].map((character) => String(Number.parseInt(character, 36)));
  return [...digits.join("")].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

/** Words of prose have no digits, and capitals at their beginning only: "basic subscription", "SG-HEALTHY". */
function isMixed(found: string): boolean {
  return /\d|[a-z][A-Z]|[A-Z]{2}[a-z]|=$/.test(found);
}

/** "OpenAPI", "alpha", "v3", "3166": what stands between the slashes, dashes and underscores of addresses and names. */
const wordly = /^(?:(?:[A-Z]?[a-z]{2,}(?![a-z])|[A-Z]{2,}(?![A-Z])){1,8}\d{0,4}|[A-Za-z]?\d{0,20})$/;

/**
 * A long word of letters of both cases and digits, or of hex digits, is no word, unless it is many; a UUID names
 * something and is none.
 */
function isRandom(found: string): boolean {
  const rest = found.replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi, "");
  const parts = rest.split(/[/_=~+-]/);
  if (parts.some((part) => /^[\da-f]{32,}$/i.test(part))) return true;
  if (parts.every((part) => wordly.test(part))) return false;
  return /[a-z]/.test(rest) && /[A-Z]/.test(rest) && /\d/.test(rest);
}
