import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { dial } from "../../../src/session/redis/dial.ts";
import { RedisSessions } from "../../../src/session/redis/redis-sessions.ts";
import { type RedisSettings, redisTarget } from "../../../src/session/redis/settings.ts";
import type { Write } from "../../../src/session/state.ts";
import {
  needsRedis,
  type RedisServer,
  startCluster,
  startRedis,
  startSentinel,
  until,
} from "../../helpers/redis-server.ts";
import { redisSettings } from "../../helpers/redis-sessions.ts";

const tls = (name: string): string => fileURLToPath(new URL(`../../http/tls/${name}.pem`, import.meta.url));

describe("where Redis may be", () => {
  const closing: { close(): unknown }[] = [];

  before(needsRedis);
  afterEach(async () => {
    for (const one of closing.splice(0).reverse()) await one.close();
  });

  it("is read from a URL, and what is given apart wins", () => {
    const url = "redis://mia:p%40ss@[::1]:7000/3";

    expect(redisTarget(redisSettings(url))).to.deep.equal({
      ...{ host: "::1", port: 7000, db: 3, username: "mia", password: "p@ss", tls: false, name: "::1:7000" },
    });
    expect(redisTarget(redisSettings(url, { host: "h", port: 1, db: 0, user: "u", password: "p" }))).to.deep.equal({
      ...{ host: "h", port: 1, db: 0, username: "u", password: "p", tls: false, name: "h:1" },
    });
    expect(redisTarget(redisSettings("rediss://h"))).to.deep.include({ host: "h", port: 6379, db: 0, tls: true });
  });

  for (const url of ["http://h", "h:6379", "redis://h/name", "redis://user:secret@h:99999"]) {
    it(`is not ${url}, which is not shown because it may hold a password`, () => {
      expect(() => redisTarget(redisSettings(url)))
        .to.throw(/HELIX_REDIS_URL is no address/)
        .and.not.match(/secret/);
    });
  }

  it("is behind TLS, with an authority of its own", async () => {
    const files = ["--tls-cert-file", tls("cert"), "--tls-key-file", tls("key"), "--tls-ca-cert-file", tls("cert")];
    const port = await freeTlsPort();
    const server = opened(await startRedis("--tls-port", String(port), "--tls-auth-clients", "no", ...files));
    expect(server.port).to.not.equal(port);
    const url = `rediss://localhost:${port}`;

    expect(await connected(url, { ca: readFileSync(tls("cert"), "utf8") })).to.equal(undefined);
    expect(await connected(url)).to.match(/self-signed certificate/);
    expect(await connected(`redis://localhost:${port}`)).to.be.a("string");
  });

  it("is in a database of its own, as a user of its own", async () => {
    const server = opened(await startRedis());
    await server.client.acl("SETUSER", "mia", "on", ">secret", "~helix:*", "+@all");
    await server.client.select(3);

    expect(await connected(`redis://mia:secret@127.0.0.1:${server.port}/3`)).to.equal(undefined);
    expect(await server.client.dbsize()).to.equal(1);
    expect(await connected(`redis://mia:wrong@127.0.0.1:${server.port}/3`)).to.match(
      /refuses the user or the password/,
    );
    await server.client.acl("SETUSER", "mia", "-set");
    expect(await connected(`redis://mia:secret@127.0.0.1:${server.port}/3`)).to.match(/does not permit this user/);
  });

  it("is where its Sentinels say", async () => {
    const server = opened(await startRedis());
    const sentinel = opened(await startSentinel("shop", server));
    const sentinels = [`127.0.0.1:${sentinel.port}`];

    const url = { url: undefined } as const;
    expect(await connected("", { ...url, sentinels, sentinelName: "shop" })).to.equal(undefined);
    expect(await server.client.dbsize()).to.equal(1);
    expect(await connected("", { ...url, sentinels, sentinelName: "other" })).to.be.a("string");
  });

  it("is a cluster whose servers stop, go on, and hand keys to each other", async () => {
    const cluster = opened(await startCluster());
    const told: string[] = [];
    const sessions = new RedisSessions(redisSettings(cluster.url, { timeoutMs: 300 }), {
      onAway: (reason) => told.push(reason),
      onBack: () => told.push("back"),
      onForeign() {},
    });
    closing.push(sessions);
    expect(await sessions.connect()).to.equal(undefined);
    const ids = ["a", "b", "c", "d", "e", "f"];
    const write = async (id: string) => await sessions.write(id, [put(id)], await sessions.open(id));
    expect(await Promise.all(ids.map(write))).to.deep.equal(ids.map(() => "written"));

    const holder = await holderOfKeys(cluster.nodes);
    holder.pause();
    const [, away] = [await Promise.all(ids.map((id) => sessions.open(id))), await sessions.open("a")];
    holder.resume();
    await until(() => told.includes("back"));
    expect(away.degraded).to.equal("redis");
    expect(told[0]).to.match(/does not answer in time|cluster/);

    await handOver(cluster.nodes);
    for (const id of ids) {
      const { state, degraded } = await sessions.open(id);
      expect([degraded, [...(state.collection("/pets")?.written.keys() ?? [])]]).to.deep.equal([undefined, [id]]);
    }
  }).timeout(30_000);

  it("is not dialled in vain: who cannot be reached is left", async () => {
    const server = opened(await startRedis());
    await server.kill();
    const failure = await dial(redisSettings(server.url)).then(
      () => undefined,
      (error: unknown) => error,
    );

    expect(failure).to.have.property("code", "ECONNREFUSED");
  });

  function opened<One extends { close(): unknown }>(one: One): One {
    closing.push(one);
    return one;
  }

  async function connected(url: string, settings: Partial<RedisSettings> = {}): Promise<string | undefined> {
    const sessions = opened(
      new RedisSessions(redisSettings(url, settings), { onAway() {}, onBack() {}, onForeign() {} }),
    );
    return await sessions.connect();
  }
});

async function holderOfKeys(nodes: readonly RedisServer[]): Promise<RedisServer> {
  for (const node of nodes) if ((await node.client.dbsize()) > 0) return node;
  throw new Error("no server has a key");
}

/** Gives every slot in use of a server to another. */
async function handOver(nodes: readonly RedisServer[]): Promise<void> {
  const from = await holderOfKeys(nodes);
  const to = nodes.find((node) => node !== from) as RedisServer;
  const [fromId, toId] = [await from.client.cluster("MYID"), await to.client.cluster("MYID")];
  const slots = await Promise.all((await from.client.keys("*")).map((key) => from.client.cluster("KEYSLOT", key)));
  for (const slot of new Set(slots)) {
    await to.client.cluster("SETSLOT", slot, "IMPORTING", fromId as string);
    await from.client.cluster("SETSLOT", slot, "MIGRATING", toId as string);
    for (const key of (await from.client.cluster("GETKEYSINSLOT", slot, 100)) as string[]) {
      await from.client.migrate("127.0.0.1", to.port, key, 0, 5000);
    }
    for (const { client } of [to, from]) await client.cluster("SETSLOT", slot, "NODE", toId as string);
  }
}

async function freeTlsPort(): Promise<number> {
  const other = await startRedis();
  await other.close();
  return other.port;
}

function put(id: string): Write {
  return { kind: "put", collection: "/pets", id, entity: { id }, ordinal: undefined };
}
