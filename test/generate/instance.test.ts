import { expect } from "chai";
import type { JsonValue } from "../../src/base/json.ts";
import { derive } from "../../src/base/random.ts";
import type { Schema } from "../../src/contract/schema/schema.ts";
import { BudgetError } from "../../src/generate/errors.ts";
import { type GenerationOptions, generate, type Place } from "../../src/generate/instance.ts";
import { schemaOf } from "../helpers/schema.ts";

const user = {
  type: "object",
  required: ["id", "name", "email", "status"],
  properties: {
    id: { type: "integer", minimum: 1 },
    name: { type: "string" },
    email: { type: "string", format: "email" },
    status: { enum: ["active", "invited", "blocked"] },
    address: { $ref: "#/components/schemas/Address" },
    tags: { type: "array", items: { type: "string" } },
    createdAt: { type: "string", format: "date-time" },
  },
};

const address = { type: "object", properties: { city: { type: "string" }, country: { type: "string" } } };

const components = {
  Address: address,
  User: user,
  Category: {
    type: "object",
    required: ["name"],
    properties: {
      name: { type: "string" },
      parent: { $ref: "#/components/schemas/Category" },
      children: { type: "array", items: { $ref: "#/components/schemas/Category" } },
    },
  },
  Pet: {
    type: "object",
    required: ["petType", "name"],
    properties: { petType: { type: "string" }, name: { type: "string" } },
    discriminator: { propertyName: "petType", mapping: { kitty: "#/components/schemas/Cat" } },
  },
  Cat: {
    allOf: [
      { $ref: "#/components/schemas/Pet" },
      { type: "object", required: ["lives"], properties: { lives: { type: "integer" } } },
    ],
  },
  Dog: {
    allOf: [
      { $ref: "#/components/schemas/Pet" },
      { type: "object", required: ["bark"], properties: { bark: { type: "boolean" } } },
    ],
  },
};

describe("generate", () => {
  it("gives the same value for the same seed, and another one for another", () => {
    const first = made(user, { seed: 1 });
    const again = made(user, { seed: 1 });
    const other = made(user, { seed: 2 });

    expect(again).to.deep.equal(first);
    expect(other).to.not.deep.equal(first);
  });

  it("makes the parts that two views share alike", () => {
    const { status: _, ...fewer } = user.properties;
    const more = { note: { type: "string" }, score: { type: "number" }, ...user.properties, last: { type: "boolean" } };

    const narrow = made({ type: "object", properties: fewer }, { seed: 5 }) as object;
    const wide = made({ type: "object", properties: more }, { seed: 5 });

    expect(wide).to.deep.include(narrow);
  });

  it("makes the items that a short and a long list share alike", () => {
    const list = { type: "array", items: user };

    const short = made(list, { seed: 3, rootItems: 2 }) as unknown[];
    const long = made(list, { seed: 3, rootItems: 5 }) as unknown[];

    expect([short.length, long.length]).to.deep.equal([2, 5]);
    expect(long.slice(0, 2)).to.deep.equal(short);
  });

  it("makes optional members, and no null unless nothing else is left", () => {
    const schema = {
      type: "object",
      properties: { a: { type: ["string", "null"] }, b: { enum: [null, 3] }, c: { const: null } },
    };

    const value = made(schema) as Record<string, unknown>;

    expect(value["a"]).to.be.a("string");
    expect(value["b"]).to.equal(3);
    expect(value["c"]).to.equal(null);
  });

  it("takes a nullable object without members for what it is, OAS 3.0's way to say null", () => {
    const content = { type: "object", properties: { name: { type: "string" } } };
    const schema = { oneOf: [content, { type: ["object", "null"], additionalProperties: false }] };

    const values = Array.from({ length: 8 }, (_, seed) => made(schema, { seed }));

    for (const value of values) expect(value).to.have.property("name");
  });

  it("fills the list of an envelope as it would fill a list that stands alone", () => {
    const envelope = {
      type: "object",
      properties: { total: { type: "integer" }, data: { type: "array", items: user } },
    };

    const value = made(envelope, { rootItems: 7 }) as { data: { tags: unknown[] }[] };

    expect(value.data.length).to.equal(7);
    expect(value.data[0]?.tags.length).to.equal(3);
  });

  it("never makes a member that the direction forbids", () => {
    const schema = {
      type: "object",
      properties: { name: { type: "string" }, password: { type: "string", writeOnly: true } },
    };

    expect(made(schema)).to.have.all.keys("name");
  });
});

