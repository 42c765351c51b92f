import { connect as connectTo, createServer, type Socket } from "node:net";
import { expect } from "chai";
import { entryOf } from "../../../src/session/redis/entry.ts";
import { RedisSessions } from "../../../src/session/redis/redis-sessions.ts";
import type { RedisSettings } from "../../../src/session/redis/settings.ts";
import type { Sessions } from "../../../src/session/sessions.ts";
import type { Write } from "../../../src/session/state.ts";
import { needsRedis, type RedisServer, startRedis, until } from "../../helpers/redis-server.ts";
import { redisSettings } from "../../helpers/redis-sessions.ts";

describe("sessions while Redis is in trouble", () => {
  let server: RedisServer;
  let sessions: RedisSessions;
  /** What was told, in order. */
  let told: string[];

  before(needsRedis);
  beforeEach(() => {
    told = [];
  });
  afterEach(async () => {
    sessions?.close();
    server?.resume();
    await server?.close();
  });

  it("go on from what was known, marked, and are shared again when it is back", async () => {
    server = await startRedis();
    await connect();
    await write("1");
    await server.kill();

    expect(await seen()).to.deep.equal({ written: ["1"], degraded: "redis" });
    expect(await write("2")).to.deep.equal({ degraded: "redis" });
    expect(await seen()).to.deep.equal({ written: ["1", "2"], degraded: "redis" });
    await server.restart();
    await until(() => told.includes("back"));
    // It came back empty, and what was written without it is forgotten.
    expect(await seen()).to.deep.equal({ written: [], degraded: undefined });
    expect(await write("3")).to.equal("written");
    expect(told).to.have.lengthOf(2);
    expect(told[0]).to.match(/^away: the connection to Redis at 127\.0\.0\.1:\d+ is closed$/);
  });

  it("wait no longer than they may, and then not again, where it does not answer", async () => {
    server = await startRedis();
    await connect({ timeoutMs: 150 });
    await write("1");
    server.pause();
    const begun = performance.now();
    expect(await seen()).to.deep.equal({ written: ["1"], degraded: "redis" });
    const first = performance.now() - begun;
    for (let index = 0; index < 100; index++) expect((await seen()).degraded).to.equal("redis");
    const others = performance.now() - begun - first;
    server.resume();
    await until(() => told.includes("back"));

    expect(first).to.be.within(140, 3000);
    // Each of them would have waited as long.
    expect(others).to.be.below(5000);
    expect(told[0]).to.equal(`away: Redis at 127.0.0.1:${server.port} does not answer in time`);
    expect(await seen()).to.deep.equal({ written: ["1"], degraded: undefined });
  });

  it("say which of their answers may not be shared, where it stops between reading and writing", async () => {
    server = await startRedis();
    await connect({ timeoutMs: 150 });
    const opened = await sessions.open("a");
    server.pause();

    expect(await sessions.write("a", [put("1")], opened)).to.deep.equal({ degraded: "redis" });
    server.resume();
    await until(() => told.includes("back"));
    expect((await seen()).degraded).to.equal(undefined);
  });

  it("begin without it, and find it when it comes", async () => {
    server = await startRedis();
    await server.kill();
    const failure = await connect();
    expect(failure).to.equal(`nothing listens at 127.0.0.1:${server.port}, where Redis should be`);
    expect(await write("1")).to.deep.equal({ degraded: "redis" });
    await server.restart();
    await until(() => told.includes("back"));

    expect(await write("2")).to.equal("written");
    expect(await seen()).to.deep.equal({ written: ["2"], degraded: undefined });
  });

  it("say that the password is wrong, and never tell it", async () => {
    server = await startRedis("--requirepass", "right-and-secret");
    expect(await connect({ password: "wrong-and-secret" })).to.match(/refuses the user or the password/);
    sessions.close();
    expect(await connect({})).to.match(/asks for a password/);
    sessions.close();
    expect(await connect({ password: "right-and-secret" })).to.equal(undefined);
    expect(await write("1")).to.equal("written");
    expect(told.join()).to.not.include("secret");
  });

  it("say that it is a replica, which takes no writes", async () => {
    server = await startRedis();
    await connect();
    await write("1");
    await server.client.replicaof("127.0.0.1", "1");

    expect(await seen()).to.deep.equal({ written: ["1"], degraded: "redis" });
    expect(told[0]).to.match(/is a replica, to which nobody can write/);
    await server.client.replicaof("NO", "ONE");
    await until(() => told.includes("back"));
    expect(await write("2")).to.equal("written");
  });

  it("say that it has no memory left", async () => {
    server = await startRedis();
    await connect();
    await write("1");
    await server.client.config("SET", "maxmemory", "1");

    expect(await write("2")).to.deep.equal({ degraded: "redis" });
    expect(await seen()).to.deep.equal({ written: ["1", "2"], degraded: "redis" });
    expect(told[0]).to.match(/has no memory left/);
    await server.client.config("SET", "maxmemory", "0");
    await until(() => told.includes("back"));
    expect(await seen()).to.deep.equal({ written: ["1"], degraded: undefined });
  });

  it("come through a server that forgot their scripts", async () => {
    server = await startRedis();
    await connect();
    await write("1");
    await server.client.script("FLUSH");

    expect(await seen()).to.deep.equal({ written: ["1"], degraded: undefined });
    expect(await write("2")).to.equal("written");
    expect(told).to.deep.equal([]);
  });

  const foreign: readonly [string, (server: RedisServer, key: string) => Promise<unknown>][] = [
    ["a text", ({ client }, key) => client.set(key, "hello")],
    ["bytes that are no text", ({ client }, key) => client.rpush(key, Buffer.from([0xff, 0xfe]), Buffer.from([0xfd]))],
    [
      "a text with half of a pair at its 36th character",
      ({ client }, key) => client.rpush(key, `a${"\u{1f600}".repeat(30)}`),
    ],
    [
      "a clock that ticked beyond all dates",
      async ({ client }, key) => {
        const snapshot = { writes: Number.MAX_SAFE_INTEGER, collections: [] };
        await client.del(key);
        await client.rpush(key, entryOf({ kind: "snapshot", session: "a", snapshot }).text);
      },
    ],
    ["a hash", async ({ client }, key) => [await client.del(key), await client.hset(key, "a", "b")]],
    ["a list of something else", ({ client }, key) => client.rpush(key, "a", "b")],
    ["a list whose first entry is gone", ({ client }, key) => client.lpop(key)],
    ["an entry that is cut off", ({ client }, key) => client.lset(key, -1, "0123".repeat(20))],
    [
      "an entry of another shape",
      async ({ client }, key) => client.rpush(key, `${"0".repeat(36)} {"kind":"writes","writes":[7]}`),
    ],
    [
      "an entity that is no object",
      async ({ client }, key) =>
        client.rpush(
          key,
          `${"1".repeat(36)} {"kind":"writes","writes":[{"kind":"put","collection":"/pets","id":"1","entity":[]}]}`,
        ),
    ],
    ["a value as deep as a well", async ({ client }, key) => client.rpush(key, `${"2".repeat(36)} ${"[".repeat(1e6)}`)],
  ];
  for (const [what, spoil] of foreign) {
    it(`ignore ${what} where a session should be, say so, and replace it with the next write`, async () => {
      server = await startRedis();
      await connect();
      await write("1");
      const [key = ""] = await server.client.keys("helix:*session");
      await spoil(server, key);
      // This process has not seen what was there before.
      sessions.close();
      await connect();

      for (let index = 0; index < 3; index++) {
        expect(await seen()).to.deep.equal({ written: [], degraded: undefined });
      }
      expect(told).to.deep.equal([`foreign: ${key}`]);
      expect(await write("2")).to.equal("written");
      expect(await seen()).to.deep.equal({ written: ["2"], degraded: undefined });
    });
  }

  it("notice what is spoilt behind what they know", async () => {
    server = await startRedis();
    await connect();
    await write("1");
    const [key = ""] = await server.client.keys("helix:*session");
    await server.client.rpush(key, "hello");

    expect(await seen()).to.deep.equal({ written: [], degraded: undefined });
    expect(told).to.deep.equal([`foreign: ${key}`]);
  });

  it("expire in Redis, counted from their last use", async () => {
    server = await startRedis();
    await connect({ ttlMs: 100_000 });
    await write("1");
    const [key = ""] = await server.client.keys("helix:*session");
    await server.client.pexpire(key, 50_000);
    await seen();

    expect(await server.client.pttl(key)).to.be.within(90_000, 100_000);
    await server.client.pexpire(key, 1);
    await until(async () => (await server.client.exists(key)) === 0);
    expect(await seen()).to.deep.equal({ written: [], degraded: undefined });
  });

  it("keep every key under the prefix, and none that tells an id", async () => {
    server = await startRedis();
    await connect({ prefix: "team*1:" });
    await server.client.set("other", "stays");
    await server.client.set("teamX1:other", "stays");
    await sessions.write("mia", [put("1")], await sessions.open("mia"));

    const keys = await server.client.keys("*");
    expect(
      keys.filter((key) => !/^team\*1:\{(?:[\w-]{22}\}:session|probe\}:probe)$/.test(key)).toSorted(),
    ).to.deep.equal(["other", "teamX1:other"]);
    expect(await sessions.list()).to.deep.equal([{ id: "mia", entities: 1, writes: 1, collections: ["/pets"] }]);
    await sessions.reset();
    expect((await server.client.keys("*")).toSorted()).to.deep.equal(["other", "teamX1:other"]);
  });

  it("are found again where whoever is told of it fails", async () => {
    server = await startRedis();
    const fail = (): void => {
      told.push("failed");
      throw new Error("the listener is broken");
    };
    sessions = new RedisSessions(redisSettings(server.url), { onAway: fail, onBack: fail, onForeign() {} });
    await sessions.connect();
    await server.kill();
    expect((await seen()).degraded).to.equal("redis");
    await server.restart();
    await until(() => told.length === 2);

    expect((await seen()).degraded).to.equal(undefined);
  });

  it("are listed and forgotten beside what is none, and beside those of a longer prefix", async () => {
    server = await startRedis();
    await connect({ prefix: "helix:other:" });
    await write("1");
    const other = sessions;
    await connect();
    await write("1");
    await server.client.set("helix:{x}:session", "hello");

    expect((await sessions.list()).map(({ id }) => id)).to.deep.equal(["a"]);
    await sessions.reset();
    expect((await seen()).written).to.deep.equal([]);
    expect((await other.open("a")).state.entities).to.equal(1);
    other.close();
    expect(told).to.deep.equal([]);
  });

  it("begin without a server that takes connections and says nothing", async () => {
    server = await startRedis();
    server.pause();

    expect(await connect()).to.equal(`Redis at 127.0.0.1:${server.port} does not answer in time`);
    expect((await seen()).degraded).to.equal("redis");
    server.resume();
    await until(() => told.includes("back"));
    expect((await seen()).degraded).to.equal(undefined);
  });

  it("find a server that is elsewhere now, where the connection to the old one says nothing any more", async () => {
    server = await startRedis();
    const proxy = await startProxy(server.port);
    try {
      await connect({ timeoutMs: 150, url: `redis://127.0.0.1:${proxy.port}` });
      await write("1");
      proxy.swallow();
      expect((await seen()).degraded).to.equal("redis");
      await until(() => told.includes("back"));
      expect(await seen()).to.deep.equal({ written: ["1"], degraded: undefined });
    } finally {
      sessions.close();
      await proxy.close();
    }
  });

  it("take the place of few long entries by one", async () => {
    server = await startRedis();
    await connect();
    const entity = { id: "1", text: "x".repeat(100_000) };
    for (let index = 0; index < 60; index++) {
      await sessions.write(
        "a",
        [{ kind: "put", collection: "/pets", id: "1", entity, ordinal: undefined }],
        await sessions.open("a"),
      );
    }
    const [key = ""] = await server.client.keys("helix:*session");

    await until(async () => (await server.client.llen(key)) < 30);
    expect((await seen()).written).to.deep.equal(["1"]);
  });

  it("take the place of many entries by one", async () => {
    server = await startRedis();
    await connect();
    for (let index = 0; index < 600; index++) await write(String(index % 5));
    const [key = ""] = await server.client.keys("helix:*session");

    await until(async () => (await server.client.llen(key)) < 300);
    expect((await seen()).written).to.deep.equal(["0", "1", "2", "3", "4"]);
  });

  async function connect(settings: Partial<RedisSettings> = {}): Promise<string | undefined> {
    sessions = new RedisSessions(redisSettings(server.url, settings), {
      onAway: (reason) => told.push(`away: ${reason}`),
      onBack: () => told.push("back"),
      onForeign: (key) => told.push(`foreign: ${key}`),
    });
    return await sessions.connect();
  }

  async function seen() {
    const { state, degraded } = await sessions.open("a");
    return { written: [...(state.collection("/pets")?.written.keys() ?? [])], degraded };
  }

  async function write(id: string): Promise<Awaited<ReturnType<Sessions["write"]>>> {
    return await sessions.write("a", [put(id)], await sessions.open("a"));
  }
});

function put(id: string): Write {
  return { kind: "put", collection: "/pets", id, entity: { id }, ordinal: undefined };
}

/** A way to a server; what it has let through until now can be made to hang, as where a machine is gone. */
async function startProxy(port: number): Promise<{ port: number; swallow(): void; close(): Promise<void> }> {
  const sockets: Socket[] = [];
  const proxy = createServer((client) => {
    const server = connectTo(port, "127.0.0.1");
    sockets.push(client, server);
    for (const socket of [client, server]) socket.on("error", () => {});
    client.pipe(server).pipe(client);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  return {
    port: (proxy.address() as { port: number }).port,
    swallow() {
      for (const socket of sockets) socket.unpipe().resume();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
