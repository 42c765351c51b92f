import { derive, Random } from "../../base/random.ts";
import { nameFrom } from "./hints.ts";
import type { Field } from "./kind.ts";
import { isTemporal, moment } from "./kinds/time.ts";
import { type Guess, type Recognition, recognise } from "./names.ts";
import type { LeafPlace, LeafSpot } from "./place.ts";

/** What a field may be: by its format where that is a moment, then by its name, then by its description. */
export function guessesFor(spot: LeafSpot, formats: readonly string[]): readonly Guess[] {
  const { words, guesses, context } = recognition(spot);
  return isTemporal(formats) ? [{ kind: moment, words, context }, ...guesses] : guesses;
}

/** The name says what a field is; without one, or if it says nothing, the schema's own name may ("EmailAddress"). */
function recognition({ name, parents, annotations }: LeafSpot): Recognition {
  const own = name === "" ? recognise(parents.at(-1) ?? "", parents.slice(0, -1)) : recognise(name, parents);
  const other = annotations?.component ?? annotations?.title;
  return own.guesses.length > 0 || other === undefined ? own : recognise(other, parents);
}

/** What the description suggests the field to be: the weakest hint. */
export function guessesByDescription({ annotations, parents }: LeafSpot): readonly Guess[] {
  const name = nameFrom(annotations?.description ?? "");
  return name === undefined ? [] : recognise(name, parents).guesses;
}

/** What a name alone would mean, first guess only. */
export function guessesByName(name: string): readonly Guess[] {
  return recognise(name, []).guesses.slice(0, 1);
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
  const { formats, integer, maxLength, maximum } = scope;
  return { formats, integer, maxLength, maximum, place: at, words, context, object, random: new Random(own) };
}
