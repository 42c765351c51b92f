import { Random } from "../base/random.ts";
import type { LeafPlace, NumberConstraints, StringConstraints } from "./place.ts";

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
  const length = Math.min(constraints.maxLength, Math.max(constraints.minLength, 8));
  const random = new Random(place.seed);
  const value = Array.from({ length }, () => random.pick([..."abcdefghij"])).join("");
  return accepts(value) ? value : undefined;
}

/** A number that meets all constraints; `undefined` when none was found within the budget. */
export function numberValue(
  constraints: NumberConstraints,
  place: LeafPlace,
  accepts: (value: number) => boolean = () => true,
): number | undefined {
  const least = Math.ceil(Math.max(constraints.minimum, constraints.exclusiveMinimum + 1, -1e6));
  const value = Math.min(constraints.maximum, Math.max(least, new Random(place.seed).integer(1, 100)));
  return accepts(value) ? value : undefined;
}

export function booleanValue(place: LeafPlace): boolean {
  return new Random(place.seed).chance(0.5);
}
