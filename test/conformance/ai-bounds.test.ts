import { expect } from "chai";
import { createMock, type Mock, type MockOptions } from "../../src/index.ts";
import { type AiAnswer, type AiServer, aiServer } from "../helpers/ai-server.ts";
import { needsRedis, type RedisServer, startRedis } from "../helpers/redis-server.ts";

const text = { type: "object", required: ["text"], properties: { text: { type: "string" } } };
const answer = { 200: { description: "", content: { "application/json": { schema: text } } } };
const about = [{ name: "about", in: "query", schema: { type: "string" } }];
const document = {
  openapi: "3.1.0",
  info: { title: "Words", version: "1" },
  paths: {
    "/words": { get: { operationId: "words", parameters: about, responses: answer } },
    "/notes": {
      post: {
        operationId: "addNote",
        requestBody: { content: { "application/json": { schema: { type: "object" } } } },
        responses: answer,
      },
    },
  },
};

/** What is asked of models, counted where it arrives. */
describe("models within bounds", () => {
  const ends: (() => Promise<void>)[] = [];

  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function server(answers?: (count: number) => AiAnswer | Promise<AiAnswer>): Promise<AiServer> {
    const write = answers && { answer: (_: unknown, count: number) => answers(count) };
    const made = await aiServer({ behaves: "groq", ...write });
    ends.push(() => made.close());
    return made;
  }

  async function mockOf(model: AiServer, options: Partial<MockOptions> = {}): Promise<Mock> {
    const ai = { aiProvider: "groq", aiBaseUrl: model.url, aiApiKey: "k", aiMode: "live", aiBudget: "none" } as const;
    const mock = await createMock({ document, onNotice: () => {}, ...ai, ...options });
    ends.push(() => mock.close());
    return mock;
  }

  /** Asks one after the other; tells why no model answered, or "told". */
  async function outcomes(mock: Mock, count: number, session = "default"): Promise<string[]> {
    const told: string[] = [];
    for (let at = 0; at < count; at++) {
      const response = await mock.fetch(`/words?about=${session}${at}`, { headers: { "x-session-id": session } });
      expect(await response.json())
        .to.have.property("text")
        .that.is.a("string");
      told.push(response.headers.get("x-helix-ai-fallback") ?? "told");
    }
    return told;
  }

  describe("a chain of providers", () => {
    it("goes on to the next one where one fails", async () => {
      const first = await server(() => ({ status: 500, body: { error: { message: "broken" } } }));
      const second = await aiServer({ behaves: "ollama" });
      ends.push(() => second.close());
      const chain = { aiProviders: ["groq", "ollama", "demo"], ollamaHost: second.url } as const;
      const mock = await mockOf(first, chain);

      const response = await mock.fetch("/words");

      expect(response.headers.get("x-helix-ai-provider")).to.equal("ollama");
      expect([first.completions().length, second.completions().length]).to.deep.equal([1, 1]);
    });

    it("ends with a generated answer", async () => {
      const first = await server(() => ({ status: 500, body: {} }));
      const second = await aiServer({ behaves: "ollama", answer: () => "no JSON at all" });
      ends.push(() => second.close());
      const mock = await mockOf(first, { aiProviders: ["groq", "ollama", "demo"], ollamaHost: second.url });

      expect(await outcomes(mock, 1)).to.deep.equal(["failed"]);
    });
  });

  describe("a breaker", () => {
    it("leaves a provider alone that does not know the key", async () => {
      const model = await server(() => ({ status: 401, body: { error: { message: "bad key" } } }));

      expect(await outcomes(await mockOf(model), 3)).to.deep.equal(["failed", "breaker", "breaker"]);
      expect(model.completions()).to.have.length(1);
    });

    it("leaves a provider alone for as long as it says", async () => {
      const model = await server(() => ({ status: 429, body: {}, headers: { "retry-after": "60" } }));

      expect(await outcomes(await mockOf(model), 3)).to.deep.equal(["failed", "breaker", "breaker"]);
      expect(model.completions()).to.have.length(1);
    });

    it("leaves a provider alone after five failures in a row", async () => {
      const model = await server(() => ({ status: 503, body: {} }));

      expect((await outcomes(await mockOf(model), 8)).slice(-3)).to.deep.equal(["breaker", "breaker", "breaker"]);
      expect(model.completions()).to.have.length(5);
    });

    it("does not count failures that others came between", async () => {
      const model = await server((count) => (count % 3 === 0 ? goodText : { status: 503, body: {} }));

      expect(await outcomes(await mockOf(model), 9)).not.to.include("breaker");
      expect(model.completions()).to.have.length(9);
    });
  });

  describe("a budget", () => {
    it("bounds requests a minute", async () => {
      const model = await server(() => goodText);

      expect(await outcomes(await mockOf(model, { aiBudget: "2rpm" }), 4)).to.deep.equal([
        "told",
        "told",
        "budget",
        "budget",
      ]);
      expect(model.completions()).to.have.length(2);
    });

    it("bounds tokens, and dollars", async () => {
      for (const aiBudget of ["1500tok", "$0.00025"]) {
        const model = await server(() => goodText);

        const told = await outcomes(await mockOf(model, { aiBudget }), 6);

        expect(told[0], aiBudget).to.equal("told");
        expect(told.at(-1), aiBudget).to.equal("budget");
        expect(model.completions().length, aiBudget).to.equal(told.filter((one) => one === "told").length);
      }
    });

    it("counts answers that are of no use", async () => {
      const model = await server(() => ({ text: "{", choice: { finish_reason: "length" } }));

      const told = await outcomes(await mockOf(model, { aiBudget: "1500tok" }), 4);

      expect(told[0]).to.equal("failed");
      expect(told.at(-1)).to.equal("budget");
    });

    it("bounds each session by itself", async () => {
      const model = await server(() => goodText);
      const mock = await mockOf(model, { aiBudget: "session:1rpm" });

      expect(await outcomes(mock, 2, "mia")).to.deep.equal(["told", "budget"]);
      expect(await outcomes(mock, 2, "tom")).to.deep.equal(["told", "budget"]);
      expect(model.completions()).to.have.length(2);
    });
  });

  describe("one question", () => {
    it("is put once for all that ask it at the same time, in whichever session", async () => {
      const model = await server(() => goodText);
      const mock = await mockOf(model);

      const asked = Array.from({ length: 20 }, async (_, at) => {
        const response = await mock.fetch("/words", { headers: { "x-session-id": `s${at % 2}` } });
        return await response.text();
      });

      expect(new Set(await Promise.all(asked)).size).to.equal(1);
      expect(model.completions()).to.have.length(1);
    });

    it("is put once for all writes that ask it, and each of them is carried out", async () => {
      const model = await server(() => goodText);
      const mock = await mockOf(model);
      const post = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };

      const asked = await Promise.all(Array.from({ length: 5 }, () => mock.fetch("/notes", post)));

      expect(asked.map(({ status }) => status)).to.deep.equal([200, 200, 200, 200, 200]);
      expect(model.completions()).to.have.length(1);
    });

    describe("of several gateways", () => {
      let redis: RedisServer;

      before(needsRedis);

      before(async () => {
        redis = await startRedis();
      });

      after(() => redis?.close());

      it("is put once for all of them, and answered alike", async () => {
        const model = await server(() => goodText);
        const gateways = await Promise.all(
          [1, 2, 3].map(() => mockOf(model, { redisUrl: redis.url, redisTimeout: 2000, aiTimeout: 20 })),
        );

        const asked = gateways.flatMap((mock, gateway) =>
          Array.from({ length: 3 }, async (_, at) => {
            const response = await mock.fetch("/words?about=all", { headers: { "x-session-id": `g${gateway}-${at}` } });
            return await response.text();
          }),
        );

        expect(new Set(await Promise.all(asked)).size).to.equal(1);
        expect(model.completions()).to.have.length(1);
      });
    });
  });

  describe("an answer that takes long", () => {
    it("is not waited for, and there for the next request", async () => {
      let release = (): void => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const model = await server(() => held.then(() => goodText));
      const mock = await mockOf(model, { aiTimeout: 0.1 });

      const now = await mock.fetch("/words");
      const meanwhile = await mock.fetch("/words");
      release();
      await told(mock);
      const next = await mock.fetch("/words");

      expect(now.headers.get("x-helix-source")).to.equal("generated; pending=ai");
      expect(meanwhile.headers.get("x-helix-source")).to.equal("generated; pending=ai");
      expect(await meanwhile.text()).to.equal(await now.text());
      expect(next.headers.get("x-helix-source")).to.equal("ai");
      expect(await next.json()).to.deep.equal({ text: "from the model" });
      expect(model.completions()).to.have.length(1);
    });
  });
});

const goodText: AiAnswer = JSON.stringify({ body: { text: "from the model" } });

/** Until what a model said is there. */
async function told(mock: Mock): Promise<void> {
  for (;;) {
    const response = await mock.fetch("/words");
    if (!response.headers.get("x-helix-source")?.includes("pending")) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
