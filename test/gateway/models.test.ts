import { expect } from "chai";
import type { JsonObject, JsonValue } from "../../src/base/json.ts";
import { lateSaying, models, saying } from "../helpers/consultant.ts";
import { type Client, clientOf, sessionsInMemory } from "../helpers/gateway.ts";
import { until } from "../helpers/redis-server.ts";

const pet = {
  type: "object",
  required: ["id", "name", "created_at"],
  additionalProperties: false,
  properties: {
    id: { type: "integer" },
    name: { type: "string", maxLength: 20 },
    price: { type: "number", minimum: 0 },
    status: { enum: ["available", "sold"] },
    created_at: { type: "string", format: "date-time" },
  },
};
const petBody = { content: { "application/json": { schema: pet } } };
const newPet = {
  type: "object",
  required: ["name"],
  properties: { name: { type: "string" }, price: { type: "number" } },
};

const paths = {
  "/pets": {
    get: {
      operationId: "listPets",
      parameters: [
        { name: "limit", in: "query", schema: { type: "integer" } },
        { name: "status", in: "query", schema: { type: "string" } },
      ],
      responses: {
        200: { description: "", content: { "application/json": { schema: { type: "array", items: pet } } } },
      },
    },
    post: {
      operationId: "createPet",
      requestBody: { required: true, content: { "application/json": { schema: newPet } } },
      responses: { 201: { description: "", ...petBody } },
    },
  },
  "/pets/{id}": {
    get: {
      operationId: "getPet",
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
      responses: { 200: { description: "", ...petBody }, 404: { description: "" } },
    },
    patch: {
      operationId: "changePet",
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
      requestBody: { required: true, content: { "application/json": { schema: { type: "object" } } } },
      responses: { 200: { description: "", ...petBody } },
    },
  },
  "/weather": {
    get: {
      operationId: "weather",
      parameters: [{ name: "city", in: "query", schema: { type: "string" } }],
      responses: {
        200: {
          description: "",
          content: {
            "application/json": {
              schema: {
                type: "object",
                required: ["text", "city"],
                properties: { text: { type: "string" }, city: { type: "string" }, degrees: { type: "integer" } },
              },
            },
          },
        },
        503: { description: "", content: { "application/json": { schema: { type: "string" } } } },
      },
    },
  },
  "/secret": {
    get: {
      operationId: "secret",
      "x-helix-ai": "off",
      responses: { 200: { description: "", content: { "application/json": { schema: { type: "string" } } } } },
    },
  },
};

/** Ten pets, numbered in their names. */
const ten: JsonValue = Array.from({ length: 10 }, (_, at) => ({
  id: 900 + at,
  name: `Pet ${at}`,
  price: at,
  status: "sold",
  created_at: "1999-01-01T00:00:00Z",
}));

/** As many turns of the loop as anything takes that would be made of what a model tells. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** Shows what the session has, and asks no model. */
const unasked = { headers: { prefer: "ai=off" } };

function named(name: string): JsonValue {
  return { name, price: 5, status: "sold" };
}

async function listed(client: Client, line = "GET /pets"): Promise<JsonObject[]> {
  return JSON.parse((await client(line)).text) as JsonObject[];
}

