import { expect } from "chai";
import fc from "fast-check";
import { type NumberConstraints, numberValue } from "../../../src/generate/leaf/leaf.ts";
import { anyNumber, placeOf } from "../leaf-places.ts";

describe("numberValue", () => {
  for (const [title, constraints] of satisfiable()) {
    it(`finds a number ${title}`, () => {
      for (let object = 0; object < 50; object++) {
        const value = numberValue({ ...anyNumber, ...constraints }, placeOf("level", ["Thing"], object));

        expectToMeet(value, { ...anyNumber, ...constraints }, true);
      }
    });
  }

  it("finds a multiple that only a tolerant validator knows", () => {
    const constraints = { ...anyNumber, multipleOf: [0.1], exclusiveMinimum: 0.2, exclusiveMaximum: 0.4 };

    expect(numberValue(constraints, placeOf("x"))).to.equal(0.3);
  });

  it("finds none where there is none", () => {
    const impossible: Partial<NumberConstraints>[] = [
      { minimum: 5, maximum: 4 },
      { integer: true, exclusiveMinimum: 1, exclusiveMaximum: 2 },
      { integer: true, multipleOf: [10], minimum: 11, maximum: 19 },
      { formats: ["uint8"], minimum: 256 },
      { exclusiveMinimum: 1, exclusiveMaximum: 1 },
    ];
    for (const constraints of impossible) {
      expect(numberValue({ ...anyNumber, ...constraints }, placeOf("x"))).to.equal(undefined);
    }
  });

  it("asks the caller last", () => {
    const constraints = { ...anyNumber, integer: true, minimum: 1, maximum: 2 };

    expect(numberValue(constraints, placeOf("x"), (value) => value !== 1)).to.equal(2);
    expect(numberValue(constraints, placeOf("x"), () => false)).to.equal(undefined);
  });

  it("meets any constraints that it answers", () => {
    fc.assert(
      fc.property(
        randomConstraints(),
        fc.constantFrom("x", "price", "createdAt", "age", "latitude"),
        fc.nat(),
        (constraints, name, object) => {
          const value = numberValue(constraints, placeOf(name, ["Thing"], object));
          if (value !== undefined) expectToMeet(value, constraints, false);
        },
      ),
      { seed: 7, numRuns: 2000 },
    );
  });

  it("finds a number in every range of whole numbers that has one", () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(1000), fc.integer({ min: 1, max: 50 }), (minimum, width, step) => {
        const hasOne = Math.ceil(minimum / step) * step <= minimum + width;
        const constraints = { ...anyNumber, integer: true, minimum, maximum: minimum + width, multipleOf: [step] };

        expect(numberValue(constraints, placeOf("count")) !== undefined).to.equal(hasOne);
      }),
      { seed: 7, numRuns: 1000 },
    );
  });
});

function satisfiable(): readonly (readonly [string, Partial<NumberConstraints>])[] {
  return [
    ["in hundredths", { multipleOf: [0.01], minimum: 0, maximum: 1000 }],
    ["in tenths", { multipleOf: [0.1], minimum: 0, maximum: 10 }],
    ["in steps of 1.5 that is whole", { integer: true, multipleOf: [1.5], minimum: 1, maximum: 10 }],
    ["in steps of 7", { integer: true, multipleOf: [7], minimum: 10, maximum: 15 }],
    ["in steps of 4 and of 6", { integer: true, multipleOf: [4, 6], minimum: 1 }],
    ["in steps of a billionth", { multipleOf: [1e-9], minimum: 0, maximum: 1 }],
    ["between two large neighbours", { exclusiveMinimum: 1e9, exclusiveMaximum: 1e9 + 1 }],
    ["in a tiny gap", { exclusiveMinimum: 0, exclusiveMaximum: 1e-20 }],
    ["from 5000 on", { minimum: 5000 }],
    ["up to -5000", { integer: true, maximum: -5000 }],
    ["above 2^53 - 1000", { integer: true, minimum: 9007199254740000, formats: ["int64"] }],
    ["that is the only one", { integer: true, minimum: 42, maximum: 42 }],
    ["with two lower bounds", { integer: true, minimum: 5, exclusiveMinimum: 7, maximum: 9 }],
    ["below 256", { integer: true, formats: ["uint8"] }],
    ["of 32 bits", { integer: true, formats: ["int32"] }],
    ["that is zero", { minimum: 0, maximum: 0 }],
    ["beyond 1e300", { minimum: 1e300 }],
  ];
}

function expectToMeet(value: number | undefined, constraints: NumberConstraints, exactly: boolean): void {
  expect(value).to.be.a("number");
  const number = value ?? Number.NaN;
  expect(number).to.be.within(constraints.minimum, constraints.maximum);
  expect(number > constraints.exclusiveMinimum && number < constraints.exclusiveMaximum).to.equal(true);
  if (constraints.integer) expect(Number.isInteger(number)).to.equal(true);
  for (const divisor of constraints.multipleOf) {
    const times = number / divisor;
    if (exactly) expect(Number.isInteger(times), `${number} / ${divisor}`).to.equal(true);
    else expect(Math.abs(Math.round(times) - times)).to.be.below(1e-9);
  }
}

function randomConstraints(): fc.Arbitrary<NumberConstraints> {
  const bound = fc.oneof(fc.integer({ min: -100_000, max: 100_000 }), fc.double({ noNaN: true, min: -1e6, max: 1e6 }));
  return fc.record({
    integer: fc.boolean(),
    minimum: fc.oneof(bound, fc.constant(Number.NEGATIVE_INFINITY)),
    maximum: fc.oneof(bound, fc.constant(Number.POSITIVE_INFINITY)),
    exclusiveMinimum: fc.oneof(bound, fc.constant(Number.NEGATIVE_INFINITY)),
    exclusiveMaximum: fc.oneof(bound, fc.constant(Number.POSITIVE_INFINITY)),
    multipleOf: fc.array(fc.constantFrom(0.01, 0.1, 0.25, 1, 1.5, 7, 10), { maxLength: 2 }),
    formats: fc.constantFrom([], ["int32"], ["double"], ["float"]),
  });
}
