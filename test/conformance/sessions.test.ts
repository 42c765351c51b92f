import { expect } from "chai";
import { MemorySessions } from "../../src/session/memory.ts";
import { RedisSessions } from "../../src/session/redis/redis-sessions.ts";
import type { Sessions } from "../../src/session/sessions.ts";
import type { SessionSnapshot, Write } from "../../src/session/state.ts";
import { needsRedis, startCluster, startRedis } from "../helpers/redis-server.ts";
import { redisSettings, silent } from "../helpers/redis-sessions.ts";

/** A place where sessions are kept, and other processes' ways to it. */
interface Place {
  /** Another way to the same sessions; the same one where there is no other. */
  open(): Promise<Sessions>;
  close(): Promise<void>;
}

interface Store {
  readonly name: string;
  readonly needs: (this: Mocha.Context) => void;
  start(): Promise<Place>;
}

const memory: Store = {
  name: "memory",
  needs() {},
  async start() {
    const sessions = new MemorySessions({ clock: { now: () => 0 }, ttlMs: 1, maxSessions: 100, maxLength: 1e8 });
    return { open: async () => sessions, async close() {} };
  },
};

/** What is the same of one Redis and of several. */
function redis(name: string, start: () => Promise<{ readonly url: string; close(): Promise<void> }>): Store {
  return {
    name,
    needs: needsRedis,
    async start() {
      const server = await start();
      const opened: Sessions[] = [];
      return {
        async open() {
          const sessions = new RedisSessions(redisSettings(server.url), silent);
          opened.push(sessions);
          expect(await sessions.connect()).to.equal(undefined);
          return sessions;
        },
        async close() {
          for (const sessions of opened) await sessions.close();
          await server.close();
        },
      };
    },
  };
}

/** The registry: what holds for one holds for all of them. */
const stores: readonly Store[] = [memory, redis("Redis", startRedis), redis("Redis Cluster", startCluster)];

