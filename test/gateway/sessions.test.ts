import { expect } from "chai";
import type { JsonObject } from "../../src/base/json.ts";
import { type Client, clientOf, sessionsInMemory } from "../helpers/gateway.ts";

const text = { type: "string" };
const json = (schema: object) => ({ "application/json": { schema } });
const ok = (schema: object) => ({ "200": { description: "", content: json(schema) } });
const idParameter = (name: string) => ({ name, in: "path", required: true, schema: { type: "integer" } });
const missing = { "404": { description: "", content: json({ type: "object", properties: { message: text } }) } };

const user = {
  type: "object",
  required: ["id", "name", "email"],
  properties: {
    id: { type: "integer", readOnly: true },
    name: { ...text, minLength: 1 },
    email: { ...text, format: "email" },
    nickname: { type: ["string", "null"] },
    bio: text,
    createdAt: { ...text, format: "date-time", readOnly: true },
    updatedAt: { ...text, format: "date-time", readOnly: true },
  },
};
const order = {
  type: "object",
  required: ["id", "userId"],
  properties: {
    id: { type: "integer", readOnly: true },
    userId: { type: "integer" },
    note: text,
  },
};
const withBody = (schema: object, ...types: string[]) => ({
  requestBody: { content: Object.fromEntries(["application/json", ...types].map((type) => [type, { schema }])) },
});
const some = {
  type: "object",
  properties: { name: text, bio: text, nickname: { type: ["string", "null"] }, email: text },
};
const paths = {
  "/users": {
    get: {
      operationId: "listUsers",
      parameters: [
        { name: "name", in: "query", schema: text },
        { name: "limit", in: "query", schema: { type: "integer" } },
      ],
      responses: {
        "200": {
          description: "",
          content: json({
            type: "object",
            required: ["data", "total"],
            properties: { data: { type: "array", items: user }, total: { type: "integer" } },
          }),
        },
      },
    },
    post: {
      operationId: "createUser",
      ...withBody(user),
      responses: { "201": { description: "", content: json(user) } },
    },
  },
  "/users/{userId}": {
    parameters: [idParameter("userId")],
    get: { operationId: "getUser", responses: { ...ok(user), ...missing } },
    put: {
      operationId: "replaceUser",
      ...withBody(user),
      responses: { ...ok(user), "201": { description: "", content: json(user) } },
    },
    patch: {
      operationId: "updateUser",
      requestBody: {
        content: {
          "application/json": { schema: some },
          "application/json-patch+json": { schema: { type: "array", items: { type: "object" } } },
        },
      },
      responses: ok(user),
    },
    delete: { operationId: "deleteUser", responses: { "204": { description: "" } } },
  },
  "/users/{userId}/orders": {
    parameters: [idParameter("userId")],
    get: {
      operationId: "listOrders",
      responses: ok({ type: "array", items: { ...order, properties: { ...order.properties, user } } }),
    },
    post: {
      operationId: "createOrder",
      ...withBody({ type: "object", properties: { note: text } }),
      responses: { "201": { description: "", content: json({ ...order, properties: { ...order.properties, user } }) } },
    },
  },
};

