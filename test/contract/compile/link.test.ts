import { expect } from "chai";
import { compileContract } from "../../../src/contract/compile/compile.ts";
import { parseRuntimeExpression } from "../../../src/contract/compile/runtime-expression.ts";
import type { Contract } from "../../../src/contract/contract.ts";
import { loadDocument } from "../../../src/contract/document/load.ts";
import type { Link } from "../../../src/contract/operation.ts";

describe("parseRuntimeExpression", () => {
  it("reads every kind", () => {
    const texts = [
      "$url",
      "$method",
      "$statusCode",
      "$request.path.id",
      "$request.query.a.b",
      "$request.header.X-Id",
      "$request.body",
      "$request.body#/a~1b/0",
      "$response.body#",
      "$response.header.Location",
    ];

    expect(texts.map(parseRuntimeExpression)).to.deep.equal([
      { of: "url" },
      { of: "method" },
      { of: "statusCode" },
      { of: "request", in: "path", name: "id" },
      { of: "request", in: "query", name: "a.b" },
      { of: "request", in: "header", name: "X-Id" },
      { of: "request", in: "body", pointer: "" },
      { of: "request", in: "body", pointer: "/a~1b/0" },
      { of: "response", in: "body", pointer: "" },
      { of: "response", in: "header", name: "Location" },
    ]);
  });

  it("knows what is none", () => {
    const texts = ["", "$", "$request", "$request.", "$response.path.id", "$response.query.a", "$request.body.id"];
    const others = ["$request.body#id", "$request.body#/~2", "$request.header.X Id", "$urls", "request.body"];

    for (const text of [...texts, ...others]) expect(parseRuntimeExpression(text), text).to.equal(undefined);
  });
});

describe("links", () => {
  it("lead to the operation that they name, with what they pass on", async () => {
    const { links } = await linksOf({
      byId: {
        operationId: "getUser",
        parameters: { id: "$response.body#/owner", "query.fields": "name", "path.id": "{$request.path.id}" },
        requestBody: "https://x/{$response.body#/id}?a={$request.path.id}",
      },
      byRef: { operationRef: "#/paths/~1users~1%7Bid%7D/get" },
      byUri: { operationRef: "https://api.test/openapi.json#/paths/~1users~1{id}/get" },
      byComponent: { $ref: "#/components/links/User" },
      toOther: { operationRef: "#/paths/~1users~1{id}/additionalOperations/COPY", parameters: { id: 7 } },
    });

    expect(links.map(({ name, operationId }) => [name, operationId])).to.deep.equal([
      ["byId", "getUser"],
      ["byRef", "getUser"],
      ["byUri", "getUser"],
      ["byComponent", "getUser"],
      ["toOther", "COPY /users/{id}"],
    ]);
    expect(passedOn(links[0])).to.deep.equal([
      ["path id", { expression: { of: "response", in: "body", pointer: "/owner" } }],
      ["query fields", { constant: "name" }],
      ["path id", { expression: { of: "request", in: "path", name: "id" } }],
    ]);
    expect(links[0]?.body).to.deep.equal({ template: "https://x/{$response.body#/id}?a={$request.path.id}" });
    expect(passedOn(links[4])).to.deep.equal([["path id", { constant: 7 }]]);
  });

  it("are reported where they lead nowhere, or pass on what there is not", async () => {
    const { links, contract } = await linksOf({
      unknown: { operationId: "getUsr" },
      dangling: { operationRef: "#/paths/~1nowhere/get" },
      elsewhere: { operationRef: "https://other.test/openapi.json#/paths/~1users~1{id}/get" },
      neither: {},
      parameter: { operationId: "getUser", parameters: { idd: 1 } },
      expression: { operationId: "getUser", parameters: { id: "$response.id" } },
      path: { operationId: "getUser", parameters: { id: "$request.path.other" } },
    });

    expect(links.map(({ name, parameters }) => [name, parameters])).to.deep.equal([
      ["parameter", []],
      ["expression", []],
      ["path", []],
    ]);
    const found = contract.diagnostics().map(({ code, message }) => `${code}: ${message}`);
    expect(found).to.deep.equal([
      'link-target-missing: there is no operation "getUsr"; did you mean "getUser"?',
      'link-target-missing: there is no operation "#/paths/~1nowhere/get"',
      'link-target-missing: there is no operation "https://other.test/openapi.json#/paths/~1users~1{id}/get"',
      "link-target-missing: the link has neither an operationId nor an operationRef",
      'link-parameter-unknown: getUser has no parameter "idd"; did you mean "id"?',
      'link-expression-invalid: "$response.id" is no runtime expression',
      'link-expression-invalid: "$request.path.other" names a path parameter that getPet does not have',
    ]);
  });
});

function passedOn(link: Link | undefined): unknown[] {
  return (link?.parameters ?? []).map(({ parameter, value }) => [`${parameter.in} ${parameter.name}`, value]);
}

async function linksOf(links: object): Promise<{ links: readonly Link[]; contract: Contract }> {
  const parameters = [
    { name: "id", in: "path", required: true, schema: { type: "integer" } },
    { name: "fields", in: "query", schema: { type: "string" } },
  ];
  const responses = { 200: { description: "" } };
  const document = {
    openapi: "3.2.0",
    $self: "https://api.test/openapi.json",
    info: { title: "Test", version: "1" },
    paths: {
      "/pets/{id}": {
        get: { operationId: "getPet", parameters, responses: { 200: { description: "", links } } },
      },
      "/users/{id}": { $ref: "#/components/pathItems/User" },
    },
    components: {
      links: { User: { operationId: "getUser" } },
      pathItems: {
        User: { parameters, get: { operationId: "getUser", responses }, additionalOperations: { COPY: { responses } } },
      },
    },
  };
  const contract = compileContract(await loadDocument(JSON.parse(JSON.stringify(document))));
  return { links: contract.operations[0]?.responses[0]?.links ?? [], contract };
}
