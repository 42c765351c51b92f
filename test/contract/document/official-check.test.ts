import { expect } from "chai";
import type { Diagnostic } from "../../../src/base/diagnostic.ts";
import type { JsonObject } from "../../../src/base/json.ts";
import { loadDocument } from "../../../src/contract/document/load.ts";
import { officialFindings } from "../../../src/contract/document/official-check.ts";

const info = { title: "A", version: "1" };
const fine = { description: "fine" };

/** A document of each version with what only that version has, and the same with a mistake. */
const documents: Readonly<Record<string, readonly [good: object, bad: object, pointer: string, message: string]>> = {
  "2.0": [
    { swagger: "2.0", info, paths: { "/a": { get: { produces: ["text/csv"], responses: { 200: fine } } } } },
    { swagger: "2.0", info, paths: { "/a": { get: { produces: "text/csv", responses: { 200: fine } } } } },
    // Where findings stand in the document as it is served, and where its source is kept.
    "/x-helix-files/0/paths/~1a/get/produces",
    "array",
  ],
  "3.0": [
    { openapi: "3.0.4", info, paths: { "/a": { get: { responses: { 200: fine } } } } },
    { openapi: "3.0.4", info, paths: { "/a": { get: { responses: { 200: {} } } } } },
    "/paths/~1a/get/responses/200",
    "description",
  ],
  "3.1": [
    { openapi: "3.1.2", info, webhooks: { a: { post: { responses: { 200: fine } } } } },
    { openapi: "3.1.2", info, webhooks: { a: { post: { responses: { 200: fine }, deprecated: 1 } } } },
    "/webhooks/a/post/deprecated",
    "boolean",
  ],
  "3.2": [
    {
      openapi: "3.2.0",
      $self: "https://a.example/openapi.json",
      info,
      tags: [{ name: "a", kind: "nav" }],
      paths: {
        "/a": {
          query: { responses: { 200: { summary: "fine" } } },
          additionalOperations: {
            COPY: { responses: { 200: { content: { "text/event-stream": { itemSchema: { type: "object" } } } } } },
          },
        },
      },
    },
    {
      openapi: "3.2.0",
      info,
      paths: { "/a": { query: { responses: { 200: { content: { "a/b": { itemSchema: 1 } } } } } } },
    },
    "/paths/~1a/query/responses/200/content/a~1b/itemSchema",
    "object,boolean",
  ],
};

describe("officialFindings", () => {
  for (const [version, [good, bad, pointer, message]] of Object.entries(documents)) {
    it(`holds documents against the schema of ${version}`, async () => {
      expect(await found(good)).to.deep.equal([]);

      const [finding, ...others] = await found(bad);

      expect(others).to.deep.equal([]);
      expect(finding).to.include({ code: "official-schema", severity: "error", pointer });
      expect(finding?.message).to.contain(message);
    });
  }

  it("takes later releases of a version for the one that it knows", async () => {
    const [good = {}] = documents["3.2"] ?? [];

    expect(await found({ ...good, openapi: "3.2.9" })).to.deep.equal([]);
  });

  it("names a property that should not be there", async () => {
    const [finding] = await found({ openapi: "3.2.0", info: { ...info, titel: "A" }, paths: {} });

    expect(finding).to.include({ pointer: "/info", focus: "/titel" });
  });
});

async function found(document: object): Promise<readonly Diagnostic[]> {
  return await officialFindings(await loadDocument(document as JsonObject));
}