describe("generate with a preferred value", () => {
  it("keeps what is valid, repairs what is not, and completes the rest", () => {
    const value = made(user, { prefer: { id: 7, name: "Ada", status: "unknown", email: 5 } }) as Record<
      string,
      unknown
    >;

    expect(value["id"]).to.equal(7);
    expect(value["name"]).to.equal("Ada");
    expect(user.properties.status.enum).to.include(value["status"]);
    expect(value["email"]).to.match(/@/);
    expect(value).to.include.keys("address", "tags", "createdAt");
  });

  it("writes a scalar as another type where only that is valid", () => {
    const schema = {
      type: "object",
      properties: { a: { type: "integer" }, b: { type: "string" }, c: { type: "boolean" } },
    };

    expect(made(schema, { prefer: { a: "7", b: 7, c: "true" } })).to.deep.equal({ a: 7, b: "7", c: true });
  });

  it("keeps members that nobody declared where the schema is open, and drops them where it is closed", () => {
    const open = { type: "object", properties: { a: { type: "integer" } } };
    const prefer = { a: 1, extra: { deep: [1, "x"] } };

    expect(made(open, { prefer })).to.deep.equal(prefer);
    expect(made({ ...open, additionalProperties: false }, { prefer })).to.deep.equal({ a: 1 });
    expect(made({ ...open, additionalProperties: { type: "string" } }, { prefer: { a: 1, b: "x" } })).to.deep.equal({
      a: 1,
      b: "x",
    });
  });

  it("keeps as many items as are preferred, and completes each", () => {
    const value = made({ type: "array", items: user }, { prefer: [{ id: 4 }, { id: 5 }] }) as {
      id: number;
      name: string;
    }[];

    expect(value.map(({ id }) => id)).to.deep.equal([4, 5]);
    expect(value[0]?.name).to.be.a("string");
    expect(made({ type: "array", items: { type: "integer" } }, { prefer: [] })).to.deep.equal([]);
    expect(made({ type: "array", items: { type: "integer" }, maxItems: 1 }, { prefer: [1, 2] })).to.deep.equal([1]);
    expect(made({ type: "array", items: { type: "integer" }, minItems: 2 }, { prefer: [8] }))
      .to.have.lengthOf(2)
      .and.include(8);
  });

  it("keeps null where null is allowed", () => {
    const schema = {
      type: "object",
      properties: {
        a: { type: ["string", "null"] },
        b: { anyOf: [{ type: "string" }, { type: "null" }] },
        c: { type: "string" },
      },
    };

    const value = made(schema, { prefer: { a: null, b: null, c: null } }) as Record<string, unknown>;

    expect([value["a"], value["b"]]).to.deep.equal([null, null]);
    expect(value["c"]).to.be.a("string");
  });

  it("takes the branch that the preferred value belongs to", () => {
    const schema = {
      oneOf: [
        { type: "object", required: ["kind"], properties: { kind: { const: "card" }, number: { type: "string" } } },
        { type: "object", required: ["kind"], properties: { kind: { const: "cash" }, coins: { type: "integer" } } },
        { type: "string" },
      ],
    };

    for (const seed of [1, 2, 3, 4]) {
      expect(made(schema, { seed, prefer: { kind: "cash", coins: 3 } })).to.deep.equal({ kind: "cash", coins: 3 });
      expect(made(schema, { seed, prefer: "free" })).to.equal("free");
    }
  });

  it("decides conditions by the preferred value", () => {
    const schema = {
      type: "object",
      properties: { country: { enum: ["NL", "FR"] }, code: { type: "string" } },
      required: ["country", "code"],
      if: { properties: { country: { const: "NL" } } },
      then: { properties: { code: { pattern: "^[0-9]{4}$" } } },
      else: { properties: { code: { pattern: "^[0-9]{5}$" } } },
    };

    for (const country of ["NL", "FR"]) {
      const value = made(schema, { prefer: { country } }) as Record<string, string>;
      expect([value["country"], value["code"]?.length]).to.deep.equal([country, country === "NL" ? 4 : 5]);
    }
  });

  it("never touches a prototype", () => {
    const prefer: unknown = JSON.parse(
      '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}',
    );

    const value = made({ type: "object" }, { prefer }) as object;

    expect(Object.getPrototypeOf(value)).to.equal(Object.prototype);
    expect(Object.keys(value)).to.have.members(["__proto__", "constructor"]);
    expect(({} as Record<string, unknown>)["polluted"]).to.equal(undefined);
  });

  it("returns a valid scalar and a valid whole as they are", () => {
    expect(made({ type: "string" }, { prefer: "as it is" })).to.equal("as it is");
    expect(made(true, { prefer: { any: "thing" } })).to.deep.equal({ any: "thing" });
  });
});