describe("models in the gateway", () => {
  it("shows what a model wrote of entities, with ids and times of our own", async () => {
    const plain = await listed(await clientOf(paths));
    const client = await clientOf(paths, { models: models(saying(() => ten)) });

    const answer = await client("GET /pets");
    const pets = JSON.parse(answer.text) as JsonObject[];

    expect(pets.map(({ name }) => name)).to.deep.equal((ten as JsonObject[]).map(({ name }) => name));
    // Lists are filtered by status: what it is decides which pets others show.
    expect(pets.map(({ id, created_at, status }) => [id, created_at, status])).to.deep.equal(
      plain.map(({ id, created_at, status }) => [id, created_at, status]),
    );
    expect(answer.headers).to.include({
      "x-helix-source": "ai",
      "x-helix-ai-provider": "test",
      "x-helix-ai-model": "model",
      "x-helix-ai-tokens": "prompt=100, completion=20",
      "x-helix-ai-cost": "0.000100",
    });
  });

  it("shows the same everywhere, and asks once", async () => {
    const consultant = saying(() => ten);
    const client = await clientOf(paths, { models: models(consultant) });

    const first = await client("GET /pets");
    const again = await client("GET /pets");
    const [, second] = JSON.parse(first.text) as JsonObject[];
    const detail = await client(`GET /pets/${second?.["id"]}`);

    expect(again.text).to.equal(first.text);
    expect(again.headers["x-helix-source"]).to.equal("ai");
    expect(again.headers["x-helix-ai-tokens"]).to.equal(undefined);
    expect(detail.json).to.deep.equal(second);
    expect(consultant.asked).to.have.length(1);
  });

  it("tells sessions apart", async () => {
    const consultant = saying(({ session }) => named(session));
    const client = await clientOf(paths, { models: models(consultant) });

    const one = await client("GET /pets/1", { headers: { "x-session-id": "one" } });
    const other = await client("GET /pets/1", { headers: { "x-session-id": "other" } });

    expect([one.json["name"], other.json["name"]]).to.deep.equal(["one", "other"]);
  });

  it("gives an item of a list that is recorded to the entity that it names", async () => {
    const plain = await listed(await clientOf(paths));
    const value = plain.map(({ id }) => ({ id: id as number, name: `Pet ${id}` })).reverse();
    const told = { value, repairs: [], provider: "test", model: "model", isRecorded: true };
    const recorded = { ...saying(() => null), ask: async () => ({ kind: "told", told }) as const };
    const client = await clientOf(paths, { models: models(recorded) });

    const answer = await client("GET /pets");

    const pets = JSON.parse(answer.text) as JsonObject[];
    expect(pets.map(({ name }) => name)).to.deep.equal(pets.map(({ id }) => `Pet ${id}`));
    expect(answer.headers["x-helix-source"]).to.equal("ai; cassette");
  });

  it("leaves the last word to what clients write", async () => {
    const client = await clientOf(paths, { models: models(saying(() => ten)) });
    const [first] = await listed(client);
    await client(`PATCH /pets/${first?.["id"]}`, { body: { name: "Mine" } });

    const [now] = await listed(client);

    expect(now).to.include({ id: first?.["id"], name: "Mine", price: 0 });
  });

  it("lets a model write what a client did not post", async () => {
    const client = await clientOf(paths, { models: models(saying(() => named("Theirs"))) });

    const created = await client("POST /pets", { body: { name: "Mine" } });
    const shown = await client(`GET /pets/${created.json["id"]}`);

    expect(created.json).to.include({ name: "Mine", price: 5 });
    expect(created.headers["location"]).to.equal(`/pets/${created.json["id"]}`);
    expect(shown.json).to.deep.equal(created.json);
  });

  it("says where to find what was created, also in an answer that does not show it", async () => {
    const text = { type: "object", required: ["text"], properties: { text: { type: "string" } } };
    const responses = { 201: { description: "", content: { "application/json": { schema: text } } } };
    const quiet = { ...paths, "/pets": { ...paths["/pets"], post: { ...paths["/pets"].post, responses } } };
    const consultant = saying(({ card }) => (card.operation === "createPet" ? { text: "Welcome!" } : named("Rex")));
    const client = await clientOf(quiet, { models: models(consultant) });

    const created = await client("POST /pets", { body: { name: "Mine" } });

    expect(created.json).to.deep.equal({ text: "Welcome!" });
    expect((await client(`GET ${created.headers["location"]}`)).json).to.include({ name: "Mine" });
  });

  it("creates once, whatever the model says", async () => {
    for (const written of [named("Rex"), "no pet", { silent: "failed" } as const]) {
      const client = await clientOf(paths, { models: models(saying(() => written)) });
      const before = await listed(client, "GET /pets?limit=100");

      await client("POST /pets", { body: { name: "Mine" } });

      expect(await listed(client, "GET /pets?limit=100")).to.have.length(before.length + 1);
    }
  });

  it("lets what a client wants decide what lists are filtered by, too", async () => {
    const client = await clientOf(paths, { models: models(saying(() => ten)) });

    const wanted = await client("GET /pets", { headers: { prefer: 'ai="all sold"' } });

    expect((JSON.parse(wanted.text) as JsonObject[]).map(({ status }) => status)).to.deep.equal(Array(10).fill("sold"));
  });

  it("lists the same pets whatever was read in between", async () => {
    const consultant = saying(({ card }) => (card.operation === "listPets" ? ten : named("Rex")));
    const client = await clientOf(paths, { models: models(consultant) });
    const available = async () => (await listed(client, "GET /pets?status=available")).map(({ id }) => id);
    const first = await available();

    await client("GET /pets");
    for (const id of first) await client(`GET /pets/${id}`);

    expect(await available()).to.deep.equal(first);
  });

  it("puts what an entity has anyway where a model writes what does not fit", async () => {
    const plain = await (await clientOf(paths))("GET /pets/3");
    const client = await clientOf(paths, {
      models: models(saying(() => ({ name: { first: "R", last: "X" }, price: 5 }))),
    });

    const pet = await client("GET /pets/3");

    expect(pet.json).to.deep.equal({ ...plain.json, price: 5 });
  });

  it("finds nothing where nothing is found, and asks nobody about it", async () => {
    const consultant = saying(() => ten);
    const client = await clientOf(paths, { models: models(consultant) });

    const answer = await client("GET /pets?status=eaten");

    expect(answer.json).to.deep.equal([]);
    expect(answer.headers["x-helix-source"]).to.equal("entities");
    expect(consultant.asked).to.deep.equal([]);
  });

  it("keeps what filters ask for", async () => {
    const client = await clientOf(paths, { models: models(saying(() => ten)) });

    const pets = await listed(client, "GET /pets?status=available");

    expect(pets).not.to.have.length(0);
    expect(pets.every(({ status }) => status === "available")).to.equal(true);
  });

  it("makes an answer that shows no entities around what a model wrote, once for a question", async () => {
    const consultant = saying(() => ({ text: "Sunny", city: "Rome", degrees: 31 }));
    const client = await clientOf(paths, { models: models(consultant) });

    const oslo = await client("GET /weather?city=Oslo");
    const again = await client("GET /weather?city=Oslo");
    await client("GET /weather?city=Bonn");

    expect(oslo.json).to.deep.equal({ text: "Sunny", city: "Oslo", degrees: 31 });
    expect(again.text).to.equal(oslo.text);
    expect(consultant.asked).to.have.length(2);
  });

  it("makes anew what the contract does not take, and says so", async () => {
    const client = await clientOf(paths, {
      models: models(saying(() => ({ text: { no: "text", other: true }, degrees: "31" }))),
    });

    const { json, exchange } = await client("GET /weather?city=Oslo");

    expect(json).to.include({ city: "Oslo", degrees: 31 });
    expect(json["text"]).to.be.a("string");
    const repairs = exchange.provenance.filter(({ outcome }) => outcome === "repaired").map(({ detail }) => detail);
    expect(repairs.join("\n")).to.contain("/degrees").and.to.contain("/text");
  });

  it("does without a model that says nothing, says so, and asks again the next time", async () => {
    const plain = await (await clientOf(paths))("GET /weather");
    const consultant = saying(() => ({ silent: "budget" }));
    const client = await clientOf(paths, { models: models(consultant) });

    const answer = await client("GET /weather");
    await client("GET /weather");

    expect(answer.text).to.equal(plain.text);
    expect(answer.headers).to.include({ "x-helix-source": "generated", "x-helix-ai-fallback": "budget" });
    expect(answer.exchange.provenance[0]).to.deep.include({ source: "ai", outcome: "failed" });
    expect(consultant.asked).to.have.length(2);
  });

  it("answers now, and learns what a model says too late", async () => {
    const consultant = lateSaying(() => ten);
    const client = await clientOf(paths, { models: models(consultant) });

    const now = await client("GET /pets");
    expect(now.headers).to.include({ "x-helix-source": "generated; pending=ai", "x-helix-ai-fallback": "timeout" });
    expect(await now.exchange.replayable()).to.equal(false);
    await consultant.tell();
    await until(async () => (await client("GET /pets", unasked)).text.includes("Pet 0"));
    const next = await client("GET /pets");

    expect(next.headers["x-helix-source"]).to.equal("ai");
    const [before, after] = [now, next].map(({ text }) => JSON.parse(text) as JsonObject[]);
    // Who has seen an answer may go by what it said: only texts and numbers become better.
    expect(after).to.deep.equal(before?.map((one, at) => ({ ...one, name: `Pet ${at}`, price: at })));
    expect(consultant.asked).to.have.length(1);
  });

  it("does not let what comes too late undo what a client wrote meanwhile", async () => {
    const consultant = lateSaying(() => ten);
    const client = await clientOf(paths, { models: models(consultant) });
    const [first] = await listed(client);
    await client(`PATCH /pets/${first?.["id"]}`, { body: { name: "Mine" } });

    await consultant.tell();
    await until(async () => (await client("GET /pets", unasked)).text.includes("Pet 1"));
    const [now, second] = await listed(client);

    expect(now).to.include({ name: "Mine" });
    expect(second).to.include({ name: "Pet 1" });
  });

  it("forgets with the session what comes too late for it", async () => {
    const consultant = lateSaying(() => ten);
    const sessions = sessionsInMemory();
    const client = await clientOf(paths, { models: models(consultant), sessions });
    const plain = await client("GET /pets");
    sessions.reset();

    await consultant.tell();
    await turns();

    expect((await client("GET /pets", unasked)).text).to.equal(plain.text);
  });

  it("keeps what was answered to a write, however late the model is", async () => {
    const consultant = lateSaying(() => named("Late"));
    const client = await clientOf(paths, { models: models(consultant) });

    const before = await listed(client, "GET /pets?limit=100&__ai=off");
    const created = await client("POST /pets", { body: { name: "Mine" } });
    await consultant.tell();
    await turns();
    const shown = await client(`GET /pets/${created.json["id"]}`);

    expect(shown.json).to.deep.equal(created.json);
    // Made again with what the model told, it would be created again.
    expect(await listed(client, "GET /pets?limit=100&__ai=off")).to.have.length(before.length + 1);
    expect(created.headers["x-helix-ai-fallback"]).to.equal("timeout");
  });

  it("passes on what the answer shall be like, and has it made anew", async () => {
    const consultant = saying(({ card }) => named(card.intent || "usual"));
    const client = await clientOf(paths, { models: models(consultant) });

    const usual = await client("GET /pets/1");
    const wanted = await client("GET /pets/1", { headers: { prefer: 'ai="all sold"' } });
    const after = await client("GET /pets/1");

    expect([usual, wanted, after].map(({ json }) => json["name"])).to.deep.equal(["usual", "all sold", "all sold"]);
    expect(wanted.headers["preference-applied"]).to.equal('ai="all sold"');
    expect(consultant.asked[1]?.messages[1]?.content).to.contain('"all sold"');
  });

  it("asks nobody where the request or the document says so, or an error is asked for", async () => {
    const consultant = saying(() => "?");
    const client = await clientOf(paths, { models: models(consultant) });

    await client("GET /weather", { headers: { prefer: "ai=off" } });
    await client("GET /weather", { headers: { prefer: "code=503" } });
    await client("GET /secret");

    expect(consultant.asked).to.deep.equal([]);
  });

  it("sends no credential, wherever the document has it", async () => {
    const consultant = saying(() => ({ text: "Sunny", city: "Rome" }));
    const { responses } = paths["/weather"].get;
    const parameters = [
      { name: "k", in: "query", schema: { type: "string" } },
      { name: "city", in: "query", schema: { type: "string" } },
    ];
    const guarded = { "/weather": { get: { operationId: "weather", parameters, security: [{ key: [] }], responses } } };
    const schemes = { key: { type: "apiKey", in: "query", name: "k" } };
    const client = await clientOf(guarded, { models: models(consultant) }, schemes);

    await client("GET /weather?k=open-sesame&city=Oslo");

    const [question] = consultant.asked;
    expect(JSON.stringify(question?.messages)).to.contain("Oslo").and.not.to.contain("open-sesame");
    expect(question?.card.slot).to.equal("city=Oslo");
  });

  it("writes nothing where the answer is a problem", async () => {
    const silent = models(
      saying(() => ({ silent: "budget" })),
      { isFallbackAllowed: false },
    );
    const client = await clientOf(paths, { models: silent });
    const before = await listed(client, "GET /pets?limit=100&__ai=off");

    const { status } = await client("POST /pets", { body: { name: "Mine" } });

    expect(status).to.equal(503);
    expect(await listed(client, "GET /pets?limit=100&__ai=off")).to.deep.equal(before);
  });

  it("asks once for a list of which a model writes only a part", async () => {
    const consultant = saying(() => [named("First"), named("Second")]);
    const client = await clientOf(paths, { models: models(consultant) });

    const first = await client("GET /pets");
    const again = await client("GET /pets");

    expect(again.text).to.equal(first.text);
    expect(consultant.asked).to.have.length(1);
    expect((JSON.parse(first.text) as JsonObject[]).map(({ name }) => name).slice(0, 2)).to.deep.equal([
      "First",
      "Second",
    ]);
  });

  it("shows a model no keys and addresses that somebody wrote into the document", async () => {
    const consultant = saying(() => ({ text: "Fine." }));
    const text = { type: "string", description: "As in sk_live_4eC39HqLyjWDarjtT1zdp7dc", example: "ask anna@acme.io" };
    const schema = { type: "object", required: ["text"], properties: { text, description: { type: "string" } } };
    const answer = { description: "with password: hunter22", content: { "application/json": { schema } } };
    const get = { summary: "Of anna@acme.io", description: "Try Bearer abcdef123456", responses: { 200: answer } };
    const client = await clientOf({ "/weather": { get } }, { models: models(consultant) });

    await client("GET /weather");

    const [question] = consultant.asked;
    const sent = JSON.stringify([question?.messages, question?.wire.schema]);
    expect(sent).to.include("As in [token]").and.include("Try [token]").and.include("ask [e-mail]");
    expect(sent).not.to.match(/sk_live|anna@|hunter22|abcdef/);
  });

  it("keeps a wish as the model is shown it, redacted", async () => {
    const consultant = saying(() => ({ text: "Fine.", city: "Oslo" }));
    const client = await clientOf(paths, { models: models(consultant) });

    const { headers } = await client("GET /weather", { headers: { prefer: 'ai="as jane@acme.io likes it"' } });

    expect(headers["x-helix-source"]).to.equal("ai");
    expect(consultant.asked.map(({ card }) => card.intent)).to.deep.equal(["as [e-mail] likes it"]);
    expect(JSON.stringify(consultant.asked)).not.to.contain("jane");
  });

  it("shows what a model says beside a list, and says the same again", async () => {
    const schema = {
      type: "object",
      required: ["headline", "city", "items", "total"],
      properties: {
        headline: { type: "string" },
        city: { type: "string" },
        total: { type: "integer" },
        items: { type: "array", items: pet },
      },
    };
    const parameters = [{ name: "city", in: "query", schema: { type: "string" } }];
    const responses = { 200: { description: "", content: { "application/json": { schema } } } };
    const said = { headline: "Pets of the week", city: "Rome", total: 999, items: ten };
    const consultant = saying(() => said);
    const client = await clientOf(
      { ...paths, "/featured-pets": { get: { operationId: "featured", parameters, responses } } },
      { models: models(consultant) },
    );

    const first = await client("GET /featured-pets?city=Oslo");
    await client("PATCH /pets/1", { body: { name: "Mine" } });
    const again = await client("GET /featured-pets?city=Oslo");

    expect(first.json).to.include({ headline: "Pets of the week" });
    expect(first.json["city"]).not.to.equal("Rome");
    expect(first.json["total"]).not.to.equal(999);
    expect(again.json).to.include({ headline: "Pets of the week" });
    expect(consultant.asked.map(({ card }) => card.operation)).to.deep.equal(["featured", "changePet"]);
  });

  it("shows what a model calls things that no path leads to", async () => {
    const beast = {
      type: "object",
      required: ["name"],
      properties: { name: { type: "string" }, weight: { type: "number" } },
    };
    const schema = { type: "array", items: beast };
    const responses = { 200: { description: "", content: { "application/json": { schema } } } };
    const consultant = saying(() => [{ name: "Ada", weight: 3 }]);
    const client = await clientOf({ "/beasts": { get: { responses } } }, { models: models(consultant) });

    const [first] = await listed(client, "GET /beasts");

    expect(first).to.deep.equal({ name: "Ada", weight: 3 });
  });

  it("lets no model fill a list that is empty, as where nothing fits a filter", async () => {
    const consultant = saying(() => ten);
    const client = await clientOf(paths, { models: models(consultant) });

    const nothing = await client("GET /pets?status=stolen");

    expect([nothing.text, nothing.headers["x-helix-source"]]).to.deep.equal(["[]", "entities"]);
    expect(consultant.asked).to.have.length(0);
  });

  it("gives what a model says of a thing within another to that thing, wherever it is shown", async () => {
    const id = { type: "integer" };
    const owner = { type: "object", required: ["id", "name"], properties: { id, name: { type: "string" } } };
    const house = { type: "object", required: ["id", "owner"], properties: { id, owner } };
    const one = (schema: object) => ({ 200: { description: "", content: { "application/json": { schema } } } });
    const parameters = [{ name: "id", in: "path", required: true, schema: id }];
    const consultant = saying(() => Array.from({ length: 10 }, (_, at) => ({ owner: { name: `Owner ${at}` } })));
    const client = await clientOf(
      {
        "/houses": { get: { operationId: "houses", responses: one({ type: "array", items: house }) } },
        "/owners/{id}": { get: { operationId: "owner", parameters, responses: one(owner) } },
      },
      { models: models(consultant) },
    );

    const houses = await listed(client, "GET /houses");
    const owners = await Promise.all(
      houses.map(async (each) => (await client(`GET /owners/${(each["owner"] as JsonObject)["id"]}`)).json),
    );

    expect((houses[0] as JsonObject)["owner"]).to.include({ name: "Owner 0" });
    expect(owners).to.deep.equal(houses.map((each) => each["owner"]));
    expect(consultant.asked).to.have.length(1);
    expect(await listed(client, "GET /houses")).to.deep.equal(houses);
  });

  it("knows an end where things are within things of their kind", async () => {
    const id = { type: "integer" };
    const tree = {
      type: "object",
      required: ["id", "name", "children"],
      properties: {
        id,
        name: { type: "string" },
        children: { type: "array", items: { $ref: "#/components/schemas/Tree" } },
      },
    };
    const responses = (schema: object) => ({ 200: { description: "", content: { "application/json": { schema } } } });
    const parameters = [{ name: "id", in: "path", required: true, schema: id }];
    const within = [{ name: "Ash" }, { name: "Elm" }];
    const consultant = saying(({ card }) =>
      card.operation === "trees"
        ? within.map((one) => ({ ...one, children: within }))
        : { name: "Oak", children: within },
    );
    const Tree = { $ref: "#/components/schemas/Tree" };
    const client = await clientOf(
      {
        "/trees": { get: { operationId: "trees", responses: responses({ type: "array", items: Tree }) } },
        "/trees/{id}": { get: { operationId: "tree", parameters, responses: responses(Tree) } },
      },
      { models: models(consultant), schemas: { Tree: tree } },
    );

    const [first] = await listed(client, "GET /trees");
    const alone = await client("GET /trees/1");

    expect(first).to.include({ id: 1, name: "Ash" });
    expect(alone.json).to.deep.equal(first);
  });

  it("records all that is shown, of what a model left out as well, but nothing that clients wrote", async () => {
    const consultant = saying(() => [{ name: "One" }, { name: "Two" }]);
    const client = await clientOf(paths, { models: models(consultant) });
    await client("PATCH /pets/1", { body: { name: "Mine" }, ...unasked });
    await client("PATCH /pets/9", { body: { name: "Mine too" }, ...unasked });

    const shown = await listed(client);
    const [question] = consultant.asked;
    const recorded = question?.read({ body: [{ name: "One" }, { name: "Two" }] }, "model").value as JsonObject[];

    expect(shown.map(({ name }) => name)).to.include.members(["Mine", "Two", "Mine too"]);
    const others = shown.filter(({ id }) => id !== 1 && id !== 9);
    expect(recorded.filter(({ id }) => id !== 1)).to.deep.equal(others);
    expect(recorded.filter(({ id }) => id === 1).map(({ name }) => name)).to.deep.equal(["One"]);
  });

  it("records nothing of what a client has just written", async () => {
    const said = { name: "As a model has it", price: 7 };
    let recorded: JsonValue | undefined;
    const consultant = saying((question) => {
      recorded = question.read({ body: said }, "model").value;
      return said;
    });
    const client = await clientOf(paths, { models: models(consultant) });

    const changed = await client("PATCH /pets/1", { body: { name: "Mine" } });

    expect(changed.json).to.include({ id: 1, name: "Mine" });
    expect(recorded).to.include({ id: 1, name: "As a model has it" });
  });

  it("gives what a model says deep within a thing to what it is about, so that what clients write of that wins", async () => {
    const id = { type: "integer" };
    const product = {
      type: "object",
      required: ["id", "name"],
      properties: { id, name: { type: "string" } },
    };
    const line = {
      type: "object",
      required: ["remark", "product"],
      properties: { remark: { type: "string" }, product },
    };
    const order = {
      type: "object",
      required: ["id", "lines"],
      properties: { id, lines: { type: "array", items: line } },
    };
    const one = (schema: object) => ({ 200: { description: "", content: { "application/json": { schema } } } });
    const parameters = [{ name: "id", in: "path", required: true, schema: id }];
    const requestBody = { content: { "application/json": { schema: { type: "object" } } } };
    const client = await clientOf(
      {
        "/orders/{id}": { get: { operationId: "order", parameters, responses: one(order) } },
        "/products/{id}": {
          get: { operationId: "product", parameters, responses: one(product) },
          patch: { operationId: "rename", parameters, requestBody, responses: one(product) },
        },
      },
      { models: models(saying(() => ({ lines: [{ remark: "Handle with care", product: { name: "Told" } }] }))) },
    );
    const lineOf = async () => ((await client("GET /orders/1")).json["lines"] as JsonObject[])[0] as JsonObject;
    const before = await lineOf();
    const address = `/products/${(before["product"] as JsonObject)["id"]}`;

    const told = (await client(`GET ${address}`)).json;
    await client(`PATCH ${address}`, { body: { name: "Mine" } });
    const after = await lineOf();

    expect(before).to.have.nested.include({ remark: "Handle with care", "product.name": "Told" });
    expect(told).to.deep.equal(before["product"]);
    expect(after).to.have.nested.include({ remark: "Handle with care", "product.name": "Mine" });
  });

  it("changes nothing that was shown by what it tells in another view", async () => {
    const id = { type: "integer" };
    const brief = { type: "object", required: ["id", "name"], properties: { id, name: { type: "string" } } };
    const full = { ...brief, properties: { ...brief.properties, motto: { type: "string" } } };
    const one = (schema: object) => ({ 200: { description: "", content: { "application/json": { schema } } } });
    const parameters = [{ name: "id", in: "path", required: true, schema: id }];
    const consultant = saying(({ card }) =>
      card.operation === "teams" ? [{ name: "First" }] : { name: "Another", motto: "Onwards" },
    );
    const client = await clientOf(
      {
        "/teams": { get: { operationId: "teams", responses: one({ type: "array", items: brief }) } },
        "/teams/{id}": { get: { operationId: "team", parameters, responses: one(full) } },
      },
      { models: models(consultant) },
    );

    const teams = await listed(client, "GET /teams");
    const third = (await client(`GET /teams/${(teams[2] as JsonObject)["id"]}`)).json;

    expect(third).to.deep.equal({ ...teams[2], motto: "Onwards" });
    expect(consultant.asked[1]?.messages[1]?.content).to.match(new RegExp(`decided.*\n.*"${third["name"]}"`));
    expect(await listed(client, "GET /teams")).to.deep.equal(teams);
  });

  it("shows no more of a list that a model wrote than was asked for", async () => {
    const schema = { type: "array", items: { type: "string" } };
    const parameters = [{ name: "limit", in: "query", schema: { type: "integer" } }];
    const responses = { 200: { description: "", content: { "application/json": { schema } } } };
    const client = await clientOf(
      { "/tips": { get: { parameters, responses } } },
      { models: models(saying(() => ["One", "Two", "Three"])) },
    );

    expect((await client("GET /tips?limit=2")).json).to.deep.equal(["One", "Two"]);
  });

  it("says what stands in the way where nothing may be generated instead", async () => {
    const silent = models(
      saying(() => ({ silent: "failed" })),
      { isFallbackAllowed: false },
    );
    const missing = models(saying(() => ({ silent: "miss" })));

    const unavailable = await (await clientOf(paths, { models: silent }))("GET /weather");
    const missed = await (await clientOf(paths, { models: missing }))("GET /weather");

    expect([unavailable.status, unavailable.json["type"]]).to.deep.equal([503, "/_helix/problems/ai-silent"]);
    expect([missed.status, missed.json["type"]]).to.deep.equal([500, "/_helix/problems/cassette-miss"]);
  });
});
