import { expect } from "chai";
import { Diagnostics } from "../../../src/base/diagnostic.ts";
import type { DocumentVersion } from "../../../src/contract/document/version.ts";
import { References } from "../../../src/contract/schema/reference.ts";
import type { Direction, Schema, SchemaNode } from "../../../src/contract/schema/schema.ts";
import { createSchemas } from "../../../src/contract/schema/schema-graph.ts";

describe("createSchemas", () => {
  it("reads nullable with a type as a union in 3.0", () => {
    const schema = compiled("3.0", { type: "string", nullable: true });

    expect(accepts(schema, [null, "a", 7])).to.deep.equal([true, true, false]);
  });

  it("is liberal with null in requests and strict in responses where 3.0 leaves it open", () => {
    const written = { nullable: true, allOf: [{ type: "object" }] };

    expect(accepts(compiled("3.0", written, "request"), [null, {}])).to.deep.equal([true, true]);
    expect(accepts(compiled("3.0", written, "response"), [null, {}])).to.deep.equal([false, true]);
  });

  it("reads draft 4's boolean bounds in every version", () => {
    for (const dialect of ["2.0", "3.0", "3.1"] as const) {
      const schema = compiled(dialect, { type: "number", minimum: 1, exclusiveMinimum: true });

      expect(accepts(schema, [1, 1.5])).to.deep.equal([false, true]);
    }
  });

  it("ignores what stands beside $ref before 3.1 and honours it since", () => {
    const written = { $ref: "#/components/schemas/Text", maxLength: 1 };

    expect(accepts(compiled("3.0", written), ["long"])).to.deep.equal([true]);
    expect(accepts(compiled("3.1", written), ["long"])).to.deep.equal([false]);
  });

  it("forbids writeOnly members in responses and does not demand them", () => {
    const written = {
      type: "object",
      required: ["id", "password"],
      properties: { id: { type: "integer", readOnly: true }, password: { type: "string", writeOnly: true } },
    };

    const response = compiled("3.0", written, "response");
    const request = compiled("3.0", written, "request");

    expect(accepts(response, [{ id: 1 }, { id: 1, password: "x" }, {}])).to.deep.equal([true, false, false]);
    expect(accepts(request, [{ password: "x" }, { password: "x", id: "ignored" }, {}])).to.deep.equal([
      true,
      true,
      false,
    ]);
  });

  it("knows the other direction's members when required stands beside the allOf member that declares them", () => {
    const written = {
      allOf: [{ type: "object", properties: { secret: { type: "string", writeOnly: true } } }],
      required: ["secret"],
    };

    expect(accepts(compiled("3.1", written, "response"), [{}])).to.deep.equal([true]);
  });

  it("accepts recursive schemas", () => {
    const schema = compiled("3.1", { $ref: "#/components/schemas/Tree" });

    const verdicts = accepts(schema, [{ children: [{ children: [] }] }, { children: [{ children: 7 }] }]);

    expect(verdicts).to.deep.equal([true, false]);
  });

  it("tracks unevaluated properties through references", () => {
    const schema = compiled("3.1", {
      allOf: [{ $ref: "#/components/schemas/Named" }],
      properties: { age: { type: "integer" } },
      unevaluatedProperties: false,
    });

    expect(
      accepts(schema, [
        { name: "a", age: 1 },
        { name: "a", other: 1 },
      ]),
    ).to.deep.equal([true, false]);
  });

  it("sees no member in what every object inherits", () => {
    const properties = { constructor: { type: "string" }, toString: { type: "integer" } };
    const schema = compiled("3.1", { type: "object", required: ["toString"], properties });

    expect(accepts(schema, [{}, { toString: 7 }, JSON.parse('{ "toString": 7, "constructor": 8 }')])).to.deep.equal([
      false,
      true,
      false,
    ]);
  });

  it("takes items apart from what merely looks like a schema in annotations", () => {
    const schema = compiled("3.1", { type: "object", example: { $id: "::not a uri::", $ref: "#/nowhere" } });

    expect(accepts(schema, [{}])).to.deep.equal([true]);
  });

  it("refuses repeated items however large the list is", () => {
    const schema = compiled("3.1", { type: "array", uniqueItems: true });
    const many = Array.from({ length: 60_000 }, (_, index) => ({ index }));

    expect(
      accepts(schema, [
        many,
        [...many, { index: 5 }],
        [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
      ]),
    ).to.deep.equal([true, false, false]);
  });

  it("checks multiples of a decimal as they are written, and forgives requests what doubles add up to", () => {
    const written = { type: "number", multipleOf: 0.01 };
    const values = [19.99, 0.5, 19.999, 0.1 + 0.2];

    expect(accepts(compiled("3.1", written, "request"), values)).to.deep.equal([true, true, false, true]);
    expect(accepts(compiled("3.1", written, "response"), values)).to.deep.equal([true, true, false, false]);
  });

  it("names where a discriminator's tags lead: mapping first, then the names of the branches", () => {
    const schema = compiled("3.0", {
      oneOf: [{ $ref: "#/components/schemas/Text" }, { $ref: "#/components/schemas/Named" }],
      discriminator: { propertyName: "kind", mapping: { plain: "Text" } },
    });

    const { discriminator } = schema.graph.annotations(schema.node);

    expect([...(discriminator?.mapping.keys() ?? [])]).to.deep.equal(["plain", "Named"]);
  });

  it("finds the subtypes of a base class by their allOf", () => {
    const schema = compiled("3.0", { $ref: "#/components/schemas/Base" });
    const base = schema.graph.resolve((schema.node as SchemaNode).$ref ?? "");

    const { discriminator } = schema.graph.annotations(base);

    expect([...(discriminator?.mapping.keys() ?? [])]).to.deep.equal(["Sub"]);
  });
});

describe("createSchemas with broken schemas", () => {
  const cases: [string, unknown, string, unknown][] = [
    ["a dangling $ref", { $ref: "#/components/schemas/Gone" }, "ref-dangling", 7],
    ["an unknown type", { type: "any" }, "schema-type-unknown", 7],
    ["a pattern no engine knows", { type: "string", pattern: "[" }, "schema-pattern-unusable", "x"],
    ["required: true", { type: "object", required: true }, "schema-keyword-invalid", {}],
    ["an empty enum", { enum: [] }, "schema-keyword-invalid", 7],
    ["a schema that is text", "string", "schema-not-a-schema", 7],
    ["exclusiveMinimum: true without minimum", { exclusiveMinimum: true }, "schema-keyword-invalid", 7],
    ["a negative count", { type: "string", minLength: -1 }, "schema-keyword-invalid", ""],
  ];

  for (const [name, written, code, accepted] of cases) {
    it(`serves ${name} without the broken part and says so`, () => {
      const diagnostics = new Diagnostics();
      const schema = compiled("3.1", written, "response", diagnostics);

      const verdict = schema.graph.accepts(schema.node, accepted);

      expect(verdict).to.equal(true);
      expect(diagnostics.list().map((diagnostic) => diagnostic.code)).to.deep.equal([code]);
      expect(diagnostics.list()[0]?.pointer).to.match(/^\/components\/schemas\/Subject/);
    });
  }

  it("follows a $ref to a whole map of properties", () => {
    const schema = compiled("3.0", { type: "object", properties: { $ref: "#/components/schemas/Named/properties" } });

    expect(accepts(schema, [{ name: "a" }, { name: 7 }])).to.deep.equal([true, false]);
  });

  it("keeps a property named $ref apart from a reference", () => {
    const schema = compiled("3.0", { type: "object", properties: { $ref: { type: "string" } } });

    expect(accepts(schema, [{ $ref: "x" }, { $ref: 7 }])).to.deep.equal([true, false]);
  });

  it("accepts anything where schemas reference themselves without end, and says so", () => {
    for (const written of [
      { $ref: "#/components/schemas/Subject" },
      { allOf: [{ $ref: "#/components/schemas/Subject" }] },
    ]) {
      const diagnostics = new Diagnostics();
      const schema = compiled("3.1", written, "response", diagnostics);

      expect(accepts(schema, [7])).to.deep.equal([true]);
      expect(schema.graph.isDegraded(schema.node)).to.equal(true);
      expect(diagnostics.list()[0]?.code).to.equal("schema-uncompilable");
    }
  });
});

function compiled(
  dialect: DocumentVersion,
  written: unknown,
  direction: Direction = "response",
  diagnostics = new Diagnostics(),
): Schema {
  const schemas = {
    Subject: written,
    Text: { type: "string" },
    Named: { type: "object", properties: { name: { type: "string" } } },
    Tree: { type: "object", properties: { children: { type: "array", items: { $ref: "#/components/schemas/Tree" } } } },
    Base: { type: "object", discriminator: { propertyName: "kind" } },
    Sub: { allOf: [{ $ref: "#/components/schemas/Base" }] },
  };
  const references = new References({ components: { schemas } });
  return createSchemas(dialect, references, diagnostics).at("/components/schemas/Subject", direction);
}

function accepts({ graph, node }: Schema, values: readonly unknown[]): boolean[] {
  return values.map((value) => graph.accepts(node, value));
}
