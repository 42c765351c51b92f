import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openCassette } from "../../src/ai/cassette/folder-cassette.ts";
import type { JsonObject, JsonValue } from "../../src/base/json.ts";
import { createMock, type Mock } from "../../src/index.ts";
import { instanceOf } from "../helpers/ai/instance.ts";
import { type AiServer, type AskedRequest, aiServer, schemaOf } from "../helpers/ai-server.ts";
import { recording } from "../helpers/recordings.ts";
import { listOf, named, object, operation, text, type Zoo, zooDocument } from "../helpers/zoo.ts";

/** Toys are numbered anew by each keeper; pets can be changed. */
function withToysAndChanges({ paths, schemas }: Zoo): void {
  const inPath = (name: string): JsonObject => ({ name, in: "path", required: true, schema: { type: "integer" } });
  const [keeper, id] = [inPath("keeper"), inPath("id")];
  const change = operation("changePet", named("Pet"), { type: "object", properties: { name: text } });
  paths["/pets/{id}"] = { ...paths["/pets/{id}"], patch: { ...change, parameters: [id] } };
  paths["/keepers/{keeper}"] = { get: { ...operation("showKeeper", named("Keeper")), parameters: [keeper] } };
  const members = { id: { type: "integer" }, name: text, duty: text };
  schemas["Keeper"] = { ...object(members), properties: { ...members, motto: text } };
  schemas["Toy"] = object({ id: { type: "integer" }, label: text });
  paths["/keepers/{keeper}/toys"] = { get: { ...operation("listToys", listOf("Toy")), parameters: [keeper] } };
  paths["/keepers/{keeper}/toys/{id}"] = { get: { ...operation("showToy", named("Toy")), parameters: [keeper, id] } };
}

const document = zooDocument(withToysAndChanges);
const targets = [
  ...["/pets", "/pets/1", "/pets/2", "/pets/9", "/pets/77", "/keepers"],
  ...["/keepers/1/toys", "/keepers/1/toys/1", "/keepers/2/toys/1", "/keepers/2/toys"],
];
const orders = [targets, targets.toReversed(), targets.toSorted((one, other) => one.length - other.length)];

