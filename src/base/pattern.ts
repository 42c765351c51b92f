import { type AST, RegExpParser } from "@eslint-community/regexpp";
import { safeLength } from "./pattern-cost.ts";
import { compileForeign, compileLinear, type LinearTest } from "./pattern-linear.ts";

/**
 * Longest text that a pattern may judge which only a backtracking engine understands and which may take exponential
 * time there. Beyond it the text counts as not matching: a request is then refused with the limit as the reason.
 */
export const MAX_CAPPED_LENGTH = 24;

/** The longest pattern that is compiled: engines take thousands of times its size. Real ones stay below 2 000. */
const MAX_SOURCE_LENGTH = 20_000;

/** A regular expression out of a document, safe to run on any text. */
export interface Pattern {
  readonly source: string;
  /**
   * What judges long texts: the engine of JavaScript, a linear-time one, or ("capped") the engine of JavaScript up to
   * `limit` characters, because the pattern has no linear form and may take exponential time.
   */
  readonly engine: "native" | "linear" | "capped";
  /** Longer texts never match. Infinite unless the engine is "capped". */
  readonly limit: number;
  /** Whether the pattern matches anywhere in the text (JSON Schema 2020-12 §6.3.3). */
  test(text: string): boolean;
}

const MAX_CACHED = 5_000;
const cache = new Map<string, Pattern | undefined>();

/**
 * Compiles the regular expression of a `pattern` keyword. ECMA-262 with the `u` flag, then without it, then the syntax
 * of RE2, for authors who write `(?i)` or `(?P<name>…)`.
 *
 * @returns `undefined` where it is none of these, or too long.
 */
export function compilePattern(source: string): Pattern | undefined {
  if (source.length > MAX_SOURCE_LENGTH) return undefined;
  if (cache.has(source)) return cache.get(source);
  const pattern = compileEcma(source, true) ?? compileEcma(source, false) ?? compileRe2(source);
  if (cache.size >= MAX_CACHED) cache.delete(cache.keys().next().value ?? "");
  cache.set(source, pattern);
  return pattern;
}

function compileEcma(source: string, unicode: boolean): Pattern | undefined {
  try {
    // 2023 is what the oldest supported Node understands; with a later syntax the answer would depend on the Node.
    const parsed = new RegExpParser({ ecmaVersion: 2023 }).parsePattern(source, 0, source.length, { unicode });
    return new EcmaPattern(source, parsed, new RegExp(source, unicode ? "u" : ""));
  } catch {
    return undefined;
  }
}

function compileRe2(source: string): Pattern | undefined {
  const test = compileForeign(source);
  return test && { source, engine: "linear", limit: Number.POSITIVE_INFINITY, test };
}

/** Short texts go to the native engine, which is many times faster; texts it might choke on go to the linear one. */
class EcmaPattern implements Pattern {
  readonly source: string;
  readonly #native: RegExp;
  readonly #parsed: AST.Pattern;
  readonly #safeLength: number;
  #linear: LinearTest | undefined | "not compiled" = "not compiled";

  constructor(source: string, parsed: AST.Pattern, native: RegExp) {
    this.source = source;
    this.#parsed = parsed;
    this.#native = native;
    this.#safeLength = safeLength(parsed);
  }

  get engine(): "native" | "linear" | "capped" {
    if (this.#safeLength === Number.POSITIVE_INFINITY) return "native";
    return this.#compileLinear() ? "linear" : "capped";
  }

  get limit(): number {
    return this.engine !== "capped" ? Number.POSITIVE_INFINITY : Math.max(this.#safeLength, MAX_CAPPED_LENGTH);
  }

  test(text: string): boolean {
    if (text.length <= this.#safeLength) return this.#testNatively(text);
    const linear = this.#compileLinear();
    return linear ? linear(text) : text.length <= this.limit && this.#native.test(text);
  }

  /** Over megabytes even a harmless repetition may overflow the stack on which V8 keeps the places to return to. */
  #testNatively(text: string): boolean {
    try {
      return this.#native.test(text);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return this.#compileLinear()?.(text) ?? false;
    }
  }

  #compileLinear(): LinearTest | undefined {
    if (this.#linear === "not compiled") this.#linear = compileLinear(this.#parsed);
    return this.#linear;
  }
}
