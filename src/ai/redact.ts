import { isObject, type JsonValue, setOwn } from "../base/json.ts";
import { isSecretName } from "./secret-names.ts";
import { documentPatterns, type Pattern, patterns, strictPatterns } from "./secret-patterns.ts";

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
  const isHidden = reading.level !== "off" && isSecretName(name, reading.level === "strict");
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
function marked(what: string): string {
  return `[${what}]`;
}
