import { isObject, type JsonValue, setOwn } from "../base/json.ts";
import { words } from "../contract/resource/inflect.ts";

/** How much of what clients send a model may read. Credentials of a request are never part of a prompt at all. */
export type Redaction = "off" | "default" | "strict";

/** Puts marks in place of what must not leave. */
export interface Redactor {
  text(text: string): string;
  /** @param name - of the member or parameter: what is called a password is one, whatever it looks like */
  value(value: JsonValue, name?: string): JsonValue;
  /** What a document says: its sentences and addresses at example.com stay, however strict. */
  fromDocument(value: JsonValue): JsonValue;
}

/** Deeper values are left out: nothing that a model has to know lies there. */
const MAX_DEPTH = 12;
/** Items and members beyond these, and characters of a text, no prompt has room for. */
const MAX_MEMBERS = 200;
const MAX_TEXT = 8000;

/** Words of names whose values nobody else may read. */
const secretWords: ReadonlySet<string> = new Set(
  "password passwd passphrase passcode pass pwd secret token apikey credential credentials auth authorization cookie jwt otp pin cvv cvc ssn iban signature bearer csrf".split(
    " ",
  ),
);

/** Neighbours that make a secret of a harmless word: an `apiKey`, but no `keyboard` and no `sortKey`. */
const secretPairs: ReadonlySet<string> = new Set(
  "api key|access key|private key|secret key|client key|session id|session key|card number|account number|social security|security code|tax id|routing number|credit card".split(
    "|",
  ),
);

/** Words of names of people and of how to reach them. */
const personalWords: ReadonlySet<string> = new Set(
  "email mail phone mobile fax address street zip postal name surname birthday birth dob passport".split(" "),
);

/** How names end that are written without spelling: "accesstoken". */
const secretEnd =
  /(?:password|passwd|passphrase|secret|token|apikey|accesskey|privatekey|cardnumber|creditcard|sessionid)$/;

