import { derive, Random, type Seed } from "../../base/random.ts";
import { fakerValue } from "./faker.ts";
import { fieldOf, guessesByDescription, guessesByName, guessesFor, type Scope } from "./field.ts";
import { canonicalFormat, formatText, shortTexts } from "./format.ts";
import { exampleQuoted, valuesListed } from "./hints.ts";
import { severally, textsOf } from "./kind.ts";
import type { Guess } from "./names.ts";
import { patternSamples } from "./pattern.ts";
import { shapesOf } from "./pattern-shapes.ts";
import type { LeafPlace, LeafSpot } from "./place.ts";
import { capitalise, lengthOf, truncate } from "./text.ts";
import type { TextSpace } from "./text-space.ts";
import { list } from "./vocabulary/list.ts";
import { sentences } from "./vocabulary/prose.ts";

/** Another guess of the same kind is worth this many tries before something plainer is taken. */
const guessTries = 4;
const formatTries = 6;
const patternTries = 240;
const plainTries = 12;

/** Formats whose strings are bytes: no name says how they read. */
const opaque = new Set(["byte", "base64url", "binary", "sf-binary"]);

/** What is the same for all strings of a spot. */
export interface TextField {
  readonly space: TextSpace;
  readonly scope: Scope;
  readonly isFaked: boolean;
  readonly description: string;
  /** Values that the description lists. */
  readonly listed: readonly string[];
  /** What the field may be: those that are text first. */
  readonly guesses: readonly Guess[];
  /** What the description suggests it to be. */
  readonly hinted: readonly Guess[];
}

export function textFieldOf(space: TextSpace, spot: LeafSpot): TextField {
  const { formats, maxLength } = space.constraints;
  const description = spot.annotations?.description ?? "";
  const isOpaque = formats.some((format) => opaque.has(canonicalFormat(format)));
  return {
    space,
    scope: { formats, maxLength, integer: false, maximum: Number.POSITIVE_INFINITY },
    isFaked: spot.annotations?.faker !== undefined,
    description,
    listed: description === "" ? [] : valuesListed(description),
    guesses: isOpaque ? [] : textsFirst(guessesFor(spot, formats)),
    hinted: formats.length === 0 ? textsFirst(guessesByDescription(spot)) : [],
  };
}

function textsFirst(guesses: readonly Guess[]): readonly Guess[] {
  return [
    ...guesses.filter(({ kind }) => kind.text !== undefined),
    ...guesses.filter(({ kind }) => kind.text === undefined && kind.number !== undefined),
  ];
}

/**
 * What nearly all strings are: a way to write the best guess, as it is. The same as the first of the candidates that
 * fits, found without the detours that they make; `undefined` where one of those comes first.
 */
export function usualText(
  { space, scope, isFaked, listed, guesses }: TextField,
  place: LeafPlace,
  accepts: (text: string) => boolean,
): string | undefined {
  const [best] = guesses;
  if (best === undefined || isFaked || listed.length > 1) return undefined;
  const field = fieldOf(place, best.words, best.context, scope, 0);
  const texts = textsOf(best.kind, field);
  const fits = (text: string): boolean => space.has(text) && accepts(text);
  if (typeof texts === "string") return texts !== "" && fits(texts) ? texts : undefined;
  // What can be made of a text comes before the next one.
  const isAsItIs = space.isUnspelled && best.kind.prose !== true;
  return firstOf(texts, fits, isAsItIs);
}

function firstOf(texts: Iterable<string>, fits: (text: string) => boolean, hasMore: boolean): string | undefined {
  for (const text of texts) {
    if (text === "") continue;
    if (fits(text)) return text;
    if (!hasMore) return undefined;
  }
  return undefined;
}

/**
 * Strings for a place, the most realistic first. They are candidates: the caller checks each. Bounded, so that a place
 * that nothing fits comes to an end.
 */
