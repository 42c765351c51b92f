import { expect } from "chai";
import { RedisSessions } from "../../../src/session/redis/redis-sessions.ts";
import type { SharedAnswers } from "../../../src/session/shared-answers.ts";
import { needsRedis, type RedisServer, startRedis, until } from "../../helpers/redis-server.ts";
import { redisSettings, silent } from "../../helpers/redis-sessions.ts";

describe("answers that gateways share in Redis", () => {
  let server: RedisServer;
  const opened: RedisSessions[] = [];

  async function gateway(): Promise<SharedAnswers> {
    const sessions = new RedisSessions(redisSettings(server.url), silent);
    opened.push(sessions);
    await sessions.connect();
    return sessions.answers;
  }

  before(needsRedis);
  before(async () => {
    server = await startRedis();
  });
  beforeEach(() => server.client.flushall());
  after(async () => {
    for (const sessions of opened) sessions.close();
    await server?.close();
  });

  it("are asked for by whoever comes first", async () => {
    const [one, other] = [await gateway(), await gateway()];

    expect(await one.look("question", 60_000)).to.deep.equal({ kind: "mine" });
    expect(await other.look("question", 60_000)).to.deep.equal({ kind: "others" });
    expect(await other.look("another", 60_000)).to.deep.equal({ kind: "mine" });
  });

  it("are there for all once they are told", async () => {
    const [one, other] = [await gateway(), await gateway()];
    await one.look("question", 60_000);
    one.tell("question", "the answer");
    await until(async () => (await other.look("question", 60_000)).kind === "told");

    expect(await other.look("question", 60_000)).to.deep.equal({ kind: "told", text: "the answer" });
  });

  it("are asked for by another gateway where the first one lets go", async () => {
    const [one, other] = [await gateway(), await gateway()];
    await one.look("question", 60_000);
    other.letGo("question");
    expect((await other.look("question", 60_000)).kind, "only who holds it can let go").to.equal("others");

    one.letGo("question");
    await until(async () => (await other.look("question", 60_000)).kind === "mine");
  });

  it("are asked for by another gateway where the first one is gone", async () => {
    const [one, other] = [await gateway(), await gateway()];
    await one.look("question", 20);

    await until(async () => (await other.look("question", 60_000)).kind === "mine");
  });

  it("are taken for what they are, whatever somebody else left there", async () => {
    const one = await gateway();
    await one.look("question", 60_000);
    const [claim = ""] = await server.client.keys("*:claim");
    await server.client.lpush(claim.replace(":claim", ":told"), "a list");

    expect(await one.look("question", 60_000)).to.deep.equal({ kind: "others" });
  });

  it("are asked for by everybody while Redis is away", async () => {
    const one = await gateway();
    await server.kill();
    try {
      await until(async () => (await one.look("question", 60_000)).kind === "away");
    } finally {
      await server.restart();
    }
  });
});
