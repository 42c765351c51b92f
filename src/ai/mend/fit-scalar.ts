import { decimalOf, floorDivide, isMultipleOf, numberOf } from "../../base/decimal.ts";
import { formatAccepts } from "../../contract/schema/format.ts";
import type { Merged } from "../wire/merged.ts";

/** A value within what is asked of it, and how it was changed. */
export interface Fitted<Value> {
  readonly fitted: Value;
  readonly change?: string | undefined;
}

/** Cuts text down to its greatest length in code points. What has a form (format, pattern) is left alone. */
export function withinText(merged: Merged, value: string): Fitted<string> {
  const most = merged.least("maxLength");
  // A code point has at most two UTF-16 units: most texts need no closer look.
  if (most === undefined || value.length <= most) return { fitted: value };
  const hasForm = merged.nodes.some(({ pattern, format }) => pattern !== undefined || format !== undefined);
  const points = [...value.slice(0, 2 * most + 2)];
  if (hasForm || points.length <= most) return { fitted: value };
  const cut = points.slice(0, most).join("");
  const trimmed = cut.trimEnd();
  const isLong = [...trimmed].length >= Math.max(merged.greatest("minLength") ?? 0, 1);
  return { fitted: isLong ? trimmed : cut, change: `was longer than ${most} characters` };
}

/** The nearest number that is a multiple of what is asked for and within the bounds, or the same one where none is. */
export function withinNumber(merged: Merged, value: number): Fitted<number> {
  // JSON has numbers that JavaScript has not: 1e999 is read as infinite.
  if (!Number.isFinite(value)) return { fitted: value };
  const bounds = boundsOf(merged);
  const isWhole = merged.kinds.length === 1 && merged.kinds[0] === "integer";
  const steps = merged.nodes.flatMap(({ multipleOf }) => multipleOf ?? []);
  const fits = (number: number) =>
    isWithin(number, bounds) &&
    (!isWhole || Number.isInteger(number)) &&
    steps.every((step) => isMultipleOf(number, step)) &&
    merged.nodes.every(({ format }) => format === undefined || formatAccepts(format, number));
  if (fits(value)) return { fitted: value };
  const step = Math.max(...steps, isWhole ? 1 : 0);
  const fitted = near(value, bounds, step).find(fits);
  if (fitted === undefined) return { fitted: value };
  return { fitted, change: isWithin(value, bounds) ? "was rounded" : "was out of bounds" };
}

interface Bounds {
  readonly least: number;
  readonly most: number;
  /** Exclusive ones. */
  readonly above: number;
  readonly below: number;
}

/** The bounds of formats of whole numbers that models get wrong. */
const ofFormat: Readonly<Record<string, readonly [least: number, most: number]>> = {
  int8: [-(2 ** 7), 2 ** 7 - 1],
  int16: [-(2 ** 15), 2 ** 15 - 1],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint8: [0, 2 ** 8 - 1],
  uint16: [0, 2 ** 16 - 1],
  uint32: [0, 2 ** 32 - 1],
  uint64: [0, 2 ** 64],
};

function boundsOf(merged: Merged): Bounds {
  const formats = merged.nodes.flatMap(({ format }) =>
    format !== undefined && Object.hasOwn(ofFormat, format) ? [ofFormat[format] ?? []] : [],
  );
  const infinity = Number.POSITIVE_INFINITY;
  return {
    least: Math.max(merged.greatest("minimum") ?? -infinity, ...formats.map(([least = -infinity]) => least)),
    most: Math.min(merged.least("maximum") ?? infinity, ...formats.map(([, most = infinity]) => most)),
    above: merged.greatest("exclusiveMinimum") ?? -infinity,
    below: merged.least("exclusiveMaximum") ?? infinity,
  };
}

function isWithin(value: number, { least, most, above, below }: Bounds): boolean {
  return value >= least && value <= most && value > above && value < below;
}

/** What could stand instead, the nearest first. */
function near(value: number, { least, most, above, below }: Bounds, step: number): readonly number[] {
  const low = Math.max(least, above);
  const high = Math.min(most, below);
  const clamped = Math.min(Math.max(value, low), high);
  if (step > 0) return multiplesNear(clamped, step);
  const middle = Number.isFinite(low) && Number.isFinite(high) ? [(low + high) / 2] : [];
  return [clamped, Math.round(clamped), ...(clamped === low ? [low + 1] : [high - 1]), ...middle];
}

/** Written as short as the step is: 0.3 and not 0.30000000000000004. */
function multiplesNear(value: number, step: number): readonly number[] {
  const by = decimalOf(step);
  const times = floorDivide(decimalOf(value), by);
  const multiples = [0n, 1n, -1n, 2n].map((more) => numberOf({ units: (times + more) * by.units, scale: by.scale }));
  return multiples.sort((one, other) => Math.abs(one - value) - Math.abs(other - value));
}