/** What a text calls a secret, and what stands between that and the secret: `"user_password": "`, `token=`, `password is`. */
const label =
  /(?:[\w-]{0,40}(?:password|passwd|passphrase|secret(?!ar)|token(?!i)|api[_-]?key|access[_-]?key|private[_-]?key|card[_-]?number|sess(?:ion)?[_-]?id|credential)|\b(?:pass(?:code|key|wort)?|pwd|pin(?:code)?|otp|cvv|cvc|ssn|sid|sig)(?![a-z]))[\w-]{0,20}["'\\]{0,3}(?:\s{0,3}(?:[=:]|%3[ad])\s{0,3}|\s(?:is|was)\s(?=[^\s\d]{0,40}\d)|\s(?=\d))["'\\]{0,3}/
    .source;

interface Pattern {
  readonly mark: string;
  readonly pattern: RegExp;
  /** What the pattern finds and is not meant stays. */
  readonly isMeant?: (found: string) => boolean;
}

/** In this order: what holds another goes first. */
const patterns: readonly Pattern[] = [
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
const documentPatterns: readonly Pattern[] = patterns.map((one) => {
  if (one.mark === "secret") return { ...one, isMeant: isMixed };
  return one.mark === "e-mail" ? { ...one, isMeant: (found) => !isNobodys(found) } : one;
});

/** Only where nothing personal may be read. */
const strictPatterns: readonly Pattern[] = [
  { mark: "number", pattern: /\+?\d(?:[ ().-]{0,2}\d){6,}/g },
  {
    mark: "address",
    pattern:
      /\b(?:\d{1,3}\.){3}\d{1,3}\b|\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b|(?<![\w:])[0-9a-f:]{0,30}::[0-9a-f:]{0,30}(?![\w:])/gi,
  },
];

/**
 * @param secrets - texts that are known to be secret: keys and passwords of the settings
 */
export function redactorOf(level: Redaction, secrets: readonly string[] = []): Redactor {
  const known = secrets.filter((secret) => secret.length >= 4);
  const textBy = (applied: readonly Pattern[]) => (written: string) => {
    const whole = shortened(written);
    const searched = level === "off" ? whole : narrowed(whole);
    const safe = known.reduce((kept, secret) => kept.replaceAll(secret, marked("secret")), searched);
    const kept = (level === "off" ? [] : applied).reduce((text, { mark, pattern, isMeant }) => {
      return text.replace(pattern, (found) => (isMeant && !isMeant(found) ? found : marked(mark)));
    }, safe);
    return kept === searched ? whole : kept;
  };
  const text = textBy(level === "strict" ? [...patterns, ...strictPatterns] : patterns);
  const ofDocument: Reading = { level: level === "off" ? level : "default", text: textBy(documentPatterns) };
  return {
    text,
    value: (value, name) => redacted(value, { level, text }, name ?? "", 0),
    fromDocument: (value) => redacted(value, ofDocument, "", 0),
  };
}

/** Without its end where it is too long; of a word that is cut in two nobody could tell what it is. */
function shortened(text: string): string {
  return text.length <= MAX_TEXT ? text : `${/^[\s\S]*\s/.exec(text.slice(0, MAX_TEXT))?.[0] ?? ""}…`;
}

/** With the usual characters in place of those of double width and of spaces that do not break: a number is one in any. */
function narrowed(text: string): string {
  return text.replaceAll(/[\uff01-\uff5e\u00a0\u2000-\u200a\u202f]/g, (character) => character.normalize("NFKC"));
}

interface Reading {
  readonly level: Redaction;
  readonly text: (text: string) => string;
}

function redacted(value: JsonValue, reading: Reading, name: string, depth: number): JsonValue {
  if (depth > MAX_DEPTH) return marked("left out");
  if (Array.isArray(value)) {
    return value.slice(0, MAX_MEMBERS).map((item: JsonValue) => redacted(item, reading, name, depth + 1));
  }
  const isHidden = isSecretName(name, reading.level);
  if (!isObject(value)) return isHidden ? hidden(value) : redactedScalar(value, reading);
  const kept = {};
  for (const [key, member] of Object.entries(value).slice(0, MAX_MEMBERS)) {
    // A name may be as telling as a value, in an object that is a map.
    setOwn(kept, redactedName(key, reading), redacted(member as JsonValue, reading, isHidden ? name : key, depth + 1));
  }
  return kept;
}

function hidden(value: JsonValue): JsonValue {
  return value === null || typeof value === "boolean" ? value : marked("secret");
}

function redactedScalar(value: JsonValue, { level, text }: Reading): JsonValue {
  if (typeof value === "string") return level === "strict" ? strictly(value, text) : text(value);
  if (typeof value !== "number") return value;
  return text(String(value)) === String(value) ? value : marked("number");
}

/** Where it is strict, what has spaces is no name of a member but somebody's. */
function redactedName(name: string, { level, text }: Reading): string {
  return level === "strict" && !/^[\w.:$@+-]{0,60}$/.test(name) ? marked("text") : text(name);
}

/** Words that say nothing of anybody may stay: a status, a currency, a sort order. */
function strictly(value: string, text: Reading["text"]): string {
  return /^[\w.:+-]{0,24}$/.test(value) && text(value) === value ? value : marked("text");
}

function isSecretName(name: string, level: Redaction): boolean {
  if (level === "off" || name === "") return false;
  const parts = words(name).map((word) => word.toLowerCase());
  if (secretEnd.test(parts.join(""))) return true;
  const pairs = parts.slice(1).map((word, index) => `${parts[index]} ${word}`);
  if (parts.some((word) => secretWords.has(word)) || pairs.some((pair) => secretPairs.has(pair))) return true;
  return level === "strict" && parts.some((word) => personalWords.has(word));
}

function marked(what: string): string {
  return `[${what}]`;
}

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
