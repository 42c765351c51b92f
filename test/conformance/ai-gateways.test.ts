import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { createMock, type Mock, type MockOptions } from "../../src/index.ts";
import { type AiServer, type AiServerOptions, aiServer } from "../helpers/ai-server.ts";
import { needsRedis, type RedisServer, startRedis, until } from "../helpers/redis-server.ts";

const words = { type: "object", required: ["text"], properties: { text: { type: "string" } } };
const document = {
  openapi: "3.1.0",
  info: { title: "Words", version: "1" },
  paths: {
    "/words": {
      get: {
        operationId: "words",
        responses: { 200: { description: "", content: { "application/json": { schema: words } } } },
      },
    },
  },
};

/** Several that share a Redis. */
describe("models behind several gateways", () => {
  let redis: RedisServer;
  const ends: (() => Promise<unknown>)[] = [];

  before(needsRedis);
  before(async () => {
    redis = await startRedis();
  });
  beforeEach(() => redis.client.flushall());
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });
  after(() => redis?.close());

  async function serverThat(answer?: AiServerOptions["answer"]): Promise<AiServer> {
    const server = await aiServer({ behaves: "groq", ...(answer ? { answer } : {}) });
    ends.push(() => server.close());
    return server;
  }

  async function gateway(model: AiServer, options: Partial<MockOptions> = {}): Promise<Mock> {
    const ai = { aiProvider: "groq", aiBaseUrl: model.url, aiApiKey: "k", aiMode: "live", aiBudget: "none" } as const;
    const shared = { redisUrl: redis.url, redisTimeout: 2000 };
    const mock = await createMock({ document, onNotice: () => {}, ...ai, ...shared, ...options });
    ends.push(() => mock.close());
    return mock;
  }

  it("are asked by others what a gateway was asking when it was stopped", async () => {
    const model = await serverThat(() => ({ write() {} }));
    const stopped = await gateway(model, { aiTimeout: 0.1 });
    const answer = await stopped.fetch("/words");
    const held = await redis.client.keys("*:claim");

    await stopped.close();

    expect([answer.headers.get("x-helix-source"), held.length]).to.deep.equal(["generated; pending=ai", 1]);
    await until(async () => (await redis.client.keys("*:claim")).length === 0);
  });

  it("are asked by who records, whatever others were told before", async () => {
    const model = await serverThat();
    const folder = await mkdtemp(join(tmpdir(), "helix-gateways-"));
    ends.unshift(() => rm(folder, { recursive: true }));
    const live = await gateway(model);
    await live.fetch("/words");

    const recording = await gateway(model, { aiMode: "record", cassette: folder });
    await recording.fetch("/words", { headers: { "x-session-id": "another" } });

    expect(await readdir(folder)).to.deep.equal(["words.json"]);
    expect(model.completions()).to.have.length(2);
  });
});
