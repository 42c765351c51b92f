import { expect } from "chai";
import { compileContract } from "../../../src/contract/compile/compile.ts";
import { loadDocument } from "../../../src/contract/document/load.ts";
import { createMock } from "../../../src/index.ts";
import { talk } from "../../helpers/raw-http.ts";

const responses = {
  200: { summary: "All pets", content: { "application/json": { $ref: "#/components/mediaTypes/Pets" } } },
};

function documentOf(parts: object): Parameters<typeof loadDocument>[0] {
  const document = { openapi: "3.2.0", info: { title: "Test", version: "1" }, ...parts };
  return JSON.parse(JSON.stringify(document));
}

describe("a document of OpenAPI 3.2", () => {
  it("may keep Media Type Objects among the components, and do without descriptions", async () => {
    const contract = compileContract(
      await loadDocument(
        documentOf({
          paths: { "/pets": { get: { responses } } },
          components: { mediaTypes: { Pets: { schema: { type: "array" }, example: [1] } } },
        }),
      ),
    );

    const [response] = contract.operations[0]?.responses ?? [];
    expect(response?.description).to.equal("All pets");
    expect(response?.content[0]).to.include({ range: "application/json", pointer: "/components/mediaTypes/Pets" });
    expect(response?.content[0]?.schema?.node).to.deep.equal({ type: "array" });
    expect(contract.diagnostics()).to.deep.equal([]);
  });

  it("shows examples as data or as they are sent", async () => {
    const examples = {
      data: { dataValue: { a: 1 }, serializedValue: '{"a":2}' },
      sent: { serializedValue: '{"a":3}' },
      broken: { serializedValue: "{" },
      elsewhere: { externalValue: "x.json" },
    };
    const contract = compileContract(
      await loadDocument(
        documentOf({
          paths: {
            "/x": {
              get: {
                responses: {
                  200: {
                    content: {
                      "application/json": { examples },
                      "text/plain": { examples: { sent: { serializedValue: "as it is" } } },
                      "application/xml": { examples: { sent: { serializedValue: "<a/>" } } },
                    },
                  },
                },
              },
            },
          },
        }),
      ),
    );

    const content = contract.operations[0]?.responses[0]?.content ?? [];
    expect(content.map((media) => media.examples.map(({ name, value }) => [name, value]))).to.deep.equal([
      [
        ["data", { a: 1 }],
        ["sent", { a: 3 }],
      ],
      [["sent", "as it is"]],
      [],
    ]);
  });

  it("may name a security scheme by its URI", async () => {
    const contract = compileContract(
      await loadDocument(
        documentOf({
          $self: "https://api.test/openapi.yaml",
          security: [
            { "#/components/securitySchemes/Device": [] },
            { "https://api.test/openapi.yaml#/components/securitySchemes/Key": [] },
          ],
          paths: { "/x": { get: { responses: { 200: {} } } } },
          components: {
            securitySchemes: {
              Device: {
                type: "oauth2",
                deprecated: true,
                flows: {
                  deviceAuthorization: { deviceAuthorizationUrl: "https://x", tokenUrl: "https://x", scopes: {} },
                },
              },
              Key: { type: "apiKey", in: "header", name: "X-Key" },
            },
          },
        }),
      ),
    );

    const kinds = contract.operations[0]?.security.map((schemes) => schemes.map(({ kind }) => kind));
    expect(kinds).to.deep.equal([["oauth2"], ["apiKey"]]);
    expect(contract.diagnostics()).to.deep.equal([]);
  });

  it("is served by methods of its own, and asked by QUERY, over HTTP", async () => {
    const answering = (value: string) => ({
      responses: { 200: { content: { "application/json": { schema: { const: value } } } } },
    });
    const mock = await createMock({
      port: 0,
      document: documentOf({
        servers: [{ url: "/", name: "only" }],
        tags: [
          { name: "pets", kind: "nav", summary: "Pets" },
          { name: "cats", parent: "pets" },
        ],
        paths: {
          "/pets": {
            query: answering("asked"),
            additionalOperations: { COPY: answering("copied"), "M-SEARCH": answering("found") },
          },
        },
      }) as never,
    });
    try {
      for (const [method, value] of [
        ["QUERY", "asked"],
        ["COPY", "copied"],
        ["M-SEARCH", "found"],
      ]) {
        const answer = await talk(Number(mock.port), [
          `${method} /pets HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
        ]);
        expect(answer).to.match(/^HTTP\/1\.1 200 /);
        expect(answer).to.contain(`"${value}"`);
      }
      const refused = await talk(Number(mock.port), ["MOVE /pets HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"]);
      expect(refused)
        .to.match(/^HTTP\/1\.1 405 /)
        .and.to.match(/allow: QUERY, COPY, M-SEARCH/i);
    } finally {
      await mock.close();
    }
  });
});
