import { expect } from "chai";
import fc from "fast-check";
import { leafWireOf, MAX_LEAVES, onto } from "../../../src/ai/wire/leaf-wire.ts";
import { type Leaf, openLeaves } from "../../../src/ai/wire/leaves.ts";
import type { JsonValue } from "../../../src/base/json.ts";
import { schemaOf } from "../../helpers/schema.ts";
import { breachesOf } from "./strict-subset.ts";

const text = { type: "string" };

describe("leafWireOf", () => {
  it("asks for each leaf under a short name, with its place and meaning in words", () => {
    const name = { type: "string", description: "Name of the pet", maxLength: 40 };
    const pet = {
      type: "object",
      properties: { name, legs: { type: "integer", minimum: 0 }, price: { type: "number" } },
    };
    const { schema } = leafWireOf(leavesOf({ type: "array", items: pet }, [{ name: "Rex", legs: 4, price: 9.5 }]));

    expect(breachesOf(schema)).to.deep.equal([]);
    expect(schema["properties"]).to.deep.equal({
      l1: { type: "string", description: "[0].name: Name of the pet; at most 40 characters" },
      l2: { type: "integer", description: "[0].legs: at least 0" },
      l3: { type: "number", description: "[0].price" },
    });
  });

  it("asks for so many leaves and no more", () => {
    const { schema, decode } = leafWireOf(
      leavesOf(
        { type: "array", items: text },
        Array.from({ length: 400 }, (_, index) => String(index)),
      ),
    );

    expect(Object.keys(schema["properties"] as object)).to.have.lengthOf(MAX_LEAVES);
    expect(decode({ l1: "a", l151: "b" })).to.deep.equal(["a"]);
  });

  it("gives a body with just what was written, in its places", () => {
    const pets = { type: "array", items: { type: "object", properties: { name: text, note: text } } };
    const { decode } = leafWireOf(leavesOf(pets, [{ name: "a", note: "b" }, { name: "c" }, { name: "d" }]));

    expect(decode({ l4: "D" })).to.deep.equal([{}, {}, { name: "D" }]);
    expect(decode({ l1: "A", l2: null, l3: 7 })).to.deep.equal([{ name: "A" }, { name: 7 }]);
  });

  it("lets texts beside those that were written stand as they are", () => {
    const { decode } = leafWireOf(leavesOf({ type: "array", items: text }, ["a", "b", "c", "d"]));

    expect(decode({ l3: "C" })).to.deep.equal(["a", "b", "C"]);
  });

  it("puts null where nothing is known of what stands beside", () => {
    const mixed = { type: "array", prefixItems: [{ type: "boolean" }, text] };

    expect(leafWireOf(leavesOf(mixed, [true, "b"])).decode({ l1: "B" })).to.deep.equal([null, "B"]);
  });

  it("finds the leaves in whatever was put around them", () => {
    const { decode } = leafWireOf(leavesOf({ properties: { a: text } }, { a: "x" }));

    for (const written of [{ l1: "y" }, { body: { l1: "y" } }]) expect(decode(written)).to.deep.equal({ a: "y" });
  });

  it("answers null where nothing was written that is text or a number", () => {
    const { decode } = leafWireOf(leavesOf({ properties: { a: text } }, { a: "x" }));

    for (const written of [null, [], "x", {}, { l1: null }, { l1: ["y"] }]) expect(decode(written)).to.equal(null);
  });

  it("keeps names such as __proto__ as data", () => {
    const value = JSON.parse('{"__proto__":"x"}') as JsonValue;
    const { decode } = leafWireOf(leavesOf({ type: "object", additionalProperties: text }, value));

    expect(JSON.stringify(decode({ l1: "y" }))).to.equal('{"__proto__":"y"}');
  });

  it("never throws", () => {
    const { decode } = leafWireOf(leavesOf({ type: "array", items: text }, ["a", "b"]));

    fc.assert(fc.property(fc.jsonValue(), (written) => void decode(written as JsonValue)));
  });
});

describe("putting a sparse body onto a whole one", () => {
  it("takes what is written, and keeps the rest and the length of lists", () => {
    const whole = { id: 1, pets: [{ name: "a", kind: "cat" }, { name: "b" }], tags: ["x", "y"] };

    expect(onto(whole, { pets: [{}, { name: "B" }], tags: ["X"], more: 1 })).to.deep.equal({
      id: 1,
      pets: [{ name: "a", kind: "cat" }, { name: "B" }],
      tags: ["X", "y"],
    });
    expect(onto(whole, null)).to.deep.equal(whole);
  });
});

function leavesOf(schema: object, body: JsonValue): readonly Leaf[] {
  return openLeaves(schemaOf(schema), body, 1_000);
}