for (const store of stores) {
  describe(`sessions in ${store.name}`, () => {
    let place: Place;
    let here: Sessions;
    let there: Sessions;

    before(store.needs);
    before(async () => {
      place = await store.start();
      here = await place.open();
      there = await place.open();
    });
    beforeEach(() => here.reset());
    after(() => place?.close());

    it("are pristine as long as nobody writes", async () => {
      const { state, degraded } = await here.open("a");

      expect([state.version, state.entities, degraded]).to.deep.equal([0, 0, undefined]);
      expect(await here.isCurrent("a", 0)).to.equal(true);
      expect(await here.list()).to.deep.equal([]);
    });

    it("show what was written, wherever one asks next", async () => {
      await write(here, "a", [put("1"), put("2")]);

      expect(await written(there, "a")).to.deep.equal(["1", "2"]);
      await write(there, "a", [put("3"), { kind: "delete", collection: "/pets", id: "1" }]);
      expect(await written(here, "a")).to.deep.equal(["2", "3"]);
      expect((await contents(here, "a")).collections[0]?.deleted).to.deep.equal(["1"]);
    });

    it("keep what each session wrote apart", async () => {
      await Promise.all(["a", "b", "c"].map((id) => write(here, id, [put(id)])));

      expect(await Promise.all(["a", "b", "c"].map((id) => written(there, id)))).to.deep.equal([["a"], ["b"], ["c"]]);
    });

    it("are no longer current once somebody wrote, anywhere", async () => {
      const { version } = (await here.open("a")).state;
      expect(await here.isCurrent("a", version)).to.equal(true);
      await write(there, "a", [put("1")]);

      expect(await here.isCurrent("a", version)).to.equal(false);
      const next = (await here.open("a")).state.version;
      expect(next).to.not.equal(version);
      expect(await here.isCurrent("a", next)).to.equal(true);
      await write(there, "b", [put("1")]);
      expect(await here.isCurrent("a", next)).to.equal(true);
    });

    it("lose no write, however many come at once", async () => {
      const ways = [here, there, await place.open()];
      const names = Array.from({ length: 60 }, (_, index) => String(index));
      await Promise.all(names.map((name, index) => write(ways[index % 3] as Sessions, "a", [created(name)])));

      expect((await written(here, "a")).toSorted()).to.deep.equal(names.toSorted());
      const contended = await contents(there, "a");
      expect([contended.writes, contended.collections[0]?.creations]).to.deep.equal([60, 60]);
    });

    it("are all the same wherever one asks, in content and order", async () => {
      for (let index = 0; index < 20; index++) await write(index % 2 ? here : there, "a", [created(String(index % 7))]);

      expect(JSON.stringify(await contents(here, "a"))).to.equal(JSON.stringify(await contents(there, "a")));
    });

    it("carry any text, number and nesting through", async () => {
      const entity = {
        id: 'ü"\u0000😀\ud83d',
        n: -1.5e-7,
        big: 2 ** 53,
        deep: [[{ a: [null, true, ""] }]],
        ["__proto__"]: 1,
      };
      await write(here, "a", [{ ...put("x"), entity: JSON.parse(JSON.stringify(entity)) } as Write]);

      const [kept] = (await contents(there, "a")).collections[0]?.written ?? [];
      expect(JSON.stringify(kept?.entity)).to.equal(JSON.stringify(entity));
    });

    it("keep what they were told, without a tick of their clock", async () => {
      const told: Write = { kind: "told", place: "/pets", id: "7", value: { intent: "", facts: { name: "Rex" } } };
      await here.write("a", [told], await here.open("a"));
      const { state } = await there.open("a");
      await here.replace("b", state.snapshot());

      expect(state.told("/pets", "7")).to.deep.equal(told.value);
      expect([state.writes, state.version > 0]).to.deep.equal([0, true]);
      expect((await there.open("b")).state.told("/pets", "7")).to.deep.equal(told.value);
    });

    it("are put in place of what was there", async () => {
      await write(here, "a", [created("1"), put("2")]);
      const { version } = (await here.open("b")).state;
      const snapshot = await contents(here, "a");
      await there.replace("b", JSON.parse(JSON.stringify(snapshot)));

      expect(await contents(here, "b")).to.deep.equal(snapshot);
      expect(await here.isCurrent("b", version)).to.equal(false);
    });

    it("are listed with what they hold", async () => {
      await write(here, "a", [put("1"), put("2")]);
      await write(here, "b", [{ kind: "delete", collection: "/users", id: "1" }]);

      expect((await there.list()).toSorted((one, other) => one.id.localeCompare(other.id))).to.deep.equal([
        { id: "a", entities: 2, writes: 1, collections: ["/pets"] },
        { id: "b", entities: 0, writes: 1, collections: ["/users"] },
      ]);
    });

    it("are forgotten, one or all of them, wherever that is asked for", async () => {
      await Promise.all(["a", "b", "c"].map((id) => write(here, id, [put("1")])));
      await written(there, "a");
      await here.reset("a");
      expect(await Promise.all(["a", "b"].map((id) => written(there, id)))).to.deep.equal([[], ["1"]]);
      await there.reset();
      expect(await Promise.all(["a", "b", "c"].map((id) => written(here, id)))).to.deep.equal([[], [], []]);
      await write(here, "a", [put("2")]);
      expect(await written(there, "a")).to.deep.equal(["2"]);
    });

    it("take thousands of writes", async () => {
      for (let index = 0; index < 3000; index++) await write(here, "a", [put(String(index % 50))]);

      expect(await written(there, "a")).to.have.lengthOf(50);
      expect((await contents(there, "a")).writes).to.equal(3000);
    });
  });
}

/** As the gateway does it: again and again, until nobody else was in between. */
async function write(sessions: Sessions, id: string, writes: readonly Write[]): Promise<void> {
  for (;;) {
    const result = await sessions.write(id, writes, await sessions.open(id));
    expect(result).to.be.oneOf(["written", "outdated"]);
    if (result === "written") return;
  }
}

async function contents(sessions: Sessions, id: string): Promise<SessionSnapshot> {
  return (await sessions.open(id)).state.snapshot();
}

async function written(sessions: Sessions, id: string): Promise<string[]> {
  return [...((await sessions.open(id)).state.collection("/pets")?.written.keys() ?? [])];
}

function put(id: string): Write {
  return { kind: "put", collection: "/pets", id, entity: { id }, ordinal: undefined };
}

function created(id: string): Write {
  return { ...put(id), ordinal: 0 } as Write;
}
