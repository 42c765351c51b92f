import { expect } from "chai";
import type { Contract } from "../../src/contract/contract.ts";
import { exampleSource } from "../../src/sources/example.ts";
import { askFor } from "../helpers/ask.ts";
import { contractOf, pathParameter, queryParameter } from "../helpers/contract.ts";

const schema = {
  type: "object",
  required: ["zone"],
  properties: { zone: { type: "string", maxLength: 8 }, degrees: { type: "integer" } },
};

describe("exampleSource", () => {
  it("answers with the first example that the schema accepts", async () => {
    const contract = await weather({
      broken: { value: { zone: 1 } },
      sunny: { value: { zone: "south", degrees: 25 } },
    });

    expect(offered(contract, "GET /weather")).to.deep.equal({ body: { zone: "south", degrees: 25 }, note: "sunny" });
  });

  it("writes over it what the request says", async () => {
    const contract = await weather({ sunny: { value: { zone: "south", degrees: 25 } } });

    expect(offered(contract, "GET /weather?zone=north")).to.deep.equal({
      body: { zone: "north", degrees: 25 },
      note: "sunny",
    });
  });

  it("keeps the example's own value where the request's would break the schema", async () => {
    const contract = await weather({ sunny: { value: { zone: "south" } } });

    expect(offered(contract, "GET /weather?zone=north-north-west")).to.deep.equal({
      body: { zone: "south" },
      note: "sunny",
    });
  });

  it("answers with the example that is asked for by name, as it is", async () => {
    const contract = await weather({ sunny: { value: { zone: "south" } }, rainy: { value: { zone: "west" } } });

    expect(offered(contract, "GET /weather?zone=north", { example: "rainy" })).to.deep.equal({
      body: { zone: "west" },
      note: "rainy",
    });
  });

  it("passes where examples are not wanted or none is valid", async () => {
    const contract = await weather({ sunny: { value: { zone: "south" } } });

    expect(offered(contract, "GET /weather", { settings: { dynamic: true } })).to.equal(undefined);
    expect(offered(contract, "GET /weather", { settings: { ignoreExamples: true } })).to.equal(undefined);
    expect(offered(await weather({ broken: { value: 7 } }), "GET /weather")).to.equal(undefined);
  });

  it("leaves out numbers that validators refuse which divide doubles", async () => {
    const price = { type: "number", multipleOf: 0.01 };
    const priced = (value: number) => ({ schema: { type: "array", items: price }, example: [value] });
    const of = async (value: number) =>
      contractOf({
        "/prices": {
          get: { responses: { 200: { description: "Prices", content: { "application/json": priced(value) } } } },
        },
      });

    expect(offered(await of(19.99), "GET /prices")).to.equal(undefined);
    expect(offered(await of(19.5), "GET /prices")).to.deep.equal({ body: [19.5] });
  });

  it("reads an example that is an XML document as one, though its schema would take any text", async () => {
    const joke = { properties: { text: { type: "string" }, length: { type: "integer" } } };
    const given = (text: string) => {
      const content = { "application/xml": { schema: joke, example: text } };
      return contractOf({ "/joke": { get: { responses: { 200: { description: "", content } } } } });
    };
    const right = "<joke><text>Knock</text><length>5</length></joke>";

    expect(offered(await given(right), "GET /joke")).to.deep.include({ body: right });
    expect(offered(await given("<joke><text><b>Knock</b></text></joke>"), "GET /joke")).to.equal(undefined);
    expect(offered(await given("<joke><text>Knock & knock</text></joke>"), "GET /joke")).to.equal(undefined);
    expect(offered(await given("<joke><length>five</length></joke>"), "GET /joke")).to.equal(undefined);
  });

  it("leaves resource operations alone unless an example is asked for by name", async () => {
    const example = { ada: { value: { id: 1, name: "Ada" } } };
    const user = { type: "object", properties: { id: { type: "integer" }, name: { type: "string" } } };
    const content = { "application/json": { schema: user, examples: example } };
    const contract = await contractOf({
      "/users/{id}": { get: { parameters: [pathParameter("id")], responses: { 200: { description: "", content } } } },
    });

    expect(offered(contract, "GET /users/7")).to.equal(undefined);
    expect(offered(contract, "GET /users/7", { example: "ada" })).to.deep.include({ body: { id: 1, name: "Ada" } });
  });
});

function weather(examples: object): Promise<Contract> {
  const responses = { 200: { description: "", content: { "application/json": { schema, examples } } } };
  const parameters = [queryParameter("zone", { type: "string" })];
  return contractOf({ "/weather": { get: { parameters, responses } } });
}

function offered(contract: Contract, line: string, asking: Parameters<typeof askFor>[3] = {}): unknown {
  return exampleSource.offer(askFor(contract, line, undefined, asking));
}
