import { expect } from "chai";
import { animal, bodyOf, membersOf, named, wireOf } from "./wire-of.ts";

describe("wireSchemaOf, where a value may be one of several", () => {
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
});
