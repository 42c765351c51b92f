import { compilePattern } from "../base/pattern.ts";
import { formatAccepts } from "../contract/format.ts";
import type { StringConstraints } from "./place.ts";
import { lengthOf, slug, truncate } from "./text.ts";

/** Longer strings are not made, whatever a schema asks for: code points. */
const longestText = 1_000_000;

/** Strings that meet some constraints. */
export class TextSpace {
  readonly constraints: StringConstraints;
  readonly #patterns: readonly { test(text: string): boolean }[];

  constructor(constraints: StringConstraints) {
    this.constraints = constraints;
    this.#patterns = constraints.patterns.map(compilePattern).filter((pattern) => pattern !== undefined);
  }

  /** Whether the lengths alone rule out every string. */
  get isEmpty(): boolean {
    return this.constraints.minLength > Math.min(this.constraints.maxLength, longestText);
  }

  has(text: string): boolean {
    return (
      this.#fits(text) && this.matches(text) && this.constraints.formats.every((name) => formatAccepts(name, text))
    );
  }

  matches(text: string): boolean {
    return this.#patterns.every((pattern) => pattern.test(text));
  }

  #fits(text: string): boolean {
    const length = lengthOf(text);
    return length >= this.constraints.minLength && length <= this.constraints.maxLength;
  }

  /** The text and what can be made of it to fit: other spellings for patterns, fewer or more words for lengths. */
  *adapt(text: string, isProse: boolean): Generator<string> {
    yield text;
    if (!this.matches(text)) yield* this.#respell(text);
    if (isProse && lengthOf(text) > this.constraints.maxLength) yield truncate(text, this.constraints.maxLength);
    if (isProse && lengthOf(text) < this.constraints.minLength) yield this.#lengthen(text);
  }

  *#respell(text: string): Generator<string> {
    const bare = slug(text, " ");
    const spellings = [
      text.toLowerCase(),
      text.toUpperCase(),
      slug(text),
      slug(text, "_"),
      slug(text, "_").toUpperCase(),
      bare.replaceAll(" ", ""),
      bare.replaceAll(" ", "").toUpperCase(),
      bare.replaceAll(/(?:^| )(.)/g, (_, letter: string) => letter.toUpperCase()),
      text.replaceAll(/[^\p{L}\p{N} ]/gu, ""),
      text.replaceAll(/\D/g, ""),
    ];
    for (const spelling of new Set(spellings)) {
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
