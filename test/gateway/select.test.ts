import { expect } from "chai";
import { stopwatch } from "../../src/base/clock.ts";
import { type Client, clientOf } from "../helpers/gateway.ts";

describe("preferences", () => {
  it("answers with the code, by header or by query", async () => {
    const ask = await coded();

    expect((await ask("GET /pets", { headers: { prefer: "code=404" } })).json).to.have.all.keys("reason");
    expect((await ask("GET /pets?__code=404")).status).to.equal(404);
    expect((await ask("GET /pets?__code=404", { headers: { prefer: "example=missing" } })).json).to.deep.equal({
      reason: "It is gone.",
    });
    expect((await ask("GET /pets?__example=missing")).status).to.equal(404);
  });

  it("says itself what exists where the wish does not, whatever the document declares for that", async () => {
    const ask = await coded();

    const code = await ask("GET /pets?__code=418");
    const example = await ask("GET /pets?__example=none");

    for (const { status, headers } of [code, example]) {
      expect([status, headers["content-type"]]).to.deep.equal([404, "application/problem+json"]);
    }
    expect(code.json).to.deep.include({ type: "/_helix/problems/response-unknown", available: ["200", "404"] });
    expect(example.json).to.deep.include({
      type: "/_helix/problems/example-unknown",
      available: ["default", "missing"],
    });
  });

  it("refuses a malformed one", async () => {
    const ask = await coded();

    const answer = await ask("GET /pets?__code=abc");

    expect(answer.json).to.include({ status: 422, type: "/_helix/problems/preference-malformed" });
    expect(answer.headers["x-helix-violations"]).to.equal("1");
  });

  it("generates instead of taking the example", async () => {
    const ask = await coded();

    expect((await ask("GET /pets")).json).to.deep.equal({ id: 1, name: "Example" });
    expect((await ask("GET /pets?__dynamic=true")).json["name"]).to.not.equal("Example");
  });

  it("gives the same seed the same answer, and -1 another one each time", async () => {
    const ask = await coded();
    const seeded = async (seed: string) => ask(`GET /pets?__dynamic=true&__seed=${seed}`);

    const [one, same, other] = [await seeded("1"), await seeded("1"), await seeded("2")];
    const any = await Promise.all(Array.from({ length: 8 }, () => seeded("-1")));

    expect(one.text).to.equal(same.text);
    expect(one.text).to.not.equal(other.text);
    expect(other.headers["x-helix-seed"]).to.equal("2");
    expect(new Set(any.map(({ text }) => text)).size).to.be.greaterThan(1);
    expect(new Set(any.map(({ headers }) => headers["x-helix-seed"])).size).to.equal(8);
    const [again] = any;
    expect((await seeded(again?.headers["x-helix-seed"] ?? "")).text).to.equal(again?.text);
  });

  it("waits as long as it is asked to", async () => {
    const ask = await coded();
    const elapsed = stopwatch();

    await ask("GET /pets?__dynamic=true&__delay=60ms");

    // Timers count whole milliseconds.
    expect(elapsed()).to.be.at.least(59);
  });
});

const pet = {
  type: "object",
  required: ["id", "name"],
  properties: { id: { type: "integer" }, name: { type: "string" } },
};

/** An operation with an example, and with a 404 of its own that no problem fits. */
function coded(): Promise<Client> {
  const reason = { type: "object", required: ["reason"], properties: { reason: { type: "string" } } };
  const missing = { value: { reason: "It is gone." } };
  const found = { schema: pet, example: { id: 1, name: "Example" } };
  const responses = {
    200: { description: "", content: { "application/json": found } },
    404: { description: "", content: { "application/json": { schema: reason, examples: { missing } } } },
  };
  return clientOf({ "/pets": { get: { responses } } });
}
