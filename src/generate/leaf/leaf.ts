import { Random } from "../../base/random.ts";
import { fakerValue } from "./faker.ts";
import { guessesFor } from "./field.ts";
import { rangeStated } from "./hints.ts";
import { type NumberField, numberCandidates, numberFieldOf, usualNumber } from "./number-candidates.ts";
import type { LeafPlace, LeafSpot, NumberConstraints, StringConstraints } from "./place.ts";
import { textCandidates, textFieldOf, usualText } from "./text-candidates.ts";
import { TextSpace } from "./text-space.ts";

export type { LeafPlace, NumberConstraints, StringConstraints } from "./place.ts";

/** Makes the leaves of one spot; `undefined` where none was found within the budget. */
export type LeafMaker<Value> = (place: LeafPlace, accepts?: (value: Value) => boolean) => Value | undefined;

const anything = (): boolean => true;

/**
 * Strings that meet all constraints, the most realistic that are found. What is the same for all strings of a spot is
 * worked out here, once. `accepts` is the caller's last check (`not`, exclusions, the validator itself).
 */
export function textMaker(constraints: StringConstraints, spot: LeafSpot): LeafMaker<string> {
  const field = textFieldOf(new TextSpace(constraints), spot);
  const { space } = field;
  if (space.isEmpty) return () => undefined;
  return (place, accepts = anything) => {
    const usual = usualText(field, place, accepts);
    if (usual !== undefined) return usual;
    for (const candidate of textCandidates(field, place)) {
      if (space.has(candidate) && accepts(candidate)) return candidate;
    }
    return undefined;
  };
}

/** One string of a spot; see `textMaker`. */
export function stringValue(
  constraints: StringConstraints,
  place: LeafPlace,
  accepts?: (value: string) => boolean,
): string | undefined {
  return textMaker(constraints, place)(place, accepts);
}

/** So many numbers that meet the constraints are offered; a caller that refuses them all would refuse the next too. */
const MAX_REFUSED = 200;

/** Numbers that meet all constraints, the most sensible that are found; see `textMaker`. */
export function numberMaker(constraints: NumberConstraints, spot: LeafSpot): LeafMaker<number> {
  const narrowed = [...sensible(constraints, spot), constraints];
  const fields = narrowed.map((wanted) => numberFieldOf(wanted, spot)).filter(({ space }) => space.least <= space.most);
  return (place, accepts = anything) => {
    const usual = fields[0] && usualNumber(fields[0], place);
    if (usual !== undefined && accepts(usual)) return usual;
    let refused = 0;
    for (const candidate of fittingNumbers(fields, place)) {
      if (accepts(candidate)) return candidate;
      if (++refused >= MAX_REFUSED) return undefined;
    }
    return undefined;
  };
}

/** One number of a spot; see `numberMaker`. */
export function numberValue(
  constraints: NumberConstraints,
  place: LeafPlace,
  accepts?: (value: number) => boolean,
): number | undefined {
  return numberMaker(constraints, place)(place, accepts);
}

/** Numbers that meet the constraints, the most sensible first. */
function* fittingNumbers(fields: readonly NumberField[], place: LeafPlace): Generator<number> {
  for (const field of fields) {
    for (const exactly of [true, false]) {
      for (const candidate of numberCandidates(field, place)) {
        if (field.space.has(candidate, exactly)) yield candidate;
      }
    }
  }
}

/** The constraints narrowed to what name and description say, where they say anything: counts are whole and not negative. */
function sensible(constraints: NumberConstraints, spot: LeafSpot): NumberConstraints[] {
  const stated = rangeStated(spot.annotations?.description ?? "");
  const isCount = counted.test(spot.name);
  if (!stated && !isCount) return [];
  const [least, most] = stated ?? [0, Number.POSITIVE_INFINITY];
  const { minimum, maximum, integer } = constraints;
  const narrowed = { minimum: Math.max(minimum, least), maximum: Math.min(maximum, most) };
  return [{ ...constraints, ...narrowed, integer: integer || isCount }];
}

/** Names of what is counted. `discount` and `account` only end like them. */
const counted = /(?:^|[^a-zA-Z])(?:count|quantity|qty)s?$|[a-z](?:Count|Quantity|Qty)s?$/;

/** Words of a name that say how likely it is to be true. */
const likely =
  /^(active|enabled|verified|available|published|visible|valid|success|successful|ok|online|confirmed|approved|open|public|subscribed|allowed|healthy|ready|accepted|paid|in)$/;
const unlikely =
  /^(deleted|archived|banned|blocked|suspended|locked|disabled|hidden|test|error|failed|expired|cancelled|canceled|closed|refunded|deprecated|draft|spam|trashed|removed|inactive|sold|rejected|revoked|private|readonly|beta|anonymous|bot)$/;

/** True or false as the name makes plausible: most things are active and few are deleted. */
export function booleanMaker(spot: LeafSpot): (place: LeafPlace) => boolean {
  const isFaked = spot.annotations?.faker !== undefined;
  const [guess] = guessesFor(spot, []);
  const names = guess?.words ?? [];
  const probability = names.some((word) => unlikely.test(word))
    ? 0.1
    : names.some((word) => likely.test(word))
      ? 0.85
      : 0.5;
  return (place) => {
    const faked = isFaked ? fakerValue(place) : undefined;
    return typeof faked === "boolean" ? faked : new Random(place.seed).chance(probability);
  };
}

/** One boolean of a spot; see `booleanMaker`. */
export function booleanValue(place: LeafPlace): boolean {
  return booleanMaker(place)(place);
}
