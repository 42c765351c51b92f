import * as zlib from "node:zlib";
import { expect } from "chai";
import { createMock, type MockOptions } from "../src/index.ts";

const pet = { type: "object", properties: { name: { type: "string" } } };
const document = {
  openapi: "3.1.0",
  info: { title: "Test", version: "1" },
  paths: {
    "/pets": {
      post: {
        parameters: [{ name: "ids", in: "query", schema: { type: "array", items: { type: "integer" } } }],
        requestBody: {
          content: {
            "application/json": { schema: pet },
            "application/x-www-form-urlencoded": {
              schema: { properties: { ids: { type: "array", items: { type: "integer" } } } },
            },
          },
        },
        responses: { 204: { description: "" } },
      },
    },
  },
};

/** From the settings to what a request is judged by. */
describe("settings of reading", () => {
  const json = { "content-type": "application/json" };

  it("refuse a coding that is not understood, and say which are", async () => {
    for (const coding of ["compress", "gzip, gzip"]) {
      const { status, headers, type } = await post({}, "/pets", { ...json, "content-encoding": coding }, "x");

      expect([status, headers.get("accept-encoding")]).to.deep.equal([415, acceptable]);
      expect(type).to.equal("/_helix/problems/coding-unsupported");
    }
    expect((await post({}, "/pets", { "content-type": "text/csv" }, "x")).headers.get("accept-encoding")).to.equal(
      null,
    );
  });

  it("cap a body once it is decompressed by the limit for bodies", async () => {
    const zipped = zlib.gzipSync(JSON.stringify({ name: "x".repeat(2_000) }));
    const headers = { ...json, "content-encoding": "gzip" };

    expect((await post({}, "/pets", headers, zipped)).status).to.equal(204);
    expect((await post({ maxBody: 1_000 }, "/pets", headers, zipped)).status).to.equal(413);
    expect((await post({}, "/pets", headers, zipped.subarray(0, 30))).status).to.equal(400);
  });

  it("refuse what is not declared, with strict", async () => {
    expect((await post({}, "/pets?x=1", json, '{"y":1}')).status).to.equal(204);
    const { status, codes } = await post({ strict: true }, "/pets?x=1", json, '{"y":1}');

    expect(status).to.equal(422);
    expect(codes).to.deep.equal(["query-undeclared", "body-undeclared"]);
  });

  it("say how clients write lists", async () => {
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const options: Partial<MockOptions> = { queryArrayFormat: "brackets", formArrayFormat: "pipe" };

    expect((await post(options, "/pets?ids[]=1", form, "ids=1|2")).status).to.equal(204);
    expect((await post(options, "/pets?ids=1", form, "ids=1")).status).to.equal(422);
    expect((await post({}, "/pets?ids=1", form, "ids=1|2")).status).to.equal(422);
    expect(
      (await post({}, "/pets?ids=1|2", { ...form, "X-Helix-Query-Array-Format": "pipe" }, "ids=1")).status,
    ).to.equal(204);
  });
});

/** zstd came with Node 22.15. */
const acceptable = `gzip, br, deflate${"zstdDecompressSync" in zlib ? ", zstd" : ""}`;

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly type: string | undefined;
  readonly codes: readonly string[];
}

async function post(
  options: Partial<MockOptions>,
  path: string,
  headers: Record<string, string>,
  body: string | Uint8Array,
): Promise<Answered> {
  const mock = await createMock({ document, ...options });
  const response = await mock.fetch(path, { method: "POST", headers, body: body as string });
  await mock.close();
  const text = await response.text();
  const problem = JSON.parse(text || "{}") as { type?: string; violations?: { code: string }[] };
  const codes = (problem.violations ?? []).map(({ code }) => code);
  return { status: response.status, headers: response.headers, type: problem.type, codes };
}
