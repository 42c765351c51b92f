import { expect } from "chai";
import { atPointer, type JsonObject } from "../../../src/base/json.ts";
import { type LoadedDocument, loadDocument } from "../../../src/contract/document/load.ts";
import { directoryOf } from "../files.ts";

const URLENCODED = "application/x-www-form-urlencoded";

describe("upgrading Swagger 2.0: the document", () => {
  for (const [what, fields, urls] of [
    [
      "host, base path and schemes",
      { host: "a.example", basePath: "/v1", schemes: ["http", "https"] },
      ["http://a.example/v1", "https://a.example/v1"],
    ],
    ["a host alone", { host: "a.example" }, ["https://a.example"]],
    ["a base path alone", { basePath: "/v1" }, ["/v1"]],
    ["a base path without its slash", { basePath: "v1" }, ["/v1"]],
  ] as const) {
    it(`makes servers of ${what}`, async () => {
      const { document } = await loadDocument({ swagger: "2.0", ...fields, paths: {} });

      expect(document["servers"]).to.deep.equal(urls.map((url) => ({ url })));
    });
  }

  it("has no servers where Swagger names none, and keeps what it does not know", async () => {
    const { document } = await loadDocument({ swagger: "2.0", info: { title: "A" }, tags: [], "x-a": 1, paths: {} });

    expect(document).to.deep.equal({
      openapi: "3.0.4",
      info: { title: "A" },
      tags: [],
      "x-a": 1,
      paths: {},
      components: { securitySchemes: {} },
    });
  });

  it("knows names that begin with x- from extensions", async () => {
    const { document } = await loadDocument({
      swagger: "2.0",
      securityDefinitions: { "x-key": { type: "basic" } },
      paths: {
        "x-a": 1,
        "/a": { get: { responses: { "x-b": 2, 200: { description: "", headers: { "x-c": { type: "integer" } } } } } },
      },
    });

    expect(atPointer(document, "/components/securitySchemes/x-key")).to.deep.equal({ type: "http", scheme: "basic" });
    expect(atPointer(document, "/paths/x-a")).to.equal(1);
    expect(atPointer(document, "/paths/~1a/get/responses/x-b")).to.equal(2);
    expect(atPointer(document, "/paths/~1a/get/responses/200/headers/x-c/schema")).to.deep.equal({ type: "integer" });
  });

  it("renames security schemes and OAuth flows", async () => {
    const urls = { authorizationUrl: "https://a.example/auth", tokenUrl: "https://a.example/token" };
    const { document } = await loadDocument({
      swagger: "2.0",
      paths: {},
      securityDefinitions: {
        basic: { type: "basic", description: "B" },
        key: { type: "apiKey", in: "header", name: "X-Key" },
        code: { type: "oauth2", flow: "accessCode", ...urls, scopes: { read: "R" } },
        app: { type: "oauth2", flow: "application", tokenUrl: urls.tokenUrl },
        odd: { type: "odd" },
      },
    });

    expect(atPointer(document, "/components/securitySchemes")).to.deep.equal({
      basic: { type: "http", scheme: "basic", description: "B" },
      key: { type: "apiKey", in: "header", name: "X-Key" },
      code: { type: "oauth2", flows: { authorizationCode: { ...urls, scopes: { read: "R" } } } },
      app: { type: "oauth2", flows: { clientCredentials: { tokenUrl: urls.tokenUrl, scopes: {} } } },
      odd: { type: "odd" },
    });
  });

  it("moves definitions and every reference to them", async () => {
    const { document } = await loadDocument({
      swagger: "2.0",
      paths: {},
      definitions: { A: { properties: { b: { $ref: "#/definitions/B%20c" } } }, "B c": { type: "string" } },
    });

    expect(atPointer(document, "/components/schemas")).to.deep.equal({
      A: { properties: { b: { $ref: "#/components/schemas/B c" } } },
      "B c": { type: "string" },
    });
  });

  it("keeps the target of a reference into a part that changes its structure", async () => {
    const { document } = await loadDocument({
      swagger: "2.0",
      paths: { "/a": { get: { responses: { 200: { schema: { type: "object" } } } } } },
      definitions: { A: { items: { $ref: "#/paths/~1a/get/responses/200/schema" } } },
    });

    const reference = atPointer(document, "/components/schemas/A/items/$ref") as string;
    expect(atPointer(document, reference.slice(1))).to.deep.equal({ type: "object" });
    expect(() => JSON.stringify(document)).not.to.throw();
  });
});

