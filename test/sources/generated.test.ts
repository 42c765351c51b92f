import { expect } from "chai";
import type { JsonObject } from "../../src/base/json.ts";
import type { Contract } from "../../src/contract/contract.ts";
import { generatedSource } from "../../src/sources/generated.ts";
import { draftOf } from "../helpers/ask.ts";
import { answers, contractOf, list, pathParameter, queryParameter, ref } from "../helpers/contract.ts";

const text = { type: "string" };
const integer = { type: "integer" };
const schema = { type: "object", required: ["zone", "note"], properties: { zone: text, note: text } };

describe("generatedSource", () => {
  it("answers the same question in the same way", async () => {
    const contract = await reports();

    expect(await body(contract, "/report?b=1&a=2")).to.deep.equal(await body(contract, "/report?a=2&b=1&undeclared=3"));
  });

  it("answers another question, and another seed, in another way", async () => {
    const contract = await reports();
    const first = await body(contract, "/report?a=1");

    expect(await body(contract, "/report?a=2")).to.not.deep.equal(first);
    expect(await body(contract, "/report?a=1", 1)).to.not.deep.equal(first);
  });

  it("repeats what the request says, within the schema", async () => {
    const contract = await reports();

    expect(await body(contract, "/report?zone=north")).to.include({ zone: "north" });
  });

  it("lists as many as are asked for", async () => {
    const contract = await contractOf({
      "/words": { get: answers(list(text), { parameters: [queryParameter("limit")] }) },
    });

    expect(await body(contract, "/words?limit=4")).to.have.length(4);
  });

  it("refers to entities that exist", async () => {
    const contract = await contractOf(
      {
        "/users/{id}": { get: answers(ref("User"), { parameters: [pathParameter("id")] }) },
        "/stats": { get: answers({ type: "object", required: ["userId"], properties: { userId: integer } }) },
      },
      { User: { type: "object", properties: { id: integer } } },
    );

    expect(((await body(contract, "/stats")) as JsonObject)["userId"]).to.be.within(1, 25);
  });

  it("lists a few items of a stream, which differ and are valid", async () => {
    const content = { "application/jsonl": { itemSchema: schema } };
    const contract = await contractOf({ "/log": { get: { responses: { 200: { description: "", content } } } } });

    const items = (await body(contract, "/log")) as JsonObject[];

    expect(items).to.have.length(3);
    expect(new Set(items.map(({ note }) => note)).size).to.equal(3);
    for (const item of items) expect(item).to.have.all.keys("zone", "note");
  });

  it("has no body where none is declared", async () => {
    const contract = await contractOf({ "/gone": { get: { responses: { 204: { description: "" } } } } });

    expect(await draftOf(generatedSource, contract, "GET /gone")).to.deep.equal({ body: undefined });
  });
});

function reports(): Promise<Contract> {
  return contractOf({
    "/report": {
      get: answers(schema, { parameters: [queryParameter("a"), queryParameter("b"), queryParameter("zone", text)] }),
    },
  });
}

async function body(contract: Contract, target: string, seed?: number): Promise<unknown> {
  const settings = seed === undefined ? {} : { seed };
  return (await draftOf(generatedSource, contract, `GET ${target}`, undefined, { settings }))?.body;
}