describe("what is replayed", function () {
  this.timeout(60_000);
  let cassette: string;
  let server: AiServer | undefined;

  beforeEach(() => {
    cassette = mkdtempSync(join(tmpdir(), "helix-"));
  });

  afterEach(async () => {
    await server?.close();
    server = undefined;
    rmSync(cassette, { recursive: true });
  });

  it("says the same of a thing in any order of requests, where recordings say different words of it", async () => {
    const apart = await openCassette(cassette);
    const toy = (label: string, id = 1) => ({ id, label });
    const pets = [1, 2].map((id) => ({ id, name: `Listed ${id}`, story: "As the list has it" }));
    for (const [operation, slot, value] of [
      ["listPets", "", pets],
      ["showPet", "id=2", { id: 2, name: "Shown 2", story: "As it is alone" }],
      ["listKeepers", "", [{ id: 1, name: "Ada", duty: "Feeds" }]],
      ["listToys", "keeper=1", [toy("Ball of the first"), toy("Rope of the first", 2)]],
      ["listToys", "keeper=2", [toy("Ball of the second")]],
      ["showToy", "id=1&keeper=1", toy("Shown of the first")],
    ] as const) {
      await apart.record(recording({ operation, slot }, value as unknown as JsonValue));
    }

    const replays = await Promise.all(orders.map((order) => replayed(order)));

    for (const replay of replays) expect(replay).to.deep.equal(replays[0]);
    const [answers = {}] = replays;
    // What one tells alone counts; other things have the words of one that is recorded.
    expect(members("name", answers["/pets"]).slice(0, 2)).to.deep.equal(["Listed 1", "Shown 2"]);
    expect(members("name", answers["/pets/9"])).to.deep.equal(members("name", answers["/pets"]).slice(8, 9));
    expect(answers["/pets/77"]).to.match(/"name":"(Listed 1|Shown 2)"/);
    expect(members("label", answers["/keepers/1/toys"]).slice(0, 2)).to.deep.equal([
      "Shown of the first",
      "Rope of the first",
    ]);
    expect(answers["/keepers/2/toys/1"]).to.contain("Ball of the second");
  });

  const sessions = { "one session": () => "one", "a session for each request": (at: number) => `recorded-${at}` };
  for (const [kind, sessionOf] of Object.entries(sessions)) {
    it(`is in any order what was answered when it was recorded, in ${kind}`, async () => {
      server = await aiServer({ behaves: "groq", answer: tellingSomethingNew });
      const provider = { aiProvider: "groq", aiBaseUrl: server.url } as const;
      const recorder = await createMock({ ...settings(), ...provider, aiMode: "record" });
      const recorded: Record<string, string> = {};
      for (const [at, target] of targets.entries()) recorded[target] = await answerOf(recorder, target, sessionOf(at));
      await recorder.close();
      const asked = server.completions().length;

      const replays = await Promise.all(orders.map((order) => replayed(order)));

      for (const replay of replays) expect(replay).to.deep.equal(recorded);
      expect(server.completions()).to.have.length(asked);
    });
  }

  it("adds nothing to a thing that is told of elsewhere, where another one's recording says more", async () => {
    const apart = await openCassette(cassette);
    await apart.record(recording({ operation: "listKeepers" }, [{ id: 2, name: "Ada", duty: "Feeds" }]));
    const other = { id: 7, name: "Bo", duty: "Cleans", motto: "Always" };
    await apart.record(recording({ operation: "showKeeper", slot: "keeper=7" }, other));
    const order = ["/keepers", "/keepers/2"];

    const [one, reverse] = [await replayed(order), await replayed(order.toReversed())];

    expect(reverse).to.deep.equal(one);
    expect(one["/keepers/2"]).to.contain('"name":"Ada"');
  });

  it("keeps what is recorded of a thing where it is changed, as far as it is not", async () => {
    const apart = await openCassette(cassette);
    const pet = (id: number, name: string) => ({ id, name, story: `Of ${name}` });
    await apart.record(recording({ operation: "listPets" }, [pet(1, "One"), pet(2, "Two")]));
    await apart.record(recording({ operation: "changePet", slot: "body=1&id=1" }, pet(1, "Changed")));
    const mock = await createMock({ ...settings(), aiMode: "replay" });
    const init = { method: "PATCH", headers: { "content-type": "application/json" }, body: '{"name":"Mimi"}' };

    const changed = await mock.fetch(new Request("http://mock/pets/2", init));
    const answer = await changed.json();
    await mock.close();

    expect(answer).to.deep.equal({ id: 2, name: "Mimi", story: "Of Two" });
  });

  it("is missed where an operation is new and shows more than is told of its things", async () => {
    const lists = await openCassette(cassette);
    await lists.record(recording({ operation: "listToys", slot: "keeper=1" }, [{ id: 1, label: "Ball" }]));

    const answers = await replayed(["/keepers/1/toys/1", "/keepers/1/toys/2", "/keepers/2/toys/1"]);

    expect(answers["/keepers/1/toys/1"]).to.contain("Ball");
    expect(answers["/keepers/1/toys/2"]).to.contain("Nothing is recorded for showToy.");
    expect(answers["/keepers/2/toys/1"]).to.contain("Nothing is recorded for showToy.");
  });

  async function replayed(order: readonly string[]): Promise<Record<string, string>> {
    const mock = await createMock({ ...settings(), aiMode: "replay" });
    const answers: Record<string, string> = {};
    for (const target of order) answers[target] = await answerOf(mock, target, "one");
    await mock.close();
    return answers;
  }

  function settings() {
    return { document, cassette, onNotice: () => {} };
  }
});

async function answerOf(mock: Mock, target: string, session: string): Promise<string> {
  const response = await mock.fetch(new Request(`http://mock${target}`, { headers: { "x-session-id": session } }));
  return await response.text();
}

/** The members of that name in an answer, in their order. */
function members(name: string, answer = "[]"): readonly JsonValue[] {
  return [JSON.parse(answer)].flat().map((item) => item[name]);
}

/** No two answers of the model are the same. */
function tellingSomethingNew(request: AskedRequest, count: number): string {
  const renewed = (_: string, value: unknown): unknown =>
    typeof value === "string" ? `${value}, no. ${count}` : value;
  return JSON.stringify(instanceOf(schemaOf(request)), renewed);
}
