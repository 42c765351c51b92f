import type { AST } from "@eslint-community/regexpp";
import type { Random } from "../../base/random.ts";
import { alphabetOf, type CharacterNode } from "./pattern-alphabet.ts";

/** The fewest and most characters that a part of a pattern matches. */
export interface Span {
  readonly min: number;
  readonly max: number;
}

/** How to write: with what length, and how freely to choose characters. */
export interface Manner {
  /** Characters wanted; `undefined` leaves the length to each part. Met where the pattern allows it. */
  readonly length: number | undefined;
  /** Whether the whole alphabet is used instead of letters and digits. */
  readonly wide: boolean;
}

/** No sample grows beyond this: `a{1000000}` is answered with nothing instead of megabytes. */
export const longestSample = 100_000;

const vowels = new Set([..."aeiouAEIOU"]);
const spans = new WeakMap<AST.Node, Span>();

/** The span of alternatives: the widest of them. */
export function spanOf(alternatives: readonly AST.Alternative[]): Span {
  const each = alternatives.map((alternative) => sum(alternative.elements.map(elementSpan)));
  return { min: Math.min(...each.map((span) => span.min)), max: Math.max(...each.map((span) => span.max)) };
}

function sum(parts: readonly Span[]): Span {
  return parts.reduce((total, part) => ({ min: total.min + part.min, max: total.max + part.max }), { min: 0, max: 0 });
}

function elementSpan(element: AST.Element): Span {
  let span = spans.get(element);
  if (span === undefined) {
    span = measure(element);
    spans.set(element, span);
  }
  return span;
}

function measure(element: AST.Element): Span {
  switch (element.type) {
    case "Assertion":
      return { min: 0, max: 0 };
    case "CapturingGroup":
    case "Group":
      return spanOf(element.alternatives);
    case "Backreference": {
      const group = Array.isArray(element.resolved) ? element.resolved[0] : element.resolved;
      return isInside(element, group) ? { min: 0, max: 0 } : spanOf(group?.alternatives ?? []);
    }
    case "Quantifier": {
      const each = elementSpan(element.element);
      return { min: each.min * element.min, max: each.max === 0 ? 0 : each.max * element.max };
    }
    default:
      return { min: 1, max: 1 };
  }
}

/** A back-reference within its own group matches nothing (ECMA-262 §22.2.2.7). */
function isInside(node: AST.Node, ancestor: AST.Node | undefined): boolean {
  for (let at: AST.Node | null = node; at !== null; at = at.parent) if (at === ancestor) return true;
  return false;
}

/**
 * Writes strings that a pattern matches, as long as its assertions agree: those are left to a test of the result.
 */
export class PatternWriter {
  readonly #random: Random;
  readonly #wide: boolean;
  readonly #captures = new Map<AST.CapturingGroup, string>();
  #written = 0;
  #last = "";

  constructor(random: Random, wide: boolean) {
    this.#random = random;
    this.#wide = wide;
  }

  /** One of the alternatives, as near to the length as it can be; `undefined` once the sample grew too long. */
  write(alternatives: readonly AST.Alternative[], length: number | undefined): string | undefined {
    const text = this.#alternatives(alternatives, length);
    return this.#written > longestSample ? undefined : text;
  }

  #alternatives(alternatives: readonly AST.Alternative[], length: number | undefined): string {
    const fitting = length === undefined ? alternatives : alternatives.filter((each) => fits(each, length));
    const chosen = this.#random.pick(fitting.length > 0 ? fitting : alternatives);
    const lengths = length === undefined ? undefined : this.#share(chosen.elements.map(elementSpan), length);
    return chosen.elements.map((element, index) => this.#element(element, lengths?.[index])).join("");
  }

  /** Deals a length out to parts, each within its span. */
  #share(parts: readonly Span[], length: number): number[] {
    const lengths = parts.map((part) => part.min);
    let left = length - lengths.reduce((total, each) => total + each, 0);
    for (const mostOnly of [false, true]) {
      for (const index of this.#random.shuffle([...parts.keys()])) {
        const room = Math.min(left, (parts[index]?.max ?? 0) - (lengths[index] ?? 0));
        if (room <= 0) continue;
        const given = mostOnly ? room : this.#random.integer(0, room);
        lengths[index] = (lengths[index] ?? 0) + given;
        left -= given;
      }
    }
    return lengths;
  }

  #element(element: AST.Element, length: number | undefined): string {
    if (this.#written > longestSample) return "";
    switch (element.type) {
      case "Assertion":
        return "";
      case "Group":
        return this.#alternatives(element.alternatives, length);
      case "CapturingGroup": {
        const text = this.#alternatives(element.alternatives, length);
        this.#captures.set(element, text);
        return text;
      }
      case "Backreference": {
        const groups = Array.isArray(element.resolved) ? element.resolved : [element.resolved];
        return groups.map((group) => this.#captures.get(group) ?? "").join("");
      }
      case "Quantifier":
        return this.#repeat(element, length);
      default:
        return this.#character(element);
    }
  }

  #repeat(quantifier: AST.Quantifier, length: number | undefined): string {
    const each = elementSpan(quantifier.element);
    const count = length === undefined ? this.#freeCount(quantifier) : this.#countFor(quantifier, each, length);
    const lengths =
      length === undefined ? undefined : this.#share(Array(Math.min(count, longestSample)).fill(each), length);
    const parts: string[] = [];
    for (let done = 0; done < count && this.#written <= longestSample; done++) {
      if (each.max === 0) this.#written++;
      parts.push(this.#element(quantifier.element, lengths?.[done]));
    }
    return parts.join("");
  }

  /** How often to repeat where nobody asks for a length: words of a few letters, few groups. */
  #freeCount({ min, max, element }: AST.Quantifier): number {
    if (min === max) return min;
    if (min === 0 && max === 1) return this.#random.integer(0, 1);
    const isGroup = element.type === "Group" || element.type === "CapturingGroup";
    const isShort = isGroup || /^(?:\\d|\[0-9\])$/.test(element.raw);
    const least = Math.min(max, Math.max(min, isShort ? min : 3));
    return this.#random.integer(least, Math.min(max, least + (isGroup ? 1 : isShort ? 2 : 5)));
  }

  #countFor({ min, max }: AST.Quantifier, each: Span, length: number): number {
    if (each.max === 0) return min;
    const least = Math.max(min, Math.ceil(length / each.max));
    const most = Math.min(max, each.min === 0 ? Math.max(least, length) : Math.floor(length / each.min));
    return Math.max(min, this.#random.integer(Math.min(least, most), most));
  }

  /** Vowels and consonants take turns where the alphabet allows it: such a word can be read aloud. */
  #character(node: CharacterNode): string {
    this.#written++;
    const { readable, all } = alphabetOf(node);
    const choice = this.#wide && this.#random.chance(0.5) ? all : readable;
    if (choice.length === 0) return "";
    const first = this.#random.pick(choice);
    const second = this.#random.pick(choice);
    const letter = /[a-z]/i.test(this.#last) && vowels.has(first) === vowels.has(this.#last) ? second : first;
    this.#last = letter;
    return letter;
  }
}

function fits(alternative: AST.Alternative, length: number): boolean {
  const span = sum(alternative.elements.map(elementSpan));
  return span.min <= length && length <= span.max;
}
