import { createHash } from "node:crypto";
import { expect } from "chai";
import { fetchRemote } from "../../../src/contract/remote/fetch.ts";
import { hasChanged, type RemoteSource, remoteSource } from "../../../src/contract/remote/remote-source.ts";
import { serve } from "./http-server.ts";

const options = { maxBytes: 1_000_000, timeoutMs: 2_000 };
const permit = { hosts: ["127.0.0.1"] };

describe("hasChanged", () => {
  it("lets the server say so by its ETag", async () => {
    let etag = '"1"';
    const conditions: unknown[] = [];
    const { origin } = await serve((request, response) => {
      conditions.push(request.headers["if-none-match"]);
      if (request.headers["if-none-match"] === etag) response.writeHead(304).end();
      else response.writeHead(200, { etag }).end(`version ${etag}`);
    });
    const source = await sourceOf(`${origin}/api.yaml`);

    const before = await hasChanged(source, options);
    etag = '"2"';
    const after = await hasChanged(source, options);

    expect([before, after]).to.deep.equal([false, true]);
    expect(conditions).to.deep.equal([undefined, '"1"', '"1"']);
  });

  it("lets it say so by the date", async () => {
    const { origin } = await serve((request, response) => {
      const isKnown = request.headers["if-modified-since"] !== undefined;
      response.writeHead(isKnown ? 304 : 200, { "last-modified": "Thu, 15 Jan 2026 09:30:00 GMT" }).end();
    });

    expect(await hasChanged(await sourceOf(origin), options)).to.equal(false);
  });

  it("compares the text where the server ignores the question", async () => {
    let text = "one";
    const { origin } = await serve((_, response) => response.writeHead(200, { etag: '"same"' }).end(text));
    const source = await sourceOf(origin);

    const before = await hasChanged(source, options);
    text = "two";

    expect(source.digest).to.equal(createHash("sha256").update("one").digest("hex"));
    expect([before, await hasChanged(source, options)]).to.deep.equal([false, true]);
  });

  it("does not know where there is no answer, or an error", async () => {
    let status = 200;
    const { origin } = await serve((_, response) => response.writeHead(status).end("x"));
    const source = await sourceOf(origin);

    status = 500;

    expect(await hasChanged(source, options)).to.equal(undefined);
    expect(await hasChanged({ ...source, url: "http://127.0.0.1:1/" }, options)).to.equal(undefined);
    expect(await hasChanged({ ...source, permit: { hosts: [] } }, options)).to.equal(undefined);
  });

  it("sees what could not be read appear", async () => {
    let status = 404;
    const { origin } = await serve((_, response) => response.writeHead(status).end("x"));
    const source = remoteSource(new URL(origin), permit, undefined);

    const before = await hasChanged(source, options);
    status = 200;

    expect([before, await hasChanged(source, options)]).to.deep.equal([undefined, true]);
  });
});

async function sourceOf(url: string): Promise<RemoteSource> {
  const asked = new URL(url);
  return remoteSource(asked, permit, await fetchRemote(asked, permit, options));
}
