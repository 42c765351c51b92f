import { expect } from "chai";
import type { GatewayOptions } from "../../src/gateway/options.ts";
import { jsonBody, queryParameter } from "../helpers/contract.ts";
import { type Answer, type Client, clientOf } from "../helpers/gateway.ts";
import { schemaOf } from "../helpers/schema.ts";

const text = { type: "string" };
const integer = { type: "integer" };
const fault = { type: "object", required: ["reason"], properties: { reason: text }, additionalProperties: false };

describe("refuse", () => {
  const choices: [declared: readonly string[], sent: string][] = [
    [["400", "422", "4XX", "default"], "422"],
    [["400", "4XX", "default"], "400"],
    [["4XX", "default"], "422"],
    [["default"], "422"],
    [["404", "500"], "422"],
  ];
  for (const [declared, sent] of choices) {
    it(`answers an invalid request with ${sent} where ${declared.join(", ")} are declared`, async () => {
      const ask = await posting(Object.fromEntries(declared.map((status) => [status, fault])));

      const { status, headers, text: body } = await ask("POST /pets", { body: {} });

      const isDeclared = !declared.includes("500");
      expect(String(status)).to.equal(sent);
      expect(headers["content-type"]).to.equal(isDeclared ? "application/json" : "application/problem+json");
      if (isDeclared) expect(isValid(fault, body), body).to.equal(true);
    });
  }

  it("prefers 400 for a body that is malformed", async () => {
    const ask = await posting({ 400: fault, 422: fault });

    expect((await malformed(ask)).status).to.equal(400);
    expect((await malformed(await posting({ 422: fault }))).status).to.equal(422);
  });

  it("carries the violations where the schema leaves room", async () => {
    const roomy = { type: "object", properties: { reason: text } };
    const ask = await posting({ 422: roomy });

    const { json, exchange } = await ask("POST /pets?limit=x", { body: {} });

    expect(json["violations"]).to.deep.equal(exchange.violations);
    expect(exchange.violations.map(({ in: place }) => place)).to.deep.equal(["query", "body"]);
  });

  it("says what happened in the words that the document has for it", async () => {
    const detail = { type: "object", required: ["field", "message"], properties: { field: text, message: text } };
    const schema = {
      type: "object",
      required: ["status", "message", "errors", "path"],
      properties: { status: integer, message: text, path: text, errors: { type: "array", items: detail } },
      additionalProperties: false,
    };
    const ask = await posting({ 422: schema });

    const { json, exchange } = await ask("POST /pets?limit=x", { body: { name: 7 } });

    const [limit, name] = exchange.violations.map(({ message }) => message);
    expect(json).to.deep.equal({
      status: 422,
      message: `${limit} ${name}`,
      path: "/pets?limit=x",
      errors: [
        { field: "limit", message: limit },
        { field: "name", message: name },
      ],
    });
  });

  it("is valid in whatever form the document wants it", async () => {
    const schemas = [
      { type: "array", minItems: 2, items: { type: "object", required: ["code"], properties: { code: integer } } },
      { type: "string", maxLength: 8 },
      { type: "integer", minimum: 1000 },
      { oneOf: [{ type: "object", required: ["violations"], properties: { violations: integer } }, { type: "null" }] },
      { type: "object", required: ["message"], properties: { message: { type: "string", pattern: "^E[0-9]{3}$" } } },
    ];
    for (const schema of schemas) {
      const { status, text: body } = await (await posting({ 422: schema }))("POST /pets", { body: {} });

      expect(status).to.equal(422);
      expect(isValid(schema, body), body).to.equal(true);
    }
  });

  it("takes the document's example", async () => {
    const example = { reason: "Names are needed." };
    const content = { "application/json": { schema: { ...fault, additionalProperties: {} }, example } };
    const operation = {
      ...jsonBody(required),
      responses: { 200: { description: "" }, 422: { description: "", content } },
    };
    const ask = await clientOf({ "/pets": { post: operation } });

    const { json, exchange } = await ask("POST /pets", { body: {} });

    expect(json).to.deep.equal({ ...example, violations: exchange.violations });
  });

  it("uses the declared 401, 415 and 406, but no declared 404 where there is no route", async () => {
    const responses = Object.fromEntries([401, 404, 406, 415].map((status) => [status, fault]));
    const security = { security: [{ key: [] }] };
    const ask = await posting(responses, {}, security);
    const key = { authorization: "Bearer abc" };

    const anonymous = await ask("POST /pets");
    const typed = await ask("POST /pets", { headers: { ...key, "content-type": "text/csv" }, body: "a" });
    const picky = await ask("POST /pets", { headers: { ...key, accept: "image/png" }, body: { name: "Rex" } });
    const lost = await ask("POST /cats");

    for (const { status, json } of [anonymous, typed, picky]) {
      expect(json, String(status)).to.have.all.keys("reason");
    }
    expect([anonymous, typed, picky, lost].map(({ status }) => status)).to.deep.equal([401, 415, 406, 404]);
    expect(anonymous.headers["www-authenticate"]).to.equal('Bearer realm="helix"');
    expect(lost.headers["content-type"]).to.equal("application/problem+json");
  });

  it("sends the headers that the declared error requires", async () => {
    const headers = { "X-Code": { required: true, schema: { const: "E7" } } };
    const operation = {
      ...jsonBody(required),
      responses: { 200: { description: "" }, 422: { description: "", headers } },
    };
    const ask = await clientOf({ "/pets": { post: operation } });

    const answer = await ask("POST /pets", { body: {} });

    expect([answer.status, answer.text]).to.deep.equal([422, ""]);
    expect(answer.headers).to.include({ "x-code": "E7", "x-helix-violations": "1" });
  });

  it("is a problem where the declared error has no instance, or where problems are wanted", async () => {
    const impossible = { type: "integer", minimum: 2, maximum: 1 };
    const asks = [await posting({ 422: impossible }), await posting({ 400: fault }, { problemsOnly: true })];

    for (const ask of asks) {
      const { json, headers } = await ask("POST /pets", { body: {} });

      expect(headers["content-type"]).to.equal("application/problem+json");
      expect(json).to.include({ status: 422, type: "/_helix/problems/request-invalid" });
      expect(json["violations"]).to.have.length(1);
    }
  });
});

const required = { type: "object", required: ["name"], properties: { name: text } };

/** An operation that needs a name in its body, with JSON errors of these schemas. */
function posting(errors: object, options: Partial<GatewayOptions> = {}, parts: object = {}): Promise<Client> {
  const failures = Object.entries(errors).map(([status, schema]) => [
    status,
    { description: "", content: { "application/json": { schema } } },
  ]);
  const success = { description: "", content: { "application/json": { schema: required } } };
  const responses = { 200: success, ...Object.fromEntries(failures) };
  const operation = { parameters: [queryParameter("limit")], ...jsonBody(required), responses, ...parts };
  return clientOf({ "/pets": { post: operation } }, options, { key: { type: "http", scheme: "bearer" } });
}

function malformed(ask: Client): Promise<Answer> {
  return ask("POST /pets", { headers: { "content-type": "application/json" }, body: "{" });
}

function isValid(schema: object, body: string): boolean {
  const { graph, node } = schemaOf(schema, {}, "response");
  return graph.accepts(node, JSON.parse(body));
}
