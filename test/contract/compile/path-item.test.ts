import { expect } from "chai";
import { compileContract } from "../../../src/contract/compile/compile.ts";
import type { Contract } from "../../../src/contract/contract.ts";
import { loadDocument } from "../../../src/contract/document/load.ts";

const thanks = { responses: { 200: { description: "" } } };

describe("a Path Item Object", () => {
  it("may stand among the components", async () => {
    const contract = await contractOf({
      paths: { "/pets": { $ref: "#/components/pathItems/Pets" } },
      components: { pathItems: { Pets: { get: thanks } } },
    });

    expect(routes(contract)).to.deep.equal(["GET /pets"]);
  });

  it("has fields of its own beside $ref, which win", async () => {
    const contract = await contractOf({
      paths: {
        "/pets/{id}": {
          $ref: "#/components/pathItems/Pets",
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
          get: { operationId: "own", ...thanks },
          additionalOperations: { COPY: { operationId: "ownCopy", ...thanks } },
        },
      },
      components: {
        pathItems: {
          Pets: {
            get: { operationId: "theirs", ...thanks },
            delete: { operationId: "remove", ...thanks },
            additionalOperations: { COPY: thanks, MOVE: { operationId: "move", ...thanks } },
            parameters: [
              { name: "id", in: "path", required: true, schema: { type: "string" } },
              { name: "page", in: "query", schema: { type: "integer" } },
            ],
          },
        },
      },
    });

    expect(contract.operations.map(({ id }) => id)).to.deep.equal(["own", "remove", "ownCopy", "move"]);
    const [operation] = contract.operations;
    expect(operation?.parameters.map(({ name, schema }) => [name, schema?.node])).to.deep.equal([
      ["id", { type: "integer" }],
      ["page", { type: "integer" }],
    ]);
    expect(contract.diagnostics()).to.deep.equal([]);
  });
});

describe("webhooks", () => {
  it("are compiled and never routed", async () => {
    const contract = await contractOf({
      paths: { "/pets": { get: { operationId: "newPet", ...thanks } } },
      webhooks: { newPet: { post: { operationId: "newPet", ...thanks } }, old: { $ref: "#/components/pathItems/Old" } },
      components: { pathItems: { Old: { trace: thanks } } },
    });

    expect(routes(contract)).to.deep.equal(["GET /pets"]);
    expect(contract.webhooks.map(({ name, operation }) => [name, operation.id])).to.deep.equal([
      ["newPet", "POST newPet"],
      ["old", "TRACE old"],
    ]);
    expect(contract.diagnostics().map(({ code }) => code)).to.deep.equal(["operation-id-repeated"]);
  });

  it("send what a server has, and receive what a client has", async () => {
    const schema = {
      type: "object",
      required: ["id", "secret"],
      properties: { id: { readOnly: true, type: "integer" }, secret: { writeOnly: true, type: "string" } },
    };
    const content = { "application/json": { schema } };
    const contract = await contractOf({
      webhooks: { x: { post: { requestBody: { content }, responses: { 200: { description: "", content } } } } },
    });

    const operation = contract.webhooks[0]?.operation;
    const sent = operation?.body?.content[0]?.schema;
    const received = operation?.responses[0]?.content[0]?.schema;

    expect(sent?.graph.direction).to.equal("response");
    expect(sent?.graph.accepts(sent.node, { id: 1 })).to.equal(true);
    expect(received?.graph.direction).to.equal("request");
    expect(received?.graph.accepts(received.node, { secret: "x" })).to.equal(true);
  });

  it("are enough for a document, which then says that nothing is served", async () => {
    const contract = await contractOf({ webhooks: { x: { post: thanks } } });

    expect(contract.diagnostics().map(({ code, severity }) => [code, severity])).to.deep.equal([
      ["paths-missing", "info"],
    ]);
  });
});

describe("callbacks", () => {
  it("are compiled with their expressions, also those of components, and end where they refer to themselves", async () => {
    const contract = await contractOf({
      paths: {
        "/subscriptions": {
          post: { ...thanks, callbacks: { onEvent: { $ref: "#/components/callbacks/OnEvent" } } },
        },
      },
      components: {
        callbacks: {
          OnEvent: {
            "{$request.body#/url}": {
              post: {
                operationId: "sendEvent",
                ...thanks,
                callbacks: { again: { $ref: "#/components/callbacks/OnEvent" } },
              },
            },
          },
        },
      },
    });

    const [callback] = contract.operations[0]?.callbacks ?? [];
    expect(callback).to.include({ name: "onEvent", expression: "{$request.body#/url}" });
    expect(callback?.operation).to.include({ id: "sendEvent", method: "POST" });
    expect(callback?.operation.callbacks[0]?.operation.callbacks).to.deep.equal([]);
    expect(routes(contract)).to.deep.equal(["POST /subscriptions"]);
  });
});

function routes(contract: Contract): string[] {
  return contract.operations.map(({ method, template }) => `${method} ${template}`);
}

async function contractOf(parts: object): Promise<Contract> {
  const document = { openapi: "3.2.0", info: { title: "Test", version: "1" }, ...parts };
  return compileContract(await loadDocument(JSON.parse(JSON.stringify(document))));
}
