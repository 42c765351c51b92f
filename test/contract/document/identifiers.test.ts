import { join } from "node:path";
import { expect } from "chai";
import { compileContract } from "../../../src/contract/compile/compile.ts";
import type { Contract } from "../../../src/contract/contract.ts";
import { loadDocument } from "../../../src/contract/document/load.ts";
import type { Schema } from "../../../src/contract/schema/schema.ts";
import { directoryOf } from "../files.ts";

describe("a document's own names", () => {
  it("are what references start from: $self, and $id below it", async () => {
    const contract = await contractOf({
      $self: "https://api.test/v1/openapi.yaml",
      ...answering({ type: "array", items: { $ref: "https://api.test/v1/openapi.yaml#/components/schemas/Pet" } }),
      components: {
        schemas: {
          Pet: { type: "object", properties: { tag: { $ref: "tag" }, other: { $ref: "https://api.test/v1/tag" } } },
          Tag: { $id: "tag", type: "integer" },
        },
      },
    });

    expect(verdicts(contract, [[{ tag: 1, other: 2 }], [{ tag: "a" }], [{ other: "a" }]])).to.deep.equal([
      true,
      false,
      false,
    ]);
    expect(contract.diagnostics()).to.deep.equal([]);
  });

  it("may be passed over by a reference that means the document's root", async () => {
    const contract = await contractOf({
      ...answering({ $id: "https://api.test/list", type: "array", items: { $ref: "#/components/schemas/Pet" } }),
      components: { schemas: { Pet: { type: "integer" } } },
    });

    expect(verdicts(contract, [[1], ["a"]])).to.deep.equal([true, false]);
  });

  it("are found in other files, dynamic anchors as well", async () => {
    const directory = directoryOf({
      "api.json": {
        openapi: "3.1.0",
        info: { title: "Test", version: "1" },
        ...answering({
          $id: "https://api.test/pets",
          $ref: "lists.json#/$defs/page",
          $defs: { item: { $dynamicAnchor: "item", $ref: "lists.json#/$defs/pet" } },
        }),
      },
      "lists.json": {
        $defs: {
          page: {
            $id: "https://api.test/page",
            type: "object",
            required: ["items"],
            properties: { items: { type: "array", items: { $dynamicRef: "#item" } }, next: { $ref: "#/$defs/next" } },
            $defs: { item: { $dynamicAnchor: "item", not: {} }, next: { type: "integer" } },
          },
          pet: { type: "object", required: ["name"], properties: { name: { type: "string" } } },
        },
      },
    });
    const contract = compileContract(await loadDocument(join(directory, "api.json"), { cwd: directory }));

    const values = [{ items: [{ name: "Rex" }] }, { items: [{}] }, { items: [], next: 1 }, { items: [], next: "a" }];

    expect(verdicts(contract, values)).to.deep.equal([true, false, true, false]);
    expect(contract.diagnostics()).to.deep.equal([]);
  });

  it("may be referred to dynamically from another file", async () => {
    const directory = directoryOf({
      "api.json": {
        openapi: "3.1.0",
        info: { title: "Test", version: "1" },
        ...answering({
          $id: "https://api.test/numbers",
          type: "array",
          items: { $dynamicRef: "defaults.json#item" },
          $defs: { item: { $dynamicAnchor: "item", type: "integer" } },
        }),
        components: { schemas: { Other: { type: "array", items: { $ref: "defaults.json#item" } } } },
      },
      "defaults.json": { $defs: { item: { $dynamicAnchor: "item", type: "string" } } },
    });
    const contract = compileContract(await loadDocument(join(directory, "api.json"), { cwd: directory }));

    expect(verdicts(contract, [[1], ["a"]])).to.deep.equal([true, false]);
    expect(contract.diagnostics()).to.deep.equal([]);
  });

  it("hold in the dialect that the document names", async () => {
    const contract = await contractOf({
      jsonSchemaDialect: "http://json-schema.org/draft-07/schema#",
      ...answering({ allOf: [{ $ref: "#/components/schemas/Count", maximum: 1 }] }),
      components: { schemas: { Count: { type: "integer" } } },
    });

    expect(verdicts(contract, [1, 9, "a"])).to.deep.equal([true, true, false]);
  });

  it("are reported where they name no dialect that is known, and read as OpenAPI's own", async () => {
    const contract = await contractOf({
      jsonSchemaDialect: "https://api.test/our-dialect",
      ...answering({ $schema: "https://api.test/another", $ref: "#/components/schemas/Count", maximum: 1 }),
      components: { schemas: { Count: { type: "integer" } } },
    });

    expect(verdicts(contract, [1, 9, "a"])).to.deep.equal([true, false, false]);
    expect(contract.diagnostics().map(({ code, pointer }) => [code, pointer])).to.deep.equal([
      ["schema-dialect-unknown", "/jsonSchemaDialect"],
      ["schema-dialect-unknown", "/paths/~1x/get/responses/200/content/application~1json/schema/$schema"],
    ]);
  });

  it("cannot be bound in more ways than fit into memory", async () => {
    const names = Array.from({ length: 14 }, (_, index) => `a${index}`);
    const resource = (index: number) => ({
      $id: `https://api.test/r${index}`,
      allOf: names.map((name) => ({ $dynamicRef: `#${name}` })),
      $defs: Object.fromEntries(names.map((name) => [name, { $dynamicAnchor: name, type: "integer" }])),
    });
    const contract = await contractOf({
      ...answering({ $ref: "#/components/schemas/R0" }),
      components: { schemas: Object.fromEntries([0, 1, 2].map((index) => [`R${index}`, resource(index)])) },
    });

    expect(verdicts(contract, [1, "a"])).to.deep.equal([true, false]);
    expect(contract.diagnostics().map(({ code }) => code)).to.deep.equal(["schema-dynamic-anchors"]);
  });
});

function answering(schema: object): object {
  const content = { "application/json": { schema } };
  return { paths: { "/x": { get: { responses: { 200: { description: "", content } } } } } };
}

async function contractOf(parts: object): Promise<Contract> {
  const document = { openapi: "3.2.0", info: { title: "Test", version: "1" }, ...parts };
  return compileContract(await loadDocument(JSON.parse(JSON.stringify(document))));
}

function verdicts(contract: Contract, values: readonly unknown[]): boolean[] {
  const schema: Schema | undefined = contract.operations[0]?.responses[0]?.content[0]?.schema;
  if (!schema) throw new Error("the operation has no schema");
  const { graph, node } = schema;
  return values.map((value) => graph.accepts(node, value));
}
