import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import { checkNotModified } from "./conditional.ts";
import { compareCodings } from "./socket.ts";

const TAG = '"abc"';

describe("the judge of 304", () => {
  const first = { status: 200, headers: new Headers({ etag: TAG }), bytes: new Uint8Array([1]) };
  const right = { status: 304, headers: new Headers({ etag: TAG }), bytes: new Uint8Array() };

  it("accepts the tag again and nothing else", () => {
    expect(checkNotModified(first, right)).to.deep.equal([]);
  });

  for (const [fault, second] of [
    ["another status", { ...right, status: 200 }],
    ["a body", { ...right, bytes: new Uint8Array([1]) }],
    ["another tag", { ...right, headers: new Headers({ etag: '"abd"' }) }],
  ] as const) {
    it(`finds ${fault}`, () => {
      expect(checkNotModified(first, second).map(({ kind }) => kind)).to.deep.equal(["conditional"]);
    });
  }

  it("finds a tag that is none", () => {
    const headers = new Headers({ etag: "abc" });

    expect(checkNotModified({ ...first, headers }, { ...right, headers }).length).to.equal(1);
  });
});

describe("the judge of content codings", () => {
  const text = "text ".repeat(100);
  const coded = { gzip: gzipSync(text), br: brotliCompressSync(text) };

  it("accepts the same bytes in each coding", async () => {
    const { coded: times, failures } = await compared((wanted, response) => {
      const coding = wanted === "gzip" || wanted === "br" ? wanted : undefined;
      if (coding !== undefined) response.setHeader("content-encoding", coding);
      response.setHeader("vary", "Accept-Encoding");
      response.end(coding === undefined ? text : coded[coding]);
    });

    expect(failures).to.deep.equal([]);
    expect(times).to.equal(2);
  });

  it("accepts a server that never compresses", async () => {
    expect(await compared((_, response) => response.end(text))).to.deep.equal({ coded: 0, failures: [] });
  });

  for (const [fault, answer] of [
    ["other bytes", (wanted, response) => response.end(wanted === "gzip" ? "other" : text)],
    ["a coding that was not asked for", (_, response) => response.setHeader("content-encoding", "br").end(coded.br)],
    ["bytes that do not decode", (_, response) => response.setHeader("content-encoding", "gzip").end(text)],
    [
      "no Vary",
      (wanted, response) => {
        if (wanted === "gzip") response.setHeader("content-encoding", "gzip").end(coded.gzip);
        else response.end(text);
      },
    ],
  ] as const satisfies readonly (readonly [string, Answer])[]) {
    it(`finds ${fault}`, async () => {
      expect((await compared(answer)).failures).to.not.deep.equal([]);
    });
  }
});

type Answer = (wanted: string, response: ServerResponse) => unknown;

async function compared(answer: Answer): ReturnType<typeof compareCodings> {
  const server = createServer((request, response) => answer(String(request.headers["accept-encoding"]), response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = server.address() as AddressInfo;
    return await compareCodings(`http://127.0.0.1:${port}`, new Request("http://localhost/a?b=c"));
  } finally {
    server.close();
  }
}