describe("what a session writes", () => {
  let ask: Client;
  const mia = { name: "Mia", email: "mia@example.com" };

  beforeEach(async () => {
    ask = await clientOf(paths);
  });

  it("is created, listed, read, changed, deleted and then gone", async () => {
    const created = await ask("POST /users", { body: mia });
    const { id } = created.json;
    expect(created.status).to.equal(201);
    expect(created.headers["location"]).to.equal(`/users/${id}`);
    expect(created.json).to.deep.include(mia);

    const list = await ask("GET /users");
    expect(users(list.json)[0]).to.deep.equal(created.json);
    expect(list.json["total"]).to.equal(26);
    expect((await ask(`GET /users/${id}`)).json).to.deep.equal(created.json);

    const changed = await ask(`PATCH /users/${id}`, { body: { name: "Maria" } });
    expect(changed.json).to.deep.equal({ ...created.json, name: "Maria", updatedAt: changed.json["updatedAt"] });
    expect((await ask(`GET /users/${id}`)).json).to.deep.equal(changed.json);
    expect(users((await ask("GET /users?name=Maria")).json)).to.deep.equal([changed.json]);

    expect((await ask(`DELETE /users/${id}`)).status).to.equal(204);
    expect((await ask(`GET /users/${id}`)).status).to.equal(404);
    expect((await ask(`DELETE /users/${id}`)).status).to.equal(404);
    expect((await ask(`PATCH /users/${id}`, { body: { name: "x" } })).status).to.equal(404);
    expect((await ask("GET /users")).json["total"]).to.equal(25);
  });

  it("changes what was there before anyone wrote, and leaves the rest of it as it was", async () => {
    const before = (await ask("GET /users/3")).json;
    const { json: changed } = await ask("PATCH /users/3", { body: { bio: "Likes tea." } });

    expect(changed).to.deep.equal({ ...before, bio: "Likes tea.", updatedAt: changed["updatedAt"] });
    expect((await ask("GET /users/3")).json).to.deep.equal(changed);
    expect((await ask("GET /users?limit=100")).json["total"]).to.equal(25);
    await ask("DELETE /users/3");
    const ids = users((await ask("GET /users?limit=100")).json).map((one) => one["id"]);
    expect(ids).to.have.length(24).and.not.include(3);
  });

  it("has the time of the write, by a clock that moves a second for each", async () => {
    const { json: first } = await ask("POST /users", { body: mia });
    const { json: second } = await ask("POST /users", { body: mia });
    const { json: changed } = await ask(`PATCH /users/${first["id"]}`, { body: { bio: "x" } });

    expect([first["createdAt"], first["updatedAt"]]).to.deep.equal(["2026-01-01T00:00:01Z", "2026-01-01T00:00:01Z"]);
    expect(second["createdAt"]).to.equal("2026-01-01T00:00:02Z");
    expect([changed["createdAt"], changed["updatedAt"]]).to.deep.equal([
      "2026-01-01T00:00:01Z",
      "2026-01-01T00:00:03Z",
    ]);
  });

  it("is removed by null where the schema has none, and is null where it has", async () => {
    await ask("PATCH /users/3", { body: { nickname: "Mimi", bio: "x" } });
    const { json } = await ask("PATCH /users/3", { body: { nickname: null } });

    expect(json).to.have.property("nickname", null);
  });

  it("is all that is left of an entity after PUT, but for what the server sets", async () => {
    const before = (await ask("GET /users/3")).json;
    const { status, json } = await ask("PUT /users/3", { body: mia });

    expect(status).to.equal(200);
    expect(json).to.deep.equal({ id: 3, ...mia, createdAt: before["createdAt"], updatedAt: json["updatedAt"] });
    expect((await ask("GET /users/3")).json).to.deep.equal(json);
  });

  it("is brought into being by PUT, also again, which says so", async () => {
    expect((await ask("PUT /users/7000", { body: mia })).status).to.equal(201);
    expect((await ask("PUT /users/7000", { body: mia })).status).to.equal(200);
    expect((await ask("GET /users")).json["total"]).to.equal(26);
    await ask("DELETE /users/7000");
    expect((await ask("GET /users/7000")).status).to.equal(404);
    expect((await ask("PUT /users/7000", { body: mia })).status).to.equal(201);
    expect((await ask("GET /users/7000")).json).to.deep.include({ id: 7000, ...mia });
  });

  it("follows a JSON Patch, all of it or nothing", async () => {
    const headers = { "content-type": "application/json-patch+json" };
    const patch = (...operations: object[]) => ask("PATCH /users/3", { headers, body: JSON.stringify(operations) });
    const before = (await ask("GET /users/3")).json;

    const { json } = await patch({ op: "replace", path: "/name", value: "Max" }, { op: "remove", path: "/bio" });
    expect(json).to.include({ id: 3, name: "Max", email: before["email"] }).and.not.have.property("bio");

    const failed = await patch({ op: "remove", path: "/name" }, { op: "test", path: "/email", value: "no" });
    expect([failed.status, failed.json["type"]]).to.deep.equal([409, "/_helix/problems/patch-conflict"]);
    expect((await patch({ op: "add", path: "/__proto__/polluted", value: 1 })).status).to.equal(409);
    expect((await ask("GET /users/3")).json).to.deep.equal(json);
    expect({}).not.to.have.property("polluted");
  });

  it("takes along what belongs to it", async () => {
    const { json: created } = await ask("POST /users", { body: mia });
    const { json: placed } = await ask(`POST /users/${created["id"]}/orders`, { body: { note: "by hand" } });
    expect(placed).to.deep.include({ userId: created["id"], note: "by hand", user: created });

    await ask(`PATCH /users/${created["id"]}`, { body: { name: "Maria" } });
    const [listed] = list((await ask(`GET /users/${created["id"]}/orders`)).text);
    expect(listed?.["user"]).to.include({ id: created["id"], name: "Maria" });

    await ask(`DELETE /users/${created["id"]}`);
    expect((await ask(`GET /users/${created["id"]}/orders`)).status).to.equal(404);
  });

  it("is seen in its session only", async () => {
    const mine = { "x-session-id": "mine" };
    const { json, headers } = await ask("POST /users", { headers: mine, body: mia });
    await ask(`DELETE /users/5`, { headers: mine });

    expect(headers["x-helix-session"]).to.equal("mine");
    expect((await ask("GET /users")).json["total"]).to.equal(25);
    expect((await ask("GET /users", { headers: mine })).json["total"]).to.equal(25);
    expect((await ask("GET /users/5")).status).to.equal(200);
    expect((await ask("GET /users/5", { headers: { cookie: "helix_session=mine" } })).status).to.equal(404);
    const byPath = await ask(`GET /_s/mine/users/${json["id"]}`);
    expect(byPath.json).to.deep.equal(json);
    const other = await ask("POST /_s/mine/users", { body: mia });
    expect(other.headers["location"]).to.match(/^\/_s\/mine\/users\/\d+$/);
  });

  it("is not remembered for others that ask the same", async () => {
    const names = ["Ann", "Bob", "Cid", "Dan"];
    const bodies = await Promise.all(
      names.map((name) => ask("POST /users", { headers: { "x-session-id": name }, body: { ...mia, name } })),
    );
    const changed = await Promise.all(
      names.map((name) => ask("PATCH /users/3", { headers: { "x-session-id": `${name}2` }, body: { name } })),
    );

    expect(bodies.map(({ json }) => json["name"])).to.deep.equal(names);
    expect(changed.map(({ json }) => json["name"])).to.deep.equal(names);
    expect((await ask("GET /users/3")).json["name"]).to.not.be.oneOf(names);
  });

  it("is no session's where its id is none", async () => {
    const answer = await ask("GET /users", { headers: { "x-session-id": "a b" } });

    expect([answer.status, answer.json["type"]]).to.deep.equal([400, "/_helix/problems/session-invalid"]);
    expect(answer.headers["x-helix-session"]).to.equal(undefined);
  });

  it("does not happen where an error is asked for, or the request is refused", async () => {
    await ask("DELETE /users/3", { headers: { prefer: "code=404" } });
    await ask("POST /users", { body: { name: "" } });

    expect((await ask("GET /users/3")).status).to.equal(200);
    expect((await ask("GET /users")).json["total"]).to.equal(25);
  });

  it("makes answers that were given before stale", async () => {
    const before = (await ask("GET /users/3")).exchange;
    const other = (await ask("GET /users/3", { headers: { "x-session-id": "other" } })).exchange;
    expect([before.replayable(), other.replayable()]).to.deep.equal([true, true]);
    await ask("PATCH /users/3", { body: { bio: "x" } });

    expect([before.replayable(), other.replayable()]).to.deep.equal([false, true]);
    expect((await ask("GET /users/3")).exchange.replayable()).to.equal(true);
  });

  it("loses nothing where many write at once", async () => {
    const created = await Promise.all(Array.from({ length: 30 }, () => ask("POST /users", { body: mia })));
    const ids = created.map(({ json }) => json["id"]);

    expect(new Set(ids).size).to.equal(30);
    expect((await ask("GET /users")).json["total"]).to.equal(55);
  });

  it("may have ids of any characters, also those that no address can carry", async () => {
    const text = { type: "string" };
    const schema = { type: "object", required: ["id"], properties: { id: text } };
    const content = { "application/json": { schema } };
    const post = { requestBody: { content }, responses: { 201: { description: "", content } } };
    const get = { responses: { 200: { description: "", content } } };
    const parameters = [{ name: "id", in: "path", required: true, schema: text }];
    ask = await clientOf({ "/things": { post }, "/things/{id}": { parameters, get } });

    for (const id of ["\ud800", "a/b?c#d", "__proto__", "\u0000\n"]) {
      const made = await ask("POST /things", { body: { id } });
      expect([made.status, made.json["id"]]).to.deep.equal([201, id]);
      expect((await ask(`GET ${made.headers["location"]}`)).status).to.equal(200);
    }
  });

  it("survives a contract that it no longer fits, as far as it can", async () => {
    const sessions = sessionsInMemory();
    ask = await clientOf(paths, { sessions });
    const { json } = await ask("POST /users", { body: { ...mia, bio: "Likes tea." } });
    const stricter = JSON.parse(JSON.stringify(paths).replaceAll('"minLength":1', '"minLength":5'));
    ask = await clientOf(stricter, { sessions });
    const { json: found, status } = await ask(`GET /users/${json["id"]}`);

    expect(status).to.equal(200);
    expect(found).to.deep.include({ id: json["id"], email: mia.email, bio: "Likes tea." });
    expect((found["name"] as string).length).to.be.at.least(5);
  });

  it("and what lists show is all there is with strict state", async () => {
    ask = await clientOf(paths, { strictState: true });

    expect((await ask("GET /users/25")).status).to.equal(200);
    expect((await ask("GET /users/7000")).status).to.equal(404);
    expect((await ask("GET /users/7000/orders")).status).to.equal(404);
    expect((await ask("PATCH /users/7000", { body: { bio: "x" } })).status).to.equal(404);
  });
});

function users(body: JsonObject): readonly JsonObject[] {
  return body["data"] as readonly JsonObject[];
}

function list(body: string): readonly JsonObject[] {
  return JSON.parse(body);
}
