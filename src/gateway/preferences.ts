import type { RequestMessage } from "../base/exchange.ts";
import type { Violation } from "../base/violation.ts";

/** What a request asks of the mock itself: `Prefer` (RFC 7240), or `__` query parameters for clients without headers. */
export interface Preferences {
  /** Three digits: answer with this status code. */
  readonly code?: string | undefined;
  /** Answer with the example of this name. */
  readonly example?: string | undefined;
  /** Generate instead of answering with the document's examples. */
  readonly dynamic?: boolean | undefined;
  /** Seed of this answer; "-1" asks for another one each time. */
  readonly seed?: string | undefined;
  readonly delayMs?: number | undefined;
  /** How strictly the request is judged (RFC 7240 §4.4). */
  readonly handling?: "lenient" | "strict" | undefined;
}

/** The longest delay that a request can ask for. */
export const MAX_DELAY_MS = 60_000;

const preferenceNames = ["code", "example", "dynamic", "seed", "delay", "handling"] as const;
type PreferenceName = (typeof preferenceNames)[number];

/**
 * Reads the preferences. Query forms count only where no `Prefer` header was sent, as in Prism. Unknown preferences
 * are ignored (RFC 7240 §2); a known one with an impossible value is a violation.
 */
export function readPreferences(request: RequestMessage): { preferences: Preferences; violations: Violation[] } {
  const header = request.headers["prefer"];
  const words = header === undefined ? fromQuery(request.target) : fromHeader(header);
  const violations: Violation[] = [];
  const checked = <T>(name: PreferenceName, read: (text: string) => T | undefined, expected: string): T | undefined => {
    const text = words.get(name);
    if (text === undefined) return undefined;
    const value = read(text);
    if (value === undefined) violations.push(malformed(name, text, expected, header !== undefined));
    return value;
  };
  const preferences: Preferences = {
    code: checked("code", (text) => (/^[1-5]\d\d$/.test(text) ? text : undefined), "a status code of three digits"),
    example: words.get("example"),
    dynamic: checked("dynamic", booleanOf, "true or false"),
    seed: words.get("seed"),
    delayMs: checked("delay", delayOf, `milliseconds, or a duration such as 250ms or 2s, up to ${MAX_DELAY_MS} ms`),
    handling: checked(
      "handling",
      (text) => (text === "lenient" || text === "strict" ? text : undefined),
      "lenient or strict",
    ),
  };
  return { preferences, violations };
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

function booleanOf(text: string): boolean | undefined {
  return text === "true" ? true : text === "false" ? false : undefined;
}

function delayOf(text: string): number | undefined {
  const match = /^(\d{1,6})(ms|s)?$/.exec(text);
  if (!match) return undefined;
  const milliseconds = Number(match[1]) * (match[2] === "s" ? 1000 : 1);
  return milliseconds <= MAX_DELAY_MS ? milliseconds : undefined;
}

function malformed(name: PreferenceName, text: string, expected: string, inHeader: boolean): Violation {
  const where = inHeader ? `the preference ${name}` : `the query parameter __${name}`;
  return {
    in: inHeader ? "header" : "query",
    instancePath: inHeader ? "/prefer" : `/__${name}`,
    keyword: "prefer",
    message: `${where} must be ${expected}, not ${JSON.stringify(text.slice(0, 80))}`,
    code: "preference-malformed",
  };
}
