import { expect } from "chai";
import { createListener } from "../../src/http/app.ts";
import { listen } from "../../src/http/server.ts";
import { createMock, type Mock } from "../../src/index.ts";
import { controlOptions } from "../helpers/control.ts";
import { type ControlClient, controlClient } from "../helpers/control-client.ts";
import { hostileDocument } from "../helpers/hostile-document.ts";

describe("overrides and the journal in the control plane", () => {
  let mock: Mock;
  let control: ControlClient;

  beforeEach(async () => {
    mock = await createMock({ document: hostileDocument, port: 0, journalSize: 5 });
    control = await controlClient(mock.url ?? "");
  });

  afterEach(() => mock.close());

  it("take effect at once, also over what was remembered, and so does their end", async () => {
    const before = [await item(), await item(), await item(), await item()];
    const set = await control("POST /overrides", { operation: "GET /items/{id}", body: { id: 7, name: "fixed" } });
    const fixed = [await item(), await item(), await item()];
    await control(`DELETE /overrides/${set.json.id}`);
    const after = await item();

    expect(set.status).to.equal(201);
    expect(set.headers.get("location")).to.equal(`/_helix/overrides/${set.json.id}`);
    expect(set.json).to.deep.include({ origin: "control-plane", state: "on", uses: 0 });
    expect(new Set(fixed)).to.deep.equal(new Set(['{"id":7,"name":"fixed"}']));
    expect(new Set([...before, after])).to.have.length(1);
  });

  it("tell how often they answered, and when they are used up", async () => {
    const body = { operation: "GET /items/{id}", times: 2, status: 200, body: { id: 7, name: "twice" } };
    const { id } = (await control("POST /overrides", body)).json;
    await item();
    const half = (await control(`GET /overrides/${id}`)).json;
    const answers = [await item(), await item()];

    expect(half).to.deep.include({ state: "on", uses: 1, definition: body });
    expect((await control(`GET /overrides/${id}`)).json).to.deep.include({ state: "used-up", uses: 2 });
    expect(answers[0]).to.include("twice");
    expect(answers[1]).not.to.include("twice");
  });

  it("are refused with every violation at its place in what was sent", async () => {
    const refused = await control("POST /overrides", { operation: "GET /items/{id}", body: { id: "x", name: 1 } });
    const misspelt = await control("POST /overrides", { operation: "GET /items/{id}", stauts: 200 });

    expect(refused.status).to.equal(422);
    expect(refused.json.type).to.equal("/_helix/problems/override-invalid");
    expect(refused.json.violations.map(({ instancePath }: { instancePath: string }) => instancePath)).to.include(
      "/body/name",
    );
    expect(misspelt.json.type).to.equal("/_helix/problems/control-invalid");
    expect((await control("GET /overrides")).json).to.deep.equal({ overrides: [], faults: [] });
  });

  it("say what was asked, where memory answered too", async () => {
    for (let turn = 0; turn < 4; turn++) await item();
    await (await fetch(`${mock.url}/items/x`)).text();
    await mock.fetch("/nowhere");

    const all = (await control("GET /journal")).json;
    const found = (await control("GET /journal?operation=getItem&status=200&limit=2")).json;

    expect(all.size).to.equal(5);
    expect(all.exchanges.map(({ target }: { target: string }) => target)).to.deep.equal([
      "/nowhere",
      "/items/x",
      "/items/7",
      "/items/7",
      "/items/7",
    ]);
    expect(all.exchanges[1].violations).to.have.length(1);
    expect(found.exchanges).to.have.length(2);
    await control("DELETE /journal");
    expect((await control("GET /journal")).json.exchanges).to.deep.equal([]);
  });

  it("are neither set nor read where several processes serve, and say so", async () => {
    const gateway = { edition: {}, handle: () => Promise.reject(new Error("not asked")) };
    const options = { control: controlOptions({ isAlone: false, keepsSessions: false }), gateway };
    const events = { onExchange() {}, onBug: (error: unknown) => expect.fail(String(error)) };
    const listener = createListener({ ...options, ...events, cors: true, compression: true, maxBody: 1000 });
    const server = await listen(listener, { host: "127.0.0.1", port: 0 });
    const shared = await controlClient(server.url);

    const refused = [
      await shared("POST /overrides", { operation: "a" }),
      await shared("DELETE /overrides"),
      await shared("DELETE /overrides/o1"),
      await shared("GET /journal"),
      await shared("DELETE /journal"),
      await shared("POST /sessions"),
      await shared("PUT /sessions/a", { writes: 0, collections: [] }),
      await shared("POST /sessions/a/entities", { collection: "/a", entities: [{}] }),
    ];
    const told = await shared("GET /overrides");
    await server.close();

    expect(new Set(refused.map(({ status }) => status))).to.deep.equal(new Set([501]));
    expect(refused[0]?.json.detail).to.equal(
      "An override set at run time would be known to one of the processes that serve (--workers), and to no other. Put overrides into files (helix.overrides/), or serve from one process.",
    );
    expect(told.status).to.equal(200);
  });

  async function item(): Promise<string> {
    return (await fetch(`${mock.url}/items/7`)).text();
  }
});
