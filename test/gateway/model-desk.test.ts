import { expect } from "chai";
import type { Told } from "../../src/ai/question.ts";
import { MemorySessions } from "../../src/session/memory.ts";
import type { OpenSession } from "../../src/session/sessions.ts";
import { lateSaying, models, saying, type TestConsultant } from "../helpers/consultant.ts";
import { type Client, clientOf } from "../helpers/gateway.ts";
import { until } from "../helpers/redis-server.ts";

const pet = {
  type: "object",
  required: ["id", "name"],
  additionalProperties: false,
  properties: { id: { type: "integer" }, name: { type: "string" } },
};
const shown = { 200: { description: "", content: { "application/json": { schema: pet } } } };
const id = { name: "id", in: "path", required: true, schema: { type: "integer" } };
const body = { content: { "application/json": { schema: { type: "object" } } } };
const paths = {
  "/pets/{id}": {
    get: { operationId: "getPet", parameters: [id], responses: shown },
    patch: { operationId: "changePet", parameters: [id], requestBody: body, responses: shown },
  },
};
const wish = { headers: { prefer: 'ai="all sold"' } };
const unasked = { headers: { prefer: "ai=off" } };

/** Sessions all of whose answers shall be like this. */
class Wishing extends MemorySessions {
  constructor(intent: string) {
    super({ clock: { now: () => 0 }, ttlMs: 1000, maxSessions: 10, maxLength: 100_000 });
    this.wish(intent);
  }

  wish(intent: string): void {
    this.write("default", [{ kind: "told", place: "intent", id: "", value: intent }]);
  }
}

describe("what a model has to do with answers", () => {
  it("says that a wish was met only where it was", async () => {
    const silent = await clientOf(paths, { models: models(saying(() => ({ silent: "failed" }))) });
    const late = await clientOf(paths, { models: models(lateSaying(() => ({ name: "Late" }))) });
    const told = await clientOf(paths, { models: models(saying(() => ({ name: "Told" }))) });

    const applied = await Promise.all(
      [silent, late, told].map(async (client) => (await client("GET /pets/1", wish)).headers["preference-applied"]),
    );

    expect(applied).to.deep.equal([undefined, undefined, 'ai="all sold"']);
    expect((await silent("GET /pets/1", unasked)).headers["preference-applied"]).to.equal("ai=off");
  });

  it("is told in header fields, whatever a model is called", async () => {
    const told = { value: { name: "Rex" }, repairs: [], provider: "gr—q", model: "模型\nx", isRecorded: true };
    const client = await clientOf(paths, { models: models(knowing(told)) });

    const { headers } = await client("GET /pets/1");

    expect(headers["x-helix-ai-provider"]).to.equal("gr%E2%80%94q");
    expect(headers["x-helix-ai-model"]).to.equal("%E6%A8%A1%E5%9E%8B%0Ax");
  });

  it("takes what comes too late for what it was asked, whatever the session wants by now", async () => {
    const sessions = new Wishing("cheap");
    const consultant = lateSaying(({ card }) => ({ name: card.intent }));
    const client = await clientOf(paths, { sessions, models: models(consultant) });
    await client("GET /pets/1");
    sessions.wish("dear");
    await consultant.tell();
    await until(async () => (await nameIn(client)) === "cheap");

    await client("GET /pets/1");

    expect(consultant.asked.map(({ card }) => card.intent)).to.deep.equal(["cheap", "dear"]);
  });

  it("counts in conditions of changes, which are about what is shown", async () => {
    const list = { "application/json": { schema: { type: "array", items: { type: "string" } } } };
    const answer = { responses: { 200: { description: "", content: list } } };
    const tags = { "/tags": { get: answer, put: { requestBody: { content: list }, ...answer } } };
    const client = await clientOf(tags, { models: models(saying(() => ["told"])) });
    const { headers, text } = await client("GET /tags");

    const change = (tag = "") => client("PUT /tags", { headers: { "if-match": tag }, body: [] });

    expect(text).to.contain("told");
    expect((await change(headers["etag"])).status).to.equal(200);
    expect((await change('"another"')).status).to.equal(412);
  });

  it("hears what goes wrong with what nobody waits for, also after a write", async () => {
    const bugs: unknown[] = [];
    const bug = new TypeError("a bug");
    const ask = async () => ({ kind: "late", later: Promise.reject(bug) }) as const;
    const consultant = { ...saying(() => null), ask };
    const client = await clientOf(paths, { models: models(consultant), onBug: (error) => bugs.push(error) });

    const { status } = await client("PATCH /pets/1", { body: { name: "Mine" } });
    await until(async () => bugs.length > 0);

    expect([status, bugs]).to.deep.equal([200, [bug]]);
  });

  it("names questions otherwise than where no model is asked, so that no answer of then is remembered", async () => {
    const asked: (string | undefined)[] = [];
    const sessions = new MemorySessions({ clock: { now: () => 0 }, ttlMs: 1, maxSessions: 10, maxLength: 1000 });
    const remembering = Object.assign(sessions, {
      remembers: true,
      open: (name: string, question?: string): OpenSession => {
        asked.push(question);
        return MemorySessions.prototype.open.call(sessions, name);
      },
    });
    const told = saying(() => ({ name: "Told" }));

    for (const options of [undefined, models(told), models(told, { intent: "cheap" })]) {
      const client = await clientOf(paths, { sessions: remembering, models: options });
      await client("GET /pets/1", unasked);
    }

    expect(new Set(asked)).to.have.lengthOf(3);
  });
});

function knowing(told: Told): TestConsultant {
  return { ...saying(() => null), ask: async () => ({ kind: "told", told }) };
}

async function nameIn(client: Client): Promise<unknown> {
  return (await client("GET /pets/1", unasked)).json["name"];
}