describe("upgrading Swagger 2.0: parameters", () => {
  it("moves what constrains the value into a schema", async () => {
    const parameter = {
      name: "n",
      in: "query",
      required: true,
      description: "N",
      type: "integer",
      minimum: 1,
      "x-a": 2,
    };

    const { parameters } = await upgraded({ parameters: [parameter] });

    expect(parameters).to.deep.equal([
      { name: "n", in: "query", required: true, description: "N", "x-a": 2, schema: { type: "integer", minimum: 1 } },
    ]);
  });

  for (const [collectionFormat, place, style] of [
    [undefined, "query", { style: "form", explode: false }],
    ["csv", "query", { style: "form", explode: false }],
    ["multi", "query", { style: "form", explode: true }],
    ["ssv", "query", { style: "spaceDelimited", explode: false }],
    ["tsv", "query", { style: "tabDelimited", explode: false }],
    ["pipes", "query", { style: "pipeDelimited", explode: false }],
    ["csv", "path", { explode: false }],
    ["csv", "header", { explode: false }],
  ] as const) {
    it(`writes collectionFormat ${collectionFormat} in the ${place} as ${JSON.stringify(style)}`, async () => {
      const format = collectionFormat && { collectionFormat };
      const parameter = { name: "n", in: place, type: "array", items: { type: "string" }, ...format };

      const { parameters } = await upgraded({ parameters: [parameter] });

      const schema = { type: "array", items: { type: "string" } };
      expect(parameters).to.deep.equal([{ name: "n", in: place, schema, ...style }]);
    });
  }

  it("reports an array inside an array, whose format has no counterpart", async () => {
    const items = { type: "array", collectionFormat: "pipes", items: { type: "string" } };
    const loaded = await loadDocument(documentOf({ parameters: [{ name: "n", in: "query", type: "array", items }] }));

    expect(codes(loaded)).to.deep.equal(["collection-format-nested"]);
  });

  it("follows references to shared parameters, and leaves one that dangles", async () => {
    const limit = { name: "limit", in: "query", type: "integer" };
    const listed = [{ $ref: "#/parameters/limit" }, { $ref: "#/parameters/none" }];

    const { parameters } = await upgraded({ parameters: listed }, { parameters: { limit } });

    const made = { name: "limit", in: "query", schema: { type: "integer" } };
    expect(parameters).to.deep.equal([made, { $ref: "#/parameters/none" }]);
  });
});

