import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { createMock } from "../../src/index.ts";
import { instanceOf } from "../helpers/ai/instance.ts";
import { type AiServer, type AskedRequest, aiServer, schemaOf } from "../helpers/ai-server.ts";
import { type HelixProcess, startHelix } from "../helpers/helix-process.ts";
import { named, object, operation, text, type Zoo, zooDocument } from "../helpers/zoo.ts";

/** The document when answers are recorded. */
function recordedZoo({ paths }: Zoo): void {
  const topic = { name: "topic", in: "query", schema: text };
  paths["/pets"] = { ...paths["/pets"], post: operation("addPet", named("Pet"), named("Pet")) };
  paths["/news"] = { get: { ...operation("news", object({ headline: text })), parameters: [topic] } };
  paths["/menu"] = { get: operation("menu", object({ dish: text })) };
  paths["/tours"] = { get: operation("tours", object({ guide: text })) };
  paths["/sign"] = { get: operation("sign", object({ warning: { ...text, description: "In one line" } })) };
}

/** The document when they are replayed. */
function editedZoo(zoo: Zoo): void {
  const { paths, schemas } = zoo;
  recordedZoo(zoo);
  schemas["Quote"] = object({ text, speaker: text });
  schemas["Weather"] = object({ outlook: { type: "integer" }, celsius: { type: "number" } });
  paths["/news"] = { get: operation("news", object({ headline: { ...text, maxLength: 5 } })) };
  paths["/menu"] = { get: operation("menu", object({ dish: text, price: { type: "number" } })) };
  delete paths["/tours"];
  paths["/birds"] = { get: operation("birds", object({ song: text })) };
  paths["/sign"] = { get: operation("sign", object({ warning: { ...text, description: "In two lines" } })) };
  paths["/secrets"] = { get: { ...operation("listSecrets", object({ secret: text })), "x-helix-ai": "off" } };
}

interface Request {
  readonly target: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What still fits the edited document. */
const fitting: readonly Request[] = [
  { target: "/pets" },
  { target: "/pets/3" },
  {
    target: "/pets",
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"id":1,"name":"Mimi","story":"Was found"}',
  },
  { target: "/pets", headers: { prefer: 'ai="all of them old"' } },
  { target: "/keepers" },
  { target: "/sign" },
];
const changed = ["/quote", "/weather", "/news?topic=cats", "/news?topic=dogs", "/menu"].map((target) => ({ target }));

interface Answer {
  readonly request: Request;
  readonly status: number;
  readonly text: string;
  readonly source: string | null;
  readonly fallback: string | null;
}

