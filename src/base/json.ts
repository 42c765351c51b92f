/** A value that JSON can carry (RFC 8259). */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Whether the value is an object in the JSON sense: neither null nor an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a value is, for use in a message: "a list", "null". */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** Own property or `undefined`; never reaches the prototype, so "constructor" and "__proto__" are ordinary names. */
export function own(object: unknown, key: string): unknown {
  return typeof object === "object" && object !== null && Object.hasOwn(object, key)
    ? (object as Record<string, unknown>)[key]
    : undefined;
}

/** Sets an own property even where the name is "__proto__". */
export function setOwn(object: object, key: string, value: unknown): void {
  if (key === "__proto__") {
    Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
  } else {
    (object as Record<string, unknown>)[key] = value;
  }
}

/** One reference token of a JSON Pointer, escaped (RFC 6901 §3). */
export function escapeToken(token: string | number): string {
  const text = String(token);
  // Looking first is several times faster, and almost no token needs more.
  return text.includes("~") || text.includes("/") ? text.replaceAll("~", "~0").replaceAll("/", "~1") : text;
}

/** The reference tokens of a JSON Pointer, unescaped; `""` has none (RFC 6901 §4). */
export function pointerTokens(pointer: string): string[] {
  if (pointer === "") return [];
  const tokens = pointer.slice(1).split("/");
  return pointer.includes("~") ? tokens.map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~")) : tokens;
}

/** The value a JSON Pointer points at, or `undefined` where nothing stands. */
export function atPointer(root: unknown, pointer: string): unknown {
  let value = root;
  for (const token of pointerTokens(pointer)) value = own(value, token);
  return value;
}

/** Why a JSON text was refused, as data: the caller knows whose text it was. */
export interface JsonRefusal {
  readonly reason: "syntax" | "depth" | "size" | "encoding";
  readonly message: string;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Nesting of arrays and objects beyond which the JSON of a client is refused. */
export const MAX_JSON_DEPTH = 100;

/** Parses JSON bytes that nobody vouches for. */
export function parseJson(bytes: Uint8Array, maxDepth: number): { value: unknown } | { refusal: JsonRefusal } {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { refusal: { reason: "encoding", message: "is not valid UTF-8" } };
  }
  return parseJsonText(text, maxDepth);
}

/**
 * Parses JSON that nobody vouches for. Nesting is counted before the parser recurses, because a deep enough text
 * would exhaust the stack of whatever walks the value later (validation, merging, logging).
 *
 * @param maxCommas - between values, where the text alone does not bound how many there are closely enough
 */
export function parseJsonText(
  text: string,
  maxDepth: number,
  maxCommas: number = Infinity,
): { value: unknown } | { refusal: JsonRefusal } {
  const { depth, commas } = outline(text);
  if (depth > maxDepth) return { refusal: { reason: "depth", message: `is nested deeper than ${maxDepth} levels` } };
  if (commas > maxCommas) return { refusal: { reason: "size", message: `has more than ${maxCommas} commas` } };
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { refusal: { reason: "syntax", message: error instanceof Error ? error.message : String(error) } };
  }
}

/** The deepest nesting of brackets and the number of commas outside strings; exact for valid JSON. */
function outline(text: string): { depth: number; commas: number } {
  let depth = 0;
  let deepest = 0;
  let commas = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    // Half of a large document is indentation.
    if (code <= 0x20) continue;
    if (code === 0x22) index = endOfString(text, index);
    else if (code === 0x2c) commas++;
    else if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x5d || code === 0x7d) depth--;
  }
  return { depth: deepest, commas };
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

/** Whether an odd number of backslashes stands before the character. */
function isEscaped(text: string, index: number): boolean {
  let first = index;
  while (text.charCodeAt(first - 1) === 0x5c) first--;
  return (index - first) % 2 === 1;
}
