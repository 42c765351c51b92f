import { expect } from "chai";
import type { Contract } from "../../src/contract/contract.ts";
import { pairedSource } from "../../src/sources/paired.ts";
import { askFor } from "../helpers/ask.ts";
import { contractOf } from "../helpers/contract.ts";

const text = { type: "string" };

describe("pairedSource", () => {
  it("answers a parameter's example with the response example of the same name", async () => {
    const contract = await greetings();

    expect(offered(contract, "GET /greeting?language=fr")).to.deep.equal({ body: "Bonjour", note: "french" });
    expect(offered(contract, "GET /greeting?language=de")).to.equal(undefined);
  });

  it("answers a body's example with the response example of the same name", async () => {
    const contract = await greetings();

    expect(offered(contract, "PUT /greeting", { who: ["Ada", { title: "Dr" }] })).to.deep.include({ body: "Bonjour" });
    expect(offered(contract, "PUT /greeting", { who: ["Ada", { title: "Ms" }] })).to.equal(undefined);
  });

  it("wants every part that has an example of the name to be equal", async () => {
    const contract = await greetings();

    expect(offered(contract, "POST /greeting?language=fr", { who: ["Ada", { title: "Dr" }] })).to.not.equal(undefined);
    expect(offered(contract, "POST /greeting?language=en", { who: ["Ada", { title: "Dr" }] })).to.equal(undefined);
  });

  it("lets a default complete an example, but not be one", async () => {
    const contract = await greetings(text, { ...text, default: "fr" });

    expect(offered(contract, "GET /greeting")).to.equal(undefined);
    expect(offered(contract, "POST /greeting", { who: ["Ada", { title: "Dr" }] })).to.deep.include({ body: "Bonjour" });
  });

  it("passes over an example that the schema rejects", async () => {
    const contract = await greetings({ type: "integer" });

    expect(offered(contract, "GET /greeting?language=fr")).to.equal(undefined);
  });
});

function greetings(schema: object = text, languages: object = text): Promise<Contract> {
  const examples = { french: { value: "Bonjour" }, english: { value: "Hello" } };
  const responses = { 200: { description: "", content: { "application/json": { schema, examples } } } };
  const language = { name: "language", in: "query", schema: languages, examples: { french: { value: "fr" } } };
  const posted = { schema: {}, examples: { french: { value: { who: ["Ada", { title: "Dr" }] } } } };
  const wish = { ...language, required: false };
  return contractOf({
    "/greeting": {
      get: { parameters: [language], responses },
      put: { requestBody: { content: { "application/json": posted } }, responses },
      post: { parameters: [wish], requestBody: { content: { "application/json": posted } }, responses },
    },
  });
}

function offered(contract: Contract, line: string, body?: unknown): unknown {
  return pairedSource.offer(askFor(contract, line, body));
}
