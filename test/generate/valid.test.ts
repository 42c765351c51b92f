import { expect } from "chai";
import fc from "fast-check";
import { HelixError } from "../../src/base/errors.ts";
import { UnsatisfiableError } from "../../src/generate/errors.ts";
import { generate } from "../../src/generate/instance.ts";
import { hyperjumpVerdicts } from "../helpers/hyperjump.ts";
import { independentJudge } from "../helpers/independent.ts";
import { schemaOf } from "../helpers/schema.ts";
import { schemaArbitrary } from "./schema-arbitrary.ts";
import type { Case } from "./tricky/case.ts";
import { satisfiable } from "./tricky/satisfiable.ts";
import { unsatisfiable } from "./tricky/unsatisfiable.ts";

const now = Date.parse("2026-01-01T00:00:00Z");
const seeds = [0, 1, 2, 3, 4, 5, 6, 7];

describe("generate finds an instance of", () => {
  for (const [name, written] of satisfiable) {
    it(name, async () => {
      const schema = compiled(written);
      const judge = independentJudge(written.schema, written.components);

      const values = seeds.map((seed) => generate(schema, { seed, now }));

      for (const value of values) expect(judge(value), JSON.stringify(value)).to.equal(true);
      expect(await secondVerdicts(written, values), JSON.stringify(values)).to.deep.equal(values.map(() => true));
    });
  }
});

describe("generate proves that there is no instance of", () => {
  for (const [name, written] of unsatisfiable) {
    it(name, () => {
      const schema = compiled(written);

      expect(() => generate(schema, { seed: 1, now })).to.throw(UnsatisfiableError, /no value is valid/);
    });
  }
});

describe("generate", () => {
  it("gives a valid value for any combination of keywords, or proves that there is none, or gives up in a named way", () => {
    const tally = { answered: 0, proven: 0 };
    fc.assert(
      fc.property(schemaArbitrary, fc.nat(), (written, seed) => {
        const judge = independentJudge(written.schema, written.components);
        const outcome = attempt(written, seed);
        if ("value" in outcome) {
          tally.answered++;
          expect(judge(outcome.value), JSON.stringify(outcome.value)).to.not.equal(false);
        } else if (outcome.error instanceof UnsatisfiableError) {
          tally.proven++;
          expect(plainValues.filter((value) => judge(value))).to.deep.equal([]);
        }
      }),
      { seed: 7, numRuns: 400 },
    );

    expect(tally.answered).to.be.above(300);
    expect(tally.proven).to.be.above(20);
  });
});

/** What a schema that has no instance must refuse: a little of everything. */
const plainValues: readonly unknown[] = ["a", "ab", "x12", "", 0, 1, 4, 7.5, -3, true, false, null].flatMap((value) => [
  value,
  [],
  [value],
  [value, 1],
  ["a", value, true],
  {},
  { id: value },
  { name: value, tags: value, other: value },
  { id: value, name: value, tags: value, owner: value },
]);

function compiled({ schema, components }: Case): ReturnType<typeof schemaOf> {
  return schemaOf(schema, components, "response");
}

/** By an implementation that is not Ajv, as Helix's own validator is. */
async function secondVerdicts({ schema, components }: Case, values: readonly unknown[]): Promise<boolean[]> {
  const $id = "https://second.test/document";
  return await hyperjumpVerdicts([{ $id, schema, components: { schemas: components } }], `${$id}#/schema`, values);
}

function attempt(written: Case, seed: number): { value: unknown } | { error: HelixError } {
  try {
    return { value: generate(compiled(written), { seed, now }) };
  } catch (error) {
    if (error instanceof HelixError) return { error };
    throw error;
  }
}
