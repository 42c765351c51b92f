import { expect } from "chai";
import fc from "fast-check";
import { coerced } from "../../../src/ai/mend/coerce.ts";
import { wireSchemaOf } from "../../../src/ai/wire/wire.ts";
import type { JsonValue } from "../../../src/base/json.ts";
import type { Schema } from "../../../src/contract/schema/schema.ts";
import { generate } from "../../../src/generate/instance.ts";
import { schemaArbitrary } from "../../generate/schema-arbitrary.ts";
import { schemaOf } from "../../helpers/schema.ts";

const pet = {
  type: "object",
  required: ["id", "name"],
  properties: { id: { type: "integer" }, name: { type: "string" }, body: { type: "string" }, labels: labels() },
};

describe("decoding what a model wrote", () => {
  const ada = { id: 1, name: "Ada" };

  for (const [name, written] of Object.entries({
    "the body in its wrapper": { body: ada },
    "the body without the wrapper": ada,
    "another wrapper": { data: ada },
    "one wrapper in another": { body: { result: ada } },
    "a list of one": { body: [ada] },
    "members that nobody asked for": { body: { ...ada, mood: "fine" }, note: "Here you are" },
    "null for what may be left out": { body: { ...ada, labels: null, body: null } },
  })) {
    it(`takes ${name}`, () => {
      expect(decode(pet, written)).to.deep.equal(ada);
    });
  }

  it("tells a member that is called like the wrapper from the wrapper", () => {
    expect(decode(pet, { ...ada, body: "text" })).to.deep.equal({ ...ada, body: "text" });
    expect(decode(pet, { body: { ...ada, body: "text" } })).to.deep.equal({ ...ada, body: "text" });
  });

  for (const [name, written] of Object.entries({
    "without the wrapper": [ada],
    "in an object that is called something": { body: { pets: [ada] } },
    "in an object beside other things": { body: { items: [ada], total: 1 } },
    "without being one": { body: ada },
  })) {
    it(`takes a list ${name}`, () => {
      expect(decode({ type: "array", items: pet }, written)).to.deep.equal([ada]);
    });
  }

  it("takes maps as objects, as pairs of two and as one pair", () => {
    for (const labels of [{ a: "x" }, [["a", "x"]], { key: "a", value: "x" }]) {
      expect(decode(pet, { body: { ...ada, labels } })).to.deep.equal({ ...ada, labels: { a: "x" } });
    }
  });

  it("drops items that are null and members that are null without being allowed to", () => {
    expect(decode({ type: "array", items: { type: "string" } }, { body: ["a", null, "b"] })).to.deep.equal(["a", "b"]);
    expect(decode(pet, { body: { id: 1, name: null } })).to.deep.equal({ id: 1 });
  });

  it("answers null where nothing can be used", () => {
    for (const written of [null, "sorry", [], { body: null }]) expect(decode(pet, written)).to.satisfy(isNothing);
  });

  it("leaves out what is nested too deep", () => {
    let deep: JsonValue = "x";
    for (let level = 0; level < 5_000; level++) deep = { a: deep };

    expect(depthOf(decode({}, { body: deep }))).to.be.below(70);
  });

  it("neither throws nor touches prototypes, whatever the schema and whatever is written", () => {
    fc.assert(
      fc.property(schemaArbitrary, anything(), ({ schema, components }, written) => {
        const target = schemaOf(schema, components);
        const wire = wireSchemaOf(target);
        const decoded = "tooLarge" in wire ? written : wire.decode(written);
        const { value } = coerced(target, decoded);

        expect(JSON.stringify(value)).to.be.a("string");
        expect(coerced(target, written).changes).to.be.an("array");
        expect(Object.keys(Object.prototype)).to.deep.equal([]);
      }),
      { numRuns: 500 },
    );
  });

  it("keeps what is valid valid when it is coerced", () => {
    fc.assert(
      fc.property(schemaArbitrary, anything(), fc.nat(), ({ schema, components }, prefer, seed) => {
        const target = schemaOf(schema, components);
        const value = made(target, prefer, seed);
        if (value === undefined) return;

        expect(target.graph.accepts(target.node, coerced(target, value).value)).to.equal(true);
      }),
      { numRuns: 500 },
    );
  });
});

/** `undefined` where no value exists, or none is found. */
function made(schema: Schema, prefer: JsonValue, seed: number): JsonValue | undefined {
  try {
    return generate(schema, { prefer, seed, now: 0 });
  } catch {
    return undefined;
  }
}

function decode(schema: object, written: JsonValue): JsonValue {
  const wire = wireSchemaOf(schemaOf(schema));
  if ("tooLarge" in wire) throw new Error(wire.tooLarge);
  return wire.decode(written);
}

function labels(): object {
  return { type: "object", additionalProperties: { type: "string" } };
}

function isNothing(value: JsonValue): boolean {
  return value === null || JSON.stringify(value) === "{}" || Array.isArray(value);
}

function depthOf(value: JsonValue): number {
  let depth = 0;
  for (let at: unknown = value; typeof at === "object" && at !== null; at = Object.values(at)[0]) depth++;
  return depth;
}

/** JSON with the names that schemas above have, "__proto__" among them, and sometimes 200 levels deep. */
function anything(): fc.Arbitrary<JsonValue> {
  const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.oneof(fc.integer(), fc.double({ noNaN: true }), fc.string(), fc.boolean(), fc.constant(null)),
      fc.array(tie("value"), { maxLength: 4 }),
      fc
        .array(
          fc.tuple(
            fc.constantFrom("id", "name", "tags", "owner", "__proto__", "body", "constructor", "key", "value", "0"),
            tie("value"),
          ),
          { maxLength: 4 },
        )
        .map((entries) =>
          JSON.parse(
            `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${JSON.stringify(inner)}`).join(",")}}`,
          ),
        ),
    ),
  }));
  const deep = fc.constantFrom<JsonValue>(
    nested(200, (inner) => [inner]),
    nested(200, (inner) => ({ body: inner })),
    nested(200, (inner) => ({ id: inner })),
  );
  return fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: deep });
}

function nested(levels: number, around: (inner: JsonValue) => JsonValue): JsonValue {
  let value: JsonValue = 1;
  for (let level = 0; level < levels; level++) value = around(value);
  return value;
}