export function* textCandidates(field: TextField, place: LeafPlace): Generator<string> {
  const { space, isFaked, description, listed, guesses, hinted } = field;
  const { minLength, maxLength, patterns } = space.constraints;
  const faked = isFaked ? fakerValue(place) : undefined;
  if (faked !== undefined) yield* space.adapt(String(faked), true);
  if (listed.length > 1) yield* new Random(place.seed).shuffle(listed);
  yield* guessed(field, place, guesses);
  yield* formatted(space, place);
  const example = description === "" ? undefined : exampleQuoted(description);
  if (example !== undefined) yield example;
  yield* guessed(field, place, hinted);
  if (patterns.length > 0) {
    for (const name of shapesOf(patterns)) yield* guessed(field, place, textsFirst(guessesByName(name)));
    yield* patternSamples(patterns, { min: minLength, max: maxLength }, derive(place.seed, "pattern"), patternTries);
    yield* spliced(space, place);
  } else yield* plain(space, place.seed);
  if (minLength === 0) yield "";
}

/** Several values of the best guess, then one of each other. */
function* guessed(field: TextField, place: LeafPlace, guesses: readonly Guess[]): Generator<string> {
  const [best, ...others] = guesses;
  if (best === undefined) return;
  for (let attempt = 0; attempt < guessTries; attempt++) yield* written(field, place, best, attempt);
  for (const other of others) yield* written(field, place, other, 0);
}

function* written({ space, scope }: TextField, place: LeafPlace, guess: Guess, attempt: number): Generator<string> {
  const { kind, words, context } = guess;
  for (const text of severally(textsOf(kind, fieldOf(place, words, context, scope, attempt)))) {
    if (text !== "") yield* space.adapt(text, kind.prose === true);
  }
}

function* formatted(space: TextSpace, place: LeafPlace): Generator<string> {
  const { formats, minLength } = space.constraints;
  const random = new Random(derive(place.seed, "format"));
  for (const format of formats) {
    for (let attempt = 0; attempt < formatTries; attempt++) {
      const text = formatText(format, { random, now: place.now, minLength });
      if (text === undefined) break;
      yield text;
    }
    yield* shortTexts(format);
  }
}

/**
 * For a pattern beside a format: the start or the end of what the pattern asks for, put on a value of the format, as
 * "https://api." goes before "example.com/items".
 */
function* spliced(space: TextSpace, place: LeafPlace): Generator<string> {
  const { formats, patterns } = space.constraints;
  const random = new Random(derive(place.seed, "splice"));
  for (const part of patternSamples(
    patterns,
    { min: 0, max: Number.POSITIVE_INFINITY },
    derive(place.seed, "part"),
    8,
  )) {
    for (const format of formats) {
      const text = formatText(format, { random, now: place.now, minLength: space.constraints.minLength });
      if (text === undefined) continue;
      const shared = [...part].findIndex((character, at) => character !== text[at]);
      yield part + text.slice(Math.max(0, shared));
      yield part + text.slice(part.length);
      for (let cut = 0; cut <= text.length; cut++) yield part + text.slice(cut);
      for (let cut = text.length; cut >= 0; cut--) yield text.slice(0, cut) + part;
    }
  }
}

/** Words that fit the length and say nothing in particular. */
function* plain(space: TextSpace, seed: Seed): Generator<string> {
  const { minLength, maxLength } = space.constraints;
  const random = new Random(derive(seed, "plain"));
  for (let attempt = 0; attempt < plainTries; attempt++) {
    const words = [random.pick(adjectives), random.pick(nouns)];
    if (maxLength >= 60 && minLength > 40)
      words.push(
        ...random
          .pick(sentences[""] ?? [])
          .toLowerCase()
          .slice(0, -1)
          .split(" "),
      );
    let text = capitalise(words.join(" "));
    while (lengthOf(text) < minLength) text += ` ${random.pick(adjectives)} ${random.pick(nouns)}`;
    if (lengthOf(text) > maxLength && minLength <= 6)
      yield random.pick(
        nouns.filter((word) => word.length <= maxLength && word.length >= minLength).concat(nouns[0] ?? ""),
      );
    const cut = truncate(text, maxLength);
    yield lengthOf(cut) >= minLength ? cut : [...text].slice(0, Math.max(minLength, 1)).join("").replace(/ $/, "s");
  }
}

const adjectives = list(
  "amber, bright, calm, central, clear, coastal, common, daily, early, eastern, fresh, general, golden, green, high, inner, local, main, modern, northern, open, plain, primary, quiet, regional, second, simple, southern, standard, western",
);
const nouns = list(
  "base, bay, bridge, corner, course, field, frame, garden, gate, group, harbor, hill, lane, line, market, note, path, place, plan, point, record, ridge, river, route, season, set, table, valley, view, way",
);
