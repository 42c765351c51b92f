import { expect } from "chai";
import type { JsonObject } from "../../src/base/json.ts";
import { type Answer, type Client, clientOf } from "../helpers/gateway.ts";
import { paths } from "../helpers/tasks.ts";

describe("requests that may come twice", () => {
  let ask: Client;

  beforeEach(async () => {
    ask = await clientOf(paths as JsonObject);
  });

  it("are carried out once, and have the first answer again", async () => {
    const first = await post("k1", { title: "one" });
    const again = await post("k1", { title: "one" });
    const other = await post("k2", { title: "one" });

    expect(again.text).to.equal(first.text);
    expect(again.status).to.equal(201);
    expect(again.headers).to.include({ "idempotent-replayed": "true", location: first.headers["location"] });
    expect(again.headers["x-helix-source"]).to.equal(first.headers["x-helix-source"]);
    expect(first.headers).not.to.have.property("idempotent-replayed");
    expect(other.json["id"]).to.not.equal(first.json["id"]);
    expect(await titles()).to.deep.equal(["one", "one"]);
  });

  it("are answered as they were even where what they made has changed since", async () => {
    const first = await post("k1", { title: "one" });
    await ask(`PUT /tasks/${first.json["id"]}`, { body: { title: "other" } });

    expect((await post("k1", { title: "one" })).text).to.equal(first.text);
    expect(await titles()).to.deep.equal(["other"]);
    const gone = await ask("DELETE /tasks/1", { headers: { "idempotency-key": "k2" } });
    expect(gone.status).to.equal(204);
    expect((await ask("DELETE /tasks/1", { headers: { "idempotency-key": "k2" } })).status).to.equal(204);
    expect((await ask("DELETE /tasks/1")).status).to.equal(404);
  });

  it("are carried out once where they come at the same time", async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => post("k1", { title: "one" })));

    expect(new Set(answers.map(({ text }) => text)).size).to.equal(1);
    expect(await titles()).to.deep.equal(["one"]);
  });

  it("are refused where the key came with another request, and where it is no key", async () => {
    await post("k1", { title: "one" });

    const refused = [
      await post("k1", { title: "two" }),
      await ask("PUT /tasks/1", { headers: { "idempotency-key": "k1" }, body: { title: "one" } }),
      await post("", { title: "two" }),
      await post("x".repeat(256), { title: "two" }),
    ];
    expect(refused.map(({ status, json }) => [status, json["type"]])).to.deep.equal([
      [422, "/_helix/problems/idempotency-key-reused"],
      [422, "/_helix/problems/idempotency-key-reused"],
      [400, "/_helix/problems/idempotency-key-invalid"],
      [400, "/_helix/problems/idempotency-key-invalid"],
    ]);
    expect(await titles()).to.deep.equal(["one"]);
  });

  it("belong to their session, and are forgotten with it", async () => {
    await post("k1", { title: "one" });
    const elsewhere = { "x-session-id": "b", "idempotency-key": "k1" };

    expect((await ask("POST /tasks", { headers: elsewhere, body: { title: "two" } })).status).to.equal(201);
  });

  it("were not carried out where they were refused, or asked for an error", async () => {
    expect((await post("k1", { title: 7 })).status).to.equal(422);
    expect((await post("k1", { title: "one" })).status).to.equal(201);
    const error = { "idempotency-key": "k2", prefer: "code=404" };
    await ask("DELETE /tasks/2", { headers: error });
    expect((await ask("DELETE /tasks/2", { headers: { "idempotency-key": "k2" } })).status).to.equal(204);
  });

  it("need no key where they change nothing anyway", async () => {
    const listed = async (limit: number) =>
      (await ask(`GET /tasks?limit=${limit}`, { headers: { "idempotency-key": "k1" } })).status;

    expect([await listed(1), await listed(2)]).to.deep.equal([200, 200]);
  });

  function post(key: string, body: unknown): Promise<Answer> {
    return ask("POST /tasks", { headers: { "idempotency-key": key }, body });
  }

  /** Of the tasks that were created. */
  async function titles(): Promise<unknown[]> {
    const { text } = await ask("GET /tasks?limit=100");
    const tasks = JSON.parse(text) as readonly JsonObject[];
    return tasks.map(({ title }) => title).filter((title) => ["one", "two", "other"].includes(String(title)));
  }
});

