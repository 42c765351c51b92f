import type { RequestMessage } from "../base/exchange.ts";
import type { Violation } from "../base/violation.ts";

/** What a request asks of the mock itself: `Prefer` (RFC 7240), or other spellings for clients that cannot send it. */
export interface Preferences {
  /** Three digits: answer with this status code. */
  readonly code?: string | undefined;
  /** Answer with the example of this name. */
  readonly example?: string | undefined;
  /** Generate instead of answering with the document's examples. */
  readonly dynamic?: boolean | undefined;
  /** Seed of this answer; "-1" asks for another one each time. */
  readonly seed?: string | undefined;
  /** URL of a server that the document must know. */
  readonly server?: string | undefined;
  readonly delayMs?: number | undefined;
  /** How strictly the request is judged (RFC 7240 §4.4). */
  readonly handling?: "lenient" | "strict" | undefined;
  /** What a language model shall make the answer like; "off" asks none, "on" wishes for nothing special. */
  readonly ai?: string | undefined;
  /** Items of a list where its schema allows them. */
  readonly arraySize?: number | undefined;
  /** Items of a stream. */
  readonly streamCount?: number | undefined;
  /** Milliseconds between two items of a stream. */
  readonly streamIntervalMs?: number | undefined;
}

/** The longest delay that a request can ask for. */
export const MAX_DELAY_MS = 60_000;

/** The most items that a request can ask for. */
const MAX_ITEMS = 10_000;

/** Characters of what a language model is asked for. */
const MAX_INTENT = 500;

/** One preference: how its value is read, and the header fields of other mocks that say the same. */
interface Preference<Value> {
  readonly read: (text: string) => Value | undefined;
  /** Ends the sentence "the preference must be …". */
  readonly expected: string;
  /** Field names in lower case, beside `x-helix-<name>`. */
  readonly fields?: readonly string[];
}

const durations = `milliseconds, or a duration such as 250ms or 2s, up to ${MAX_DELAY_MS} ms`;
const counts = `a whole number up to ${MAX_ITEMS}`;

/** Every preference by its name in `Prefer`; in the query it has two underscores before it. */
const table = {
  code: { read: (text) => (/^[1-5]\d\d$/.test(text) ? text : undefined), expected: "a status code of three digits" },
  example: { read: asWritten, expected: "the name of an example" },
  dynamic: { read: booleanOf, expected: "true or false" },
  seed: { read: asWritten, expected: "a number or a text", fields: ["x-steady-seed"] },
  server: { read: asWritten, expected: "the URL of a server" },
  delay: { read: delayOf, expected: durations, fields: ["x-microcks-delay"] },
  handling: { read: handlingOf, expected: "lenient or strict", fields: ["x-steady-reject-on-error"] },
  ai: { read: intentOf, expected: `off, on, or what the answer shall be like in up to ${MAX_INTENT} characters` },
  "array-size": { read: countOf, expected: counts, fields: ["x-steady-array-size"] },
  "stream-count": { read: countOf, expected: counts, fields: ["x-steady-stream-count"] },
  "stream-interval": { read: delayOf, expected: durations, fields: ["x-steady-stream-interval-ms"] },
} as const satisfies Record<string, Preference<unknown>>;

type PreferenceName = keyof typeof table;

/** What `Prefer` can ask of the mock, in lower case. */
export const preferenceNames: ReadonlySet<string> = new Set(Object.keys(table));

/** The header fields of each preference but `Prefer` itself, Helix's own first. */
const fieldsOf: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries<Preference<unknown>>(table).map(([name, { fields = [] }]) => [name, [`x-helix-${name}`, ...fields]]),
);
const allFields = ["prefer", ...[...fieldsOf.values()].flat()];

/** The preferences of a request, and what is wrong with it where one has an impossible value. */
export interface PreferenceReading {
  readonly preferences: Preferences;
  readonly violations: readonly Violation[];
  /** Those that came by `Prefer`, as `Preference-Applied` repeats them (RFC 7240 §3). */
  readonly applied: readonly string[];
}

/** What nearly all requests ask of the mock. */
const nothing: PreferenceReading = { preferences: {}, violations: [], applied: [] };

/**
 * Reads the preferences: from `Prefer`, else from header fields of their own (`X-Helix-Code`, and those of other
 * mocks), else from the query, which counts only where no `Prefer` was sent, as in Prism. Unknown preferences are ignored
 * (RFC 7240 §2); a known one with an impossible value is a violation.
 */
