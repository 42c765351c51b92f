import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { createMock, type Mock } from "../../src/index.ts";
import { type ControlClient, controlClient } from "../helpers/control-client.ts";

const shop = fileURLToPath(new URL("../../specs/shop.yaml", import.meta.url));

describe("sessions in the control plane", () => {
  let mock: Mock;
  let control: ControlClient;

  before(async () => {
    mock = await createMock({ document: shop, port: 0, auth: "off" });
    control = await controlClient(mock.url ?? "");
  });

  after(() => mock.close());

  beforeEach(async () => {
    await control("POST /reset");
  });

  it("know what is what by the routes", async () => {
    const { documents } = (await control("GET /routes")).json;
    const found = documents[0].routes.find(({ operation }: { operation: string }) => operation === "listUsers");

    expect(documents[0]).to.include({ document: shop, mount: "" });
    expect(found).to.deep.include({ role: "list", path: "/users" });
    expect(found.resource.collection).to.equal("/users");
  });

  it("are begun under ids that nobody guesses", async () => {
    const [one, other] = [await control("POST /sessions"), await control("POST /sessions", {})];

    expect(one.json.id)
      .to.match(/^[0-9a-f-]{36}$/)
      .and.not.to.equal(other.json.id);
    expect(one.headers.get("location")).to.equal(`/_helix/sessions/${one.json.id}`);
    expect(one.json).to.deep.include({ entities: 0, writes: 0, collections: [] });
  });

  it("are copied, and go their own ways from there", async () => {
    const first = await review("GET", "7");
    await seed("mia", { ...first, title: "Fork me" });

    const forked = await control("POST /sessions", { id: "tom", from: "mia" });
    await control("POST /sessions/mia/reset");

    expect(forked.json).to.deep.include({ id: "tom", entities: 1 });
    expect(await review("GET", "7", "tom")).to.include({ title: "Fork me" });
    expect(await review("GET", "7", "mia")).to.deep.equal(first);
    expect((await control("POST /sessions", { id: "tom" })).status).to.equal(409);
  });

  it("are shown with what is in them, taken along and put back", async () => {
    await seed("mia", { ...(await review("GET", "7")), id: 5000, title: "Put back" });
    await mock.fetch("/v1/users/8", { method: "DELETE", headers: { "X-Session-ID": "mia" } });
    const exported = (await control("GET /sessions/mia/export")).json;
    const shown = (await control("GET /sessions/mia")).json;

    await control("DELETE /sessions/mia");
    expect((await control("GET /sessions/mia")).json).to.deep.include({ entities: 0, collections: [] });
    const imported = await control("PUT /sessions/other", exported);

    expect(shown.collections[1]).to.deep.equal({ collection: "/users", entities: [], deleted: ["8"] });
    expect(shown.collections[0]).to.deep.include({ collection: "/reviews", deleted: [] });
    expect(shown.collections[0].entities[0]).to.include({ id: 5000, title: "Put back" });
    expect(imported.json).to.deep.include({ id: "other", entities: 1, writes: 2 });
    expect(await review("GET", "5000", "other")).to.include({ title: "Put back" });
    expect((await mock.fetch("/v1/users/8", { headers: { "X-Session-ID": "other" } })).status).to.equal(404);
    expect((await control("GET /sessions/other/export")).json).to.deep.equal(exported);
  });

  it("take along what requests with a name of their own were answered", async () => {
    const user = (await (await mock.fetch("/v1/users/7")).json()) as object;
    const init = {
      method: "POST",
      headers: { "X-Session-ID": "mia", "Content-Type": "application/json", "Idempotency-Key": "k" },
      body: JSON.stringify({ ...user, id: undefined, password: "correct horse" }),
    };
    const first = await mock.fetch("/v1/users", init);
    const exported = (await control("GET /sessions/mia/export")).json;
    await control("PUT /sessions/tom", exported);

    const again = await mock.fetch("/v1/users", { ...init, headers: { ...init.headers, "X-Session-ID": "tom" } });

    expect(exported.replies).to.have.length(1);
    expect(again.headers.get("idempotent-replayed")).to.equal("true");
    expect(await again.json()).to.deep.equal(await first.json());
  });

  it("are laid out with entities, the first of which is on top of its list", async () => {
    const one = (await (await mock.fetch("/v1/users/7")).json()) as object;
    const entities = [
      { ...one, id: 5001 },
      { ...one, id: 5002 },
    ];

    const seeded = await control("POST /sessions/mia/entities", { collection: "/v1/users", entities });
    const list = await (await mock.fetch("/v1/users", { headers: { "X-Session-ID": "mia" } })).text();

    expect(seeded.json).to.deep.include({ entities: 2, writes: 1, collections: ["/users"] });
    expect(list.match(/"id":500\d/g)).to.deep.equal(['"id":5001', '"id":5002']);
  });

  it("take all of what they are laid out with or nothing, and say what is wrong where", async () => {
    const one = await review("GET", "7");
    const entities = [one, { ...one, rating: 11, user_id: "x" }];

    const refused = await control("POST /sessions/mia/entities", { collection: "/reviews", entities });
    const nowhere = await control("POST /sessions/mia/entities", { collection: "/revews", entities: [one] });

    expect(refused.status).to.equal(422);
    expect(refused.json.violations.map((one: { instancePath: string }) => one.instancePath)).to.have.members([
      "/entities/1/rating",
      "/entities/1/user_id",
    ]);
    expect((await control("GET /sessions")).json).to.deep.equal([]);
    expect(nowhere.json.detail).to.include('/collection is the path of no collection; there are: "/reviews"');
  });

  async function review(method: string, id: string, session = "default"): Promise<Record<string, unknown>> {
    const response = await mock.fetch(`/v1/reviews/${id}`, { method, headers: { "X-Session-ID": session } });
    return (await response.json()) as Record<string, unknown>;
  }

  async function seed(session: string, entity: object): Promise<void> {
    const { status } = await control(`POST /sessions/${session}/entities`, {
      collection: "/reviews",
      entities: [entity],
    });
    expect(status).to.equal(201);
  }
});
