import { expect } from "chai";
import { explanations } from "../../src/base/explanations.ts";
import { createListener } from "../../src/http/app.ts";
import { listen, type RunningServer } from "../../src/http/server.ts";
import type { Write } from "../../src/session/state.ts";
import { controlOptions } from "../helpers/control.ts";
import { sessionsInMemory } from "../helpers/gateway.ts";
import { parseResponses, type RawResponse, talk } from "../helpers/raw-http.ts";

describe("the control plane", () => {
  let server: RunningServer;
  let asked: string[];

  const sessions = sessionsInMemory();

  before(async () => {
    asked = [];
    const listener = createListener({
      control: controlOptions({
        sessions,
        documents: () => [
          { name: "api.yaml", mount: "", title: "Test", version: "1", digest: "d", operations: 2, failure: undefined },
        ],
      }),
      gateway: {
        edition: {},
        handle: async (request) => {
          asked.push(request.target);
          return {
            request,
            response: { status: 418, headers: {} },
            violations: [],
            provenance: [],
            replayable: () => false,
            requestId: "1",
          };
        },
      },
      cors: true,
      compression: true,
      maxBody: 1000,
      onExchange() {},
      onBug(error) {
        throw error;
      },
    });
    server = await listen(listener, { host: "127.0.0.1", port: 0 });
  });

  after(() => server.close());

  it("tells how the documents stand, to this machine only", async () => {
    const documents = await ask("GET /_helix/documents", "Host: localhost");

    expect(JSON.parse(documents.body)).to.deep.equal([
      { name: "api.yaml", mount: "", title: "Test", version: "1", digest: "d", operations: 2 },
    ]);
    expect((await ask("GET /_helix/documents", "Host: evil.example")).status).to.equal(403);
  });

  it("lists what sessions have written, and forgets it", async () => {
    const write: Write = { kind: "put", collection: "/pets", id: 1, entity: { id: 1 }, ordinal: undefined };
    for (const id of ["a", "b", "c"]) sessions.write(id, [write]);
    const listed = await ask("GET /_helix/sessions", "Host: localhost");

    expect(JSON.parse(listed.body)[0]).to.deep.equal({ id: "a", entities: 1, writes: 1, collections: ["/pets"] });
    expect((await ask("DELETE /_helix/sessions/a", "Host: localhost")).status).to.equal(204);
    expect(sessions.list().map(({ id }) => id)).to.deep.equal(["b", "c"]);
    expect((await ask("POST /_helix/reset", "Host: localhost", "Origin: http://localhost:3000")).status).to.equal(204);
    expect(sessions.list()).to.deep.equal([]);
  });

  it("obeys no web page from elsewhere, and no other host's name", async () => {
    sessions.write("a", [{ kind: "delete", collection: "/pets", id: 1 }]);
    for (const field of ["Origin: https://evil.example", "Origin: null", "Origin: http://localhost.evil.example"]) {
      expect((await ask("POST /_helix/reset", "Host: localhost", field)).status, field).to.equal(403);
    }
    expect((await ask("POST /_helix/reset", "Host: evil.example")).status).to.equal(403);
    expect((await ask("GET /_helix/reset", "Host: localhost")).status).to.equal(405);
    expect(sessions.list()).to.have.length(1);
  });

  it("is healthy as long as it answers, for everybody", async () => {
    const health = await ask("GET /_helix/health", "Host: anything.example");

    expect(health.status).to.equal(200);
    expect(JSON.parse(health.body)).to.deep.equal({ status: "ok" });
    expect(await status("HEAD /_helix/health")).to.equal(200);
  });

  it("explains every code, as JSON or as text", async () => {
    for (const code of explanations.keys()) expect(await status(`GET /_helix/problems/${code}`), code).to.equal(200);
    const json = await ask("GET /_helix/problems/body-too-large", "Host: localhost", "Accept: application/json");
    const text = await ask("GET /_helix/problems/body-too-large", "Host: localhost", "Accept: text/markdown");

    expect(JSON.parse(json.body)).to.include({ code: "body-too-large" }).and.to.have.keys("code", "meaning", "remedy");
    expect(text.headers["content-type"]).to.equal("text/markdown; charset=utf-8");
    expect(text.body).to.match(/^## body-too-large\n\nThe request body/);
  });

  it("answers what it does not have with a problem of its own", async () => {
    const unknown = await ask("GET /_helix/problems/constructor", "Host: localhost");

    expect(unknown.status).to.equal(404);
    expect(unknown.headers["content-type"]).to.equal("application/problem+json");
    expect(await status("GET /_helix")).to.equal(404);
    expect(await status("GET /_helix/problems/%ff")).to.equal(404);
    expect(await status("GET /_helix/../health")).to.equal(404);
    expect(await status("DELETE /_helix/health")).to.equal(405);
  });

  it("refuses a page of another origin that has its name point here", async () => {
    const hosts = ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "evil@127.0.0.1", ""];
    for (const host of hosts)
      expect(await status("GET /_helix/problems/settings", `Host: ${host}`), host).to.equal(403);
    const own = ["localhost", "LOCALHOST:4010", "127.0.0.1:4010", "[::1]:4010", "127.8.8.8"];
    for (const host of own) expect(await status("GET /_helix/problems/settings", `Host: ${host}`), host).to.equal(200);
  });

  it("takes no path of the document that only begins alike", async () => {
    asked = [];

    for (const path of ["/_helixes", "/_helix-a", "/a/_helix/health", "/%5Fhelix/health"]) await status(`GET ${path}`);

    expect(asked).to.deep.equal(["/_helixes", "/_helix-a", "/a/_helix/health", "/%5Fhelix/health"]);
  });

  async function ask(line: string, ...headers: string[]): Promise<RawResponse> {
    const lines = [`${line} HTTP/1.1`, "Connection: close", ...(headers.length > 0 ? headers : ["Host: localhost"])];
    const [response] = parseResponses(await talk(server.port, [`${lines.join("\r\n")}\r\n\r\n`]));
    if (!response) throw new Error(`no response to ${line}`);
    return response;
  }

  async function status(line: string, ...headers: string[]): Promise<number> {
    return (await ask(line, ...headers)).status;
  }
});