describe("upgrading Swagger 2.0: bodies", () => {
  const pet = { name: "pet", in: "body", required: true, description: "P", schema: { $ref: "#/definitions/Pet" } };
  const schema = { $ref: "#/components/schemas/Pet" };

  it("makes a request body of the types that the operation, else the document, consumes", async () => {
    const own = await upgraded({ parameters: [pet], consumes: ["a/b", "c/d"] }, { consumes: ["e/f"] });
    const inherited = await upgraded({ parameters: [pet] }, { consumes: ["e/f"] });
    const neither = await upgraded({ parameters: [pet] });

    expect(own).to.deep.equal({
      parameters: [],
      requestBody: { required: true, description: "P", content: { "a/b": { schema }, "c/d": { schema } } },
    });
    expect(atPointer(inherited, "/requestBody/content")).to.deep.equal({ "e/f": { schema } });
    expect(atPointer(neither, "/requestBody/content")).to.deep.equal({ "application/json": { schema } });
  });

  it("takes the body from a shared parameter and from the path item, where the operation has none", async () => {
    const shared = { parameters: { pet, form: { name: "f", in: "formData", type: "string" } } };
    const document = documentOf({}, { ...shared, paths: {} });
    const { document: made } = await loadDocument({
      ...document,
      paths: {
        "/a": {
          parameters: [{ $ref: "#/parameters/pet" }, { name: "q", in: "query", type: "string" }],
          post: {},
          put: { parameters: [{ $ref: "#/parameters/form" }] },
        },
      },
    });

    const item = atPointer(made, "/paths/~1a") as JsonObject;
    expect(item["parameters"]).to.deep.equal([{ name: "q", in: "query", schema: { type: "string" } }]);
    expect(atPointer(item, "/post/requestBody/content/application~1json/schema")).to.deep.equal(schema);
    expect(Object.keys(atPointer(item, "/put/requestBody/content") as object)).to.deep.equal([URLENCODED]);
  });

  it("makes one object of form fields", async () => {
    const { requestBody } = await upgraded({
      parameters: [
        { name: "name", in: "formData", required: true, type: "string", minLength: 1, description: "N" },
        { name: "tags", in: "formData", type: "array", items: { type: "string" }, collectionFormat: "pipes" },
      ],
    });

    expect(requestBody).to.deep.equal({
      required: true,
      content: {
        [URLENCODED]: {
          schema: {
            type: "object",
            properties: {
              name: { type: "string", minLength: 1, description: "N" },
              tags: { type: "array", items: { type: "string" } },
            },
            required: ["name"],
          },
          encoding: { tags: { style: "pipeDelimited", explode: false } },
        },
      },
    });
  });

  for (const [type, consumes, expected] of [
    ["string", undefined, [URLENCODED]],
    ["string", ["application/json"], [URLENCODED]],
    ["string", ["multipart/form-data"], ["multipart/form-data"]],
    ["string", ["multipart/form-data", URLENCODED], ["multipart/form-data", URLENCODED]],
    ["file", undefined, ["multipart/form-data"]],
    ["file", [URLENCODED], ["multipart/form-data"]],
  ] as const) {
    it(`sends a form with a ${type} that consumes ${consumes} as ${expected}`, async () => {
      const field = { name: "f", in: "formData", type };

      const { requestBody } = await upgraded({ parameters: [field], ...(consumes && { consumes }) });

      expect(Object.keys(atPointer(requestBody, "/content") as object)).to.deep.equal(expected);
    });
  }

  it("lets a field of the operation replace that of its path item", async () => {
    const field = (type: string) => ({ name: "f", in: "formData", type });
    const { document } = await loadDocument({
      swagger: "2.0",
      paths: { "/a": { parameters: [field("string")], post: { parameters: [field("integer")] } } },
    });

    const pointer = `/paths/~1a/post/requestBody/content/${URLENCODED.replace("/", "~1")}/schema/properties`;
    expect(atPointer(document, pointer)).to.deep.equal({ f: { type: "integer" } });
  });

  it("reports a body beside form fields, and serves the body", async () => {
    const form = { name: "f", in: "formData", type: "string" };
    const loaded = await loadDocument(documentOf({ parameters: [form, pet] }));

    expect(codes(loaded)).to.deep.equal(["swagger-several-bodies"]);
    expect(atPointer(loaded.document, "/paths/~1a/post/requestBody/content/application~1json")).to.deep.equal({
      schema,
    });
  });
});

