import { LLMock } from "@copilotkit/aimock";
import { expect } from "chai";
import { catalogue } from "../../src/ai/catalogue.ts";
import { petCompletion, providerAt, rejection } from "../helpers/ai/endpoint.ts";

const never = new AbortController().signal;

/** A server of OpenAI's API that somebody else wrote. */
describe("a model behind aimock", () => {
  let mock: LLMock;

  beforeEach(async () => {
    mock = new LLMock({ port: 0 });
    await mock.start();
  });

  afterEach(() => mock.stop());

  for (const name of Object.keys(catalogue) as (keyof typeof catalogue)[]) {
    it(`answers as ${name}`, async () => {
      mock.onMessage(/pet/, { content: '{"name":"Rex","age":3}' });

      const { text, usage } = await providerAt(mock.url, name, { apiKey: "mock" }).complete(petCompletion, never);

      expect(text).to.equal('{"name":"Rex","age":3}');
      expect(usage.promptTokens).to.be.greaterThan(0);
      const [request] = mock.getRequests();
      expect(request?.path).to.equal("/v1/chat/completions");
    });
  }

  it("fails as it does", async () => {
    mock.nextRequestError(429, { message: "Rate limited", type: "rate_limit_error" });

    const error = await rejection(providerAt(mock.url, "openai", { apiKey: "mock" }).complete(petCompletion, never));

    expect(error).to.include({ kind: "rate-limit" });
    expect(error.message).to.equal('OpenAI was asked too often (429): "Rate limited"');
  });
});
