import { expect } from "chai";
import { coerced } from "../../../src/ai/mend/coerce.ts";
import type { JsonValue } from "../../../src/base/json.ts";
import { schemaOf } from "../../helpers/schema.ts";

const text = { type: "string" };
const whole = { type: "integer" };
const decimal = { type: "number" };
const flag = { type: "boolean" };

describe("coercing what was written to its schema", () => {
  for (const [what, schema, from, to] of [
    ["a number in text", whole, " 12 ", 12],
    ["a number in text with an exponent", decimal, "1.5e3", 1500],
    ["a number with a currency before it", decimal, "$12.50", 12.5],
    ["a number with a unit after it", whole, "3 kg", 3],
    ["a number of per cent", decimal, "45 %", 45],
    ["a number for text", text, 12, "12"],
    ["true or false in text", flag, "True", true],
    ["true or false for text", text, false, "false"],
    ["a fraction for a whole number", whole, 2.6, 3],
    ["one for a list of one", { type: "array", items: whole }, "7", [7]],
    ["an object for a list of one", { type: "array", items: { type: "object" } }, { a: 1 }, [{ a: 1 }]],
    ["a list of one for one", whole, ["7"], 7],
    ["another case of a listed value", { enum: ["in_stock", "sold_out"] }, "In Stock", "in_stock"],
    ["a listed number in text", { enum: [1, 2] }, "2", 2],
    ["anything for the only value", { const: "pet" }, "Pets!", "pet"],
    ["a number below its least", { type: "integer", minimum: 3 }, -1, 3],
    ["a number above its most", { type: "number", maximum: 1 }, 8.5, 1],
    ["a number at an exclusive bound", { type: "integer", exclusiveMaximum: 10 }, 12, 9],
    ["a number between exclusive bounds", { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 }, 4, 0.5],
    ["a number that is no multiple", { type: "number", multipleOf: 0.01 }, 1.23456, 1.23],
    ["a number that is no multiple and out of bounds", { type: "integer", multipleOf: 5, maximum: 12 }, 99, 10],
    ["a number too large for its format", { type: "integer", format: "int32" }, 1e12, 2 ** 31 - 1],
    ["text that is too long", { type: "string", maxLength: 6 }, "Hello world", "Hello"],
    ["text of wide characters that is too long", { type: "string", maxLength: 2 }, "😀😀😀", "😀😀"],
    ["too many items", { type: "array", items: whole, maxItems: 2 }, [1, 2, 3], [1, 2]],
    ["the same item twice", { type: "array", items: whole, uniqueItems: true }, [1, 1, 2], [1, 2]],
    [
      "a member that a closed object does not have",
      { properties: { a: {} }, additionalProperties: false },
      { a: 1, b: 2 },
      { a: 1 },
    ],
    [
      "a member of a name that is not allowed",
      { type: "object", propertyNames: { maxLength: 2 } },
      { ab: 1, abc: 2 },
      { ab: 1 },
    ],
    ["null for what may be left out", { properties: { a: text } }, { a: null }, {}],
    [
      "nothing for what may be left out",
      { properties: { a: { enum: ["x", "y"] }, b: { type: "array", minItems: 1 } } },
      { a: "", b: [] },
      {},
    ],
  ] as const satisfies readonly (readonly [string, object, JsonValue, JsonValue])[]) {
    it(`takes ${what}`, () => {
      expect(coerced(schemaOf(schema), from).value).to.deep.equal(to);
    });
  }

  for (const [what, schema, value] of [
    ["members that an open object does not name", { properties: { a: {} } }, { a: 1, b: 2 }],
    ["null that is allowed", { properties: { a: { type: ["string", "null"] }, b: {} } }, { a: null, b: null }],
    ["null for what must be there", { properties: { a: text }, required: ["a"] }, { a: null }],
    ["text that is no number", whole, "twelve"],
    ["numbers in other notations", whole, "0x10"],
    ["text with a number in it", whole, "7 of 9"],
    ["numbers whose comma may be either", decimal, "1,299 EUR"],
    ["lists for one where there are several", whole, [1, 2]],
    ["what could be one of several branches", { oneOf: [{ type: "integer" }, { type: "number" }] }, "7"],
    ["listed values of which two are spelled alike", { enum: ["a-b", "a_b"] }, "A B"],
    ["long text that has a form", { type: "string", maxLength: 3, pattern: "^[0-9]+$" }, "12345"],
    ["numbers where nothing is allowed", { type: "integer", minimum: 5, maximum: 3 }, 4],
    ["numbers that are no numbers of JSON", decimal, Number.POSITIVE_INFINITY],
    ["what nothing is said of", {}, { a: ["1", null] }],
    [
      "members that a condition may speak of",
      { if: { required: ["a"] }, then: { properties: { a: {} } }, unevaluatedProperties: false },
      { a: 1 },
    ],
  ] as const satisfies readonly (readonly [string, object, JsonValue])[]) {
    it(`leaves alone ${what}`, () => {
      expect(coerced(schemaOf(schema), value)).to.deep.equal({ value, changes: [] });
    });
  }

  it("follows references, allOf and the branch that fits", () => {
    const schema = schemaOf(
      { allOf: [{ $ref: "#/components/schemas/Base" }], properties: { price: { oneOf: [decimal, { type: "null" }] } } },
      { Base: { properties: { size: { anyOf: [{ properties: { w: whole } }, { type: "array", items: whole }] } } } },
    );

    expect(coerced(schema, { price: "9.5", size: ["1"] }).value).to.deep.equal({ price: 9.5, size: [1] });
  });

  it("takes the branch that the tag names", () => {
    const branch = (kind: string, member: object) => ({
      type: "object",
      properties: { kind: { const: kind }, value: member },
      required: ["kind"],
    });
    const schema = schemaOf({ oneOf: [branch("number", decimal), branch("text", text)] });

    expect(coerced(schema, { kind: "number", value: "1" }).value).to.deep.equal({ kind: "number", value: 1 });
    expect(coerced(schema, { kind: "text", value: 1 }).value).to.deep.equal({ kind: "text", value: "1" });
  });

  it("tells what was changed and where, never the value", () => {
    const schema = schemaOf({
      properties: { price: decimal, "a/b": { type: "array", items: { type: "string", maxLength: 3 } } },
      additionalProperties: false,
    });

    expect(coerced(schema, { price: "12", "a/b": ["secret"], more: "secret" }).changes).to.deep.equal([
      "/price was text, now a number",
      "/a~1b/0 was longer than 3 characters",
      "/more is no member here",
    ]);
  });

  it("tells a hundred changes and makes them all", () => {
    const { value, changes } = coerced(
      schemaOf({ type: "array", items: whole }),
      Array.from({ length: 500 }, (_, index) => String(index)),
    );

    expect(changes).to.have.lengthOf(100);
    expect((value as JsonValue[]).every((item) => typeof item === "number")).to.equal(true);
  });

  it("keeps names such as __proto__ as data", () => {
    const value = coerced(
      schemaOf({ type: "object", additionalProperties: whole }),
      JSON.parse('{"__proto__":"1"}'),
    ).value;

    expect(JSON.stringify(value)).to.equal('{"__proto__":1}');
  });
});
