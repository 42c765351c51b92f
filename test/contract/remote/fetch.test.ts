import { readFileSync } from "node:fs";
import { Agent as HttpAgent } from "node:http";
import { createServer as createTlsServer, Agent as HttpsAgent } from "node:https";
import { type AddressInfo, createServer } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import type { RemoteFailure } from "../../../src/contract/remote/failure.ts";
import { type FetchOptions, fetchRemote, type RemoteAnswer } from "../../../src/contract/remote/fetch.ts";
import type { Permit } from "../../../src/contract/remote/permit.ts";
import { rejection } from "../rejection.ts";
import { files, redirectTo, serve } from "./http-server.ts";

const local: Permit = { hosts: ["127.0.0.1"] };

describe("fetchRemote", () => {
  it("sends a bare request: no cookies, no credentials, no way to a proxy", async () => {
    let headers: unknown;
    const { origin } = await serve((request, response) => {
      headers = request.headers;
      response.end("fine");
    });
    process.env["http_proxy"] = "http://127.0.0.1:1";

    const answer = await fetchText(`${origin}/x`);

    delete process.env["http_proxy"];
    expect(textOf(answer)).to.equal("fine");
    expect(headers).to.have.all.keys("accept", "accept-encoding", "user-agent", "host", "connection");
  });

  for (const [coding, encode] of [
    ["gzip", gzipSync],
    ["x-gzip", gzipSync],
    ["br", brotliCompressSync],
  ] as const) {
    it(`decodes ${coding}, and counts what comes out`, async () => {
      const { origin } = await serve((_, response) => {
        response.writeHead(200, { "content-encoding": coding }).end(encode("a".repeat(100_000)));
      });

      expect(textOf(await fetchText(origin))).to.have.length(100_000);
      expect(await failure(fetchText(origin, { maxBytes: 99_999 }))).to.include({ reason: "too-large" });
    });
  }

  it("refuses codings that it does not know, several at once, and bodies that do not fit", async () => {
    const refuse = async (coding: string, body: Uint8Array): Promise<unknown> => {
      const { origin } = await serve((_, response) => {
        response.writeHead(200, { "content-encoding": coding }).end(body);
      });
      return await failure(fetchText(origin));
    };

    expect(await refuse("zstd", Buffer.from("x"))).to.include({ reason: "encoding" });
    expect(await refuse("gzip, gzip", gzipSync(gzipSync("x")))).to.include({ reason: "encoding" });
    expect(await refuse("gzip", Buffer.from("plain"))).to.include({ reason: "encoding" });
    expect(await refuse("br", Buffer.from("plain text"))).to.include({ reason: "encoding" });
    expect(await refuse("gzip", gzipSync("cut short").subarray(0, 20))).to.include({ reason: "encoding" });
  });

  it("ends a body without end at the limit", async () => {
    let closed = false;
    const { origin } = await serve((_, response) => {
      const send = (): void => {
        while (!closed && response.write("a".repeat(65_536)));
      };
      response.on("drain", send).on("close", () => {
        closed = true;
      });
      send();
    });

    expect(await failure(fetchText(origin, { maxBytes: 1_000_000 }))).to.include({ reason: "too-large" });
  });

  it("counts everything into the time limit: a body that drips, and a server that says nothing", async () => {
    const ends: Promise<void>[] = [];
    const drip = await serve((_, response) => {
      const timer = setInterval(() => response.write(" "), 5);
      ends.push(new Promise((resolve) => response.on("close", () => resolve(clearInterval(timer)))));
    });
    const silent = await serve((_, response) => {
      ends.push(new Promise((resolve) => response.on("close", () => resolve())));
    });

    expect(await failure(fetchText(drip.origin, { timeoutMs: 80 }))).to.include({ reason: "timeout" });
    expect(await failure(fetchText(silent.origin, { timeoutMs: 80 }))).to.include({ reason: "timeout" });
    // The sockets are gone too.
    await Promise.all(ends);
  });

  it("counts a name server that does not answer", async () => {
    const resolve = (): Promise<never> => new Promise(() => {});

    const error = await failure(
      fetchRemote(
        new URL("http://slow.example/"),
        { hosts: ["slow.example"] },
        { maxBytes: 9, resolve, timeoutMs: 50 },
      ),
    );

    expect(error).to.include({ reason: "timeout" });
  });

  it("says that a server hung up", async () => {
    const server = createServer((socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };

    const error = await failure(fetchText(`http://127.0.0.1:${port}/`));

    server.close();
    expect(error).to.include({ reason: "unreachable" });
  });

  it("says which status was not 200", async () => {
    const { origin } = await serve((_, response) => response.writeHead(503).end("later"));

    expect(await failure(fetchText(origin))).to.include({
      reason: "status",
      message: "is answered with the status 503",
    });
  });

  describe("with redirects", () => {
    it("follows them, and tells where it ended", async () => {
      const { origin } = await serve((request, response) => {
        if (request.url === "/a") response.writeHead(301, { location: "b/c#part" }).end();
        else response.end("fine");
      });

      const { url } = await fetchText(`${origin}/a`);

      expect(url.href).to.equal(`${origin}/b/c`);
    });

    it("follows five and no more", async () => {
      const { origin, asked } = await serve((request, response) => {
        response.writeHead(302, { location: `${request.url}x` }).end();
      });

      expect(await failure(fetchText(origin))).to.include({ reason: "redirect" });
      expect(asked).to.have.length(6);
    });

    it("judges each: not to a host that is not allowed, a private address, a file, credentials, or nowhere", async () => {
      const target = await serve(files({ "/": "secret" }));
      const named: Permit = { hosts: [], named: "http://127.0.0.1:1/" };
      const reasonFor = async (location: string, permit: (origin: string) => Permit): Promise<string> => {
        const { origin } = await serve(redirectTo(location));
        return (await failure(fetchText(`${origin}/`, {}, permit(origin)))).reason;
      };
      const only = (origin: string): Permit => ({ hosts: [new URL(origin).host] });

      expect(await reasonFor(target.origin, only)).to.equal("host");
      expect(await reasonFor(target.origin, (origin) => ({ ...named, named: origin }))).to.equal("private-address");
      expect(await reasonFor("http://169.254.169.254/latest/meta-data/", only)).to.equal("host");
      expect(await reasonFor("file:///etc/passwd", only)).to.equal("host");
      expect(await reasonFor("http://user:secret@127.0.0.1/", () => local)).to.equal("host");
      expect(await reasonFor("http://[broken", () => local)).to.equal("redirect");
      expect(await reasonFor("", () => local)).to.equal("redirect");
      expect(target.asked).to.deep.equal([]);
    });
  });

  describe("over https", () => {
    const certificate = (file: string): Buffer => readFileSync(new URL(`../../http/tls/${file}`, import.meta.url));
    const [cert, key] = [certificate("cert.pem"), certificate("key.pem")];
    const server = createTlsServer({ cert, key }, (request, response) => {
      if (request.url === "/") response.end("fine");
      else response.writeHead(302, { location: request.url?.slice(1) }).end();
    });
    let origin = "";
    before(async () => {
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      origin = `https://localhost:${(server.address() as AddressInfo).port}`;
    });
    after(() => {
      server.close();
      server.closeAllConnections();
    });
    const permit: Permit = { hosts: ["localhost", "127.0.0.1"] };
    const trusting = { maxBytes: 99, agents: { http: new HttpAgent(), https: new HttpsAgent({ ca: cert }) } };

    it("asks for a valid certificate", async () => {
      const error = await failure(fetchRemote(new URL(origin), permit, { maxBytes: 99 }));

      expect(error).to.include({ reason: "unreachable" });
      expect(error.message).to.match(/self-signed certificate/);
      expect(textOf(await fetchRemote(new URL(origin), permit, trusting))).to.equal("fine");
    });

    it("does not follow a redirect to plain http", async () => {
      const plain = await serve(files({ "/": "changed on the way" }));

      const error = await failure(fetchRemote(new URL(`${origin}/${plain.origin}`), permit, trusting));

      expect(error).to.include({ reason: "redirect" });
      expect(plain.asked).to.deep.equal([]);
    });
  });

  describe("with names", () => {
    it("resolves a name once and connects to that address only", async () => {
      const { port } = await serve(files({ "/": "fine" }));
      const asked: string[] = [];
      const resolve = async (hostname: string): Promise<{ address: string; family: number }[]> => {
        asked.push(hostname);
        return [{ address: asked.length === 1 ? "127.0.0.1" : "127.0.0.2", family: 4 }];
      };
      const url = new URL(`http://pets.example:${port}/`);

      const answer = await fetchRemote(url, { hosts: [], named: url.href }, { maxBytes: 99, resolve });

      expect(textOf(answer)).to.equal("fine");
      expect(answer.isPrivate).to.equal(true);
      expect(asked).to.deep.equal(["pets.example"]);
    });

    it("asks nothing of a public name that resolves to a private address, not even one of several", async () => {
      const { port, asked } = await serve(files({ "/": "secret" }));
      const url = new URL(`http://pets.example:${port}/`);
      const home = { hosts: [], home: { url: url.href, isPrivate: false } };
      for (const permit of [{ hosts: ["pets.example"] }, home]) {
        for (const addresses of [["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::ffff:127.0.0.1"], ["64:ff9b::7f00:1"]]) {
          const resolve = async () => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

          const error = await failure(fetchRemote(url, permit, { maxBytes: 99, resolve }));

          expect(error).to.include({ reason: "private-address" });
        }
      }
      expect(asked).to.deep.equal([]);
    });

    it("says that a name is unknown, or has no address", async () => {
      const fails = async (): Promise<never> => {
        throw new Error("getaddrinfo ENOTFOUND");
      };
      for (const resolve of [fails, async () => []]) {
        const permit = { hosts: ["pets.example"] };
        const error = await failure(fetchRemote(new URL("http://pets.example/"), permit, { maxBytes: 99, resolve }));
        expect(error).to.include({ reason: "unreachable", remedy: "check the name of the host" });
      }
    });
  });
});

async function fetchText(url: string, options: Partial<FetchOptions> = {}, permit = local): Promise<RemoteAnswer> {
  return await fetchRemote(new URL(url), permit, { maxBytes: 1_000_000, ...options });
}

function textOf({ bytes }: RemoteAnswer): string {
  return Buffer.from(bytes ?? []).toString();
}

async function failure(promise: Promise<unknown>): Promise<RemoteFailure> {
  return (await rejection(promise)) as RemoteFailure;
}
