import { expect } from "chai";
import { closedDigest } from "../../../src/ai/wire/closed-digest.ts";
import { schemaOf } from "../../helpers/schema.ts";

const pet = {
  type: "object",
  required: ["id", "name"],
  properties: { id: { type: "integer" }, name: { $ref: "#/components/schemas/Name" } },
};
const name = { type: "string", maxLength: 40, description: "What it is called" };

describe("closedDigest", () => {
  const before = digest({ $ref: "#/components/schemas/Pet" }, { Pet: pet, Name: name });

  it("is short, and the same for the same schema", () => {
    expect(before).to.match(/^[0-9a-f]{32}$/);
    expect(digest({ $ref: "#/components/schemas/Pet" }, { Pet: pet, Name: name })).to.equal(before);
  });

  for (const [what, schema, components] of [
    [
      "an edit elsewhere in the document",
      { $ref: "#/components/schemas/Pet" },
      { Other: { type: "string" }, Pet: pet, Name: name },
    ],
    [
      "the order of keys",
      { $ref: "#/components/schemas/Pet" },
      {
        Pet: {
          properties: { name: pet.properties.name, id: { type: "integer" } },
          required: ["name", "id"],
          type: "object",
        },
        Name: name,
      },
    ],
    [
      "the names of components",
      { $ref: "#/components/schemas/Animal" },
      {
        Animal: { ...pet, properties: { ...pet.properties, name: { $ref: "#/components/schemas/Called" } } },
        Called: name,
      },
    ],
    [
      "examples, titles and extensions",
      { $ref: "#/components/schemas/Pet" },
      { Pet: { ...pet, title: "A pet", example: {}, "x-more": 1 }, Name: name },
    ],
  ] as const) {
    it(`does not change with ${what}`, () => {
      expect(digest(schema, components)).to.equal(before);
    });
  }

  for (const [what, components] of [
    ["a constraint of what is referred to", { Pet: pet, Name: { ...name, maxLength: 41 } }],
    ["a description of what is referred to", { Pet: pet, Name: { ...name, description: "Its name" } }],
    ["what is required", { Pet: { ...pet, required: ["id"] }, Name: name }],
    ["a member", { Pet: { ...pet, properties: { ...pet.properties, age: { type: "integer" } } }, Name: name }],
  ] as const) {
    it(`changes with ${what}`, () => {
      expect(digest({ $ref: "#/components/schemas/Pet" }, components)).not.to.equal(before);
    });
  }

  it("changes with the mapping of a discriminator", () => {
    const branches = { oneOf: [{ $ref: "#/components/schemas/Name" }, { $ref: "#/components/schemas/Pet" }] };
    const tagged = (tag: string) => ({
      ...branches,
      discriminator: { propertyName: "kind", mapping: { [tag]: "#/components/schemas/Pet" } },
    });

    expect(digest(tagged("a"), { Pet: pet, Name: name })).not.to.equal(digest(tagged("b"), { Pet: pet, Name: name }));
  });

  it("comes to an end where schemas contain themselves", () => {
    const node = (next: string) => ({ properties: { next: { $ref: `#/components/schemas/${next}` } } });
    const one = digest({ $ref: "#/components/schemas/A" }, { A: node("A") });
    const two = digest({ $ref: "#/components/schemas/A" }, { A: node("B"), B: { ...node("A"), description: "B" } });

    expect(one).not.to.equal(two);
  });

  it("reads what looks like a reference in data as data", () => {
    const listed = (value: string) => ({ enum: [{ $ref: value }] });

    expect(digest(listed("#/a"), {})).not.to.equal(digest(listed("#/b"), {}));
  });
});

function digest(schema: object, components: object): string {
  return closedDigest(schemaOf(schema, components));
}
