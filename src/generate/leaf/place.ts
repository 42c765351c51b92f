import type { Seed } from "../../base/random.ts";
import type { Annotations } from "../../contract/schema/schema.ts";

/** Where leaves of a schema stand, whichever value they are part of: what they look like follows from this alone. */
export interface LeafSpot {
  /** Property name, e.g. "createdAt"; for an array item the name of the array's property (may be plural); "" at the root. */
  readonly name: string;
  /** Names of components and properties around it from the outside in, the nearest last, e.g. ["Order", "customer"]. */
  readonly parents: readonly string[];
  readonly annotations?: Annotations | undefined;
}

/** Where one leaf stands: all that realism may draw on. */
export interface LeafPlace extends LeafSpot {
  /** Seed of the enclosing object: the fields of one object agree because they all draw on it. */
  readonly objectSeed: Seed;
  /** Seed of this very place. */
  readonly seed: Seed;
  /** Position in the enclosing array, counted from 0; items differ by it. */
  readonly index?: number | undefined;
  /** Which of many alike the entity around it is, counted from 0; they take turns where there is little to choose from. */
  readonly ordinal?: number | undefined;
  /** "Now" in milliseconds since the epoch: events lie before it, expiries after it. */
  readonly now: number;
  /** Where names and addresses are from, e.g. "de" or "en-GB"; everywhere if absent. */
  readonly locale?: string | undefined;
  /** Names of all properties of the enclosing object, where known. */
  readonly siblings?: readonly string[] | undefined;
}

/** Everything that a string must meet. Lengths count code points (JSON Schema Validation 2020-12 §6.3). */
export interface StringConstraints {
  readonly minLength: number;
  /** `Infinity` where absent. */
  readonly maxLength: number;
  readonly patterns: readonly string[];
  readonly formats: readonly string[];
}

/** Everything that a number must meet; bounds are ±`Infinity` where absent. */
export interface NumberConstraints {
  readonly integer: boolean;
  readonly minimum: number;
  readonly maximum: number;
  readonly exclusiveMinimum: number;
  readonly exclusiveMaximum: number;
  readonly multipleOf: readonly number[];
  readonly formats: readonly string[];
}
