import { once } from "node:events";
import { request } from "node:http";
import { expect } from "chai";
import type { JsonObject } from "../../../src/base/json.ts";
import { createMock, type Exchange, type Mock, type MockOptions, type Notice } from "../../../src/index.ts";
import { controlClient } from "../../helpers/control-client.ts";
import { independentJudge } from "../../helpers/independent.ts";
import { needsRedis, type RedisServer, startRedis, until } from "../../helpers/redis-server.ts";
import { task, tasksDocument } from "../../helpers/tasks.ts";

describe("a mock with Redis", () => {
  let redis: RedisServer;
  let notices: Notice[];
  const mocks: Mock[] = [];

  before(needsRedis);
  before(async () => {
    redis = await startRedis();
  });
  beforeEach(async () => {
    notices = [];
    await redis.client.flushall();
  });
  afterEach(async () => {
    for (const mock of mocks.splice(0)) await mock.close();
  });
  after(() => redis?.close());

  it("has its sessions again after a restart", async () => {
    const first = await start();
    const { json: made } = await send(first, "POST /tasks", { title: "kept", size: { width: 3 } });
    await send(first, `DELETE /tasks/2`);
    const list = await send(first, "GET /tasks?limit=100");
    await first.close();
    const second = await start();

    expect((await send(second, `GET /tasks/${made["id"]}`)).json).to.deep.equal(made);
    expect((await send(second, "GET /tasks/2")).status).to.equal(404);
    expect((await send(second, "GET /tasks?limit=100")).text).to.equal(list.text);
    const { json: next } = await send(second, "POST /tasks", { title: "next" });
    expect(next["id"]).to.not.equal(made["id"]);
    expect((await send(second, "GET /tasks/2", undefined, "another")).status).to.equal(200);
  });

  it("keeps what still fits after an edit of the document, and drops what does not", async () => {
    const first = await start();
    const { json: made } = await send(first, "POST /tasks", { title: "a title of words", done: true, note: "a note" });
    await first.close();
    const { title, ...properties } = task["properties"] as Record<string, JsonObject>;
    const edited: JsonObject = {
      ...task,
      required: ["id", "title", "priority"],
      properties: {
        ...properties,
        note: { type: "integer" },
        title: { ...title, maxLength: 100 },
        priority: { enum: ["high", "low"] },
      },
      additionalProperties: false,
    };
    const second = await start({
      document: JSON.parse(JSON.stringify(tasksDocument).replaceAll(JSON.stringify(task), JSON.stringify(edited))),
    });
    const { json: shown } = await send(second, `GET /tasks/${made["id"]}`);
    const { exchanges } = (await (await fetch(`${second.url}/_helix/journal?limit=1`)).json()) as {
      exchanges: Exchange[];
    };
    expect(exchanges[0]?.provenance.map(({ outcome }) => outcome)).to.deep.equal(["repaired", "answered"]);
    expect(exchanges[0]?.provenance[0]?.detail).to.match(
      /^task "\d+" was written as its schema does not take it any more/,
    );
    const { text } = await send(second, "GET /tasks?limit=100");

    expect(independentJudge(edited)(shown)).to.equal(true);
    expect(shown).to.include({ id: made["id"], title: "a title of words", done: true });
    expect(shown["note"]).to.be.a("number");
    expect(independentJudge({ type: "array", items: edited, minItems: 26 })(JSON.parse(text))).to.equal(true);
  });

  it("forgets remembered answers when another gateway writes", async () => {
    const [here, there] = [await start(), await start()];
    const asked = async () => await send(here, "GET /tasks/1");
    const answers = [await asked(), await asked(), await asked()];
    expect(new Set(answers.map(({ text }) => text)).size).to.equal(1);
    await send(there, "PUT /tasks/1", { title: "changed elsewhere" });

    expect((await asked()).json).to.deep.equal({ id: 1, title: "changed elsewhere" });
    await send(there, "DELETE /tasks/1");
    expect((await asked()).status).to.equal(404);
  });

  it("marks its answers while Redis is away, remembered ones too, and says so once", async () => {
    const mock = await start();
    for (let times = 0; times < 3; times++) await send(mock, "GET /tasks/1");
    await redis.kill();

    for (const line of ["GET /tasks/1", "GET /tasks/1", "GET /tasks", "GET /tasks/1"]) {
      const { status, headers } = await send(mock, line);
      expect([status, headers.get("x-helix-degraded")]).to.deep.equal([200, "redis"]);
    }
    expect((await send(mock, "PUT /tasks/1", { title: "for now" })).headers.get("x-helix-degraded")).to.equal("redis");
    expect((await send(mock, "GET /tasks/1")).json).to.deep.equal({ id: 1, title: "for now" });
    await redis.restart();
    await until(() => notices.length === 2);
    const { json, headers } = await send(mock, "GET /tasks/1");
    expect(headers.has("x-helix-degraded")).to.equal(false);
    expect(json["title"]).to.not.equal("for now");
    expect(notices.map(({ level }) => level)).to.deep.equal(["warn", "info"]);
    expect(notices[0]?.message).to.match(
      /Redis at .* sessions are kept in this process, and answers say X-Helix-Degraded/,
    );
  });

  it("remembers answers for other gateways, and believes none that the contract rejects", async () => {
    // Without a port of its own each of them has the same name, as those behind a load balancer have.
    const ask = (mock: Mock, ...asked: [string, object?, string?]) => sendBy(mock.fetch, ...asked);
    const first = await start();
    const line = "GET /tasks/7";
    const [answer] = [await ask(first, line), await ask(first, line), await ask(first, line)];
    await until(async () => (await answersIn(redis)).length === 1);
    const [key = ""] = await answersIn(redis);
    const kept = (await redis.client.get(key)) ?? "";
    const second = await start();
    const changed = async (from: string | RegExp, to: string) => {
      await redis.client.set(key, kept.replace(from, to));
      return await ask(second, line);
    };

    // Another title, so that one sees where the answer comes from.
    const title = String(answer?.json["title"]);
    expect((await changed(title, "remembered")).json["title"]).to.equal("remembered");
    expect((await ask(second, "GET /tasks/8")).json["title"]).to.not.equal("remembered");
    expect((await ask(second, line, undefined, "other")).json["title"]).to.equal(title);
    for (const [from, to] of [
      [`"title":"${title}"`, '"title":7'],
      ['"status":200', '"status":201'],
      [/^\S+/, "9:another-state"],
      [/\}$/, ""],
      [/\{.*\}/, "7"],
      [/"source":"\w+"/, '"source":"\\r\\nSet-Cookie: a=b"'],
      ["{", '{"headers":{"Set-Cookie":"a=b","Content-Type":"text/html"},'],
      ["{", '{"headers":{"X\\r\\nSet-Cookie: a":"b"},'],
    ] as const) {
      const reply = await changed(from, to);
      expect([reply.status, reply.text], String(from)).to.deep.equal([200, answer?.text]);
      expect(reply.headers.has("set-cookie")).to.equal(false);
      expect(reply.headers.get("content-type")).to.equal("application/json");
    }
    await changed(title, "remembered");
    await ask(second, "PUT /tasks/7", { title: "written" });
    expect((await ask(second, line)).json["title"]).to.equal("written");
  });

  it("answers each host with its own addresses, also from what another gateway remembers", async () => {
    const properties = { id: { type: "string" }, href: { type: "string", format: "uri" } };
    const schema = { type: "object", required: ["id", "href"], properties };
    const get = { responses: { 200: { description: "", content: { "application/json": { schema } } } } };
    const parameters = [{ name: "id", in: "path", required: true, schema: { type: "string" } }];
    const document = { ...tasksDocument, paths: { "/things/{id}": { parameters, get } } };
    const [first, second] = [await start({ document }), await start({ document })];
    for (let times = 0; times < 3; times++) await hrefFor(first, "a.example");
    await until(async () => (await answersIn(redis)).length === 1);

    for (let times = 0; times < 3; times++) {
      expect(await hrefFor(second, "a.example")).to.equal("http://a.example/things/7");
    }
    expect(await hrefFor(second, "b.example")).to.equal("http://b.example/things/7");
  });

  it("does not pretend in the control plane that sessions are there, or kept, while Redis is away", async () => {
    const mock = await start();
    const control = await controlClient(mock.url ?? "");
    const seeding = { collection: "/tasks", entities: [{ id: 50, title: "seeded" }] };
    expect((await control("POST /sessions/mia/entities", seeding)).status).to.equal(201);
    await redis.kill();
    // Whoever asks first finds out.
    await send(mock, "GET /tasks/1");
    const answers = [
      await control("POST /sessions/mia/entities", seeding),
      await control("GET /sessions/mia"),
      await control("GET /sessions/mia/export"),
      await control("GET /sessions"),
      await control("POST /sessions"),
      await control("DELETE /sessions/mia"),
      await control("POST /reset"),
    ];
    await redis.restart();
    expect(answers.map(({ status }) => status)).to.deep.equal(answers.map(() => 503));
    expect(answers.map(({ operation }) => operation)).to.not.include(undefined);
  });

  it("starts without Redis where it may, and says what that means", async () => {
    const mock = await start({ redisUrl: "redis://127.0.0.1:1" });

    expect(notices.map(({ message }) => message.slice(0, 60))).to.deep.equal([
      "nothing listens at 127.0.0.1:1, where Redis should be; until",
    ]);
    expect((await send(mock, "GET /tasks/1")).headers.get("x-helix-degraded")).to.equal("redis");
  });

  it("does not start where Redis is required and away, or named wrongly", async () => {
    const required = { document: tasksDocument, requireRedis: true, onNotice() {} };
    const failures: readonly [MockOptions, RegExp][] = [
      [{ ...required, redisUrl: "redis://127.0.0.1:1" }, /nothing listens at 127\.0\.0\.1:1.*it is required/],
      [required, /Redis is required, but not named/],
      [{ ...required, redisUrl: "http://127.0.0.1" }, /HELIX_REDIS_URL is no address/],
      [{ ...required, redisSentinels: [":"] }, /no address of a Redis Sentinel/],
      [{ ...required, requireRedis: false, redisSentinels: [":"] }, /no address of a Redis Sentinel/],
      [{ ...required, redisUrl: "redis://mia:100%@127.0.0.1" }, /HELIX_REDIS_URL has a % in its user or password/],
      [{ ...required, redisUrl: redis.url, redisCa: "no-such.pem" }, /--redis-ca names cannot be read/],
    ];
    for (const [options, message] of failures) {
      const failure = await createMock(options).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(failure).to.have.property("code", "settings");
      expect((failure as Error).message).to.match(message);
    }
  });

  async function start(options: Partial<MockOptions> = {}): Promise<Mock> {
    const mock = await createMock({
      ...{ document: tasksDocument, port: 0, redisUrl: redis.url, redisTimeout: 5000 },
      onNotice: (notice) => notices.push(notice),
      ...options,
    });
    mocks.push(mock);
    return mock;
  }

  async function send(mock: Mock, line: string, body?: object, session = "mia") {
    return await sendBy((path, init) => fetch(`${mock.url}${path}`, init), line, body, session);
  }

  async function sendBy(by: Mock["fetch"], line: string, body?: object, session = "mia") {
    const [method = "", path = ""] = line.split(" ");
    const content = body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
    const headers = { "x-session-id": session, ...content?.headers };
    const response = await by(path, { method, ...content, headers });
    const text = await response.text();
    const json = text === "" ? {} : (JSON.parse(text) as JsonObject);
    return { status: response.status, headers: response.headers, text, json };
  }
});

/** What the thing says its address is; fetch cannot choose its Host. */
async function hrefFor({ port }: Mock, host: string): Promise<unknown> {
  const asking = request({ host: "127.0.0.1", port, path: "/things/7", headers: { host } }).end();
  const [answer] = (await once(asking, "response")) as [AsyncIterable<Buffer>];
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part);
  return (JSON.parse(Buffer.concat(parts).toString()) as JsonObject)["href"];
}

async function answersIn({ client }: RedisServer): Promise<string[]> {
  return await client.keys("helix:*:answer:*");
}
