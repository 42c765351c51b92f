import {
  type Decimal,
  decimalOf,
  floorDivide,
  isMultipleOf,
  leastCommonMultiple,
  numberOf,
} from "../../base/decimal.ts";
import { Random, type Seed } from "../../base/random.ts";
import { numberTestOf } from "../../contract/schema/format.ts";
import type { NumberConstraints } from "./place.ts";

/** The values of the formats that bound them. Kept within what JavaScript counts exactly. */
const ranges: Readonly<Record<string, readonly [least: number, most: number]>> = {
  int8: [-128, 127],
  int16: [-32_768, 32_767],
  int32: [-2_147_483_648, 2_147_483_647],
  int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  uint8: [0, 255],
  uint16: [0, 65_535],
  uint32: [0, 4_294_967_295],
  uint64: [0, Number.MAX_SAFE_INTEGER],
  "double-int": [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  "sf-integer": [-999_999_999_999_999, 999_999_999_999_999],
};

/** The same for schemas that ask for more: the outermost numbers that are written within the range. */
const outerRanges: typeof ranges = { int64: [-(2 ** 63), 2 ** 63 - 1024], uint64: [0, 2 ** 64 - 2048] };

/** How far from where it wants to be a multiple is looked for. */
const nearbySteps = 200;

/** Numbers that meet some constraints, found without trying blindly. */
export class NumberSpace {
  readonly #constraints: NumberConstraints;
  /** The bounds, both still possible unless excluded. */
  readonly least: number;
  readonly most: number;
  /** What every value is a multiple of. */
  readonly #step: Decimal | undefined;
  readonly #isWhole: boolean;
  readonly #formats: readonly ((value: number) => boolean)[];

  constructor(constraints: NumberConstraints) {
    this.#constraints = constraints;
    const bounds = rangesOf(constraints.formats, ranges);
    const least = Math.max(constraints.minimum, constraints.exclusiveMinimum);
    const most = Math.min(constraints.maximum, constraints.exclusiveMaximum);
    const within = (list: readonly (readonly number[])[]) =>
      [
        Math.max(least, ...list.map(([bound = -Infinity]) => bound)),
        Math.min(most, ...list.map(([, bound = Infinity]) => bound)),
      ] as const;
    const windows = [within(bounds), within(rangesOf(constraints.formats, outerRanges))];
    [this.least, this.most] = windows.find(([from, to]) => from <= to) ?? [least, most];
    const whole = constraints.integer || bounds.length > 0 ? [1] : [];
    const divisors = [...whole, ...constraints.multipleOf].filter((divisor) => divisor > 0).map(decimalOf);
    this.#step = divisors.length === 0 ? undefined : divisors.reduce(leastCommonMultiple);
    this.#isWhole = this.#step !== undefined && this.#step.units === 1n && this.#step.scale === 0;
    this.#formats = constraints.formats.map(numberTestOf).filter((test) => test !== undefined);
  }

  /** Whether the value meets every constraint. Multiples are judged as Ajv does without a tolerance, if `exactly`. */
  has(value: number, exactly: boolean): boolean {
    const { integer, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = this.#constraints;
    return (
      Number.isFinite(value) &&
      (!integer || Number.isInteger(value)) &&
      value >= minimum &&
      value <= maximum &&
      value > exclusiveMinimum &&
      value < exclusiveMaximum &&
      multipleOf.every((divisor) => isMultiple(value, divisor, exactly)) &&
      this.#formats.every((accepts) => accepts(value))
    );
  }

  /** The first of the values near the wanted one, where it takes no exact arithmetic to find. */
  nearest(wanted: number): number | undefined {
    if (this.#step === undefined) return wanted;
    const below = Math.floor(Math.min(Math.max(wanted, this.least), this.most));
    return this.#isWhole && Number.isSafeInteger(below) ? below : undefined;
  }

  /** Values near the wanted one, the nearest first. */
  *near(wanted: number): Generator<number> {
    if (this.#step === undefined) {
      yield wanted;
      return;
    }
    const clamped = Math.min(Math.max(wanted, this.least), this.most);
    const centre = floorDivide(decimalOf(clamped), this.#step);
    for (let distance = 0; distance <= nearbySteps; distance++) {
      const above = this.#multiple(centre + BigInt(distance));
      const below = this.#multiple(centre - BigInt(distance));
      if (above > this.most && below < this.least) return;
      yield above;
      yield below;
    }
  }

  /** Values of chance: small and plain ones where the bounds leave the choice. */
  *anywhere(seed: Seed): Generator<number> {
    const random = new Random(seed);
    const [least, most] = this.#window();
    for (let attempt = 0; attempt < 12; attempt++) {
      const wanted = least + random.next() * (most - least);
      yield* this.#step === undefined ? [rounded(wanted, most - least, attempt)] : this.near(wanted);
    }
    if (this.#step === undefined) yield* [least + (most - least) / 2, least, most];
    else yield* [...this.near(least), ...this.near(most)];
  }

  #multiple(times: bigint): number {
    const { units, scale } = this.#step as Decimal;
    return numberOf({ units: units * times, scale });
  }

  /** A finite window within the bounds: all of a small range, else where people's numbers lie. */
  #window(): [number, number] {
    const { least, most } = this;
    const step = this.#step === undefined ? 0 : numberOf(this.#step);
    const usual = Math.max(1000, 100 * step);
    if (most - least <= 10 * usual) return [least, most];
    if (least <= 1 && most >= 1) return [1, Math.min(most, usual)];
    if (least <= 0 && most > 0) return [Math.min(1, most / 2), Math.min(most, usual)];
    if (least > 1) return [least, Math.min(most, Number.MAX_VALUE, least + Math.max(usual, least))];
    return [Math.max(least, -Number.MAX_VALUE, most - Math.max(usual, Math.abs(most))), most];
  }
}

function rangesOf(formats: readonly string[], known: typeof ranges): readonly (readonly number[])[] {
  return formats.flatMap((name) => (Object.hasOwn(known, name) ? [known[name] ?? []] : []));
}

function isMultiple(value: number, divisor: number, exactly: boolean): boolean {
  return Number.isInteger(value / divisor) || (!exactly && isMultipleOf(value, divisor));
}

/** Two digits behind the point, more where the window is narrow, and none in vain. */
function rounded(value: number, width: number, attempt: number): number {
  const needed = width > 0 ? Math.ceil(-Math.log10(width)) + 2 : 0;
  return Number(value.toFixed(Math.min(100, Math.max(2, needed) + Math.floor(attempt / 3))));
}
