import { expect } from "chai";
import type { WireOptions } from "../../../src/ai/wire/translation.ts";
import { wireSchemaOf } from "../../../src/ai/wire/wire.ts";
import type { WireSchema } from "../../../src/ai/wire/wire-schema.ts";
import type { JsonValue } from "../../../src/base/json.ts";
import { schemaOf } from "../../helpers/schema.ts";
import { breachesOf } from "./strict-subset.ts";

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

  it("makes one union of oneOf and anyOf, with what is said beside them in every branch", () => {
    const wire = wireOf({
      type: "object",
      properties: { id: { type: "integer" } },
      required: ["id"],
      oneOf: [{ properties: { a: { type: "string" } } }, { properties: { b: { type: "string" } } }],
    });

    expect(bodyOf(wire)["anyOf"]).to.have.lengthOf(2);
    expect(wire.decode({ body: { id: 1, b: "x" } })).to.deep.equal({ id: 1, b: "x" });
  });

  it("offers at most four branches, the same ones for the same seed", () => {
    const branches = Array.from({ length: 12 }, (_, index) => named(`only${index}`));
    const offered = (seed: number) => JSON.stringify(wireOf({ oneOf: branches }, {}, { seed }).schema);

    expect(bodyOf(wireOf({ oneOf: branches }))["anyOf"]).to.have.lengthOf(4);
    expect(offered(1)).to.equal(offered(1));
    expect(new Set([1, 2, 3, 4].map(offered)).size).to.be.greaterThan(1);
  });

  it("offers one branch where several come to the same", () => {
    const wire = wireOf({ properties: { a: { type: "string" } }, anyOf: [{ minProperties: 0 }, { maxProperties: 9 }] });

    expect(bodyOf(wire)).to.have.property("type", "object");
  });

  it("reads a branch that is null as null beside the others", () => {
    const wire = wireOf({ properties: { owner: { anyOf: [named("name"), { type: "null" }] } }, required: ["owner"] });

    expect(membersOf(wire)["owner"]).to.have.property("anyOf").with.lengthOf(2);
    expect(wire.decode({ body: { owner: null } })).to.deep.equal({ owner: null });
  });

  it("puts the tag that tells branches apart first, with the values that lead to the branch", () => {
    const wire = wireOf(
      {
        oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }],
        discriminator: { propertyName: "kind", mapping: { cat: "#/components/schemas/Cat" } },
      },
      { Cat: animal("lives"), Dog: animal("barks") },
    );

    const [cat, dog] = bodyOf(wire)["anyOf"] as { properties: Record<string, unknown> }[];
    expect(Object.keys(cat?.properties ?? {})).to.deep.equal(["kind", "lives"]);
    expect(cat?.properties["kind"]).to.deep.equal({ type: "string", enum: ["cat"] });
    expect(dog?.properties["kind"]).to.deep.equal({ type: "string", enum: ["Dog"] });
  });

  it("takes the branch of the tag, whatever else was written", () => {
    const wire = wireOf(
      {
        oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }],
        discriminator: { propertyName: "kind" },
      },
      { Cat: animal("lives"), Dog: animal("barks") },
    );

    expect(wire.decode({ body: { kind: "Dog", lives: "x", barks: "y" } })).to.deep.equal({ kind: "Dog", barks: "y" });
  });

  it("offers the subtypes of a base that has a discriminator", () => {
    const wire = wireOf(
      { $ref: "#/components/schemas/Pet" },
      {
        Pet: { type: "object", properties: { kind: { type: "string" } }, discriminator: { propertyName: "kind" } },
        Cat: { allOf: [{ $ref: "#/components/schemas/Pet" }, named("lives")] },
        Dog: { allOf: [{ $ref: "#/components/schemas/Pet" }, named("barks")] },
      },
    );

    expect(wire.decode({ body: { kind: "Dog", barks: "y" } })).to.deep.equal({ kind: "Dog", barks: "y" });
    expect(JSON.stringify(wire.schema)).to.contain('"enum":["Cat",null]');
  });

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

function wireOf(schema: unknown, components: object = {}, options: WireOptions = {}): WireSchema {
  const wire = wireSchemaOf(schemaOf(schema, components, "response"), options);
  if ("tooLarge" in wire) throw new Error(wire.tooLarge);
  expect(breachesOf(wire.schema)).to.deep.equal([]);
  return wire;
}

function bodyOf(wire: WireSchema): Record<string, JsonValue> {
  return (wire.schema["properties"] as { body: Record<string, JsonValue> }).body;
}

function membersOf(wire: WireSchema): Record<string, JsonValue> {
  return bodyOf(wire)["properties"] as Record<string, JsonValue>;
}

function named(name: string): object {
  return { type: "object", properties: { [name]: { type: "string" } }, required: [name] };
}

function animal(name: string): object {
  return {
    type: "object",
    properties: { [name]: { type: "string" }, kind: { type: "string" } },
    required: ["kind", name],
  };
}
