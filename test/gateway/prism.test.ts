import { expect } from "chai";
import { stopwatch } from "../../src/base/clock.ts";
import { answers, jsonBody, queryParameter } from "../helpers/contract.ts";
import { type Client, clientOf } from "../helpers/gateway.ts";

const known = { type: "object", required: ["n"], properties: { n: { type: "integer" } } };

const paths = {
  "/one": {
    servers: [
      { url: "https://{region}.example.com/v1/", variables: { region: { default: "eu", enum: ["eu", "us"] } } },
      { url: "/local" },
    ],
    get: {
      deprecated: true,
      parameters: [queryParameter("limit"), { name: "X-Trace", in: "header", schema: { type: "integer" } }],
      responses: {
        200: { description: "", content: { "application/json": { schema: known, example: { n: 7 } } } },
        422: { description: "", content: { "application/json": { schema: { type: "object" } } } },
      },
    },
  },
  "/plain": { post: answers(known, jsonBody({ properties: { "a/b": { type: "integer" } } })) },
};

describe("what Prism's users rely on", () => {
  let ask: Client;

  beforeEach(async () => {
    ask = await clientOf(paths);
  });

  it("a lone example has the name default", async () => {
    const named = await ask("GET /one", { headers: { prefer: "example=default" } });

    expect(named.json).to.deep.equal({ n: 7 });
    expect(named.headers["x-helix-source"]).to.equal("example; default");
  });

  it("__server names one of the document's servers", async () => {
    for (const url of ["https://eu.example.com/v1", "https://us.example.com/v1/", "/local"]) {
      expect((await ask(`GET /one?__server=${encodeURIComponent(url)}`)).status, url).to.equal(200);
    }

    const elsewhere = await ask("GET /one?__server=https://example.org");
    const nowhere = await ask("POST /plain?__server=/v1", { body: {} });

    expect(elsewhere.json).to.deep.include({
      status: 404,
      type: "/_helix/problems/server-unknown",
      available: ["https://eu.example.com/v1", "https://us.example.com/v1", "/local"],
    });
    expect(nowhere.json).to.deep.include({ status: 404, available: [] });
  });

  it("refusals of a deprecated operation say that it is", async () => {
    for (const line of ["GET /one", "GET /one?limit=x", "GET /one?__code=418"]) {
      expect((await ask(line)).headers["deprecation"], line).to.equal("true");
    }
    expect((await ask("POST /plain", { body: {} })).headers).not.to.have.property("deprecation");
  });

  it("violations are listed in its words, in the header and in problems", async () => {
    const field = await ask("GET /one", { headers: { "x-trace": "t" } });
    const body = await ask("POST /plain", { body: { "a/b": "x" } });

    expect(JSON.parse(field.headers["sl-violations"] ?? "")).to.deep.equal([
      {
        location: ["request", "header", "x-trace"],
        severity: "Error",
        code: "type",
        message: 'The header "X-Trace" must be an integer, but is a string.',
      },
    ]);
    expect(body.json["validation"])
      .to.have.nested.property("0")
      .that.deep.includes({ location: ["body", "a/b"], severity: "Error", code: "type" });
  });

  it("a delay holds for every answer, and the request may ask for another", async () => {
    const slow = await clientOf(paths, { delayMs: 40 });

    for (const line of ["GET /one", "GET /one?limit=x", "GET /nothing"]) {
      const elapsed = stopwatch();
      await slow(line);
      expect(elapsed(), line).to.be.above(38);
    }
    const endless = await clientOf(paths, { delayMs: 3_600_000 });
    expect((await endless("GET /one", { headers: { "x-helix-delay": "0" } })).status).to.equal(200);
  });
});