describe("generate, searching", () => {
  it("leaves a choice that leads nowhere for the one of many alike that can hold alone", () => {
    const text = { type: "string" };
    const report = (...names: readonly string[]): object => {
      const items = { type: "object", properties: Object.fromEntries(["id", ...names].map((name) => [name, text])) };
      const own = { type: "object", properties: { kind: text, records: { type: "array", items } } };
      return { allOf: [{ $ref: "#/components/schemas/Address" }, own] };
    };
    // What any of the others accepts, the last one accepts, too.
    const schema = { oneOf: [report("a", "x"), report("b", "x"), report("c", "x"), report()] };

    for (const seed of [1, 2, 3, 4]) expect(made(schema, { seed }), `seed ${seed}`).to.have.property("records");
  });
});

describe("generate with advice", () => {
  it("says where it asks, and takes valid answers only", () => {
    const places: Place[] = [];
    const advise = (place: Place): JsonValue | undefined => {
      places.push(place);
      if (place.name === "name") return "Grace";
      return place.name === "id" ? "not a number" : undefined;
    };

    const value = made({ $ref: "#/components/schemas/User" }, { seed: 9, advise }) as Record<string, unknown>;

    expect(value["name"]).to.equal("Grace");
    expect(value["id"]).to.be.a("number");
    const city = places.find(({ name }) => name === "city");
    expect(city).to.deep.include({
      path: ["address", "city"],
      type: "string",
      depth: 2,
      component: undefined,
      parentComponent: "Address",
    });
    expect(city?.objectSeed).to.equal(derive(9, "address"));
    expect(places.find(({ name }) => name === "address")).to.deep.include({
      component: "Address",
      parentComponent: "User",
      type: "object",
    });
  });

  it("takes objects and arrays as preferred parts, behind what the caller prefers", () => {
    const advise = ({ name }: Place): JsonValue | undefined => {
      if (name === "tags") return ["only"];
      return name === "address" ? { city: "Delft", country: 3 } : undefined;
    };

    const value = made(user, { advise, prefer: { tags: ["mine", "yours"] } }) as {
      address: { city: string; country: string };
      tags: string[];
    };

    expect(value.tags).to.deep.equal(["mine", "yours"]);
    expect(value.address.city).to.equal("Delft");
    expect(value.address.country).to.be.a("string");
  });

  it("makes an adopted object as the entity that it shows", () => {
    const order = { type: "object", properties: { customer: { $ref: "#/components/schemas/User" } } };
    const adopt = ({ component }: Place) => (component === "User" ? { seed: 77, ordinal: 4 } : undefined);

    const { customer } = made(order, { adopt }) as { customer: unknown };

    expect(customer).to.deep.equal(made({ $ref: "#/components/schemas/User" }, { seed: 77, ordinal: 4 }));
  });
});

