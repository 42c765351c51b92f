import { expect } from "chai";
import type { Exchange, RequestMessage, ResponseMessage } from "../../src/base/exchange.ts";
import { type AppOptions, createListener } from "../../src/http/app.ts";
import { listen, type RunningServer } from "../../src/http/server.ts";
import { controlOptions } from "../helpers/control.ts";
import { parseResponses, request, statuses, talk } from "../helpers/raw-http.ts";

describe("createListener", () => {
  let server: RunningServer;
  let received: RequestMessage[];
  let exchanges: Exchange[];
  let bugs: unknown[];
  let options: AppOptions;
  let answer: (request: RequestMessage) => Partial<ResponseMessage> & { operation?: string };

  beforeEach(async () => {
    received = [];
    exchanges = [];
    bugs = [];
    answer = () => ({ body: Buffer.from("hello"), headers: { "Content-Type": "text/plain" }, operation: "hello" });
    options = {
      gateway: { edition: {}, handle: async (message) => exchangeOf(message) },
      control: controlOptions(),
      cors: true,
      compression: true,
      maxBody: 1000,
      onExchange: (exchange) => exchanges.push(exchange),
      onBug: (bug) => bugs.push(bug),
    };
    server = await listen(createListener(options), { host: "127.0.0.1", port: 0 });
  });

  afterEach(() => server.close());

  describe("reading requests", () => {
    it("hands the gateway plain data", async () => {
      await talk(server.port, [
        request("PUT /a%2Fb?x=1&x=2", ["X-A: 1", "X-A: 2", "Cookie: a=1", "Cookie: b=2"], "body"),
      ]);

      const [message] = received;
      expect(message?.method).to.equal("PUT");
      expect(message?.target).to.equal("/a%2Fb?x=1&x=2");
      expect(message?.headers).to.include({ "x-a": "1, 2", cookie: "a=1; b=2" });
      expect(Buffer.from(message?.body ?? []).toString()).to.equal("body");
    });

    it("joins a session id that is sent twice, so that it is no id at all", async () => {
      await talk(server.port, [request("GET /", ["X-Session-ID: a", "X-Session-ID: b"])]);

      expect(received[0]?.headers["x-session-id"]).to.equal("a, b");
    });

    it("finds only what was sent among the headers", async () => {
      await talk(server.port, [request("GET /", ["__proto__: x", "Set-Cookie: a=1", "Set-Cookie: b=2"])]);

      expect(received[0]?.headers["constructor"]).to.equal(undefined);
      expect(received[0]?.headers["set-cookie"]).to.equal("a=1, b=2");
    });

    it("takes the path and query out of an absolute target", async () => {
      for (const target of ["http://example.com/a?b", "HTTP://example.com?b", "https://example.com"]) {
        await talk(server.port, [request(`GET ${target}`)]);
      }

      expect(received.map(({ target }) => target)).to.deep.equal(["/a?b", "/?b", "/"]);
    });

    it("accepts a body of exactly the limit and refuses one byte more, however it is sent", async () => {
      const post = (size: number) => talk(server.port, [request("POST /", [], "x".repeat(size))]);
      const chunked = `3e9\r\n${"x".repeat(1001)}\r\n0\r\n\r\n`;
      const head = "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";

      expect(statuses(await post(1000))).to.deep.equal([200]);
      expect(statuses(await post(1001))).to.deep.equal([413]);
      expect(statuses(await talk(server.port, [head + chunked]))).to.deep.equal([413]);
      expect(received).to.have.length(1);
    });

    it("says what was wrong with a request that it refuses, and tells of the exchange", async () => {
      const [response] = parseResponses(await talk(server.port, [request("GET /", ["Host: other"])]));

      expect(response?.headers["content-type"]).to.equal("application/problem+json");
      expect(JSON.parse(response?.body ?? "")).to.deep.equal({
        type: "/_helix/problems/host-ambiguous",
        title: "Bad Request",
        status: 400,
        detail: "The request has more than one Host header. Send one.",
      });
      expect(response?.headers["x-request-id"]).to.be.a("string");
      expect(exchanges.map(({ response: { status } }) => status)).to.deep.equal([400]);
    });

    it("forgets a client that goes away in the middle of its body", async () => {
      await talk(server.port, ["POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n\r\nhalf"], { patience: 50 }).catch(
        () => {},
      );
      await talk(server.port, [request("GET /")]);

      expect(received.map(({ method }) => method)).to.deep.equal(["GET"]);
      expect(bugs).to.deep.equal([]);
    });
  });

  describe("writing responses", () => {
    it("sends the bytes with their length", async () => {
      const [response] = parseResponses(await talk(server.port, [request("GET /")]));

      expect(response).to.deep.include({ status: 200, body: "hello" });
      expect(response?.headers).to.include({ "content-length": "5", "content-type": "text/plain" });
    });

    it("sends no content where the method or the status forbids it", async () => {
      const head = await talk(server.port, [request("HEAD /")]);
      answer = () => ({ status: 204 });
      const noContent = await talk(server.port, [request("GET /")]);

      expect(head.endsWith("\r\n\r\n")).to.equal(true);
      expect(noContent).to.match(/^HTTP\/1.1 204 [\s\S]*\r\n\r\n$/);
      expect(noContent.toLowerCase()).not.to.include("content-length").and.not.to.include("transfer-encoding");
    });

    it("says that there is no content where there could be", async () => {
      answer = () => ({ status: 200, body: undefined, headers: {} });

      const [response] = parseResponses(await talk(server.port, [request("GET /")]));

      expect(response?.headers["content-length"]).to.equal("0");
    });

    it("sends a list of values as several lines", async () => {
      answer = () => ({ headers: { "Set-Cookie": ["a=1", "b=2"] } });

      const wire = await talk(server.port, [request("GET /")]);

      expect(wire).to.include("Set-Cookie: a=1\r\nSet-Cookie: b=2\r\n");
    });

    it("keeps the framing to itself, whatever the document declares", async () => {
      answer = () => ({
        body: Buffer.from("hello"),
        headers: { "content-length": "99", "Transfer-Encoding": "chunked", Connection: "upgrade", __proto__x: "1" },
      });

      const wire = await talk(server.port, [request("GET /")]);

      expect(wire).to.include("Content-Length: 5\r\n").and.to.include("Connection: close\r\n");
      expect(wire).not.to.match(/chunked|upgrade|: 99/);
    });

    it("answers a bug with a bare 500 and lives on", async () => {
      const crash = new TypeError("x is not a function");
      answer = () => {
        throw crash;
      };
      const [failed] = parseResponses(await talk(server.port, [request("GET /")]));
      answer = () => ({ headers: { "X-Bad": "a\r\nInjected: yes" } });
      const [unwritable] = parseResponses(await talk(server.port, [request("GET /")]));
      answer = () => ({ status: 200 });

      expect([failed?.status, unwritable?.status]).to.deep.equal([500, 500]);
      expect(failed?.body).not.to.include("function");
      expect(bugs).to.have.length(2).and.to.include(crash);
      expect(statuses(await talk(server.port, [request("GET /")]))).to.deep.equal([200]);
    });
  });

  describe("CORS", () => {
    it("lets every origin read, and never with credentials", async () => {
      const [anonymous] = parseResponses(await talk(server.port, [request("GET /")]));
      const [named] = parseResponses(await talk(server.port, [request("GET /", ["Origin: https://app.example"])]));

      expect(anonymous?.headers["access-control-allow-origin"]).to.equal("*");
      expect(named?.headers).to.include({ "access-control-allow-origin": "https://app.example", vary: "Origin" });
      expect(named?.headers["access-control-expose-headers"]).to.include("X-Helix-Source").and.to.include("Location");
      expect(named?.headers).not.to.have.property("access-control-allow-credentials");
    });

    it("keeps what the document says about CORS, and joins Vary", async () => {
      answer = () => ({ headers: { "access-control-allow-origin": "https://own.example", Vary: "Accept" } });

      const [response] = parseResponses(await talk(server.port, [request("GET /", ["Origin: https://app.example"])]));

      expect(response?.headers).to.include({
        "access-control-allow-origin": "https://own.example",
        vary: "Accept, Origin",
      });
    });

    it("grants a preflight that no operation answers, also where the route is unknown", async () => {
      answer = () => ({
        status: 404,
        body: Buffer.from("{}"),
        headers: { "Content-Type": "application/problem+json" },
      });

      const [response] = parseResponses(await talk(server.port, [preflight]));

      expect(response?.status).to.equal(204);
      expect(response?.headers).to.include({
        "access-control-allow-origin": "https://app.example",
        "access-control-allow-methods": "DELETE",
        "access-control-allow-headers": "prefer, x-mine",
        vary: "Origin",
      });
      expect(response?.headers).not.to.have.property("content-type");
    });

    it("leaves a preflight to the operation that the document declares", async () => {
      answer = () => ({ status: 200, body: Buffer.from("own"), operation: "preflight" });

      const [response] = parseResponses(await talk(server.port, [preflight]));

      expect(response).to.deep.include({ status: 200, body: "own" });
      expect(response?.headers["access-control-allow-methods"]).to.equal("DELETE");
    });

    it("leaves OPTIONS without an origin alone", async () => {
      answer = () => ({ status: 404 });

      expect(statuses(await talk(server.port, [request("OPTIONS /")]))).to.deep.equal([404]);
    });

    it("never sends back bytes that a header must not hold", async () => {
      const wire = await talk(server.port, [request("GET /", ["Origin: \u00ff\u0001"])]);

      expect(wire).not.to.include("\u00ff");
      expect(statuses(wire)[0]).to.be.oneOf([200, 400]);
    });

    it("can be switched off", async () => {
      const closed = await listen(createListener({ ...options, cors: false }), { host: "127.0.0.1", port: 0 });

      const wire = await talk(closed.port, [request("GET /", ["Origin: https://app.example"])]);
      await closed.close();

      expect(wire).not.to.include("Access-Control");
    });
  });

  function exchangeOf(message: RequestMessage): Exchange {
    received.push(message);
    const { operation, ...response } = answer(message);
    return {
      request: message,
      response: { status: 200, headers: {}, ...response },
      operation,
      violations: [],
      provenance: [],
      replayable: () => false,
      requestId: "1",
    };
  }
});

const preflight = request("OPTIONS /", [
  "Origin: https://app.example",
  "Access-Control-Request-Method: DELETE",
  "Access-Control-Request-Headers: prefer, x-mine",
]);
