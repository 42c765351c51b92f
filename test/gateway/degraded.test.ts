import { expect } from "chai";
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

  it("name operations by what a header can carry", async () => {
    const responses = { 204: { description: "" } };
    const ask = await clientOf({ "/a": { get: { operationId: "a\r\nb: c\u{e9}", responses } } });

    expect((await ask("GET /a")).headers["x-helix-operation"]).to.equal("a%0D%0Ab: c%C3%A9");
  });
});