describe("a cassette", function () {
  this.timeout(120_000);
  let directory: string;
  let server: AiServer;
  /** What was answered when it was recorded. */
  let first: readonly Answer[];
  const started: HelixProcess[] = [];

  before(async () => {
    directory = mkdtempSync(join(tmpdir(), "helix-"));
    writeDocument(recordedZoo);
    server = await aiServer({ behaves: "groq", answer: tellingSomethingNew });
    const recording = await mock(["--ai-mode", "record"], models());
    first = await ask(recording.url, [...fitting, ...changed, { target: "/tours" }]);
    await stop(recording.helix);
    const warming = run(["warm", "zoo.json"], models());
    expect(await warming.ended, warming.complaint()).to.equal(0);
    await server.close();
    writeDocument(editedZoo);
    // From here on nobody should be asked.
    server = await aiServer({ behaves: "groq" });
  });

  afterEach(async () => {
    for (const helix of started.splice(0)) await stop(helix);
  });

  after(async () => {
    await server.close();
    rmSync(directory, { recursive: true });
  });

  it("is recorded from what a model told", () => {
    // What a client wrote whole is nothing that a model could add to.
    const told = first.filter(({ request }) => request.method !== "POST");

    expect(first.map(({ status }) => status)).to.deep.equal(first.map(() => 200));
    expect(told.map(({ source }) => source)).to.deep.equal(told.map(() => "ai"));
  });

  it("tells exactly which recordings the edit of the document has changed", async () => {
    const check = run(["cassette", "check", "zoo.json", "--format", "json"]);
    const exit = await check.ended;
    const { recordings, missing } = JSON.parse(check.output());

    expect(exit).to.equal(1);
    expect(statesOf(recordings)).to.deep.equal({
      "addPet||": "unchanged",
      "listKeepers||": "unchanged",
      "listPets|all of them old|": "unchanged",
      "listPets||": "unchanged",
      "menu||": "changed: the value must have required property 'price'",
      "news||": "changed: /headline must NOT have more than 5 characters",
      "news||topic=cats": "changed: /headline must NOT have more than 5 characters",
      "news||topic=dogs": "changed: /headline must NOT have more than 5 characters",
      "quote||": "changed: the value must have required property 'text'",
      "showPet||id=1": "unchanged",
      "sign||": "still-valid",
      "tours||": "orphaned: the document has no such operation that a model is asked for",
      "weather||": "changed: /outlook must be integer",
    });
    expect(missing).to.deep.equal(["birds"]);
  });

  it("replays in CI what still fits, byte for byte, in every process, and names what does not fit any more", async () => {
    const runs: (readonly Answer[])[] = [];
    for (let count = 0; count < 2; count++) {
      const { url, helix } = await mock([], { ...models(), CI: "1" });
      runs.push(await ask(url, [...fitting, ...changed, { target: "/birds" }, { target: "/tours" }]));
      await stop(helix);
    }
    const [one = [], other] = runs;

    expect(other).to.deep.equal(one);
    expect(one.slice(0, fitting.length).map(bodyOf)).to.deep.equal(first.slice(0, fitting.length).map(bodyOf));
    expect(one.slice(fitting.length, -1).map(problemOf)).to.deep.equal(
      [
        "What is recorded for quote does not fit the contract any more: the value must have required property 'text'.",
        "What is recorded for weather does not fit the contract any more: /outlook must be integer.",
        "What is recorded for news does not fit the contract any more: /headline must NOT have more than 5 characters.",
        "What is recorded for news does not fit the contract any more: /headline must NOT have more than 5 characters.",
        "What is recorded for menu does not fit the contract any more: the value must have required property 'price'.",
        "Nothing is recorded for birds.",
      ].map((detail) => ({ status: 500, type: "/_helix/problems/cassette-miss", detail })),
    );
    expect(one.at(-1)?.status).to.equal(404);
    expect(server.requests).to.deep.equal([]);
  });

  it("leaves to the generator what does not fit any more, where that is wanted", async () => {
    const { url } = await mock(["--on-miss", "generate"], { ...models(), CI: "1" });
    const kept = await ask(url, fitting);
    const [quote, weather, cats, dogs, menu] = await ask(url, changed);

    expect(kept.map(bodyOf)).to.deep.equal(first.slice(0, fitting.length).map(bodyOf));
    for (const answer of [quote, weather, cats, dogs, menu]) {
      expect(answer).to.deep.include({ status: 200, source: "generated", fallback: "miss" });
    }
    expect(JSON.parse(quote?.text ?? "")).to.have.all.keys("text", "speaker");
    expect(JSON.parse(weather?.text ?? "").outlook).to.satisfy(Number.isInteger);
    expect(JSON.parse(cats?.text ?? "").headline).to.have.length.at.most(5);
    expect(JSON.parse(menu?.text ?? "").price).to.be.a("number");
    expect(server.requests).to.deep.equal([]);
  });

  it("is replayed by programs as by the command line", async () => {
    const { url } = await mock([], { CI: "1" });
    const program = await createMock({
      document: join(directory, "zoo.json"),
      cassette: join(directory, "helix.cassette"),
      aiMode: "replay",
      port: 0,
    });

    const [one, other] = [
      await ask(url, [...fitting, ...changed]),
      await ask(program.url ?? "", [...fitting, ...changed]),
    ];
    await program.close();

    expect(other.map(bodyOf).map(withoutInstance)).to.deep.equal(one.map(bodyOf).map(withoutInstance));
  });

  it("is asked for no more than what has changed when models are asked again", async () => {
    const copy = join(directory, "copy");
    cpSync(join(directory, "helix.cassette"), copy, { recursive: true });
    const answering = await aiServer({ behaves: "groq", answer: tellingSomethingNew });
    const settings = { ...models(), HELIX_AI_BASE_URL: answering.url, HELIX_CASSETTE: copy };

    const exits: unknown[] = [];
    for (const words of [["warm"], ["cassette", "prune"], ["cassette", "check"], ["warm"]]) {
      exits.push(await run([...words, "zoo.json"], settings).ended);
    }
    const asked = answering
      .completions()
      .map(({ body }) => /"\/(\w+)"/.exec(JSON.stringify(body["messages"]).replaceAll("\\", ""))?.[1]);
    await answering.close();

    expect(exits).to.deep.equal([0, 0, 0, 0]);
    expect(asked.sort()).to.deep.equal(["birds", "menu", "news", "quote", "weather"]);
  });

  it("is missed in CI with one warning: answers are generated then, and nobody is asked", async () => {
    const none = join(directory, "none");
    const { url, helix } = await mock(["--cassette", none], { ...models(), CI: "true" });
    const answers = await ask(url, [...fitting, ...changed]);
    await stop(helix);

    expect(answers.map(({ status, source }) => [status, source?.startsWith("ai")])).to.deep.equal(
      answers.map(() => [200, false]),
    );
    expect(helix.output().match(/no model is asked in CI/g)).to.have.length(1);
    expect(server.requests).to.deep.equal([]);
  });

  it("is not needed in CI where models are asked on demand", async () => {
    const asked = await aiServer({ behaves: "groq" });
    const { url } = await mock(["--ai-mode", "live"], { ...models(), HELIX_AI_BASE_URL: asked.url, CI: "1" });
    const [quote] = await ask(url, changed.slice(0, 1));
    await asked.close();

    expect(quote).to.deep.include({ status: 200, source: "ai" });
    expect(asked.completions()).to.have.length(1);
  });

  /** The document in its file, with what a test changes. */
  function writeDocument(change: (zoo: Zoo) => void): void {
    writeFileSync(join(directory, "zoo.json"), JSON.stringify(zooDocument(change)));
  }

  function models(): Record<string, string> {
    return { HELIX_AI_PROVIDER: "groq", HELIX_AI_BASE_URL: server.url };
  }

  function run(words: readonly string[], environment: Record<string, string> = {}): HelixProcess {
    const helix = startHelix(words, { directory, environment });
    started.push(helix);
    return helix;
  }

  async function mock(flags: readonly string[], environment: Record<string, string>) {
    const helix = run(["mock", "zoo.json", "--port", "0", ...flags], environment);
    const url = (await helix.url) ?? "";
    return { helix, url };
  }
});