describe("changes on a condition", () => {
  let ask: Client;

  beforeEach(async () => {
    ask = await clientOf(paths as JsonObject);
  });

  it("are made to what the client has seen, and to nothing newer", async () => {
    const { etag = "" } = (await ask("GET /tasks/1")).headers;
    const put = (tag: string, title: string) => ask("PUT /tasks/1", { headers: { "if-match": tag }, body: { title } });

    expect((await put(etag, "mine")).status).to.equal(200);
    const late = await put(etag, "too late");
    expect([late.status, late.json["type"]]).to.deep.equal([412, "/_helix/problems/precondition-failed"]);
    expect((await ask("GET /tasks/1")).json["title"]).to.equal("mine");
    const { etag: current = "" } = (await ask("GET /tasks/1")).headers;
    expect(late.headers["etag"]).to.equal(current);
    const patched = await ask("PATCH /tasks/1", { headers: { "if-match": current }, body: { title: "mine again" } });
    expect(patched.status).to.equal(200);
    expect((await ask("DELETE /tasks/1", { headers: { "if-match": current } })).status).to.equal(412);
  });

  it("can be to create only, or to replace only", async () => {
    await ask("DELETE /tasks/1");
    const put = (headers: Record<string, string>) => ask("PUT /tasks/1", { headers, body: { title: "new" } });

    expect((await put({ "if-match": "*" })).status).to.equal(412);
    expect((await put({ "if-none-match": "*" })).status).to.equal(201);
    expect((await put({ "if-none-match": "*" })).status).to.equal(412);
    expect((await put({ "if-match": "*" })).status).to.equal(200);
  });

  it("go by what GET shows, also where no list does", async () => {
    const { etag = "" } = (await ask("GET /tasks/7000")).headers;
    const put = (tag: string) => ask("PUT /tasks/7000", { headers: { "if-match": tag }, body: { title: "mine" } });

    expect((await put('"other"')).status).to.equal(412);
    expect((await put(etag)).status).to.equal(201);
    expect((await put(etag)).status).to.equal(412);
  });

  it("go by the addresses that are shown under the prefix of the session", async () => {
    const link = { type: "string", format: "uri" };
    const answer = responses({ type: "object", required: ["id", "href"], properties: { id: text, href: link } });
    ask = await clientOf({ "/things/{id}": { parameters: [thingId], get: answer, delete: answer } });
    const { etag = "", ...headers } = (await ask("GET /_s/x/things/7")).headers;

    expect(headers["x-helix-session"]).to.equal("x");
    expect((await ask("DELETE /_s/x/things/7", { headers: { "if-match": etag } })).status).to.equal(200);
  });

  it("are held against what GET shows where that needs more than the change brings", async () => {
    const needed = { name: "key", in: "query", required: true, schema: text };
    const answer = responses({ type: "object", required: ["id"], properties: { id: text } });
    const get = { ...answer, parameters: [needed], security: [{ basic: [] }] };
    const schemes = { basic: { type: "http", scheme: "basic" } };
    ask = await clientOf({ "/things/{id}": { parameters: [thingId], get, delete: answer } }, {}, schemes);

    expect((await ask("DELETE /things/7", { headers: { "if-match": '"other"' } })).status).to.equal(412);
    const credential = { authorization: "Basic YTpi" };
    const { etag = "" } = (await ask("GET /things/7?key=1", { headers: credential })).headers;
    expect((await ask("DELETE /things/7", { headers: { "if-match": etag } })).status).to.equal(200);
  });
});

const text = { type: "string" };
const thingId = { name: "id", in: "path", required: true, schema: text };

function responses(schema: object): object {
  return { responses: { 200: { description: "", content: { "application/json": { schema } } } } };
}
