import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { JsonObject } from "../../../src/base/json.ts";
import { DocumentError } from "../../../src/contract/document/document-error.ts";
import { loadDocument } from "../../../src/contract/document/load.ts";
import { directoryOf } from "../files.ts";
import { rejection } from "../rejection.ts";

const paths = { "/pets": { get: { responses: { 200: { description: "fine" } } } } };

describe("loadDocument", () => {
  it("loads a single JSON file as it is written", async () => {
    const document = { openapi: "3.1.0", info: { title: "Pets", version: "1" }, paths };
    const cwd = directoryOf({ "api.json": document });

    const loaded = await loadDocument("api.json", { cwd });

    expect(loaded.document).to.deep.equal(document);
    expect(loaded).to.include({ version: "3.1", name: "api.json" });
    expect(loaded.files).to.deep.equal([join(cwd, "api.json")]);
    expect(loaded.diagnostics.list()).to.deep.equal([]);
  });

  it("loads YAML with a byte order mark and unquoted status codes", async () => {
    const cwd = directoryOf({ "api.yaml": "\uFEFFopenapi: 3.0.3\npaths:\n  /a:\n    get: {responses: {200: {}}}\n" });

    const loaded = await loadDocument("api.yaml", { cwd });

    expect(loaded.version).to.equal("3.0");
    expect(loaded.document["paths"]).to.deep.equal({ "/a": { get: { responses: { "200": {} } } } });
  });

  it("leaves a document given as an object unchanged and has no locations for it", async () => {
    const document = deepFreeze({
      swagger: "2.0",
      paths: { "/a": { get: { responses: { 200: { schema: { $ref: "#/definitions/A" } } } } } },
      definitions: { A: { type: "string" } },
    });

    const loaded = await loadDocument(document);

    expect(loaded.version).to.equal("2.0");
    expect(loaded.document["components"]).to.deep.equal({ schemas: { A: { type: "string" } }, securitySchemes: {} });
    expect(loaded.locate("/paths")).to.equal(undefined);
    expect(loaded.files).to.deep.equal([]);
  });

  for (const [openapi, version] of [
    ["openapi: 3.0", "3.0"],
    ["openapi: 3.1", "3.1"],
    ["openapi: 3.2", "3.2"],
    ["swagger: 2.0", "2.0"],
  ] as const) {
    it(`reads the unquoted "${openapi}" as ${version}, with a diagnostic`, async () => {
      const cwd = directoryOf({ "api.yaml": `${openapi}\npaths: {/a: {get: {}}}` });

      const loaded = await loadDocument("api.yaml", { cwd });

      expect(loaded.version).to.equal(version);
      expect(codes(loaded)).to.deep.equal(["version-not-text"]);
    });
  }

  it("serves nothing, with a warning, where 3.1 has webhooks alone", async () => {
    const loaded = await loadDocument({ openapi: "3.1.0", webhooks: {} });

    expect(loaded.diagnostics.list()).to.have.length(1);
    expect(loaded.diagnostics.list()[0]).to.include({ code: "paths-missing", severity: "warning" });
  });

  it("calls it an error where 3.0 has components alone", async () => {
    const loaded = await loadDocument({ openapi: "3.0.0", components: {} });

    expect(loaded.diagnostics.list()[0]).to.include({ code: "paths-missing", severity: "error" });
  });

  for (const [what, content, code] of [
    ["an empty file", "", "document-empty"],
    ["a list", "- openapi: 3.1.0", "document-not-object"],
    ["a single value", "hello", "document-not-object"],
    ["null", "null", "document-not-object"],
    ["no version", "paths: {}", "document-version-missing"],
    ["OpenAPI 4", 'openapi: "4.0"', "document-version-unknown"],
    ["Swagger 1.2", 'swaggerVersion: "1.2"', "document-version-unknown"],
    ["a version that only begins well", "openapi: 3.11.0", "document-version-unknown"],
    ["neither paths nor anything else", 'openapi: "3.1.0"', "document-without-paths"],
    ["bytes that are not UTF-8", Uint8Array.of(0x7b, 0xff, 0xfe), "document-encoding"],
    ["a binary file", Uint8Array.of(0x89, 0x50, 0x00, 0x01), "document-encoding"],
    ["broken YAML", "openapi: 3.1.0\n\tpaths: {}", "document-syntax"],
    ["a file above the size limit", new Uint8Array(50 * 1024 * 1024 + 1), "document-too-large"],
  ] as const) {
    it(`refuses ${what} in one line that names the file and what to do`, async () => {
      const cwd = directoryOf({ "api.yaml": content });

      const error = await rejection(loadDocument("api.yaml", { cwd }));

      expect(error).to.be.instanceOf(DocumentError).and.to.include({ code, fault: "document" });
      expect((error as DocumentError).message).to.match(/^api\.yaml(:\d+:\d+)?: the document [^\n]+; [^\n]+$/);
    });
  }

  it("refuses what is not there and a directory", async () => {
    const cwd = directoryOf({});
    mkdirSync(join(cwd, "folder"));

    expect(await rejection(loadDocument("none.yaml", { cwd }))).to.include({ code: "document-not-found" });
    expect(await rejection(loadDocument("folder", { cwd }))).to.include({ code: "document-unreadable" });
  });

  it("refuses an object that contains itself", async () => {
    const document: Record<string, unknown> = { openapi: "3.1.0" };
    document["paths"] = document;

    const error = await rejection(loadDocument(document as JsonObject));

    expect(error).to.include({ code: "document-syntax" });
  });

  it("keeps __proto__ an ordinary name through bundling and upgrading", async () => {
    const cwd = directoryOf({
      "api.yaml": `swagger: "2.0"
paths:
  /a:
    get:
      parameters: [{name: __proto__, in: formData, type: string}]
      responses: {default: {schema: {$ref: '#/definitions/__proto__'}}}
definitions:
  __proto__: {$ref: other.yaml}
`,
      "other.yaml": "properties: {__proto__: {type: string}}",
    });

    const { document } = await loadDocument("api.yaml", { cwd });

    const schemas = (document["components"] as JsonObject)["schemas"] as JsonObject;
    expect(Object.entries(schemas)).to.have.length(1);
    expect(Object.getPrototypeOf(schemas)).to.equal(Object.prototype);
    expect(JSON.stringify(document)).to.contain('"properties":{"__proto__":{"type":"string"}}');
    expect(({} as Record<string, unknown>)["type"]).to.equal(undefined);
  });

  it("finds places in the entry, in other files, and where Swagger had them", async () => {
    const cwd = directoryOf({
      "api.yaml": `swagger: "2.0"
definitions:
  Pet:
    type: object
paths:
  /pets:
    post:
      parameters:
        - {name: limit, in: query, type: integer}
        - name: pet
          in: body
          schema:
            type: string
      responses:
        200:
          schema: {$ref: 'error.yaml#/Error'}
`,
      "error.yaml": "# errors\nError:\n  type: object\n",
    });

    const { locate } = await loadDocument("api.yaml", { cwd });

    const operation = "/paths/~1pets/post";
    expect(locate("/components/schemas/Pet/type")).to.deep.equal({ file: "api.yaml", line: 4, column: 5 });
    expect(locate(`${operation}/parameters/0/schema/type`)).to.include({ line: 9, column: 36 });
    expect(locate(`${operation}/requestBody/content/application~1json/schema/type`)).to.include({ line: 13 });
    expect(locate(`${operation}/responses/200/content/application~1json/schema`)).to.include({ line: 16 });
    expect(locate("/x-helix-files/1/Error/type")).to.deep.equal({ file: "error.yaml", line: 3, column: 3 });
    expect(locate("/paths/~1pets/get/nowhere")).to.include({ file: "api.yaml", line: 6 });
  });
});

function codes(loaded: Awaited<ReturnType<typeof loadDocument>>): string[] {
  return loaded.diagnostics.list().map(({ code }) => code);
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
