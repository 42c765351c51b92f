import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect } from "chai";
import { headText, RoomyBody, sendDirectly } from "../../src/http/direct.ts";
import { type ReadyResponse, writeByNode } from "../../src/http/messages.ts";
import { parseResponses, type RawResponse, request, talk } from "../helpers/raw-http.ts";

const bytes = Buffer.from("caf\xe9", "latin1");
const bodies = { text: "caf\xe9", bytes, "bytes with room": new RoomyBody(bytes) };

describe("sending past ServerResponse", () => {
  let server: Server;
  let body: RoomyBody | Uint8Array | string;
  /** Whether each of the answers went the short way. */
  let direct: boolean[];

  beforeEach(async () => {
    direct = [];
    server = createServer((incoming, response) => {
      const ready = { ...readyWith(contentOf(body)), fields: ["X-Path", incoming.url ?? "", ...fieldsOf(body)] };
      const sent = incoming.url !== "/node" && sendDirectly(incoming, response, headText(ready), body);
      if (!sent) writeByNode(response, ready);
      direct.push(sent);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });

  afterEach(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });

  for (const [name, sent] of Object.entries(bodies)) {
    it(`sends ${name} as Node does, again and again on one connection`, async () => {
      body = sent;
      const [node] = await ask(lasting("/node"), request("GET /last"));
      const answers = await ask(lasting("/a"), lasting("/b"), request("GET /last"));

      expect(direct).to.deep.equal([false, false, true, true, false]);
      expect(node?.headers["keep-alive"]).to.match(/^timeout=\d+$/);
      expect(answers[0]).to.deep.equal({ ...node, headers: { ...node?.headers, "x-path": "/a" } });
      expect(answers[1]).to.deep.equal({ ...node, headers: { ...node?.headers, "x-path": "/b" } });
    });
  }

  it("keeps the order of requests that come before the answers", async () => {
    body = "text";
    const wire = await talk(port(), [
      Buffer.concat([lasting("/1"), lasting("/node"), lasting("/3"), request("GET /4")]),
    ]);

    expect(parseResponses(wire).map(({ headers }) => headers["x-path"])).to.deep.equal(["/1", "/node", "/3", "/4"]);
  });

  it("leaves connections that end, and older versions, to Node", async () => {
    body = "text";
    await talk(port(), [request("GET /close")]);
    await talk(port(), ["GET /old HTTP/1.0\r\n\r\n"]);

    expect(direct).to.deep.equal([false, false]);
  });

  it("gives clients that read slowly their own head and the whole body", async () => {
    const content = Buffer.alloc(8 * 1024 ** 2, "helix ");
    body = new RoomyBody(content);
    const paths = ["/1", "/2", "/3"];
    const sockets = paths.map(() => connect(port(), "127.0.0.1").pause());
    for (const [index, path] of paths.entries()) {
      sockets[index]?.write(lasting(path));
      await new Promise((resolve) => server.once("request", () => setImmediate(resolve)));
    }
    const wires = await Promise.all(sockets.map((socket) => read(socket, content.length)));

    expect(direct).to.deep.equal([true, true, true]);
    expect(wires.map((wire) => /X-Path: (.*)\r/.exec(wire.subarray(0, 500).toString())?.[1])).to.deep.equal(paths);
    expect(wires.every((wire) => wire.subarray(-content.length).equals(content))).to.equal(true);
  });

  it("says the time of each second", async () => {
    body = "text";
    const [answer] = parseResponses(await talk(port(), [lasting("/1"), request("GET /node")]));

    expect(Math.abs(Date.parse(answer?.headers["date"] ?? "") - Date.now())).to.be.below(60_000);
  });

  it("takes no field that would end the head, and leaves what it cannot send", () => {
    const head = (fields: string[], rest: Partial<ReadyResponse> = {}) =>
      headText({ ...readyWith("a"), fields, ...rest });

    expect(() => head(["X-A", "1\r\nX-B: 2"])).to.throw(TypeError, /X-A/);
    expect(head(["X-A: 1\r\nX-B", "2"])).to.equal(undefined);
    expect(head(["Date", "yesterday"])).to.equal(undefined);
    expect(head([], { body: undefined })).to.equal(undefined);
    expect(head(["X-A", "caf\xe9"])).to.equal("HTTP/1.1 200 OK\r\nX-A: caf\xe9\r\n");
  });

  /** The answers over one connection, without their time. */
  async function ask(...pieces: Buffer[]): Promise<RawResponse[]> {
    const answers = parseResponses(await talk(port(), pieces));
    return answers.map(({ headers: { date: _, ...headers }, ...rest }) => ({ headers, ...rest }));
  }

  const port = (): number => (server.address() as AddressInfo).port;
});

function lasting(path: string): Buffer {
  return Buffer.from(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
}

function contentOf(body: RoomyBody | Uint8Array | string): Uint8Array | string {
  return body instanceof RoomyBody ? body.content : body;
}

function fieldsOf(body: RoomyBody | Uint8Array | string): string[] {
  return ["Content-Length", String(contentOf(body).length)];
}

function readyWith(body: Uint8Array | string): ReadyResponse {
  return { status: 200, fields: [], body, pacing: undefined };
}

/** Reads until a body of this length has come behind the head. */
function read(socket: ReturnType<typeof connect>, length: number): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let total = 0;
    let end = Number.POSITIVE_INFINITY;
    socket.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      total += chunk.length;
      if (end === Number.POSITIVE_INFINITY) end = Buffer.concat(chunks).indexOf("\r\n\r\n") + 4 + length;
      if (total < end) return;
      socket.destroy();
      resolve(Buffer.concat(chunks));
    });
    socket.resume();
  });
}
