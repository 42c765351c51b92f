import { derive, Random } from "../../base/random.ts";
import { fakerValue } from "./faker.ts";
import { fieldOf, guessesByDescription, guessesFor } from "./field.ts";
import { rangeStated } from "./hints.ts";
import { NumberSpace } from "./number.ts";
import type { LeafPlace, NumberConstraints, StringConstraints } from "./place.ts";
import { textCandidates } from "./text-candidates.ts";
import { TextSpace } from "./text-space.ts";

export type { LeafPlace, NumberConstraints, StringConstraints } from "./place.ts";

/**
 * A string that meets all constraints, the most realistic that could be found; `undefined` when none was found within
 * the budget. `accepts` is the caller's last check (`not`, exclusions, the validator itself).
 */
export function stringValue(
  constraints: StringConstraints,
  place: LeafPlace,
  accepts: (value: string) => boolean = () => true,
): string | undefined {
  const space = new TextSpace(constraints);
  if (space.isEmpty) return undefined;
  for (const candidate of textCandidates(space, place)) {
    if (space.has(candidate) && accepts(candidate)) return candidate;
  }
  return undefined;
}

/** So many numbers that meet the constraints are offered; a caller that refuses them all would refuse the next too. */
const MAX_REFUSED = 200;

/** A number that meets all constraints; `undefined` when none was found within the budget. */
export function numberValue(
  constraints: NumberConstraints,
  place: LeafPlace,
  accepts: (value: number) => boolean = () => true,
): number | undefined {
  let refused = 0;
  for (const candidate of fittingNumbers(constraints, place)) {
    if (accepts(candidate)) return candidate;
    if (++refused >= MAX_REFUSED) return undefined;
  }
  return undefined;
}

/** Numbers that meet the constraints, the most sensible first. */
function* fittingNumbers(constraints: NumberConstraints, place: LeafPlace): Generator<number> {
  for (const wanted of [...sensible(constraints, place), constraints]) {
    const space = new NumberSpace(wanted);
    if (space.least > space.most) continue;
    for (const exactly of [true, false]) {
      for (const candidate of numberCandidates(space, wanted, place)) {
        if (space.has(candidate, exactly)) yield candidate;
      }
    }
  }
}

/** The constraints narrowed to what name and description say, where they say anything: counts are whole and not negative. */
function sensible(constraints: NumberConstraints, place: LeafPlace): NumberConstraints[] {
  const stated = rangeStated(place.annotations?.description ?? "");
  const isCount = counted.test(place.name);
  if (!stated && !isCount) return [];
  const [least, most] = stated ?? [0, Number.POSITIVE_INFINITY];
  const { minimum, maximum, integer } = constraints;
  const narrowed = { minimum: Math.max(minimum, least), maximum: Math.min(maximum, most) };
  return [{ ...constraints, ...narrowed, integer: integer || isCount }];
}

/** Names of what is counted. `discount` and `account` only end like them. */
const counted = /(?:^|[^a-zA-Z])(?:count|quantity|qty)s?$|[a-z](?:Count|Quantity|Qty)s?$/;

/** Another guess of the same kind is worth this many tries before something plain is taken. */
const tries = 3;

function* numberCandidates(space: NumberSpace, constraints: NumberConstraints, place: LeafPlace): Generator<number> {
  const faked = fakerValue(place);
  if (typeof faked === "number") yield* space.near(faked);
  const scope = {
    formats: constraints.formats,
    integer: constraints.integer,
    maxLength: Number.POSITIVE_INFINITY,
    maximum: space.most,
  };
  const guesses = [...guessesFor(place, constraints.formats), ...guessesByDescription(place)];
  for (let attempt = 0; attempt < tries; attempt++) {
    for (const { kind, words, context } of guesses) {
      const wanted = kind.number?.(fieldOf(place, words, context, scope, attempt));
      if (wanted === undefined || wanted < space.least || wanted > space.most) continue;
      yield* space.near(wanted);
      break;
    }
  }
  yield* space.anywhere(derive(place.seed, "number"));
}

/** Words of a name that say how likely it is to be true. */
const likely =
  /^(active|enabled|verified|available|published|visible|valid|success|successful|ok|online|confirmed|approved|open|public|subscribed|allowed|healthy|ready|accepted|paid|in)$/;
const unlikely =
  /^(deleted|archived|banned|blocked|suspended|locked|disabled|hidden|test|error|failed|expired|cancelled|canceled|closed|refunded|deprecated|draft|spam|trashed|removed|inactive|sold|rejected|revoked|private|readonly|beta|anonymous|bot)$/;

/** True or false as the name makes plausible: most things are active and few are deleted. */
export function booleanValue(place: LeafPlace): boolean {
  const faked = fakerValue(place);
  if (typeof faked === "boolean") return faked;
  const [guess] = guessesFor(place, []);
  const names = guess?.words ?? [];
  const probability = names.some((word) => unlikely.test(word))
    ? 0.1
    : names.some((word) => likely.test(word))
      ? 0.85
      : 0.5;
  return new Random(place.seed).chance(probability);
}
