import { expect } from "chai";
import { wireSchemaOf } from "../../../src/ai/wire/wire.ts";
import { schemaOf } from "../../helpers/schema.ts";
import { breachesOf } from "./strict-subset.ts";
import { wireOf } from "./wire-of.ts";

describe("wireSchemaOf, within its limits", () => {
  it("unrolls a recursion twice, then leaves optional members out", () => {
    const wire = wireOf(
      { $ref: "#/components/schemas/Node" },
      {
        Node: { type: "object", properties: { name: { type: "string" }, next: { $ref: "#/components/schemas/Node" } } },
      },
    );

    expect(JSON.stringify(wire.schema).match(/"name":/g)).to.have.lengthOf(2);
  });

  it("ends a recursion that must be there with an empty list or null", () => {
    const wire = wireOf(
      { $ref: "#/components/schemas/Node" },
      {
        Node: {
          type: "object",
          required: ["name", "children", "parent"],
          properties: {
            name: { type: "string" },
            children: { type: "array", items: { $ref: "#/components/schemas/Node" } },
            parent: { oneOf: [{ $ref: "#/components/schemas/Node" }, { type: "null" }] },
          },
        },
      },
    );
    const leaf = { name: "b" };

    expect(wire.decode({ body: { name: "a", children: [leaf], parent: leaf } })).to.deep.equal({
      name: "a",
      children: [{ name: "b", children: [], parent: null }],
      parent: { name: "b", children: [], parent: null },
    });
  });

  it("goes no deeper than ten levels", () => {
    let deep: object = { type: "string" };
    for (let level = 0; level < 30; level++) deep = { type: "object", properties: { a: { type: "string" }, in: deep } };
    let list: object = { type: "string" };
    for (let level = 0; level < 30; level++) list = { type: "array", items: list };

    expect(breachesOf(wireOf(deep).schema)).to.deep.equal([]);
    expect(wireOf(list).decode({ body: [[]] })).to.deep.equal([]);
  });

  it("says that a schema is too large, and by what measure", () => {
    const properties = Object.fromEntries(
      Array.from({ length: 2_000 }, (_, index) => [`member${index}`, { type: "string" }]),
    );

    expect(wireSchemaOf(schemaOf({ properties }))).to.deep.equal({ tooLarge: "more than 24000 characters" });
  });

  for (const [name, [schema, components]] of Object.entries(hostile())) {
    it(`comes to an end soon: ${name}`, () => {
      const started = process.cpuUsage().user;
      const wire = wireSchemaOf(schemaOf(schema, components));

      expect((process.cpuUsage().user - started) / 1_000_000, "seconds").to.be.below(5);
      if (!("tooLarge" in wire)) expect(breachesOf(wire.schema)).to.deep.equal([]);
    });
  }
});

function hostile(): Record<string, [schema: object, components: object]> {
  const reference = (name: string | number) => ({ $ref: `#/components/schemas/${name}` });
  const numbers = Array.from({ length: 40 }, (_, index) => index);
  const every = (make: (index: number) => object) =>
    Object.fromEntries(numbers.map((index) => [`N${index}`, make(index)]));
  const next = (index: number) => reference(`N${(index + 1) % 40}`);
  return {
    "all refer to all": [
      reference("N0"),
      every(() => ({
        type: "object",
        properties: Object.fromEntries(numbers.map((index) => [`p${index}`, reference(`N${index}`)])),
      })),
    ],
    "each next one twice": [reference("N0"), every((index) => ({ allOf: [next(index), next(index)] }))],
    "each next one in two branches": [
      reference("N0"),
      every((index) => ({ oneOf: [next(index), next(index), { type: "string" }] })),
    ],
    "many choices at once": [
      {
        allOf: numbers.map((index) => ({
          oneOf: numbers.map((other) => ({ properties: { [`p${index}`]: { const: other } }, required: [`p${index}`] })),
        })),
      },
      {},
    ],
    "choices of which none can be": [
      { type: "string", allOf: numbers.map(() => ({ anyOf: numbers.map(() => ({ type: "integer" })) })) },
      {},
    ],
    "a reference to itself": [reference("N0"), { N0: reference("N0") }],
    "a wide union of what is wide": [
      { oneOf: numbers.map((index) => reference(`N${index}`)) },
      every((index) => ({
        properties: Object.fromEntries(
          numbers.map((other) => [`p${index}_${other}`, { oneOf: numbers.map((one) => reference(`N${one}`)) }]),
        ),
      })),
    ],
  };
}
