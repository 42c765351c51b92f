/** An exact decimal fraction: `units` · 10^-`scale`. Numbers are read as they are written in JSON. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** Reads a finite number the way JSON writes it: 0.1 is one tenth, not the nearest binary fraction. */
export function decimalOf(value: number): Decimal {
  const [mantissa = "0", exponent = "0"] = String(value).split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  const scale = fraction.length - Number(exponent);
  const units = BigInt(whole + fraction);
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

/** The nearest JavaScript number. */
export function numberOf({ units, scale }: Decimal): number {
  return Number(`${units}e-${scale}`);
}

/** The same value with more digits behind the point. */
export function rescale({ units, scale }: Decimal, wanted: number): Decimal {
  return { units: units * 10n ** BigInt(wanted - scale), scale: wanted };
}

/** The smallest positive value of which both are divisors. */
export function leastCommonMultiple(one: Decimal, other: Decimal): Decimal {
  const scale = Math.max(one.scale, other.scale);
  const first = rescale(one, scale).units;
  const second = rescale(other, scale).units;
  return { units: (first / greatestCommonDivisor(first, second)) * second, scale };
}

function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  let [first, second] = [one, other];
  while (second !== 0n) [first, second] = [second, first % second];
  return first;
}

/** Whether the value, as it is written, is a multiple of the step, as that is written: 19.99 is one of 0.01. */
export function isMultipleOf(value: number, step: number): boolean {
  const [one, other] = [decimalOf(value), decimalOf(step)];
  const scale = Math.max(one.scale, other.scale);
  return rescale(one, scale).units % rescale(other, scale).units === 0n;
}

/** How often the step goes into the value, rounded towards -∞. */
export function floorDivide(value: Decimal, step: Decimal): bigint {
  const scale = Math.max(value.scale, step.scale);
  const dividend = rescale(value, scale).units;
  const divisor = rescale(step, scale).units;
  const quotient = dividend / divisor;
  return dividend % divisor !== 0n && dividend < 0n ? quotient - 1n : quotient;
}