describe("generate from a document's examples", () => {
  it("shows them in the first of many, and varies the others", () => {
    const schema = {
      type: "object",
      properties: { name: { type: "string", example: "Rex" }, size: { type: "integer", examples: [3, 5] } },
    };

    const [first, second, third] = [0, 1, 2].map((ordinal) => made(schema, { ordinal }) as Record<string, unknown>);

    expect(first).to.deep.equal({ name: "Rex", size: 3 });
    expect(second?.["name"]).to.not.equal("Rex");
    expect(second?.["size"]).to.equal(5);
    expect(third?.["name"]).to.not.equal("Rex");
  });

  it("takes the example of a whole object apart", () => {
    const schema = {
      type: "object",
      properties: { id: { type: "integer" }, name: { type: "string" }, age: { type: "integer" } },
      example: { id: 12, name: 5, unknown: true },
    };

    const value = made(schema) as Record<string, unknown>;

    expect(value["id"]).to.equal(12);
    expect(value["name"]).to.be.a("string");
    expect(value).to.have.all.keys("id", "name", "age");
  });

  it("never repeats an identity in a list", () => {
    const item = {
      type: "object",
      properties: { id: { type: "integer", examples: [10, 11] }, sku: { type: "string", example: "A-1" } },
      example: { id: 10, sku: "A-1" },
    };

    const list = made({ type: "array", items: item }, { rootItems: 8 }) as { id: number; sku: string }[];

    expect(new Set(list.map(({ id }) => id)).size).to.equal(8);
    expect(list.filter(({ sku }) => sku === "A-1").length).to.be.at.most(1);
  });

  it("ignores invalid ones, and all of them if told so", () => {
    const schema = {
      type: "object",
      properties: { a: { type: "integer", example: "seven" }, b: { type: "string", example: "shown" } },
    };

    expect((made(schema) as Record<string, unknown>)["a"]).to.be.a("number");
    expect((made(schema) as Record<string, unknown>)["b"]).to.equal("shown");
    expect((made(schema, { useExamples: false }) as Record<string, unknown>)["b"]).to.not.equal("shown");
  });

  it("takes a default where there is no example", () => {
    const schema = {
      type: "object",
      properties: { limit: { type: "integer", default: 20 }, active: { type: "boolean", default: false } },
    };

    expect(made(schema)).to.deep.equal({ limit: 20, active: false });
  });

  it("spreads the values of an enum over many alike", () => {
    const list = made({ type: "array", items: user }, { rootItems: 6 }) as { status: string }[];
    const entities = [0, 1, 2].map((ordinal) => (made(user, { ordinal, seed: ordinal }) as { status: string }).status);

    expect(new Set(list.map(({ status }) => status)).size).to.equal(3);
    expect(new Set(entities).size).to.equal(3);
  });
});

describe("generate on recursive schemas", () => {
  it("stops early: optional members are left out, lists are empty", () => {
    const value = made({ $ref: "#/components/schemas/Category" });

    expect(JSON.stringify(value).length).to.be.below(1_500);
    expect(value).to.include.keys("name", "children");
  });

  it("stays small and quick on wide recursion", () => {
    const wide = {
      type: "object",
      properties: Object.fromEntries(
        Array.from({ length: 12 }, (_, index) => [`child${index}`, { $ref: `#/components/schemas/Wide${index % 3}` }]),
      ),
    };
    const schema = schemaOf(wide, { Wide0: wide, Wide1: wide, Wide2: { type: "array", items: wide } }, "response");

    const value = generate(schema, { seed: 1, now: 0 });

    expect(JSON.stringify(value).length).to.be.below(200_000);
  });
});

describe("generate texts that hold something", () => {
  const order = {
    type: "object",
    required: ["id"],
    properties: { id: { type: "integer" } },
    additionalProperties: false,
  };
  const json = { type: "string", contentMediaType: "application/json", contentSchema: order };

  for (const contentEncoding of [undefined, "base64", "base64url", "base16"] as const) {
    it(`JSON that meets contentSchema, ${contentEncoding ?? "as it is"}`, () => {
      const value = String(made({ ...json, ...(contentEncoding === undefined ? {} : { contentEncoding }) }));
      const encoding = contentEncoding === "base16" ? "hex" : (contentEncoding ?? "utf8");

      expect(JSON.parse(Buffer.from(value, encoding).toString("utf8"))).to.have.keys("id");
    });
  }

  it("in the encoding's own letters, where nothing is said of what they hold", () => {
    expect(made({ type: "string", contentEncoding: "base16" })).to.match(/^([0-9A-F]{2})+$/);
    expect(made({ type: "string", contentEncoding: "base32" })).to.match(/^([A-Z2-7]{8})*[A-Z2-7]+=*$/);
    expect(made({ type: "string", contentEncoding: "quoted-printable" })).to.match(/^([ -<>-~]|=[0-9A-F]{2})+$/);
  });

  it("as base64 that a pattern allows, and by the pattern alone where it allows none", () => {
    expect(made({ type: "string", contentEncoding: "base64", pattern: "^.{1,8}$" })).to.match(/^([\w+/]{4})+$/);
    const tight = { type: "string", contentEncoding: "base64", pattern: "^.{2}$" };
    const date = { type: "string", format: "date" };
    expect(made({ type: "object", required: ["tight", "date"], properties: { tight, date } })).to.satisfy(
      (value: { tight: string; date: string }) => value.tight.length === 2 && value.date.startsWith("20"),
    );
  });

  it("and keep to what else is asked of them", () => {
    expect(made({ ...json, maxLength: 4 })).to.have.lengthOf.at.most(4);
  });
});

