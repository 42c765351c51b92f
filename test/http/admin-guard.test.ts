import { expect } from "chai";
import { refuseCaller } from "../../src/http/admin/guard.ts";
import { createListener } from "../../src/http/app.ts";
import { listen, type RunningServer } from "../../src/http/server.ts";
import { controlOptions } from "../helpers/control.ts";
import { parseResponses, type RawResponse, talk } from "../helpers/raw-http.ts";

const far = "192.0.2.7";
const near = "127.0.0.1";

describe("who may use the control plane", () => {
  for (const [what, peer, headers, status] of [
    ["this machine", near, { host: "localhost:4010" }, undefined],
    ["this machine by IPv6", "::1", { host: "[::1]:4010" }, undefined],
    ["this machine under a foreign name", near, { host: "evil.example" }, 403],
    ["another machine", far, { host: "localhost" }, 403],
    ["a page of this machine", near, { host: "localhost:4010", origin: "http://localhost:3000" }, undefined],
    ["a page from elsewhere", near, { host: "localhost", origin: "https://evil.example" }, 403],
    ["a page without an origin", near, { host: "localhost", origin: "null" }, 403],
  ] as const) {
    it(`${status === undefined ? "admits" : "refuses"} ${what}, where there is no token`, () => {
      expect(refused(peer, headers)).to.equal(status);
      // There is nothing to compare it with.
      expect(refused(peer, { ...headers, authorization: "Bearer any" })).to.equal(status);
    });
  }

  for (const [what, peer, headers, status] of [
    ["another machine with the token", far, { host: "mock.example", authorization: "Bearer s3cret" }, undefined],
    ["the word in any case", far, { host: "mock.example", authorization: "bearer s3cret" }, undefined],
    [
      "its own page with the token",
      far,
      { host: "m:1", origin: "http://m:1", authorization: "Bearer s3cret" },
      undefined,
    ],
    [
      "a page from elsewhere with the token",
      far,
      { host: "m", origin: "http://e", authorization: "Bearer s3cret" },
      403,
    ],
    ["another machine with a wrong token", far, { host: "mock.example", authorization: "Bearer s3cre" }, 401],
    ["this machine with a wrong token", near, { host: "localhost", authorization: "Bearer s3cret2" }, 401],
    ["this machine with an empty token", near, { host: "localhost", authorization: "Bearer " }, 401],
    ["another machine with another kind of credential", far, { host: "m", authorization: "Basic s3cret" }, 403],
    ["another machine without", far, { host: "mock.example" }, 403],
    ["this machine without", near, { host: "localhost" }, undefined],
    [
      "this machine with a credential of another kind",
      near,
      { host: "localhost", authorization: "Basic a" },
      undefined,
    ],
  ] as const) {
    it(`${status === undefined ? "admits" : `answers ${status} to`} ${what}, where there is a token`, () => {
      expect(refused(peer, headers, "s3cret")).to.equal(status);
    });
  }

  describe("over the wire", () => {
    let server: RunningServer;

    before(async () => {
      const gateway = { edition: {}, handle: () => Promise.reject(new Error("not asked")) };
      const control = controlOptions({ token: "s3cret", maxBody: 100 });
      const events = { onExchange() {}, onBug: (error: unknown) => expect.fail(String(error)) };
      const listener = createListener({ gateway, control, cors: true, compression: true, maxBody: 100, ...events });
      server = await listen(listener, { host: "127.0.0.1", port: 0 });
    });

    after(() => server.close());

    it("says how to come back with a token, and takes it under any name", async () => {
      const wrong = await ask("GET /_helix/journal", ["Host: mock.example", "Authorization: Bearer no"]);
      const right = await ask("GET /_helix/journal", ["Host: mock.example", "Authorization: Bearer s3cret"]);

      expect(wrong.status).to.equal(401);
      expect(wrong.headers["www-authenticate"]).to.equal('Bearer realm="helix", error="invalid_token"');
      expect(wrong.headers["content-type"]).to.equal("application/problem+json");
      expect(right.status).to.equal(200);
    });

    it("takes bodies as application/json only, which no page sends unasked", async () => {
      const types = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a", ""];
      for (const type of types) {
        for (const line of ["POST /_helix/reset", "POST /_helix/sessions"]) {
          const fields = ["Host: localhost", ...(type === "" ? [] : [`Content-Type: ${type}`])];
          expect((await ask(line, fields, "{}")).status, `${line} ${type}`).to.equal(415);
        }
      }
      expect((await ask("POST /_helix/reset", ["Host: localhost"])).status).to.equal(204);
    });

    it("reads no more than it may, and nothing from those that it refuses", async () => {
      const body = JSON.stringify({ id: "a".repeat(120) });
      const json = "Content-Type: application/json";

      expect((await ask("POST /_helix/sessions", ["Host: localhost", json], body)).status).to.equal(413);
      expect((await ask("POST /_helix/sessions", ["Host: evil.example", json], body)).status).to.equal(403);
    });

    async function ask(line: string, fields: readonly string[], body = ""): Promise<RawResponse> {
      const length = body === "" ? [] : [`Content-Length: ${body.length}`];
      const head = [`${line} HTTP/1.1`, "Connection: close", ...fields, ...length].join("\r\n");
      const [response] = parseResponses(await talk(server.port, [`${head}\r\n\r\n${body}`]));
      if (!response) throw new Error(`no response to ${line}`);
      return response;
    }
  });
});

function refused(remoteAddress: string, headers: object, token?: string): number | undefined {
  const caller = { headers, socket: { remoteAddress } } as unknown as Parameters<typeof refuseCaller>[0];
  return refuseCaller(caller, { host: "127.0.0.1", token })?.status;
}
