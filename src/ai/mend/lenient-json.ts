import { type JsonValue, MAX_JSON_DEPTH, setOwn } from "../../base/json.ts";
import { LenientText } from "./lenient-text.ts";

/**
 * Reads what is meant to be JSON: with other quotes or none, comments, commas too many or too few, words of Python, or
 * without an end. What stands behind the value is left alone. One pass without a way back, because the text may be made
 * to take long.
 *
 * @returns `undefined` where nothing is read, or nesting goes beyond what is taken from clients
 */
export function readLenientJson(text: string): JsonValue | undefined {
  // Some models write JSON as it would stand within a string.
  const isEscaped = /^[[{]\s{0,100}\\"/.test(text);
  return new Reader(new LenientText(isEscaped ? text.replaceAll('\\"', '"') : text)).value(0);
}

class Reader {
  readonly #text: LenientText;

  constructor(text: LenientText) {
    this.#text = text;
  }

  value(depth: number): JsonValue | undefined {
    if (depth > MAX_JSON_DEPTH) return undefined;
    const text = this.#text;
    text.skip();
    if (text.takes("{")) return this.#object(depth);
    if (text.takes("[")) return this.#list(depth);
    return text.atQuote() ? this.#strings() : meant(text.word());
  }

  /** A closing bracket of the other kind is that of a list around it: its own is missing. */
  #object(depth: number): JsonValue | undefined {
    const text = this.#text;
    const object = {};
    while (!text.isAtEnd()) {
      if (text.takes("}") || text.sees("]")) break;
      if (text.takes(",") || text.takes(":")) continue;
      const name = text.atQuote() ? text.quoted() : text.word();
      // A name without a value has none.
      if (!text.takes(":") || text.isAtEnd() || text.sees(",") || text.sees("}")) continue;
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      setOwn(object, name, value);
    }
    return object;
  }

  #list(depth: number): JsonValue | undefined {
    const text = this.#text;
    const list: JsonValue[] = [];
    while (!text.isAtEnd()) {
      if (text.takes("]") || text.sees("}")) break;
      if (text.takes(",") || text.takes(":")) continue;
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      if (!isEllipsis(value)) list.push(value);
    }
    return list;
  }

  /** "one" + "two" */
  #strings(): string {
    const text = this.#text;
    const parts = [text.quoted()];
    while (text.takes("+") && text.atQuote()) parts.push(text.quoted());
    return parts.join("");
  }
}

const words: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
  ...["null", "None", "NULL", "nil", "undefined", "NaN", "nan"].map((word) => [word, null] as const),
  ...["Infinity", "-Infinity", "inf", "-inf"].map((word) => [word, null] as const),
]);

/** What is written without quotes. */
function meant(word: string): JsonValue {
  const known = words.get(word);
  if (known !== undefined) return known;
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(word) ? Number(word) : word;
}

/** "And so on", which stands for nothing. */
function isEllipsis(value: JsonValue): boolean {
  return value === "..." || value === "…" || value === "";
}
