import { expect } from "chai";
import type { JsonValue } from "../../../src/base/json.ts";
import { generate } from "../../../src/generate/instance.ts";
import { isSingle, readWhole } from "../../../src/sources/ai/reading.ts";
import { schemaOf } from "../../helpers/schema.ts";

const text = { type: "string" };

describe("readWhole", () => {
  it("keeps what was written where only something is missing that was not asked for", () => {
    const reading = read(
      {
        type: "object",
        required: ["kind", "title"],
        properties: { kind: { enum: ["company", "person"] }, title: text },
        if: { properties: { kind: { const: "company" } } },
        then: { required: ["vat"], properties: { vat: { type: "string", minLength: 8 } } },
      },
      { kind: "company", title: "Linden" },
    );

    expect(reading.value).to.include({ kind: "company", title: "Linden" }).and.to.have.property("vat");
    expect(reading).to.deep.include({ isPoor: false, repairs: ["/vat was made anew"] });
  });

  it("gives what it has written more of than we decided what is ours", () => {
    const item = {
      type: "object",
      required: ["id", "owner_id", "name"],
      properties: { id: text, owner_id: text, name: text },
    };

    const reading = read(
      { type: "object", additionalProperties: item },
      { first: { name: "One" }, second: { name: "Two" } },
    );

    expect(reading.isPoor).to.equal(false);
    expect(reading.value).to.have.nested.include({ "first.name": "One", "second.name": "Two" });
  });

  it("asks once more where most of what was asked for is missing", () => {
    const reading = read(
      { type: "object", required: ["title", "text", "place"], properties: { title: text, text, place: text } },
      { title: "Linden" },
    );

    expect(reading.isPoor).to.equal(true);
  });

  it("adds what something else calls for", () => {
    const properties = { title: text, card: text, billing: text };
    const reading = read(
      { type: "object", properties, dependentRequired: { card: ["billing"] }, additionalProperties: false },
      { title: "Linden", card: "4" },
    );

    expect(reading.value).to.include({ title: "Linden", card: "4" }).and.to.have.property("billing");
    expect(reading.repairs).to.deep.equal(["/billing was made anew"]);
  });

  it("asks once more where nothing was written and something has to be", () => {
    expect(read({ type: "array", minItems: 2, items: text }, []).isPoor).to.equal(true);
    expect(read({ type: "array", items: text }, []).isPoor).to.equal(false);
  });

  it("takes a single value for no list", () => {
    const list = ["as", "it", "would", "be"];

    expect([42, "word", { body: 42 }, null].map((written) => isSingle(written, list))).to.deep.equal(
      Array(4).fill(true),
    );
    expect([[42], { body: [42] }, { a: 1, b: 2 }].map((written) => isSingle(written, list))).not.to.include(true);
    expect(isSingle({ name: "Ada" }, { name: "" })).to.equal(false);
  });

  it("keeps what a list has that is too short, and adds what it lacks", () => {
    const list = { type: "array", minItems: 3, items: text };

    const { value, repairs, isPoor } = read(list, ["one", "two"]);

    expect(value).to.have.length.of.at.least(3);
    expect((value as string[]).slice(0, 2)).to.deep.equal(["one", "two"]);
    expect(repairs).to.deep.equal(["the value had too few items"]);
    expect(isPoor).to.equal(false);
  });

  it("makes anew what does not fit in one of several branches, and keeps what stands beside it", () => {
    const author = {
      type: "object",
      required: ["name", "motto", "age"],
      properties: { name: text, motto: text, age: { type: "integer" } },
    };

    const reading = read(
      { type: "object", required: ["author"], properties: { author: { anyOf: [author, { type: "null" }] } } },
      { author: { name: "Ada", motto: "Onwards", age: [] } },
    );

    expect(reading.value).to.have.nested.include({ "author.name": "Ada", "author.motto": "Onwards" });
    expect(reading.repairs).to.deep.equal(["/author/age was made anew"]);
  });
});

function read(node: object, written: JsonValue): ReturnType<typeof readWhole> {
  const schema = schemaOf(node, {}, "response");
  const completing = { seed: 1, now: 0, optionals: 0 };
  return readWhole(written, { schema, body: generate(schema, { seed: 1, now: 0 }), completing });
}
