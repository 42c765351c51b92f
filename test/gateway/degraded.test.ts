import { expect } from "chai";
import { usualReading } from "../../src/contract/request/reading-settings.ts";
import { MemorySessions } from "../../src/session/memory.ts";
import type { OpenSession } from "../../src/session/sessions.ts";
import { clientOf } from "../helpers/gateway.ts";

/** Sessions of which others may know more. */
class Alone extends MemorySessions {
  constructor() {
    super({ clock: { now: () => 0 }, ttlMs: 1, maxSessions: 10, maxLength: 1000 });
  }

  override open(id: string): OpenSession {
    return { state: super.open(id).state, degraded: "redis" };
  }
}

describe("answers from sessions that may not be as others see them", () => {
  it("say so, also where they fail", async () => {
    const impossible = { type: "integer", minimum: 2, maximum: 1 };
    const answer = (schema: object) => ({
      get: { responses: { 200: { description: "", content: { "application/json": { schema } } } } },
    });
    const failing = { name: "failing", replayable: true, offer: () => Promise.reject(new TypeError("a bug")) };
    const paths = { "/fine": answer({ type: "integer" }), "/none": answer(impossible) };
    const ask = await clientOf(paths, { sessions: new Alone() });
    const askFailing = await clientOf(paths, { sessions: new Alone(), sources: [failing], onBug() {} });

    for (const [answered, status] of [
      [await ask("GET /fine"), 200],
      [await ask("GET /none"), 500],
      [await askFailing("GET /fine"), 500],
    ] as const) {
      expect([answered.status, answered.headers["x-helix-degraded"]]).to.deep.equal([status, "redis"]);
    }
  });

  it("are remembered under names that tell apart how requests are read", async () => {
    const asked: (string | undefined)[] = [];
    const sessions = new Alone();
    const remembering = Object.assign(sessions, {
      remembers: true,
      open: (id: string, question?: string): OpenSession => {
        asked.push(question);
        return MemorySessions.prototype.open.call(sessions, id);
      },
    });
    const get = { responses: { 200: { description: "", content: { "application/json": { schema: {} } } } } };
    for (const query of [undefined, { array: "brackets", object: "auto" }] as const) {
      const reading = query && { ...usualReading, query };
      const ask = await clientOf({ "/a": { get } }, { sessions: remembering, reading });
      await ask("GET /a?x=1,2");
    }

    expect(asked).to.have.lengthOf(2);
    expect(asked[0])
      .to.match(/^[\w-]{43}$/)
      .and.not.equal(asked[1]);
  });

  it("name operations by what a header can carry", async () => {
    const responses = { 204: { description: "" } };
    const ask = await clientOf({ "/a": { get: { operationId: "a\r\nb: c\u{e9}", responses } } });

    expect((await ask("GET /a")).headers["x-helix-operation"]).to.equal("a%0D%0Ab: c%C3%A9");
  });
});
