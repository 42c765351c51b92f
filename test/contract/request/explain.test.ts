import { expect } from "chai";
import fc from "fast-check";
import { MAX_VIOLATIONS, violationsOf } from "../../../src/contract/request/explain.ts";
import { schemaArbitrary } from "../../generate/schema-arbitrary.ts";
import { schemaOf } from "../../helpers/schema.ts";

const animals = {
  Cat: {
    type: "object",
    required: ["kind", "lives"],
    properties: { kind: { type: "string" }, lives: { type: "integer" } },
  },
  Dog: {
    type: "object",
    required: ["kind", "name"],
    properties: { kind: { type: "string" }, name: { type: "string" } },
  },
};
const animal = {
  oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }],
  discriminator: {
    propertyName: "kind",
    mapping: { cat: "#/components/schemas/Cat", dog: "#/components/schemas/Dog" },
  },
};

describe("violationsOf", () => {
  it("finds something exactly where the schema refuses the value", () => {
    fc.assert(
      fc.property(schemaArbitrary, fc.jsonValue({ maxDepth: 3 }), ({ schema, components }, value) => {
        const judged = schemaOf(schema, components);
        const isAccepted = judged.graph.accepts(judged.node, value);

        expect(violationsOf(judged, value, "body").length === 0).to.equal(isAccepted);
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  it("tells an anyOf from the anyOf that is its branch", () => {
    const inner = {
      anyOf: [
        { type: "object", required: ["a"] },
        { type: "object", required: ["b"] },
      ],
    };
    const schema = schemaOf({ anyOf: [{ type: "string" }, inner] });

    expect(violationsOf(schema, 7, "body")).to.have.length(1);
    expect(violationsOf(schema, {}, "body").map(({ keyword }) => keyword)).to.deep.equal(["required"]);
  });

  const sentences: [schema: unknown, value: unknown, sentence: string][] = [
    [{ type: "integer" }, "x", "The body must be an integer, but is a string."],
    [{ type: ["integer", "null"] }, [], "The body must be an integer or null, but is an array."],
    [{ required: ["name"] }, {}, 'The body needs the property "name".'],
    [
      { properties: { name: {} }, additionalProperties: false },
      { nmae: 1 },
      'The body must not have the property "nmae"; did you mean "name"?',
    ],
    [{ additionalProperties: false }, { x: 1 }, 'The body must not have the property "x".'],
    [{ enum: ["open", "shut"] }, "opne", 'The body must be one of "open", "shut"; did you mean "open"?'],
    [
      { enum: Array.from({ length: 20 }, (_, index) => index) },
      99,
      "The body must be one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 8 more.",
    ],
    [{ const: 7 }, 8, "The body must be 7."],
    [{ maximum: 50 }, 999, "The body must be at most 50."],
    [{ exclusiveMinimum: 0 }, 0, "The body must be greater than 0."],
    [{ multipleOf: 5 }, 7, "The body must be a multiple of 5."],
    [{ minLength: 1 }, "", "The body must have at least 1 character."],
    [{ maxItems: 2 }, [1, 2, 3], "The body must have at most 2 items."],
    [{ uniqueItems: true }, [1, 1], "The body must not have equal items."],
    [{ pattern: "^a+$" }, "b", "The body must match the pattern ^a+$."],
    [{ format: "uuid" }, "x", 'The body must have the format "uuid".'],
    [
      { properties: { a: { items: { type: "boolean" } } } },
      { a: [1] },
      "The body at /a/0 must be a boolean, but is a number.",
    ],
    [
      { oneOf: [{ type: "integer" }, { type: "number" }] },
      1,
      "The body matches more than one of the alternatives where exactly one is allowed.",
    ],
    [
      { oneOf: [{ type: "string" }, { type: "boolean" }] },
      1,
      "The body must be a string or a boolean, but is a number.",
    ],
    [{ not: { type: "string" } }, "x", "The body has a form that is excluded."],
    [false, 1, "The body is not allowed."],
  ];
  for (const [schema, value, sentence] of sentences) {
    it(`says: ${sentence}`, () => {
      expect(messages(schema, value)).to.deep.equal([sentence]);
    });
  }

  it("names parameters by their place", () => {
    const [violation] = violationsOf(schemaOf({ maximum: 50 }), 999, "query", "/limit");

    expect(violation).to.deep.equal({
      in: "query",
      instancePath: "/limit",
      keyword: "maximum",
      message: 'The query parameter "limit" must be at most 50.',
      code: "query-invalid",
    });
  });

  it("explains the branch that the discriminator names", () => {
    expect(messages(animal, { kind: "dog" })).to.deep.equal(['The body needs the property "name".']);
    expect(messages(animal, { kind: "cat", lives: "x" })).to.deep.equal([
      "The body at /lives must be an integer, but is a string.",
    ]);
  });

  it("says which tags there are where the tag is missing or unknown", () => {
    expect(messages(animal, { name: "Rex" })).to.deep.equal(['The body needs the property "kind".']);
    expect(messages(animal, { kind: "cow" })).to.deep.equal([
      'The body at /kind must be one of "cat", "dog"; did you mean "cat"?',
    ]);
  });

  it("explains what the discriminator means for all other tags, and for none", () => {
    const withDefault = { ...animal, discriminator: { ...animal.discriminator, defaultMapping: "Dog" } };
    const schema = schemaOf({ allOf: [withDefault] }, animals);

    for (const value of [{ kind: "fish" }, {}]) {
      const found = violationsOf(schema, value, "body").map(({ message }) => message);
      expect(found).to.include('The body needs the property "name".');
    }
  });

  it("asks for no tag where none of the branches does", () => {
    const branches = [
      { type: "object", required: ["a"] },
      { type: "object", required: ["b", "c"] },
    ];
    const discriminator = { propertyName: "kind", mapping: { one: "#/components/schemas/Cat" } };
    const schema = schemaOf({ oneOf: branches, discriminator }, animals);

    expect(violationsOf(schema, {}, "body").map(({ message }) => message)).to.deep.equal([
      'The body needs the property "a".',
    ]);
  });

  it("explains the nearest branch without a discriminator: right constants before few errors", () => {
    const schema = {
      anyOf: [
        { type: "object", required: ["a", "b"], properties: { t: { const: "one" } } },
        { type: "object", required: ["c"], properties: { t: { const: "two" } } },
        { type: "string" },
      ],
    };

    expect(messages(schema, { t: "one" })).to.deep.equal([
      'The body needs the property "a".',
      'The body needs the property "b".',
    ]);
  });

  it("explains alternatives inside alternatives, at their place", () => {
    const schema = { properties: { pets: { type: "array", items: { anyOf: [animal, { type: "null" }] } } } };

    expect(messages(schema, { pets: [null, { kind: "dog" }] })).to.deep.equal([
      'The body at /pets/1 needs the property "name".',
    ]);
  });

  it("keeps what is wrong beside failed alternatives", () => {
    const schema = {
      required: ["id"],
      anyOf: [{ required: ["x"] }, { required: ["y"], properties: { z: { type: "string" } } }],
    };

    expect(messages(schema, { z: 1 })).to.have.members([
      'The body needs the property "id".',
      'The body needs the property "x".',
    ]);
  });

  it("counts violations beyond the cap", () => {
    const violations = violationsOf(
      schemaOf({ items: { type: "string" } }),
      Array.from({ length: 200 }, () => 1),
      "body",
    );

    expect(violations).to.have.length(MAX_VIOLATIONS + 1);
    expect(violations.at(-1)).to.include({ code: "violations-omitted", message: "There are 150 more violations." });
  });

  it("cuts names that are too long to repeat", () => {
    const [message = ""] = messages(
      { additionalProperties: false, properties: { a: {} } },
      { [`${"x".repeat(10_000)}`]: 1 },
    );

    expect(message.length).to.be.below(200);
  });

  it("explains recursive alternatives on deep values in reasonable time", () => {
    const components = {
      Node: {
        anyOf: [
          { type: "string" },
          { type: "object", required: ["next"], properties: { next: { $ref: "#/components/schemas/Node" } } },
        ],
      },
    };
    let value: unknown = 1;
    for (let depth = 0; depth < 60; depth++) value = { next: value };

    expect(violationsOf(schemaOf({ $ref: "#/components/schemas/Node" }, components), value, "body")).to.not.be.empty;
  });
});

function messages(schema: unknown, value: unknown): string[] {
  return violationsOf(schemaOf(schema, animals), value, "body").map(({ message }) => message);
}