describe("upgrading Swagger 2.0: responses", () => {
  const ok = { description: "fine", schema: { type: "string" } };

  it("writes the schema under each type that the operation, else the document, produces", async () => {
    const own = await upgraded({ responses: { 200: ok }, produces: ["a/b", "c/d"] }, { produces: ["e/f"] });
    const neither = await upgraded({ responses: { 200: ok } });

    const media = { schema: { type: "string" } };
    expect(own["responses"]).to.deep.equal({ 200: { description: "fine", content: { "a/b": media, "c/d": media } } });
    expect(atPointer(neither, "/responses/200/content")).to.deep.equal({ "application/json": media });
  });

  it("gives a shared response the types of the operation that uses it", async () => {
    const responses = { 200: { $ref: "#/responses/Ok" } };

    const operation = await upgraded({ responses, produces: ["a/b"] }, { responses: { Ok: ok }, produces: ["e/f"] });

    expect(atPointer(operation, "/responses/200/content")).to.deep.equal({ "a/b": { schema: { type: "string" } } });
  });

  it("sorts examples by their type, and reports one for a type that is not produced", async () => {
    const examples = { "Application/JSON; charset=utf-8": "x", "text/xml": "<y/>" };
    const loaded = await loadDocument(
      documentOf({ responses: { 200: { ...ok, examples } }, produces: ["application/json"] }),
    );

    const media = { schema: { type: "string" }, example: "x" };
    const pointer = "/paths/~1a/post/responses/200";
    expect(atPointer(loaded.document, `${pointer}/content`)).to.deep.equal({ "application/json": media });
    expect(loaded.diagnostics.list()).to.have.length(1);
    expect(loaded.diagnostics.list()[0]).to.include({ code: "swagger-example-unused", severity: "info", pointer });
  });

  it("takes the types of the examples where nothing is produced, and those of a file", async () => {
    const { responses } = await upgraded({
      responses: { 200: { examples: { "text/plain": "hi" } }, 201: { schema: { type: "file" } }, 204: {} },
    });

    expect(responses).to.deep.equal({
      200: { content: { "text/plain": { example: "hi" } } },
      201: { content: { "application/octet-stream": { schema: { type: "file" } } } },
      204: {},
    });
  });

  it("moves what constrains a header into a schema", async () => {
    const headers = { "X-Rate": { type: "integer", description: "R" } };

    const { responses } = await upgraded({ responses: { 200: { headers } } });

    const expected = { "X-Rate": { description: "R", schema: { type: "integer" } } };
    expect(atPointer(responses, "/200/headers")).to.deep.equal(expected);
  });

  it("upgrades path items, parameters and responses that stand in other files", async () => {
    const cwd = directoryOf({
      "api.yaml": `swagger: "2.0"
produces: [text/plain]
paths: {/a: {$ref: 'path.yaml#/item'}}
definitions: {A: {type: string}}`,
      "path.yaml": `item:
  post:
    parameters: [{$ref: 'more.yaml#/parameters/body'}]
    responses: {default: {$ref: 'more.yaml#/responses/default'}}`,
      "more.yaml": `parameters: {body: {in: body, name: b, schema: {$ref: '#/definitions/B'}}}
responses: {default: {schema: {$ref: 'api.yaml#/definitions/A'}}}
definitions: {B: {type: integer}}`,
    });

    const { document, locate } = await loadDocument("api.yaml", { cwd });

    const pointer = "/paths/~1a/post/responses/default/content/text~1plain/schema";
    expect(atPointer(document, "/paths/~1a/post")).to.deep.equal({
      parameters: [],
      requestBody: { content: { "application/json": { schema: { $ref: "#/x-helix-files/2/definitions/B" } } } },
      responses: { default: { content: { "text/plain": { schema: { $ref: "#/components/schemas/A" } } } } },
    });
    expect(atPointer(document, "/x-helix-files/2/definitions/B")).to.deep.equal({ type: "integer" });
    expect(locate(pointer)).to.include({ file: "more.yaml", line: 2 });
  });
});

function documentOf(operation: JsonObject, fields: JsonObject = {}): JsonObject {
  return { swagger: "2.0", definitions: { Pet: {} }, paths: { "/a": { post: operation } }, ...fields };
}

async function upgraded(operation: JsonObject, fields: JsonObject = {}): Promise<JsonObject> {
  const { document } = await loadDocument(documentOf(operation, fields));
  return atPointer(document, "/paths/~1a/post") as JsonObject;
}

function codes({ diagnostics }: LoadedDocument): string[] {
  return diagnostics.list().map(({ code }) => code);
}
