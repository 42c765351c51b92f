import { derive } from "../../base/random.ts";
import { fakerValue } from "./faker.ts";
import { fieldOf, guessesByDescription, guessesFor, type Scope } from "./field.ts";
import type { Guess } from "./names.ts";
import { NumberSpace } from "./number.ts";
import type { LeafPlace, LeafSpot, NumberConstraints } from "./place.ts";

/** Another guess of the same kind is worth this many tries before something plain is taken. */
const tries = 3;

/** What is the same for all numbers of a spot. */
export interface NumberField {
  readonly space: NumberSpace;
  readonly scope: Scope;
  /** What the field may be, of those that are numbers. */
  readonly guesses: readonly Guess[];
  readonly isFaked: boolean;
}

export function numberFieldOf(constraints: NumberConstraints, spot: LeafSpot): NumberField {
  const { formats, integer } = constraints;
  const space = new NumberSpace(constraints);
  const guesses = [...guessesFor(spot, formats), ...guessesByDescription(spot)];
  return {
    space,
    scope: { formats, integer, maxLength: Number.POSITIVE_INFINITY, maximum: space.most },
    guesses: guesses.filter(({ kind }) => kind.number !== undefined),
    isFaked: spot.annotations?.faker !== undefined,
  };
}

/** The first of the candidates, found without any detour; `undefined` where it does not fit. */
export function usualNumber(field: NumberField, place: LeafPlace): number | undefined {
  const wanted = field.isFaked ? undefined : guessed(field, place, 0);
  const nearest = wanted === undefined ? undefined : field.space.nearest(wanted);
  return nearest !== undefined && field.space.has(nearest, true) ? nearest : undefined;
}

/** Numbers for a place, the most sensible first. They are candidates: the caller checks each. */
export function* numberCandidates(field: NumberField, place: LeafPlace): Generator<number> {
  const { space, isFaked } = field;
  const faked = isFaked ? fakerValue(place) : undefined;
  if (typeof faked === "number") yield* space.near(faked);
  for (let attempt = 0; attempt < tries; attempt++) {
    const wanted = guessed(field, place, attempt);
    if (wanted !== undefined) yield* space.near(wanted);
  }
  yield* space.anywhere(derive(place.seed, "number"));
}

/** What the first guess says that has a number within the bounds. */
function guessed({ space, scope, guesses }: NumberField, place: LeafPlace, attempt: number): number | undefined {
  for (const { kind, words, context } of guesses) {
    const wanted = kind.number?.(fieldOf(place, words, context, scope, attempt));
    if (wanted !== undefined && !(wanted < space.least || wanted > space.most)) return wanted;
  }
  return undefined;
}
