import { expect } from "chai";
import { HelixError } from "../../src/base/errors.ts";
import type { JsonValue } from "../../src/base/json.ts";
import type { ResponseSource } from "../../src/sources/source.ts";
import { answers, pathParameter } from "../helpers/contract.ts";
import { type Answer, clientOf } from "../helpers/gateway.ts";

const pet = { type: "object", required: ["id"], properties: { id: { type: "integer" } } };

describe("firstValid", () => {
  it("asks the next source when a draft breaks the contract", async () => {
    const { json, headers, exchange } = await answerOf(says("wrong", { id: "seven" }), says("right", { id: 7 }));

    expect(json).to.deep.equal({ id: 7 });
    expect(headers["x-helix-source"]).to.equal("right");
    expect(exchange.provenance).to.deep.equal([
      { source: "wrong", outcome: "invalid", detail: "/id must be integer" },
      { source: "right", outcome: "answered", detail: undefined },
    ]);
  });

  it("asks the next source when one has nothing to say, or fails on purpose", async () => {
    const { json, exchange } = await answerOf(says("silent"), fails(new OutOfOrder()), says("right", { id: 7 }));

    expect(json).to.deep.equal({ id: 7 });
    expect(exchange.provenance.map(({ outcome }) => outcome)).to.deep.equal(["failed", "answered"]);
  });

  it("tells why the last source failed where none answers", async () => {
    const { json, headers } = await answerOf(says("wrong", {}), fails(new OutOfOrder()));

    expect(json).to.include({ status: 503, type: "/_helix/problems/out-of-order", detail: "out of order" });
    expect(headers).to.include.keys("x-helix-source", "x-helix-operation", "x-request-id");
  });

  it("tells what was wrong with each draft where no source failed", async () => {
    const { json } = await answerOf(says("wrong", {}), says("odd", { id: "x" }));

    expect(json).to.include({ status: 500, type: "/_helix/problems/no-valid-answer" });
    expect(json["detail"]).to.match(/wrong \(.*'id'\); odd \(\/id must be integer\)/);
  });

  it("lets a bug in a source through instead of hiding it behind the next one", async () => {
    const bugs: unknown[] = [];
    const bug = new TypeError("x is not a function");
    const sources = [fails(bug), says("right", { id: 7 })];
    const ask = await clientOf({ "/pet": { get: answers(pet) } }, { sources, onBug: (error) => bugs.push(error) });

    const { json, text } = await ask("GET /pet");

    expect(bugs).to.deep.equal([bug]);
    expect(json).to.include({ status: 500, type: "/_helix/problems/internal" });
    expect(text).to.not.include("not a function");
  });

  it("sends nothing of a stream that has an invalid item", async () => {
    const content = { "application/jsonl": { itemSchema: pet } };
    const sources = [says("wrong", [{ id: 1 }, {}]), says("odd", "text"), says("right", [{ id: 1 }, { id: 2 }])];
    const ask = await clientOf({ "/log": { get: { responses: { 200: { description: "", content } } } } }, { sources });

    const { text, exchange } = await ask("GET /log");

    expect(text).to.equal('{"id":1}\n{"id":2}\n');
    expect(exchange.provenance.map(({ outcome }) => outcome)).to.deep.equal(["invalid", "invalid", "answered"]);
  });

  it("falls from an example that breaks its schema to what is generated", async () => {
    const content = { "application/json": { schema: pet, examples: { bad: { value: { id: "seven" } } } } };
    const operation = { parameters: [pathParameter("n")], responses: { 200: { description: "", content } } };
    const ask = await clientOf({ "/n/{n}": { get: operation } });

    const { json, headers } = await ask("GET /n/1", { headers: { prefer: "example=bad" } });

    expect(json["id"]).to.satisfy(Number.isInteger);
    expect(headers["x-helix-source"]).to.not.include("example");
  });
});

class OutOfOrder extends HelixError {
  readonly code = "out-of-order";
  readonly status = 503;
  readonly fault = "operator";

  constructor() {
    super("out of order");
  }
}

async function answerOf(...sources: ResponseSource[]): Promise<Answer> {
  const ask = await clientOf({ "/pet": { get: answers(pet) } }, { sources });
  return ask("GET /pet");
}

function says(name: string, body?: JsonValue): ResponseSource {
  return { name, replayable: true, offer: () => (body === undefined ? undefined : { body }) };
}

function fails(error: Error): ResponseSource {
  return {
    name: "broken",
    replayable: true,
    offer() {
      throw error;
    },
  };
}
