import { expect } from "chai";
import fc from "fast-check";
import { kinds } from "../../../src/generate/leaf/names.ts";
import { numberCandidates, numberFieldOf, usualNumber } from "../../../src/generate/leaf/number-candidates.ts";
import type { NumberConstraints, StringConstraints } from "../../../src/generate/leaf/place.ts";
import { textCandidates, textFieldOf, usualText } from "../../../src/generate/leaf/text-candidates.ts";
import { TextSpace } from "../../../src/generate/leaf/text-space.ts";
import { anyNumber, anyString, placeOf } from "../leaf-places.ts";

const names = kinds.flatMap((kind) => kind.names.slice(0, 2)).filter((name) => name !== "");

describe("the usual leaf", () => {
  it("is the first text that fits of all that would be tried, or none", () => {
    let found = 0;
    const check = (name: string, constraints: StringConstraints, object: number, ordinal: number | undefined): void => {
      const place = placeOf(name, ["Order"], object, { ordinal });
      const field = textFieldOf(new TextSpace(constraints), place);
      const usual = usualText(field, place, () => true);
      if (usual === undefined) return;
      found++;
      expect(usual).to.equal(first(textCandidates(field, place), (text) => field.space.has(text)));
    };
    fc.assert(fc.property(fc.constantFrom(...names), texts(), fc.nat(50), ordinals(), check), {
      seed: 3,
      numRuns: 4000,
    });
    expect(found).to.be.above(1000);
  });

  it("is the first number that fits of all that would be tried, or none", () => {
    let found = 0;
    const check = (name: string, constraints: NumberConstraints, object: number): void => {
      const place = placeOf(name, ["Order"], object);
      const field = numberFieldOf(constraints, place);
      const usual = usualNumber(field, place);
      if (usual === undefined) return;
      found++;
      expect(usual).to.equal(first(numberCandidates(field, place), (value) => field.space.has(value, true)));
    };
    fc.assert(fc.property(fc.constantFrom(...names), numbers(), fc.nat(50), check), { seed: 3, numRuns: 4000 });
    expect(found).to.be.above(200);
  });
});

function first<Value>(values: Iterable<Value>, fits: (value: Value) => boolean): Value | undefined {
  for (const value of values) if (fits(value)) return value;
  return undefined;
}

function ordinals(): fc.Arbitrary<number | undefined> {
  return fc.option(fc.nat(20), { nil: undefined });
}

function texts(): fc.Arbitrary<StringConstraints> {
  const minLength = fc.constantFrom(0, 0, 0, 1, 5, 30);
  const maxLength = fc.constantFrom(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 12, 40, 200);
  const formats = fc.constantFrom([], [], ["uuid"], ["email"], ["date-time"], ["date"], ["uri"], ["byte"]);
  const patterns = fc.constantFrom([], [], [], ["^[a-z0-9-]+$"], ["^[A-Z]"]);
  return fc.record({ minLength, maxLength, formats, patterns }).map((some) => ({ ...anyString, ...some }));
}

function numbers(): fc.Arbitrary<NumberConstraints> {
  const multipleOf = fc.constantFrom([], [], [1], [5], [0.01], [0.5]);
  const minimum = fc.constantFrom(Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 1, 0.5, 1000);
  const maximum = fc.constantFrom(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 1, 100, 5000);
  const formats = fc.constantFrom([], [], ["int32"], ["int64"], ["float"]);
  const some = fc.record({ integer: fc.boolean(), multipleOf, minimum, maximum, formats });
  return some.map((constraints) => ({ ...anyNumber, ...constraints }));
}
