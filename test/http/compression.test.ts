import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect } from "chai";
import type { ResponseMessage } from "../../src/base/exchange.ts";
import { compressed } from "../../src/http/compression.ts";

const text = "The same answer again. ".repeat(100);

describe("compressed", () => {
  it("sends what the client prefers, brotli where it has no preference", async () => {
    const br = await compressed(answer(), { "accept-encoding": "gzip, deflate, br" });
    const gzip = await compressed(answer(), { "accept-encoding": "br;q=0.5, gzip" });
    const any = await compressed(answer(), { "accept-encoding": "*" });

    expect([br, gzip, any].map(({ headers }) => headers["Content-Encoding"])).to.deep.equal(["br", "gzip", "br"]);
    expect(brotliDecompressSync(br.body ?? "").toString()).to.equal(text);
    expect(gunzipSync(gzip.body ?? "").toString()).to.equal(text);
  });

  it("gives the compressed answer a tag of its own, and says that answers differ", async () => {
    const { headers } = await compressed(answer({ ETag: '"abc"', Vary: "Origin" }), { "accept-encoding": "gzip" });

    expect(headers).to.include({ ETag: '"abc-gzip"', Vary: "Origin, Accept-Encoding" });
  });

  for (const accept of [undefined, "", "identity", "gzip;q=0, br;q=0", "zstd", "identity, gzip;q=0.5", "*;q=0"]) {
    it(`sends it as it is for Accept-Encoding ${accept}`, async () => {
      const { headers, body } = await compressed(answer(), { "accept-encoding": accept });

      expect(headers).not.to.have.property("Content-Encoding");
      expect(headers["Vary"]).to.equal("Accept-Encoding");
      expect(Buffer.from(body ?? []).toString()).to.equal(text);
    });
  }

  const untouched: [why: string, response: ResponseMessage][] = [
    ["is short", { ...answer(), body: Buffer.from("short") }],
    ["is compressed already", answer({ "Content-Type": "image/png" })],
    ["has a coding", answer({ "Content-Encoding": "x" })],
    ["must not be changed", answer({ "Cache-Control": "no-transform" })],
    ["is sent item by item", { ...answer(), pacing: { ends: [10], intervalMs: 1 } }],
    ["is nothing", { status: 204, headers: {} }],
  ];
  for (const [why, response] of untouched) {
    it(`leaves alone what ${why}`, async () => {
      expect(await compressed(response, { "accept-encoding": "gzip" })).to.equal(response);
    });
  }

  for (const type of [
    "application/problem+json",
    "text/csv",
    "application/xml",
    "image/svg+xml",
    "application/x-ndjson",
  ]) {
    it(`compresses ${type}`, async () => {
      const { headers } = await compressed(answer({ "Content-Type": type }), { "accept-encoding": "gzip" });

      expect(headers["Content-Encoding"]).to.equal("gzip");
    });
  }
});

function answer(headers: Record<string, string> = {}): ResponseMessage {
  return { status: 200, headers: { "Content-Type": "text/plain; charset=utf-8", ...headers }, body: Buffer.from(text) };
}
