import { compilePattern } from "../../base/pattern.ts";
import { textTestOf } from "../../contract/schema/format.ts";
import { patternSource } from "./pattern.ts";
import type { StringConstraints } from "./place.ts";
import { lengthOf, slug, truncate } from "./text.ts";

/** Longer strings are not made, whatever a schema asks for: code points. */
const longestText = 1_000_000;

/** Ways to write the same words, given as they are and in lower case without marks. */
const spellings: readonly ((text: string, bare: string) => string)[] = [
  (text) => text.toLowerCase(),
  (text) => text.toUpperCase(),
  (_, bare) => bare.replaceAll(" ", "-"),
  (_, bare) => bare.replaceAll(" ", "_"),
  (_, bare) => bare.replaceAll(" ", "_").toUpperCase(),
  (_, bare) => bare.replaceAll(" ", ""),
  (_, bare) => bare.replaceAll(" ", "").toUpperCase(),
  (_, bare) => bare.replaceAll(/(?:^| )(.)/g, (_match, letter: string) => letter.toUpperCase()),
  (text) => text.replaceAll(/[^\p{L}\p{N} ]/gu, ""),
  (text) => text.replaceAll(/\D/g, ""),
];

/** Strings that meet some constraints. */
export class TextSpace {
  readonly constraints: StringConstraints;
  readonly #patterns: readonly { test(text: string): boolean }[];
  readonly #formats: readonly ((text: string) => boolean)[];
  /** Fewer characters than this match no pattern. */
  readonly #least: number;

  constructor(constraints: StringConstraints) {
    this.constraints = constraints;
    this.#patterns = constraints.patterns.map(compilePattern).filter((pattern) => pattern !== undefined);
    this.#formats = constraints.formats.map(textTestOf).filter((test) => test !== undefined);
    const spans = constraints.patterns.map((pattern) => patternSource(pattern)?.span.min ?? 0);
    this.#least = Math.max(constraints.minLength, ...spans);
  }

  /** Whether the lengths alone rule out every string. */
  get isEmpty(): boolean {
    return this.constraints.minLength > Math.min(this.constraints.maxLength, longestText);
  }

  has(text: string): boolean {
    return this.#fits(text) && this.matches(text) && this.#formats.every((accepts) => accepts(text));
  }

  /** Whether no pattern asks for another spelling of what is offered. */
  get isUnspelled(): boolean {
    return this.#patterns.length === 0;
  }

  matches(text: string): boolean {
    return this.#patterns.every((pattern) => pattern.test(text));
  }

  #fits(text: string): boolean {
    const { minLength, maxLength } = this.constraints;
    // No text has more characters than units, nor fewer than half as many.
    if (text.length <= maxLength && text.length >= 2 * minLength) return true;
    const length = lengthOf(text);
    return length >= minLength && length <= maxLength;
  }

  /** The text and what can be made of it to fit: other spellings for patterns, fewer or more words for lengths. */
  *adapt(text: string, isProse: boolean): Generator<string> {
    yield text;
    if (text.length >= this.#least && !this.matches(text)) yield* this.#respell(text);
    if (isProse && lengthOf(text) > this.constraints.maxLength) yield truncate(text, this.constraints.maxLength);
    if (isProse && lengthOf(text) < this.constraints.minLength) yield this.#lengthen(text);
  }

  *#respell(text: string): Generator<string> {
    const bare = slug(text, " ");
    for (const spell of spellings) {
      const spelling = spell(text, bare);
      if (spelling.length < this.#least) continue;
      yield spelling;
      if (lengthOf(spelling) > this.constraints.maxLength) yield truncate(spelling, this.constraints.maxLength);
    }
  }

  #lengthen(text: string): string {
    const { minLength, maxLength } = this.constraints;
    const times = Math.ceil((minLength + 1) / (lengthOf(text) + 1));
    const long = Array.from({ length: times }, () => text).join(" ");
    return lengthOf(long) <= maxLength ? long : [...long].slice(0, maxLength).join("").replace(/\s$/, ".");
  }
}
