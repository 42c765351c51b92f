import { expect } from "chai";
import { hasOpenLeaf, openLeaves, withoutOwned } from "../../../src/ai/wire/leaves.ts";
import type { JsonValue } from "../../../src/base/json.ts";
import { schemaOf } from "../../helpers/schema.ts";

const text = { type: "string" };
const person = { type: "object", properties: { id: text, name: text, birthday: { type: "string", format: "date" } } };
const page = {
  type: "object",
  properties: { total: { type: "integer" }, items: { type: "array", items: { $ref: "#/components/schemas/Pet" } } },
};
const components = {
  Pet: {
    type: "object",
    properties: {
      id: { type: "integer" },
      name: text,
      price: { type: "number" },
      kind: { enum: ["cat", "dog"] },
      code: { type: "string", pattern: "^[A-Z]{3}$" },
      owner: { oneOf: [person, { type: "null" }] },
      labels: { type: "object", additionalProperties: text },
      tags: { type: "array", items: text },
      ownerIds: { type: "array", items: text },
    },
  },
};
const body: JsonValue = {
  total: 1,
  items: [
    {
      id: 7,
      name: "Rex",
      price: 9,
      kind: "dog",
      code: "REX",
      owner: { id: "u1", name: "Ada", birthday: "1990-03-14" },
      labels: { id: "x" },
      tags: ["a", "b"],
      ownerIds: ["u1"],
    },
    { id: 8, owner: null },
  ],
};

describe("withoutOwned", () => {
  it("drops what is ours at any depth, and leaves items where they are", () => {
    expect(withoutOwned(schemaOf(page, components), body)).to.deep.equal({
      items: [
        {
          name: "Rex",
          price: 9,
          kind: "dog",
          code: "REX",
          owner: { name: "Ada" },
          labels: { id: "x" },
          tags: ["a", "b"],
        },
        { owner: null },
      ],
    });
  });

  it("follows the branch that the value is", () => {
    const branch = (kind: string, member: object) => ({
      properties: { kind: { const: kind }, value: member },
      required: ["kind"],
    });
    const schema = schemaOf({
      type: "object",
      oneOf: [branch("a", text), branch("b", { type: "string", format: "uuid" })],
    });

    expect(withoutOwned(schema, { kind: "a", value: "x" })).to.deep.equal({ value: "x" });
    expect(withoutOwned(schema, { kind: "b", value: "x" })).to.deep.equal({});
  });
});

describe("openLeaves", () => {
  it("lists texts and numbers that are not ours, in the order of the body", () => {
    const leaves = openLeaves(schemaOf(page, components), body, 100);

    expect(leaves.map(({ pointer }) => pointer)).to.deep.equal([
      "/items/0/name",
      "/items/0/price",
      "/items/0/owner/name",
      "/items/0/labels/id",
      "/items/0/tags/0",
      "/items/0/tags/1",
    ]);
    expect(leaves[2]).to.deep.include({ path: ["items", 0, "owner", "name"], current: "Ada" });
  });

  it("lists no more than asked for", () => {
    expect(openLeaves(schemaOf(page, components), body, 2)).to.have.lengthOf(2);
  });
});

describe("hasOpenLeaf", () => {
  for (const [what, schema, expected] of [
    ["a list of objects with a name", { type: "array", items: person }, true],
    ["text", text, true],
    ["a map of texts", { type: "object", additionalProperties: text }, true],
    ["a branch with text", { oneOf: [{ type: "null" }, { properties: { note: text } }] }, true],
    ["ids and moments", { properties: { id: text, created_at: text } }, false],
    ["listed values and flags", { properties: { kind: { enum: ["a", "b"] }, on: { type: "boolean" } } }, false],
    ["an object of which nothing is said", { type: "object" }, false],
    ["anything", {}, false],
    ["a recursion without text", { $ref: "#/components/schemas/Loop" }, false],
  ] as const) {
    it(`says ${expected ? "yes" : "no"} to ${what}`, () => {
      const loop = { Loop: { type: "object", properties: { id: text, next: { $ref: "#/components/schemas/Loop" } } } };

      expect(hasOpenLeaf(schemaOf(schema, loop))).to.equal(expected);
    });
  }
});
