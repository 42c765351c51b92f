import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { usualReading } from "../../src/contract/request/reading-settings.ts";
import { answers, jsonBody, pathParameter, queryParameter } from "../helpers/contract.ts";
import { type Client, clientOf } from "../helpers/gateway.ts";

const pet = {
  type: "object",
  required: ["id", "name"],
  properties: { id: { type: "integer", readOnly: true }, name: { type: "string" } },
};

describe("the gateway", () => {
  describe("the order of errors", () => {
    const bomb = gzipSync(Buffer.alloc(usualReading.maxBody + 1));
    const zipped = { "content-encoding": "gzip", "content-type": "application/json" };
    const key = { "x-key": "secret" };
    const picky = { accept: "image/png" };
    /** Each request has every fault from its own on. */
    const ladder: [status: number, line: string, headers: Record<string, string>, body: unknown][] = [
      [404, "PUT /pots?limit=x", { ...picky, "content-type": "text/csv" }, "a"],
      [405, "PUT /pets?limit=x", { ...picky, "content-type": "text/csv" }, "a"],
      [401, "POST /pets?limit=x", { ...picky, "content-type": "text/csv", "content-encoding": "gzip" }, bomb],
      [415, "POST /pets?limit=x", { ...picky, ...key, "content-type": "text/csv", "content-encoding": "gzip" }, bomb],
      [413, "POST /pets?limit=x", { ...picky, ...key, ...zipped }, bomb],
      [400, "POST /pets?limit=x", { ...picky, ...key, "content-type": "application/json" }, "{"],
      [422, "POST /pets?limit=x", { ...picky, ...key }, { name: "Rex" }],
      [422, "POST /pets", { ...picky, ...key }, { name: 7 }],
      [406, "POST /pets", { ...picky, ...key }, { name: "Rex" }],
      [201, "POST /pets", key, { name: "Rex" }],
    ];
    for (const [status, line, headers, body] of ladder) {
      it(`answers ${line} with ${status} where nothing earlier is wrong`, async () => {
        const ask = await pets();

        const answer = await ask(line, { headers, body });

        expect(answer.status).to.equal(status);
        if (status !== 201) expect(answer.json).to.include({ status });
      });
    }

    it("judges parameters apart whose names differ in case", async () => {
      const limit = { name: "limit", in: "query", schema: { type: "integer" } };
      const text = { name: "LIMIT", in: "query", schema: { type: "string" } };
      const ask = await clientOf({ "/pets": { get: answers(pet, { parameters: [limit, text] }) } });

      expect((await ask("GET /pets?limit=7&LIMIT=x")).status).to.equal(200);
      expect((await ask("GET /pets?limit=x&LIMIT=7")).status).to.equal(422);
    });

    it("names what would have done", async () => {
      const ask = await pets();

      const unknown = await ask("GET /pet");
      const method = await ask("PUT /pets");
      const credential = await ask("POST /pets");
      const type = await ask("POST /pets", { headers: { ...key, "content-type": "text/csv" }, body: "a" });
      const accept = await ask("GET /pets/7", { headers: picky });

      expect(unknown.json["available"]).to.include("GET /pets/{id}");
      expect(method.headers["allow"]).to.equal("POST, OPTIONS");
      expect(credential.headers["www-authenticate"]).to.equal('ApiKey realm="helix", in="header", name="X-Key"');
      expect(type.json["available"]).to.deep.equal(["application/json"]);
      expect(accept.json["available"]).to.deep.equal(["application/json"]);
    });

    it("names the types of patches", async () => {
      const ask = await clientOf({ "/pets": { patch: answers(pet, jsonBody(pet)) } });

      const answer = await ask("PATCH /pets", { headers: { "content-type": "text/csv" }, body: "a" });

      expect(answer.headers["accept-patch"]).to.equal("application/json");
    });

    it("tells a target that is malformed from one that is unknown", async () => {
      const ask = await pets();

      expect((await ask("GET /pets/%ff")).status).to.equal(400);
    });
  });

  describe("methods that need no declaration", () => {
    it("answers HEAD like GET, without the content", async () => {
      const ask = await pets();

      const [get, head] = [await ask("GET /pets/7"), await ask("HEAD /pets/7")];

      expect(head.exchange.response).to.not.have.property("body");
      expect(withoutId(head.headers)).to.deep.equal(withoutId(get.headers));
      expect(head.status).to.equal(200);
    });

    it("answers HEAD and OPTIONS as the document declares them", async () => {
      const declared = { responses: { 202: { description: "" } } };
      const ask = await clientOf({ "/pets": { get: answers(pet), head: declared, options: declared } });

      expect((await ask("HEAD /pets")).status).to.equal(202);
      expect((await ask("OPTIONS /pets")).status).to.equal(202);
    });

    it("answers OPTIONS with what a path supports", async () => {
      const ask = await pets();

      const answer = await ask("OPTIONS /pets/7");

      expect([answer.status, answer.text, answer.headers["allow"]]).to.deep.equal([204, "", "GET, HEAD, OPTIONS"]);
    });
  });

  describe("how strictly requests are judged", () => {
    const invalid = "GET /list?limit=x";
    const cases: [policy: "error" | "warn" | "off", prefer: string, status: number, reported: string | undefined][] = [
      ["error", "", 422, "1"],
      ["error", "handling=lenient", 200, "1"],
      ["error", "handling=strict", 422, "1"],
      ["warn", "", 200, "1"],
      ["warn", "handling=strict", 422, "1"],
      ["off", "", 200, undefined],
      ["off", "handling=lenient", 200, undefined],
      ["off", "handling=strict", 422, "1"],
    ];
    for (const [requestPolicy, prefer, status, reported] of cases) {
      it(`answers an invalid request with ${status} under ${requestPolicy}${prefer && ` and ${prefer}`}`, async () => {
        const ask = await clientOf(
          { "/list": { get: answers(pet, { parameters: [queryParameter("limit")] }) } },
          {
            requestPolicy,
          },
        );

        const answer = await ask(invalid, { headers: { prefer } });

        expect(answer.status).to.equal(status);
        expect(answer.headers["x-helix-violations"]).to.equal(reported);
        expect(answer.headers["sl-violations"] === undefined).to.equal(reported === undefined);
        expect(answer.exchange.violations).to.have.length(Number(reported ?? 0));
      });
    }

    it("still wants credentials where it only warns, unless they are switched off", async () => {
      const lenient = { headers: { prefer: "handling=lenient" }, body: { name: "Rex" } };
      const [present, off] = [await pets(), await pets({ auth: "off" })];

      expect((await present("POST /pets", lenient)).status).to.equal(401);
      expect((await off("POST /pets", lenient)).status).to.equal(201);
    });
  });

  describe("headers", () => {
    it("says of every answer where it comes from", async () => {
      const ask = await pets();
      const lines = [
        "GET /pets/7",
        "HEAD /pets/7",
        "OPTIONS /pets",
        "GET /nothing",
        "PUT /pets",
        "POST /pets",
        "GET /%",
      ];

      for (const line of lines) {
        const { headers } = await ask(line);

        expect(headers, line).to.include.keys("x-helix-source", "x-helix-operation", "x-helix-seed", "x-request-id");
      }
    });

    it("names the operation, and escapes what a header cannot hold", async () => {
      const ask = await clientOf({
        "/größe": { get: answers(pet) },
        "/pets": { get: answers(pet, { operationId: "all" }) },
      });

      expect((await ask("GET /pets")).headers["x-helix-operation"]).to.equal("all");
      expect((await ask("GET /gr%C3%B6%C3%9Fe")).headers["x-helix-operation"]).to.equal("GET /gr%C3%B6%C3%9Fe");
      expect((await ask("GET /nothing")).headers["x-helix-operation"]).to.equal("-");
    });

    it("sends the client's request id back where it can", async () => {
      const ask = await pets();
      const sent = async (id: string) =>
        (await ask("GET /pets/7", { headers: { "x-request-id": id } })).headers["x-request-id"];

      expect(await sent("abc-1")).to.equal("abc-1");
      expect(await sent("a b")).to.match(/^[0-9a-f-]{36}$/);
    });

    it("sends the declared headers, required ones always, and warns of what is deprecated", async () => {
      const headers = {
        "X-Left": { required: true, schema: { type: "integer", minimum: 1, maximum: 9 } },
        "X-Tags": { required: true, schema: { type: "array", items: { const: "a" }, minItems: 2, maxItems: 2 } },
        "Last-Modified": { schema: { type: "string" } },
        "Content-Length": { schema: { type: "integer" } },
      };
      const responses = { 200: { description: "", headers } };
      const ask = await clientOf({ "/old": { get: { deprecated: true, responses } }, "/new": { get: { responses } } });

      const old = await ask("GET /old");

      expect(old.headers["x-left"]).to.match(/^[1-9]$/);
      expect(old.headers).to.include({ "x-tags": "a,a", "last-modified": "Thu, 01 Jan 2026 00:00:00 GMT" });
      expect(old.headers).to.not.have.property("content-length");
      expect(old.headers).to.include({ deprecation: "true" });
      expect((await ask("GET /new")).headers).to.not.have.property("deprecation");
    });

    it("sends a word that is no media type as it stands, and takes it", async () => {
      const content = { xls: { schema: { type: "string", minLength: 1 } } };
      const responses = { 200: { description: "", content } };
      const ask = await clientOf({ "/x": { post: { requestBody: { content }, responses } } });

      const answer = await ask("POST /x", { headers: { "content-type": "xls" }, body: "a" });

      expect(answer.status).to.equal(200);
      expect(answer.headers["content-type"]).to.equal("xls");
      expect(answer.text).to.not.equal("");
    });

    it("sends headers whatever their names begin with", async () => {
      const headers = { "x-lower": { required: true, schema: { const: "a" } } };
      const responses = { 200: { description: "", headers }, "x-note": "an extension" };
      const ask = await clientOf({ "/x": { get: { responses } }, "x-note": "an extension" });

      expect((await ask("GET /x")).headers["x-lower"]).to.equal("a");
    });

    it("leaves out optional headers that cannot be, and makes others where an example cannot be sent", async () => {
      const headers = {
        "X-Impossible": { schema: { type: "integer", enum: ["410"] } },
        "X-Broken": { required: true, schema: { type: "string", minLength: 1, example: "two\nlines" } },
      };
      const ask = await clientOf({ "/x": { get: { responses: { 200: { description: "", headers } } } } });

      const answer = await ask("GET /x");

      expect(answer.status).to.equal(200);
      expect(answer.headers).to.not.have.property("x-impossible");
      expect(answer.headers["x-broken"]).to.match(/^[ -~]+$/);
    });

    it("sends no content with 204, 205 and 304", async () => {
      const content = { "application/json": { schema: pet } };
      const described = { description: "", content };
      const ask = await clientOf({
        "/pets": { get: { responses: { 204: described, 205: described, 304: described } } },
      });

      for (const code of [204, 205, 304]) {
        const { status, exchange } = await ask("GET /pets", { headers: { prefer: `code=${code}` } });

        expect(status).to.equal(code);
        expect(exchange.response).to.not.have.property("body");
      }
    });
  });
});

function pets(options: Parameters<typeof clientOf>[1] = {}): Promise<Client> {
  const created = { description: "", content: { "application/json": { schema: pet } } };
  const create = {
    parameters: [queryParameter("limit")],
    security: [{ key: [] }],
    responses: { 201: created },
    ...jsonBody(pet),
  };
  const paths = {
    "/pets": { post: create },
    "/pets/{id}": { get: answers(pet, { parameters: [pathParameter("id")] }) },
  };
  return clientOf(paths, options, { key: { type: "apiKey", in: "header", name: "X-Key" } });
}

function withoutId({ "x-request-id": _, ...headers }: Readonly<Record<string, string | undefined>>): object {
  return headers;
}