async function stop(helix: HelixProcess): Promise<void> {
  helix.child.kill("SIGTERM");
  await helix.ended;
}

async function ask(url: string, requests: readonly Request[]): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const request of requests) {
    const { target, ...init } = request;
    const response = await fetch(url + target, init);
    const [source, fallback] = ["x-helix-source", "x-helix-ai-fallback"].map((name) => response.headers.get(name));
    const { status } = response;
    answers.push({ request, status, text: await response.text(), source: source ?? null, fallback: fallback ?? null });
  }
  return answers;
}

/** No two answers of the model are the same, so that nothing but a recording repeats one. */
function tellingSomethingNew(request: AskedRequest, count: number): string {
  const renewed = (_: string, value: unknown): unknown =>
    typeof value === "string" ? `${value}, no. ${count}` : value;
  return JSON.stringify(instanceOf(schemaOf(request)), renewed);
}

function bodyOf({ request, status, text: body }: Answer) {
  return { ...request, status, body };
}

function problemOf({ status, text: body }: Answer) {
  const { type, detail } = JSON.parse(body);
  return { status, type, detail };
}

/** Problems name the request that they are about, which is another one. */
function withoutInstance({ body, ...answer }: ReturnType<typeof bodyOf>) {
  return { ...answer, body: { ...JSON.parse(body), instance: undefined } };
}

interface Row {
  readonly state: string;
  readonly operation: string;
  readonly intent: string;
  readonly slot: string;
  readonly reasons: readonly string[];
}

function statesOf(recordings: readonly Row[]): Record<string, string> {
  const rows = recordings.map(({ state, operation: id, intent, slot, reasons }) => {
    return [[id, intent, slot].join("|"), [state, ...reasons].join(": ")];
  });
  return Object.fromEntries(rows);
}
