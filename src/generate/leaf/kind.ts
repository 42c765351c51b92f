import { derive, Random, type Seed, seedOf } from "../../base/random.ts";
import type { LeafPlace } from "./place.ts";

/** What a producer may know of the field that it fills. */
export interface Field {
  readonly place: LeafPlace;
  /** The words of the name in lower case, the last in the singular. */
  readonly words: readonly string[];
  /** Nouns that the field belongs to, the nearest first: words before the recognised part of its name, then the parent's. */
  readonly context: readonly string[];
  readonly formats: readonly string[];
  /** `Infinity` where nothing bounds it. */
  readonly maxLength: number;
  /** Whether a number must be whole. */
  readonly integer: boolean;
  /** The greatest number allowed, `Infinity` where nothing bounds it. */
  readonly maximum: number;
  /** What the fields of one object share, so that they agree. */
  readonly object: Seed;
  /** What is this field's own. */
  readonly random: Random;
}

/** One value, or several ways to write it, the most usual first; what costs something is made when it is asked for. */
export type Texts = string | Iterable<string>;

/** One kind of field: how it is recognised and what it holds. */
export interface Kind {
  /** The phrases that a name ends with, each as words in the singular: "first name" is also `firstName`, `first_name`, `firstname`. */
  readonly names: readonly string[];
  /** Recognised only where one of these nouns is the context; anywhere if absent. */
  readonly under?: readonly string[];
  readonly text?: (field: Field) => Texts | undefined;
  readonly number?: (field: Field) => number | undefined;
  /** Whether text may be cut between words or continued to fit a length. */
  readonly prose?: boolean;
}

/** What a field of a kind may hold as text. */
export function textsOf(kind: Kind, field: Field): Texts {
  return (kind.text === undefined ? kind.number?.(field)?.toString() : kind.text(field)) ?? [];
}

/** One text as the only one of several. */
export function severally(texts: Texts): Iterable<string> {
  return typeof texts === "string" ? [texts] : texts;
}

/** Reads "first name, given name" as phrases; keeps the tables of kinds legible. */
export function phrases(text: string): readonly string[] {
  return text.split(",").map((phrase) => phrase.trim());
}

/**
 * An item of a list: by chance, or in turn for the items of an array and for many alike, so that they differ.
 *
 * @param what - fields of one object that choose the same have the same, e.g. a name and the slug made of it
 */
export function choose<T>(field: Field, items: readonly T[], what?: string): T {
  const { index, ordinal, objectSeed, name } = field.place;
  if (index !== undefined) return items[(derive(objectSeed, name) + index) % items.length] as T;
  if (ordinal !== undefined) return items[(seedOf(what ?? name) + ordinal) % items.length] as T;
  return (what === undefined ? field.random : aspect(field, what)).pick(items);
}

/** The first of the field's nouns that a table knows, or what the table says of everything else (""). */
export function byContext<T>(field: Field, table: ReadonlyMap<string, T>): T | undefined {
  const noun = field.context.find((candidate) => table.has(candidate)) ?? "";
  return table.get(noun);
}

/**
 * Remembers the last thing that was made: the fields of one object ask for the same person, place or article one after
 * the other, and a whole one costs more than most of its fields do.
 */
export function lately<T>(make: (seed: Seed, variant: string | undefined) => T): typeof make {
  let last: { readonly seed: Seed; readonly variant: string | undefined; readonly made: T } | undefined;
  return (seed, variant) => {
    if (last === undefined || last.seed !== seed || last.variant !== variant) {
      last = { seed, variant, made: make(seed, variant) };
    }
    return last.made;
  };
}

/** What follows from a field's words alone: they are the same list for all values of a place. */
export function byWords<T>(find: (words: readonly string[]) => T): (words: readonly string[]) => T {
  const known = new WeakMap<readonly string[], { readonly found: T }>();
  return (words) => {
    let entry = known.get(words);
    if (entry === undefined) {
      entry = { found: find(words) };
      known.set(words, entry);
    }
    return entry.found;
  };
}

/** A stream of its own for one aspect of the enclosing object. */
export function aspect(field: Field, name: string): Random {
  return new Random(derive(field.object, name));
}
