import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { createMock, DocumentError, type Mock, type MockOptions, OverrideError, SettingsError } from "../src/index.ts";
import { aiServer } from "./helpers/ai-server.ts";
import { hostileDocument } from "./helpers/hostile-document.ts";
import { zooDocument } from "./helpers/zoo.ts";

describe("createMock", () => {
  const running: Mock[] = [];

  afterEach(async () => {
    for (const mock of running.splice(0)) await mock.close();
  });

  it("answers without a socket", async () => {
    const mock = await start({ document: hostileDocument });

    const response = await mock.fetch(new Request("http://any.example/items/7"));

    expect([mock.url, mock.port]).to.deep.equal([undefined, undefined]);
    expect(response.status).to.equal(200);
    expect(response.headers.get("content-type")).to.equal("application/json");
    expect(await response.json())
      .to.have.property("name")
      .that.is.a("string");
  });

  it("takes what the global fetch takes, and paths", async () => {
    const mock = await start({ document: hostileDocument });
    const init = { method: "POST", headers: { "Content-Type": "application/json" }, body: '{"name":"a"}' };

    const responses = [
      await mock.fetch("/items", init),
      await mock.fetch("http://a/items", init),
      await mock.fetch(new URL("http://a/items"), init),
      await mock.fetch(new Request("http://a/items", init)),
    ];

    expect(responses.map(({ status }) => status)).to.deep.equal([201, 201, 201, 201]);
    expect(await responses[0]?.json()).to.include({ name: "a" });
  });

  it("gives the same bytes with and without a socket", async () => {
    const mock = await start({ document: hostileDocument, port: 0 });

    const near = await mock.fetch("/items");
    const far = await fetch(`${mock.url}/items`);

    expect(mock.url).to.equal(`http://127.0.0.1:${mock.port}`);
    expect(await near.text()).to.equal(await far.text());
  });

  it("serves under the base path that is given instead of those of the servers, and bare", async () => {
    for (const basePath of ["/api", "api/", "/api/"]) {
      const mock = await start({ document: { ...hostileDocument, servers: [{ url: "/v1" }] }, basePath });

      const statuses = await Promise.all(
        ["/api/items", "/items", "/v1/items"].map(async (path) => (await mock.fetch(path)).status),
      );

      expect(statuses).to.deep.equal([200, 200, 404]);
    }
  });

  it("links to where a document is mounted", async () => {
    const document = fileURLToPath(new URL("../specs/shop.yaml", import.meta.url));
    const mock = await start({ document: [`${document}@/shop`] });

    const response = await mock.fetch("/shop/v1/products?per_page=2");

    expect(response.status).to.equal(200);
    expect(response.headers.get("link")).to.match(/^<\/shop\/v1\/products\?/);
    expect((await mock.fetch("/v1/products")).status).to.equal(404);
  });

  it("serves a file, and says which document it cannot serve", async () => {
    const mock = await start({ document: "specs/shop.yaml" });
    const failure = await start({ document: "specs/nowhere.yaml" }).catch((error: unknown) => error);

    expect((await mock.fetch("/status")).status).to.equal(200);
    expect(failure).to.be.instanceOf(DocumentError);
  });

  it("knows the settings of the command line and no others", async () => {
    const mock = await start({ document: hostileDocument, seed: 5, maxBody: 10, now: "real" });
    const other = await start({ document: hostileDocument, seed: 6 });
    const unknown = await start({ document: hostileDocument, prot: 1 } as MockOptions).catch((error: unknown) => error);
    const long = await mock.fetch("/any", { method: "POST", body: "12345678901" });

    expect(await (await mock.fetch("/items")).text()).not.to.equal(await (await other.fetch("/items")).text());
    expect(long.status).to.equal(413);
    expect(unknown).to.be.instanceOf(SettingsError);
    expect(unknown).to.have.property("message").that.includes('"prot" in the options of createMock is not a setting');
  });

  it("tells of exchanges over the socket", async () => {
    const seen: string[] = [];
    const onExchange: MockOptions["onExchange"] = ({ request, response }) => {
      seen.push(`${request.method} ${request.target} ${response.status}`);
    };
    const mock = await start({ document: hostileDocument, port: 0, onExchange });

    await (await fetch(`${mock.url}/items/7`)).text();

    expect(seen).to.deep.equal(["GET /items/7 200"]);
  });

  it("fixes answers until they are taken back", async () => {
    const mock = await start({ document: hostileDocument });
    const always = mock.override({ operation: "getItem", body: { id: 1, name: "always" } });
    const once = mock.override({ operation: "getItem", times: 1, status: 500 });

    const first = await mock.fetch("/items/7");
    const second = await mock.fetch("/items/7");
    always.remove();

    expect([first.status, second.status]).to.deep.equal([500, 200]);
    expect(second.headers.get("x-helix-source")).to.equal(`override; ${always.id}`);
    expect(await second.json()).to.deep.equal({ id: 1, name: "always" });
    expect([always.uses, once.uses]).to.deep.equal([1, 1]);
    expect((await mock.fetch("/items/7")).headers.get("x-helix-source")).not.to.match(/^override/);
  });

  it("has answers made by a function, and checks them", async () => {
    const mock = await start({ document: hostileDocument });
    mock.override({
      operation: "createItem",
      match: { body: { name: "a" } },
      handler: async ({ body }) => ({ body: { ...(body as object), id: 9 }, headers: { "X-Made": "here" } }),
    });
    const init = { method: "POST", headers: { "Content-Type": "application/json" } };

    const made = await mock.fetch("/items", { ...init, body: '{"name":"a"}' });
    const other = await mock.fetch("/items", { ...init, body: '{"name":"b"}' });

    expect(await made.json()).to.deep.equal({ id: 9, name: "a" });
    expect([made.status, made.headers.get("x-made"), other.headers.get("x-made")]).to.deep.equal([201, "here", null]);
  });

  it("refuses what breaks the contract where it is fixed", async () => {
    const mock = await start({ document: hostileDocument });

    const body = { id: 7, name: 7 };
    expect(() => mock.override({ operation: "getItem", body })).to.throw(OverrideError, "/body/name must be");
    expect(() => mock.override({ operation: "getItm" })).to.throw('did you mean "getItem"');
    expect(() => mock.override({ operation: "getItem", status: 404, handler: () => ({}) })).to.throw("/status is the");
  });

  it("asks no model where CI is set, and says so", async () => {
    const model = await aiServer();
    const notices: string[] = [];
    const ai = { aiProvider: "openai", aiBaseUrl: model.url, aiApiKey: "k", onNotice: note } as const;
    process.env["CI"] = "true";
    try {
      const mock = await start({ document: zooDocument(), ...ai });
      expect((await mock.fetch("/pets/1")).headers.get("x-helix-source")).to.equal("entities");
      expect(model.requests).to.deep.equal([]);
      expect(notices.join("\n")).to.match(/^no model is asked in CI/);

      delete process.env["CI"];
      const asking = await start({ document: zooDocument(), ...ai });
      expect((await asking.fetch("/pets/1")).headers.get("x-helix-source")).to.equal("ai");
    } finally {
      delete process.env["CI"];
      await model.close();
    }

    function note({ message }: { message: string }): void {
      notices.push(message);
    }
  });

  it("frees its port when it is closed", async () => {
    const first = await start({ document: hostileDocument, port: 0 });
    const port = first.port ?? 0;
    const taken = await start({ document: hostileDocument, port }).catch((error: unknown) => error);
    await first.close();

    const second = await start({ document: hostileDocument, port });

    expect(taken).to.be.instanceOf(SettingsError);
    expect(second.port).to.equal(port);
  });

  async function start(options: MockOptions): Promise<Mock> {
    const mock = await createMock(options);
    running.push(mock);
    return mock;
  }
});