export function readPreferences(request: RequestMessage): PreferenceReading {
  const { headers, target } = request;
  if (!target.includes("__") && !allFields.some((field) => headers[field] !== undefined)) return nothing;
  const header = request.headers["prefer"];
  const words = header === undefined ? fromQuery(request.target) : fromHeader(header);
  const violations: Violation[] = [];
  const applied: string[] = [];
  const wish = <Name extends PreferenceName>(name: Name): ReturnType<(typeof table)[Name]["read"]> => {
    const found = wordFor(name, words, request, header !== undefined);
    if (found === undefined) return undefined as ReturnType<(typeof table)[Name]["read"]>;
    const { read, expected } = table[name];
    const value = read(found.text);
    if (value === undefined) violations.push(malformed(found, expected));
    else if (found.isPrefer) applied.push(`${name}=${quotedValue(found.text)}`);
    return value as ReturnType<(typeof table)[Name]["read"]>;
  };
  const preferences: Preferences = {
    code: wish("code"),
    example: wish("example"),
    dynamic: wish("dynamic"),
    seed: wish("seed"),
    server: wish("server"),
    delayMs: wish("delay"),
    handling: wish("handling"),
    ai: wish("ai"),
    arraySize: wish("array-size"),
    streamCount: wish("stream-count"),
    streamIntervalMs: wish("stream-interval"),
  };
  return { preferences, violations, applied };
}

/** A preference as it was sent. */
interface Word {
  readonly text: string;
  /** Where it stands, to begin a sentence with. */
  readonly where: string;
  readonly in: "header" | "query";
  readonly instancePath: string;
  readonly isPrefer: boolean;
}

function wordFor(
  name: PreferenceName,
  words: ReadonlyMap<string, string>,
  { headers }: RequestMessage,
  hasPrefer: boolean,
): Word | undefined {
  const text = words.get(name);
  if (text !== undefined && hasPrefer) {
    return { text, where: `the preference ${name}`, in: "header", instancePath: "/prefer", isPrefer: true };
  }
  for (const field of fieldsOf.get(name) ?? []) {
    const value = headers[field];
    if (value === undefined) continue;
    return { text: value, where: `the header ${field}`, in: "header", instancePath: `/${field}`, isPrefer: false };
  }
  const parameter = `__${name}`;
  if (text === undefined) return undefined;
  return {
    text,
    where: `the query parameter ${parameter}`,
    in: "query",
    instancePath: `/${parameter}`,
    isPrefer: false,
  };
}

/** A token, or a quoted string (RFC 7240 §2); a header cannot carry more than ASCII. */
function quotedValue(text: string): string {
  if (/^[!#$%&'*+\-.^_`|~\w]+$/.test(text)) return text;
  return `"${text.replaceAll(/[^\x20-\x7e]/g, "?").replaceAll(/["\\]/g, "\\$&")}"`;
}

function fromHeader(header: string): Map<string, string> {
  const words = new Map<string, string>();
  // A preference is a token with an optional value, a token or a quoted string, and parameters that nobody defined.
  for (const match of header.matchAll(/([!#$%&'*+\-.^_`|~\w]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]*)))?/g)) {
    const [, name = "", quoted, plain] = match;
    const value = quoted === undefined ? (plain ?? "") : quoted.replaceAll(/\\(.)/g, "$1");
    // The first of equal names counts (RFC 7240 §2).
    if (!words.has(name.toLowerCase())) words.set(name.toLowerCase(), value);
  }
  return words;
}

function fromQuery(target: string): Map<string, string> {
  const words = new Map<string, string>();
  const question = target.indexOf("?");
  if (question < 0 || !target.includes("__", question)) return words;
  const query = new URLSearchParams(target.slice(question + 1));
  for (const name of preferenceNames) {
    const value = query.get(`__${name}`);
    if (value !== null) words.set(name, value);
  }
  return words;
}

function asWritten(text: string): string {
  return text;
}

/** Fields arrive byte by byte: what is text in UTF-8 was meant as that. */
function intentOf(text: string): string | undefined {
  if (text.length > MAX_INTENT) return undefined;
  const wish = text.trim();
  // Nobody who writes "OFF" or "false" wishes for an answer like that.
  if (/^(?:off|false|no)$/i.test(wish)) return "off";
  if (/^(?:on|true|yes)?$/i.test(wish)) return "on";
  const decoded = /[\u0100-\uffff]/.test(wish) ? wish : Buffer.from(wish, "latin1").toString("utf8");
  return decoded.includes("\ufffd") ? wish : decoded;
}

function booleanOf(text: string): boolean | undefined {
  return text === "true" ? true : text === "false" ? false : undefined;
}

function delayOf(text: string): number | undefined {
  const match = /^(\d{1,6})(ms|s)?$/.exec(text);
  if (!match) return undefined;
  const milliseconds = Number(match[1]) * (match[2] === "s" ? 1000 : 1);
  return milliseconds <= MAX_DELAY_MS ? milliseconds : undefined;
}

function countOf(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= MAX_ITEMS ? Number(text) : undefined;
}

/** Steady asks whether to reject: "false" is lenient. */
function handlingOf(text: string): "lenient" | "strict" | undefined {
  if (text === "lenient" || text === "false") return "lenient";
  return text === "strict" || text === "true" ? "strict" : undefined;
}

function malformed({ text, where, in: place, instancePath }: Word, expected: string): Violation {
  return {
    in: place,
    instancePath,
    keyword: "prefer",
    message: `${where} must be ${expected}, not ${JSON.stringify(text.slice(0, 80))}`,
    code: "preference-malformed",
  };
}
