import { expect } from "chai";
import { hyperjumpVerdicts } from "../../helpers/hyperjump.ts";
import { schemaOf } from "../../helpers/schema.ts";

/** Where Ajv errs, or hardly any validator agrees with another: values that the schema accepts, and that it refuses. */
const cases: Readonly<
  Record<string, readonly [schema: object, accepted: readonly unknown[], refused: readonly unknown[]]>
> = {
  "unevaluatedItems leaves out what contains has not met": [
    { prefixItems: [true], contains: { type: "string" }, unevaluatedItems: false },
    [[1, "a"], [1, "a", "b"], ["a"]],
    [
      [1, 2, "a"],
      ["a", 1],
    ],
  ],
  "unevaluatedItems sees the contains of branches that hold": [
    {
      anyOf: [{ contains: { const: 1 } }, { contains: { const: 2 }, minItems: 2 }],
      unevaluatedItems: { type: "string" },
    },
    [
      [1, "a"],
      [1, 2],
      [2, 2, "b"],
    ],
    [[2], [1, 3], [2, 1, 3]],
  ],
  "unevaluatedItems sees no branch that does not hold": [
    { unevaluatedItems: { type: "boolean" }, anyOf: [{ items: { type: "string" } }, true] },
    [[], [true], ["a", "b"]],
    [["a", true], [1]],
  ],
  "unevaluatedProperties sees no if that does not hold": [
    {
      if: { properties: { a: { const: 1 } }, required: ["a"] },
      else: { properties: { b: true }, required: ["b"] },
      unevaluatedProperties: false,
    },
    [{ a: 1 }, { b: 1 }],
    [{ a: 2, b: 1 }, { a: 1, b: 1 }, {}],
  ],
  "unevaluatedProperties sees nothing that not says": [
    { not: { not: { properties: { a: true }, required: ["a"] } }, unevaluatedProperties: false },
    ["a"],
    [{ a: 1 }, {}],
  ],
  "unevaluatedProperties of a branch, below a closed schema": [
    {
      properties: { child: { $ref: "#/components/schemas/Child" } },
      unevaluatedProperties: { type: "integer" },
      dependentSchemas: { kind: { properties: { kind: { type: "string" } } } },
    },
    [{ child: { a: 1 } }, { kind: "a", n: 1 }],
    [{ child: { b: 1 } }, { kind: "a", n: "b" }],
  ],
  "a property that is called __proto__": [
    JSON.parse('{"properties": {"__proto__": {"type": "number"}}, "additionalProperties": false}'),
    [JSON.parse('{"__proto__": 1}'), {}],
    [JSON.parse('{"__proto__": "a"}'), { a: 1 }],
  ],
  "multipleOf where the division overflows": [{ multipleOf: 0.123456789 }, [0, 0.123456789], [1e308]],
  "multipleOf of half, where the division overflows": [{ multipleOf: 0.5 }, [1e308, 1.5], [1.25]],
};

describe("a schema's verdict", () => {
  for (const [name, [schema, accepted, refused]] of Object.entries(cases)) {
    it(`${name}, in both directions and as Hyperjump has it`, async () => {
      const components = { Child: { allOf: [{ properties: { a: true } }], unevaluatedProperties: false } };
      const values = [...accepted, ...refused];
      const expected = [...accepted.map(() => true), ...refused.map(() => false)];
      const $id = "https://verdicts.test/document";
      const document = { $id, schema, components: { schemas: components } };

      for (const direction of ["request", "response"] as const) {
        const { graph, node } = schemaOf(schema, components, direction);
        expect(
          values.map((value) => graph.accepts(node, value)),
          direction,
        ).to.deep.equal(expected);
      }
      expect(await hyperjumpVerdicts([document], `${$id}#/schema`, values)).to.deep.equal(expected);
    });
  }

  it("tells which member or item is left over, and what is wrong with it", () => {
    const { graph, node } = schemaOf({
      properties: { a: { prefixItems: [true], unevaluatedItems: { type: "object", unevaluatedProperties: false } } },
      unevaluatedProperties: { type: "integer", minimum: 5 },
    });

    const errors = graph.errors(node, { a: [0, {}, 1, { "x/y": 2 }], b: 7, "c/d": 3 });

    expect(errors.map(({ instancePath, keyword, params }) => [instancePath, keyword, params])).to.deep.equal([
      ["/a/2", "type", { type: "object" }],
      ["/a/3", "unevaluatedProperties", { unevaluatedProperty: "x/y" }],
      ["/c~1d", "minimum", { comparison: ">=", limit: 5 }],
    ]);
  });

  it("asks each branch once, however deep they are nested", () => {
    let schema: object = { properties: { a: true } };
    for (let depth = 0; depth < 40; depth++) {
      schema = { anyOf: [schema, { required: ["b"] }], unevaluatedProperties: false };
    }
    const { graph, node } = schemaOf(schema);

    expect([{ a: 1 }, { b: 1 }, {}].map((value) => graph.accepts(node, value))).to.deep.equal([true, false, true]);
  });

  it("reads names only where schemas stand", () => {
    const $id = "https://verdicts.test/name";
    const { graph, node } = schemaOf(
      { $ref: $id },
      { A: { unknown: { $id, type: "null" }, $defs: { real: { $id, type: "string" } } } },
    );

    expect(["a", null].map((value) => graph.accepts(node, value))).to.deep.equal([true, false]);
  });
});
