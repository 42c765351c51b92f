import { expect } from "chai";
import { bodyOf, membersOf, named, wireOf } from "./wire-of.ts";

describe("wireSchemaOf", () => {
  it("wraps every root in an object, so that lists and single values are legal", () => {
    expect(wireOf({ type: "array", items: { type: "string" } }).schema).to.deep.equal({
      type: "object",
      properties: { body: { type: "array", items: { type: "string" } } },
      required: ["body"],
      additionalProperties: false,
    });
  });

  it("requires every member, and lets those be null that may be left out", () => {
    const wire = wireOf({ properties: { id: { type: "integer" }, tag: { type: "string" } }, required: ["id"] });

    expect(bodyOf(wire)).to.deep.equal({
      type: "object",
      properties: { id: { type: "integer" }, tag: { type: ["string", "null"] } },
      required: ["id", "tag"],
      additionalProperties: false,
    });
    expect(wire.decode({ body: { id: 1, tag: null } })).to.deep.equal({ id: 1 });
  });

  it("keeps null where a member must be there and may be null, and leaves out what need not be there", () => {
    const nullable = { type: ["string", "null"] };
    const wire = wireOf({ properties: { must: nullable, may: nullable }, required: ["must"] });

    expect(wire.decode({ body: { must: null, may: null } })).to.deep.equal({ must: null });
  });

  it("puts optional objects and lists beside null in a union", () => {
    const { list, object } = membersOf(
      wireOf({ properties: { list: { items: { type: "string" } }, object: named("a") } }),
    );

    expect(list).to.deep.equal({ anyOf: [{ type: "array", items: { type: "string" } }, { type: "null" }] });
    expect(object).to.have.property("anyOf").with.lengthOf(2);
  });

  it("asks for what is required and not described", () => {
    expect(membersOf(wireOf({ type: "object", required: ["name"] }))).to.deep.equal({ name: { type: "string" } });
  });

  it("asks for maps as lists of pairs", () => {
    const wire = wireOf({ type: "object", additionalProperties: { type: "integer" } });

    expect(bodyOf(wire)).to.deep.include({ type: "array" });
    expect(
      wire.decode({
        body: [
          { key: "a", value: 1 },
          { key: "__proto__", value: 2 },
        ],
      }),
    ).to.deep.equal(JSON.parse('{"a":1,"__proto__":2}'));
  });

  it("asks for the members without a name beside the named ones, under a name that is free", () => {
    const schema = { properties: { otherMembers: { type: "string" } }, additionalProperties: { type: "integer" } };
    const wire = wireOf(schema);

    expect(Object.keys(membersOf(wire))).to.deep.equal(["otherMembers", "otherMembers_2"]);
    expect(wire.decode({ body: { otherMembers: "x", otherMembers_2: [{ key: "a", value: 1 }] } })).to.deep.equal({
      otherMembers: "x",
      a: 1,
    });
  });

  it("says in words what the keys of a map have to be", () => {
    const wire = wireOf({
      type: "object",
      propertyNames: { pattern: "^x-" },
      additionalProperties: { type: "string" },
    });
    const other = wireOf({
      type: "object",
      patternProperties: { "^y-": { type: "string" } },
      additionalProperties: false,
    });

    expect(JSON.stringify(wire.schema)).to.contain('"key":{"type":"string","description":"matches ^x-"}');
    expect(JSON.stringify(other.schema)).to.contain('"key":{"type":"string","description":"matches ^y-"}');
  });

  it("asks for tuples as objects with the places as names", () => {
    const wire = wireOf({ type: "array", prefixItems: [{ type: "string" }, { type: "integer" }], items: false });

    expect(membersOf(wire)).to.deep.equal({ 0: { type: "string" }, 1: { type: "integer" } });
    expect(wire.decode({ body: { 0: "a", 1: 2 } })).to.deep.equal(["a", 2]);
    expect(wire.decode({ body: ["a", 2] })).to.deep.equal(["a", 2]);
  });

  it("merges allOf: members of all, tighter bounds, common values, const before all", () => {
    const wire = wireOf({
      allOf: [
        {
          properties: {
            size: { enum: ["S", "M", "L"] },
            kind: { type: "string" },
            count: { minimum: 1, type: "integer" },
          },
        },
        { properties: { size: { enum: ["M", "L", "XL"] }, kind: { const: "shirt" }, count: { maximum: 5 } } },
        { required: ["size", "kind", "count"] },
      ],
    });

    expect(membersOf(wire)).to.deep.equal({
      size: { type: "string", enum: ["M", "L"] },
      kind: { type: "string", enum: ["shirt"] },
      count: { type: "integer", description: "from 1 to 5" },
    });
  });

  it("gives names that endpoints stumble over another one", () => {
    const properties = JSON.parse(
      '{"__proto__":{"type":"string"},"":{"type":"string"},"a\\u0000b":{"type":"string"}}',
    ) as object;
    const wire = wireOf({ type: "object", properties, required: ["__proto__", "", "a\u0000b"] });
    const names = Object.keys(membersOf(wire));

    expect(names).to.deep.equal(["_proto_", "member", "a_b"]);
    expect(JSON.stringify(wire.decode({ body: { _proto_: "x", member: "y", a_b: "z" } }))).to.equal(
      '{"__proto__":"x","":"y","a\\u0000b":"z"}',
    );
    expect(({} as Record<string, unknown>)["x"]).to.equal(undefined);
  });

  it("leaves out what it is told to, and objects of which nothing is left", () => {
    const omit = (name: string) => name === "id";
    const schema = { properties: { id: { type: "string" }, name: { type: "string" }, owner: named("id") } };
    const wire = wireOf({ ...schema, required: ["id", "name", "owner"] }, {}, { omit });

    expect(Object.keys(membersOf(wire))).to.deep.equal(["name"]);
  });

  it("puts constraints that have no place into words, behind the description", () => {
    const { text, number, list } = membersOf(
      wireOf({
        properties: {
          text: { type: "string", description: "A  code.\n", minLength: 3, maxLength: 12, pattern: "^[A-Z]+$" },
          number: { type: "number", exclusiveMinimum: 0, maximum: 9, multipleOf: 0.01, not: { const: 5 } },
          list: { type: "array", items: { type: "string" }, minItems: 2, uniqueItems: true, contains: { const: "x" } },
        },
        required: ["text", "number", "list"],
      }),
    );

    expect(text).to.have.property("description", "A code.; 3 to 12 characters; matches ^[A-Z]+$");
    expect(number).to.have.property("description", "at most 9; more than 0; a multiple of 0.01; never 5");
    expect(list).to.have.property("description", 'at least 2 items; no two items alike; contains "x"');
  });

  it("shortens long descriptions, and leaves titles, examples, defaults and extensions out", () => {
    const schema = {
      type: "string",
      description: "é".repeat(500),
      title: "T",
      example: "E",
      default: "D",
      "x-more": 1,
    };
    const body = bodyOf(wireOf(schema));

    expect(Object.keys(body)).to.deep.equal(["type", "description"]);
    expect([...(body["description"] as string)]).to.have.lengthOf(200);
  });

  it("offers thirty values of a long enumeration, and takes them all", () => {
    const values = Array.from({ length: 200 }, (_, index) => `v${index}`);
    const wire = wireOf({ type: "string", enum: values });
    const offered = bodyOf(wire)["enum"] as string[];

    expect(offered).to.have.lengthOf(30);
    expect(bodyOf(wireOf({ type: "string", enum: values }))["enum"]).to.deep.equal(offered);
    expect(values.every((value) => wire.decode({ body: value }) === value)).to.equal(true);
  });

  it("writes objects and lists of an enumeration as text, and reads them back", () => {
    const wire = wireOf({ enum: [{ a: 1 }, [2], "x"] });

    expect(bodyOf(wire)).to.deep.equal({ type: "string", enum: ['{"a":1}', "[2]", "x"] });
    expect(wire.decode({ body: '{"a":1}' })).to.deep.equal({ a: 1 });
  });

  it("asks for text where anything goes", () => {
    expect(bodyOf(wireOf({}))).to.deep.equal({ type: "string" });
    expect(bodyOf(wireOf({ type: ["string", "integer", "null"] }))).to.deep.equal({
      type: ["string", "integer", "null"],
    });
  });

  it("asks for null where nothing can be written", () => {
    for (const schema of [
      false,
      { type: "string", enum: [] as string[], allOf: [{ type: "integer" }] },
      { type: "null" },
    ]) {
      const wire = wireOf(schema);

      expect(bodyOf(wire)).to.deep.equal({ type: "null" });
      expect(wire.decode({ body: "x" })).to.equal(null);
    }
  });
});
