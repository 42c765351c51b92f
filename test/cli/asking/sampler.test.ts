import { expect } from "chai";
import type { Attempt, RequestMessage, ResponseHeaders } from "../../../src/base/exchange.ts";
import { Collector } from "../../../src/cli/asking/collector.ts";
import { Sampler } from "../../../src/cli/asking/sampler.ts";
import { fakeQuestion } from "../../helpers/asking.ts";
import { operation } from "../../helpers/operation.ts";

const pets = operation("GET /pets");

describe("sample requests", () => {
  it("ask for what is wanted, each in a session of its own", async () => {
    const { sampler, requests } = samplerOf();

    await sampler.sample({ operation: pets });
    await sampler.sample({ operation: pets, intent: 'say "no" \\', answer: "202 application/json; charset=utf-8" });

    expect(requests.map(({ method, target, headers }) => ({ method, target, headers }))).to.deep.equal([
      { method: "GET", target: "/pets", headers: { "x-session-id": "sample-1" } },
      {
        method: "GET",
        target: "/pets",
        headers: {
          "x-session-id": "sample-2",
          prefer: 'code=202, ai="say \\"no\\" \\\\"',
          accept: "application/json; charset=utf-8",
        },
      },
    ]);
  });

  it("find out what a model would be asked, each question once and for its own request", async () => {
    const { sampler, collector } = samplerOf({
      onRequest: () => Promise.all(["a", "a", "b"].map((slot) => collector.ask(fakeQuestion({ slot })))),
    });

    const [first, second] = [await sampler.sample({ operation: pets }), await sampler.sample({ operation: pets })];

    expect(first.questions.map(({ card }) => card.slot)).to.deep.equal(["a", "b"]);
    expect(second.questions).to.have.length(2);
  });

  it("are not sent where the document says that no model is to be asked", async () => {
    const { sampler, requests } = samplerOf();

    const { reason } = await sampler.sample({ operation: { ...pets, ai: { isOff: true, intents: [] } } });

    expect([reason, requests]).to.deep.equal(["the document says x-helix-ai: off", []]);
  });

  const json = { "Content-Type": "application/json; charset=utf-8" };
  const reasons: readonly [status: number, headers: ResponseHeaders, source: string, reason: string][] = [
    [404, json, "generated", "the answer is 404"],
    [204, {}, "generated", "the answer has no content"],
    [200, { "Content-Type": "image/png" }, "generated", "image/png is nothing that a model writes"],
    [200, json, "paired", "the answer comes from paired"],
    [200, json, "generated", "its schema has no text or number for a model to write"],
  ];
  for (const [status, headers, source, reason] of reasons) {
    it(`say that ${reason}`, async () => {
      const { sampler } = samplerOf({ response: { status, headers }, source });

      expect((await sampler.sample({ operation: pets })).reason).to.equal(reason);
    });
  }
});

interface Fake {
  readonly onRequest?: () => Promise<unknown>;
  readonly response?: { readonly status: number; readonly headers: ResponseHeaders };
  readonly source?: string;
}

function samplerOf({ onRequest, response = { status: 200, headers: {} }, source = "generated" }: Fake = {}) {
  const requests: RequestMessage[] = [];
  const collector = new Collector();
  const provenance: Attempt[] = [{ source, outcome: "answered" }];
  const gateway = {
    async handle(request: RequestMessage) {
      requests.push(request);
      await onRequest?.();
      return { request, response, violations: [], provenance, replayable: () => false, requestId: "1" };
    },
  };
  return { sampler: new Sampler(gateway, collector, 0), collector, requests };
}
