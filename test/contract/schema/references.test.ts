import { expect } from "chai";
import { Diagnostics } from "../../../src/base/diagnostic.ts";
import { References } from "../../../src/contract/schema/reference.ts";
import type { Schema } from "../../../src/contract/schema/schema.ts";
import { createSchemas } from "../../../src/contract/schema/schema-graph.ts";
import { generate } from "../../../src/generate/instance.ts";
import { hyperjumpVerdicts } from "../../helpers/hyperjump.ts";
import { dialectCases, dynamicCases, nameCases, type ReferenceCase } from "./reference-cases.ts";

const seeds = [0, 1, 2, 3, 4, 5];

describe("a reference that depends on who refers", () => {
  for (const [name, written] of Object.entries(dynamicCases)) judgesLikeAnother(name, written);
});

describe("a reference by name", () => {
  for (const [name, written] of Object.entries(nameCases)) judgesLikeAnother(name, written);
});

describe("a schema of another dialect", () => {
  for (const [name, written] of Object.entries(dialectCases)) judgesLikeAnother(name, written);

  // Hyperjump reads the $id all the same; draft 7 says that all siblings of a $ref are ignored (§8.3).
  it("draft-07: an $id beside $ref is none", () => {
    const schema = compiled([
      {
        $id: "https://cases.test/folder/s",
        $schema: "http://json-schema.org/draft-07/schema#",
        allOf: [{ $id: "https://cases.test/elsewhere/x", $ref: "n" }],
        definitions: {
          n: { $id: "https://cases.test/folder/n", type: "integer" },
          other: { $id: "https://cases.test/elsewhere/n", type: "string" },
        },
      },
    ]);

    expect([1, "a"].map((value) => schema.graph.accepts(schema.node, value))).to.deep.equal([true, false]);
  });
});

/** Validation and generation both agree with an implementation that shares nothing with Helix. */
function judgesLikeAnother(name: string, { schemas, values }: ReferenceCase): void {
  it(name, async () => {
    const schema = compiled(schemas);
    const uri = String(schemas[0]?.["$id"] ?? schemas[0]?.["id"]);
    const made = seeds.map((seed) => generate(schema, { seed, now: 0 }));

    const [verdicts, verdictsOnMade] = [
      await hyperjumpVerdicts(schemas, uri, values),
      await hyperjumpVerdicts(schemas, uri, made),
    ];

    expect(values.map((value) => schema.graph.accepts(schema.node, value))).to.deep.equal(verdicts);
    expect(new Set(verdicts)).to.deep.equal(new Set([true, false]));
    expect(verdictsOnMade, JSON.stringify(made)).to.deep.equal(made.map(() => true));
  });
}

/** The schemas as components of an OpenAPI 3.1 document, the first of them at `schema`. */
function compiled([first, ...others]: ReferenceCase["schemas"]): Schema {
  const components = Object.fromEntries(others.map((schema, index) => [`Component${index}`, schema]));
  const document = structuredClone({ schema: first, components: { schemas: components } });
  return createSchemas("3.1", new References(document), new Diagnostics()).at("/schema", "response");
}
