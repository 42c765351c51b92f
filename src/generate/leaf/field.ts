import { derive, Random } from "../../base/random.ts";
import { nameFrom } from "./hints.ts";
import type { Field, Kind } from "./kind.ts";
import { isTemporal, moment } from "./kinds/time.ts";
import { type Recognition, recognise } from "./names.ts";
import type { LeafPlace } from "./place.ts";

/** A kind that a field may be of, with the words that it was recognised by. */
export interface FieldGuess {
  readonly kind: Kind;
  readonly words: readonly string[];
  readonly context: readonly string[];
}

/** What a field may be: by its format where that is a moment, then by its name, then by its description. */
export function guessesFor(place: LeafPlace, formats: readonly string[]): readonly FieldGuess[] {
  const { words, guesses, context } = recognition(place);
  const byName = guesses.map((guess) => ({ ...guess, words }));
  const byFormat = isTemporal(formats) ? [{ kind: moment, words, context }] : [];
  return [...byFormat, ...byName];
}

/** The name says what a field is; without one, or if it says nothing, the schema's own name may ("EmailAddress"). */
function recognition({ name, parents, annotations }: LeafPlace): Recognition {
  const own = name === "" ? recognise(parents.at(-1) ?? "", parents.slice(0, -1)) : recognise(name, parents);
  const other = annotations?.component ?? annotations?.title;
  return own.guesses.length > 0 || other === undefined ? own : recognise(other, parents);
}

/** What the description suggests the field to be: the weakest hint. */
export function guessesByDescription(place: LeafPlace): readonly FieldGuess[] {
  const name = nameFrom(place.annotations?.description ?? "");
  if (name === undefined) return [];
  const { words, guesses } = recognise(name, place.parents);
  return guesses.map((guess) => ({ ...guess, words }));
}

/** What a name alone would mean, first guess only. */
export function guessesByName(name: string): readonly FieldGuess[] {
  const { words, guesses } = recognise(name, []);
  return guesses.slice(0, 1).map((guess) => ({ ...guess, words }));
}

/** What the schema allows, as far as producers of values care. */
export type Scope = Pick<Field, "formats" | "integer" | "maxLength" | "maximum">;

/** The field as a producer sees it. Every attempt draws from other seeds, so that another value comes out. */
export function fieldOf(
  place: LeafPlace,
  words: readonly string[],
  context: readonly string[],
  scope: Scope,
  attempt: number,
): Field {
  const item = place.index === undefined ? place.objectSeed : derive(place.objectSeed, place.index);
  const object = attempt === 0 ? item : derive(item, `attempt ${attempt}`);
  const own = attempt === 0 ? place.seed : derive(place.seed, `attempt ${attempt}`);
  const at = attempt === 0 ? place : { ...place, ordinal: undefined };
  return { ...scope, place: at, words, context, object, random: new Random(own) };
}
