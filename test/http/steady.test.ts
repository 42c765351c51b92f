import { expect } from "chai";
import { createMock, type Mock } from "../../src/index.ts";

const health = "/_x-steady/health";

describe("Steady's health page", () => {
  let mock: Mock | undefined;

  afterEach(() => mock?.close());

  it("says that the mock is there", async () => {
    const response = await ask({});

    expect(response.status).to.equal(200);
    expect(await response.json()).to.deep.equal({ status: "ok" });
  });

  it("gives way to the document", async () => {
    const response = await ask({ [health]: { get: { responses: { 204: { description: "" } } } } });

    expect(response.status).to.equal(204);
  });

  async function ask(paths: object): Promise<Response> {
    mock = await createMock({ document: { openapi: "3.1.0", info: { title: "Test", version: "1" }, paths }, port: 0 });
    return fetch(mock.url + health);
  }
});