describe("generate with discriminators", () => {
  it("sets the tag that the mapping has for the branch", () => {
    const schema = {
      oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }],
      discriminator: { propertyName: "petType", mapping: { kitty: "#/components/schemas/Cat" } },
    };

    const values = [0, 1, 2, 3].map((ordinal) => made(schema, { ordinal, seed: ordinal }) as Record<string, unknown>);

    expect(new Set(values.map(({ petType }) => petType))).to.deep.equal(new Set(["kitty", "Dog"]));
    for (const value of values) expect(value).to.include.keys(value["petType"] === "kitty" ? "lives" : "bark");
  });

  it("shows a subtype where a base class is asked for", () => {
    const values = [0, 1, 2, 3].map(
      (ordinal) => made({ $ref: "#/components/schemas/Pet" }, { ordinal, seed: ordinal }) as Record<string, unknown>,
    );

    for (const value of values) expect(value).to.include.keys(value["petType"] === "kitty" ? "lives" : "bark");
  });

  it("tags a subtype that is asked for by name", () => {
    expect(made({ $ref: "#/components/schemas/Dog" })).to.include({ petType: "Dog" });
    expect(made({ $ref: "#/components/schemas/Cat" })).to.include({ petType: "kitty" });
  });

  it("follows the tag of a preferred value", () => {
    for (const seed of [1, 2, 3]) {
      expect(made({ $ref: "#/components/schemas/Pet" }, { seed, prefer: { petType: "Dog" } })).to.include.keys("bark");
    }
  });

  it("takes a tag that stands for nothing as that of the default", () => {
    const discriminator = { propertyName: "petType", mapping: { kitty: "Cat" }, defaultMapping: "Other" };
    const other = {
      type: "object",
      required: ["petType", "size"],
      properties: { petType: {}, size: { type: "integer" } },
    };
    const base = { type: "object", properties: { petType: { type: "string" } }, discriminator };
    const branches = [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Other" }];
    const known = { ...components, Other: other, Base: base };

    for (const seed of [1, 2, 3]) {
      for (const schema of [{ oneOf: branches, discriminator }, { $ref: "#/components/schemas/Base" }]) {
        const value = generate(schemaOf(schema, known), { seed, now: 0, prefer: { petType: "fish" } });
        expect(value).to.include({ petType: "fish" }).and.to.include.keys("size");
      }
    }
  });
});

describe("generate within budgets", () => {
  const costly: readonly [keyword: string, schema: unknown][] = [
    ["minItems", { type: "array", items: { type: "integer" }, minItems: 1e9 }],
    ["minProperties", { type: "object", minProperties: 1e9 }],
    ["minLength", { type: "string", minLength: 1e9 }],
  ];

  for (const [keyword, schema] of costly) {
    it(`names ${keyword} where it asks for too much`, () => {
      expect(() => made(schema)).to.throw(BudgetError, keyword);
    });
  }

  it("gives up on nesting that multiplies", () => {
    let schema: unknown = { type: "string" };
    for (let level = 0; level < 12; level++) schema = { type: "array", minItems: 10, items: schema };

    expect(() => made(schema)).to.throw(BudgetError);
  });

  it("gives up on required members nested deeper than anybody reads", () => {
    let schema: unknown = { type: "string" };
    for (let level = 0; level < 60; level++)
      schema = { type: "object", required: ["inner"], properties: { inner: schema } };

    expect(() => made(schema)).to.throw(BudgetError, "required");
  });
});

function made(schema: unknown, options: Partial<GenerationOptions> = {}): JsonValue {
  const compiled: Schema = schemaOf(schema, components, "response");
  const value = generate(compiled, { seed: 1, now: Date.parse("2026-01-01T00:00:00Z"), ...options });
  expect(compiled.graph.accepts(compiled.node, value)).to.equal(true);
  return value;
}
