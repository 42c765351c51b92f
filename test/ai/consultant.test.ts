import { expect } from "chai";
import { Budget, type Limits } from "../../src/ai/budget.ts";
import { catalogue, modelFactsOf } from "../../src/ai/catalogue.ts";
import { type ConsultantOptions, ModelConsultant } from "../../src/ai/consultant.ts";
import type { Consulted, Told } from "../../src/ai/question.ts";
import { Seat } from "../../src/ai/seat.ts";
import type { Notice } from "../../src/base/notice.ts";
import { providerAt, rejection } from "../helpers/ai/endpoint.ts";
import { ManualTime, MemoryCassette, petQuestion } from "../helpers/ai/question.ts";
import { type AiServer, type AiServerOptions, aiServer } from "../helpers/ai-server.ts";

const TIMEOUT_MS = 8000;

describe("a consultant", () => {
  let time: ManualTime;
  let notices: string[];
  const servers: AiServer[] = [];
  const consultants: ModelConsultant[] = [];

  beforeEach(() => {
    time = new ManualTime();
    notices = [];
  });

  afterEach(async () => {
    for (const consultant of consultants.splice(0)) await consultant.close();
    for (const server of servers.splice(0)) await server.close();
  });

  async function serve(options: AiServerOptions = {}): Promise<AiServer> {
    const server = await aiServer(options);
    servers.push(server);
    return server;
  }

  interface Setup extends Partial<Omit<ConsultantOptions, "seats" | "budget">> {
    readonly process?: Limits;
    readonly session?: Limits;
    readonly concurrency?: number;
  }

  function consultantAt(
    urls: readonly AiServer[],
    { process = {}, session = {}, concurrency = 4, ...rest }: Setup = {},
  ): ModelConsultant {
    const onNotice = ({ message }: Notice): void => void notices.push(message);
    const names = ["groq", "openai"] as const;
    const seats = urls.map(({ url }, index) => {
      const name = names[index] ?? "openai";
      const provider = providerAt(url, name);
      const price = modelFactsOf(catalogue[name], provider.model)?.price;
      return new Seat({ provider, price, concurrency }, { now: time.now, onNotice });
    });
    const consultant = new ModelConsultant({
      ...{
        mode: "live",
        seats,
        cassette: undefined,
        budget: new Budget({ process, session }, time.now),
        timeoutMs: TIMEOUT_MS,
      },
      ...{
        manner: { temperature: 0.7, isRepeatable: false, maxTokens: undefined },
        isPatient: true,
        timer: time.timer,
        onNotice,
      },
      ...rest,
    });
    consultants.push(consultant);
    return consultant;
  }

  const toldBy = (consulted: Consulted): Told => {
    expect(consulted, JSON.stringify(consulted)).to.have.property("kind", "told");
    return (consulted as Extract<Consulted, { kind: "told" }>).told;
  };
  const silence = (consulted: Consulted): string => {
    return consulted.kind === "silent" ? `${consulted.reason}: ${consulted.detail}` : consulted.kind;
  };

  it("tells what a model wrote, and what it took", async () => {
    const server = await serve({ behaves: "groq" });
    const consultant = consultantAt([server]);

    const told = toldBy(await consultant.ask(petQuestion(), TIMEOUT_MS));

    expect(told).to.deep.include({
      value: { name: "as a model writes it", age: 7 },
      provider: "groq",
      model: "openai/gpt-oss-20b",
      isRecorded: false,
    });
    expect(told.usage?.dollars).to.be.greaterThan(0);
    const [figures] = consultant.figures().providers;
    expect(figures).to.deep.include({
      asked: 1,
      told: 1,
      reasked: 0,
      failed: {},
      running: 0,
      waiting: 0,
      capability: "json_schema strict",
    });
    expect(figures?.dollars).to.equal(told.usage?.dollars);
    expect(time.pending).to.equal(0);
  });

  it("remembers what was told, for free", async () => {
    const server = await serve({ behaves: "groq" });
    const consultant = consultantAt([server]);
    const first = toldBy(await consultant.ask(petQuestion(), TIMEOUT_MS));

    const second = toldBy(await consultant.ask(petQuestion(), TIMEOUT_MS));

    expect(second.value).to.deep.equal(first.value);
    expect(second).to.not.have.property("usage");
    expect(server.completions()).to.have.length(1);
    expect(consultant.figures().remembered).to.equal(1);
  });

  it("shares one call among all who ask the same at the same time, and charges one of them", async () => {
    const server = await serve({ behaves: "groq" });
    const consultant = consultantAt([server]);

    const all = await Promise.all(Array.from({ length: 20 }, () => consultant.ask(petQuestion(), TIMEOUT_MS)));

    expect(server.completions()).to.have.length(1);
    expect(new Set(all.map((one) => JSON.stringify(toldBy(one).value))).size).to.equal(1);
    expect(all.filter((one) => toldBy(one).usage !== undefined)).to.have.length(1);
    expect(consultant.figures().shared).to.equal(19);
  });

  it("falls back to the next provider, and says what was wrong with all where none answers", async () => {
    const broken = await serve({
      behaves: "groq",
      answer: () => ({ status: 503, body: { error: { message: "down" } } }),
    });
    const good = await serve({ behaves: "openai" });
    const consultant = consultantAt([broken, good]);

    expect(toldBy(await consultant.ask(petQuestion(), TIMEOUT_MS)).provider).to.equal("openai");
    const alone = consultantAt([broken, broken]);
    expect(silence(await alone.ask(petQuestion(), TIMEOUT_MS))).to.equal(
      'failed: Groq fails (503): "down"; OpenAI does not have the model "gpt-6-luna"; it has qwen/qwen3-32b, ' +
        "openai/gpt-oss-20b, openai/gpt-oss-120b; set HELIX_AI_MODEL",
    );
  });

  it("leaves a provider alone after five failures, tries it once after 30 s, and says so", async () => {
    let isDown = true;
    const server = await serve({
      behaves: "groq",
      answer: () => (isDown ? { status: 500, body: "" } : '{"name":"a","age":1}'),
    });
    const consultant = consultantAt([server]);
    const ask = (key: number): Promise<Consulted> => consultant.ask(petQuestion({ key: `${key}` }), TIMEOUT_MS);
    for (let key = 0; key < 5; key++) expect(silence(await ask(key))).to.match(/^failed: Groq fails/);

    expect(silence(await ask(5))).to.equal("breaker: groq: it is left alone for 30 s, because Groq fails (500)");
    expect(server.completions()).to.have.length(5);
    expect(notices).to.deep.equal(["Groq fails (500); groq is not asked for 30 s"]);
    time.pass(30_000);
    isDown = false;

    toldBy(await ask(6));
    toldBy(await ask(7));
    expect(server.completions()).to.have.length(7);
    expect(consultant.figures().providers[0]?.failed).to.deep.equal({ unavailable: 5 });
  });

  it("does not ask again with a key that is not accepted", async () => {
    const server = await serve({ behaves: "groq", key: "another" });
    const consultant = consultantAt([server]);

    await consultant.ask(petQuestion({ key: "a" }), TIMEOUT_MS);
    time.pass(1e9);

    expect(silence(await consultant.ask(petQuestion({ key: "b" }), TIMEOUT_MS))).to.match(
      /^breaker: groq: it is not asked any more/,
    );
    expect(server.requests).to.have.length(1);
    expect(notices).to.deep.equal([
      'Groq does not accept the key (401): "Invalid API Key"; groq is not asked until Helix is started again',
    ]);
  });

  it("waits for as long as a provider asks it to", async () => {
    const server = await serve({
      behaves: "groq",
      answer: (_, count) =>
        count === 1 ? { status: 429, headers: { "retry-after": "120" }, body: {} } : '{"name":"a","age":1}',
    });
    const consultant = consultantAt([server]);
    await consultant.ask(petQuestion({ key: "a" }), TIMEOUT_MS);

    time.pass(119_999);
    expect(silence(await consultant.ask(petQuestion({ key: "b" }), TIMEOUT_MS))).to.match(/^breaker/);
    time.pass(1);

    toldBy(await consultant.ask(petQuestion({ key: "c" }), TIMEOUT_MS));
    expect(server.completions()).to.have.length(2);
  });

  it("asks once more, with what is wrong, and tells the better answer", async () => {
    const server = await serve({
      behaves: "openai",
      answer: (_, count) => (count === 1 ? '{"nme": "Rex"}' : '{"name": "Rex", "age": 1}'),
    });
    const consultant = consultantAt([await serve({ behaves: "groq", key: "x" }), server]);

    const told = toldBy(await consultant.ask(petQuestion(), TIMEOUT_MS));

    expect(told.value).to.deep.equal({ name: "Rex", age: 1 });
    const messages = server.completions()[1]?.body["messages"] as { role: string; content: string }[];
    expect(messages.slice(2)).to.deep.equal([
      { role: "assistant", content: '{"nme": "Rex"}' },
      {
        role: "user",
        content: "This does not fit the schema:\n- /name is missing\nWrite the whole JSON again, and nothing else.",
      },
    ]);
    const usage = consultant.figures().providers[1];
    expect(told.usage).to.deep.include({
      promptTokens: usage?.promptTokens,
      completionTokens: usage?.completionTokens,
    });
    expect(usage).to.deep.include({ asked: 2, reasked: 1, told: 1 });
  });

  for (const [what, text] of [
    ["prose", "Sorry, no."],
    ["nothing", "   "],
    ["what does not fit", "[]"],
  ] as const) {
    it(`asks once more after ${what}, and not a third time`, async () => {
      const server = await serve({ behaves: "openai", answer: () => text });
      const consultant = consultantAt([await serve({ behaves: "groq", key: "x" }), server]);

      const consulted = await consultant.ask(petQuestion(), TIMEOUT_MS);

      expect(silence(consulted)).to.match(/openai wrote nothing that fits the contract: /);
      expect(server.completions()).to.have.length(2);
    });
  }

  it("keeps to the budget, of the process and of each session, and says so once", async () => {
    const server = await serve({ behaves: "groq" });
    const consultant = consultantAt([server], { process: { requestsPerMinute: 3 }, session: { requestsPerMinute: 2 } });
    const ask = (key: string, session: string): Promise<Consulted> =>
      consultant.ask(petQuestion({ key, session }), TIMEOUT_MS);
    for (const key of ["a", "b"]) toldBy(await ask(key, "one"));

    const refused = [silence(await ask("c", "one")), silence(await ask("d", "one"))];
    toldBy(await ask("e", "two"));
    refused.push(silence(await ask("f", "two")));

    const used = (budget: string): string =>
      `budget: the budget of ${budget} has no room for another question (--ai-budget)`;
    expect(refused).to.deep.equal([
      used("2 requests a minute of a session"),
      used("2 requests a minute of a session"),
      used("3 requests a minute of all sessions"),
    ]);
    expect(server.completions()).to.have.length(3);
    expect(notices).to.have.length(2);
    expect(consultant.figures().budgetLeft).to.deep.equal({ requestsThisMinute: 0 });
  });

  it("stops at the dollars that may be spent", async () => {
    const server = await serve({ behaves: "groq" });
    const { usage } = toldBy(await consultantAt([server]).ask(petQuestion(), TIMEOUT_MS));
    const most = (45 * 0.075 + 500 * 0.3) / 1e6;
    const consultant = consultantAt([server], { process: { dollars: most + 1.5 * (usage?.dollars ?? 0) } });

    toldBy(await consultant.ask(petQuestion({ key: "a" }), TIMEOUT_MS));
    toldBy(await consultant.ask(petQuestion({ key: "b" }), TIMEOUT_MS));
    const third = await consultant.ask(petQuestion({ key: "c" }), TIMEOUT_MS);

    expect(silence(third)).to.match(/^budget: the budget of \$/);
    expect(server.completions()).to.have.length(3);
  });

  it("says that an answer comes later when the time is up, and remembers it then", async () => {
    let answer: ((text: string) => void) | undefined;
    const server = await serve({ behaves: "groq", answer: () => new Promise((resolve) => (answer = resolve)) });
    const consultant = consultantAt([server]);
    const asked = server.nextCompletion();
    const first = consultant.ask(petQuestion(), TIMEOUT_MS);
    await asked;
    const wasAsking = consultant.isAsking;

    time.pass(TIMEOUT_MS);
    const late = await first;
    const again = await consultant.ask(petQuestion(), TIMEOUT_MS);
    // Nobody waits any longer.
    expect([wasAsking, consultant.isAsking]).to.deep.equal([true, false]);
    expect([late.kind, again.kind, time.pending]).to.deep.equal(["late", "late", 1]);
    expect(consultant.figures()).to.deep.include({ late: 1, inBackground: 1 });
    expect(consultant.figures().providers[0]).to.deep.include({ running: 0 });
    answer?.('{"name":"Rex","age":1}');

    const later = await (late as Extract<Consulted, { kind: "late" }>).later;
    expect(later?.value).to.deep.equal({ name: "Rex", age: 1 });
    expect(toldBy(await consultant.ask(petQuestion(), TIMEOUT_MS)).value).to.deep.equal(later?.value);
    expect(server.completions()).to.have.length(1);
    expect(consultant.figures().inBackground).to.equal(0);
  });

  it("gives up on a late answer after another 30 s, and closes the connection", async () => {
    const server = await serve({ behaves: "groq", answer: () => ({ write() {} }) });
    const consultant = consultantAt([server]);
    const asked = server.nextCompletion();
    const first = consultant.ask(petQuestion(), TIMEOUT_MS);
    const { hungUp } = await asked;
    time.pass(TIMEOUT_MS);
    const late = (await first) as Extract<Consulted, { kind: "late" }>;

    time.pass(30_000);

    await hungUp;
    expect(await late.later).to.equal(undefined);
    expect(consultant.figures().providers[0]?.failed).to.deep.equal({ timeout: 1 });
  });

  it("lets at most four late questions go on: the oldest makes way", async () => {
    const server = await serve({ behaves: "groq", answer: () => ({ write() {} }) });
    const consultant = consultantAt([server], { concurrency: 8 });
    const questions: Promise<Consulted>[] = [];
    const hungUp: Promise<void>[] = [];
    for (let key = 0; key < 5; key++) {
      const asked = server.nextCompletion();
      questions.push(consultant.ask(petQuestion({ key: `${key}` }), TIMEOUT_MS));
      hungUp.push((await asked).hungUp);
    }

    time.pass(TIMEOUT_MS);

    await hungUp[0];
    const [oldest, ...others] = (await Promise.all(questions)) as Extract<Consulted, { kind: "late" }>[];
    expect(await oldest?.later).to.equal(undefined);
    expect(others.map(({ kind }) => kind)).to.deep.equal(Array(4).fill("late"));
    expect(consultant.figures()).to.deep.include({ late: 5, inBackground: 4 });
  });

  it("closes the connection at once where an answer must not come later", async () => {
    const server = await serve({ behaves: "groq", answer: () => ({ write() {} }) });
    const consultant = consultantAt([server], { isPatient: false });
    const asked = server.nextCompletion();
    const first = consultant.ask(petQuestion(), TIMEOUT_MS);
    const second = consultant.ask(petQuestion(), TIMEOUT_MS + 1000);
    const { hungUp } = await asked;

    time.pass(TIMEOUT_MS);
    expect(silence(await first)).to.equal("timeout: groq did not answer within 8 s");
    time.pass(1000);

    expect(silence(await second)).to.equal("timeout: groq did not answer within 8 s");
    await hungUp;
    expect(server.completions()).to.have.length(1);
  });

  it("lets so many questions be asked at a time, and does not let one wait in vain", async () => {
    const server = await serve({ behaves: "groq", answer: () => ({ write() {} }) });
    const consultant = consultantAt([server], { concurrency: 1 });
    const asked = server.nextCompletion();
    const first = consultant.ask(petQuestion({ key: "a" }), TIMEOUT_MS);
    await asked;
    const second = consultant.ask(petQuestion({ key: "b" }), 1000);
    await new Promise(setImmediate);
    expect(consultant.figures().providers[0]).to.deep.include({ running: 1, waiting: 1 });

    time.pass(1000);

    expect(silence(await second)).to.match(/^busy: /);
    expect(consultant.figures().providers[0]).to.deep.include({ running: 1, waiting: 0 });
    expect(server.completions()).to.have.length(1);
    time.pass(TIMEOUT_MS);
    await first;
  });

  it("lets a bug through", async () => {
    const server = await serve({ behaves: "groq" });
    const consultant = consultantAt([server]);
    const read = (): never => {
      throw new TypeError("a bug");
    };

    expect(await rejection(consultant.ask(petQuestion({ read }), TIMEOUT_MS))).to.be.instanceOf(TypeError);
    toldBy(await consultant.ask(petQuestion(), TIMEOUT_MS));
  });

  it("ends what still runs when it is closed", async () => {
    const server = await serve({ behaves: "groq", answer: () => ({ write() {} }) });
    const consultant = consultantAt([server]);
    const asked = server.nextCompletion();
    const question = consultant.ask(petQuestion(), TIMEOUT_MS);
    const { hungUp } = await asked;

    await consultant.close();

    await hungUp;
    expect((await question).kind).to.equal("silent");
    expect(silence(await consultant.ask(petQuestion(), TIMEOUT_MS))).to.equal("off: Helix is stopping");
    expect(time.pending).to.equal(0);
  });

  describe("with a cassette", () => {
    const value = { name: "Rex", age: 3 };
    const recording = { card: petQuestion().card, provider: "groq", model: "m", value };

    it("records what it is told, at temperature 0 and with a seed", async () => {
      const server = await serve({ behaves: "groq" });
      const cassette = new MemoryCassette();
      cassette.recordings.push(recording);
      const consultant = consultantAt([server], {
        ...{ mode: "record", cassette, manner: { temperature: 0, isRepeatable: true, maxTokens: 100 } },
      });

      const told = toldBy(await consultant.ask(petQuestion(), TIMEOUT_MS));

      expect(cassette.recordings[1]).to.deep.equal({
        card: petQuestion().card,
        provider: "groq",
        model: told.model,
        value: told.value,
      });
      expect(server.completions()[0]?.body).to.deep.include({ temperature: 0, max_tokens: 100 });
      expect(server.completions()[0]?.body["seed"]).to.be.a("number");
    });

    it("answers while it records as it will replay: from what it was told for the same slot before", async () => {
      const server = await serve({ behaves: "groq" });
      const cassette = new MemoryCassette();
      const consultant = consultantAt([server], { mode: "record", cassette });

      const first = toldBy(await consultant.ask(petQuestion({ key: "a" }), TIMEOUT_MS));
      const again = toldBy(await consultant.ask(petQuestion({ key: "in another state" }), TIMEOUT_MS));

      expect([again.value, again.isRecorded]).to.deep.equal([first.value, true]);
      // In the order in which files have it.
      expect(Object.keys(first.value ?? {})).to.deep.equal(["age", "name"]);
      expect(server.completions()).to.have.length(1);
    });

    it("replays, also what is only near, and never asks anybody", async () => {
      const server = await serve();
      const cassette = new MemoryCassette();
      cassette.recordings.push(recording);
      const consultant = consultantAt([server], { mode: "replay", cassette, isPatient: false });
      const ask = (key: string, card: object): Promise<Consulted> =>
        consultant.ask(petQuestion({ key, card }), TIMEOUT_MS);

      const exact = toldBy(await ask("a", {}));
      const near = toldBy(await ask("b", { slot: "limit=5" }));
      const miss = await ask("c", { operation: "listPets" });

      expect([exact, near].map((told) => [told.value, told.isRecorded])).to.deep.equal([
        [value, true],
        [value, true],
      ]);
      expect(silence(miss)).to.equal("miss: listPets is not recorded");
      expect(server.requests).to.deep.equal([]);
      expect(consultant.figures()).to.deep.include({ replayed: 2, missed: 1 });
    });

    it("calls what the contract does not take any more a miss", async () => {
      const cassette = new MemoryCassette();
      cassette.recordings.push({ ...recording, value: { nme: "Rex" } });
      const consultant = consultantAt([], { mode: "replay", cassette });

      expect(silence(await consultant.ask(petQuestion(), TIMEOUT_MS))).to.equal(
        "miss: what is recorded for getPet does not fit the contract any more: /name is missing",
      );
    });

    it("replays only what is exactly the same where it may ask, and records the rest", async () => {
      const server = await serve({ behaves: "groq" });
      const cassette = new MemoryCassette();
      cassette.recordings.push(recording);
      const consultant = consultantAt([server], { mode: "auto", cassette });

      const exact = toldBy(await consultant.ask(petQuestion(), TIMEOUT_MS));
      const near = toldBy(await consultant.ask(petQuestion({ key: "b", card: { slot: "x" } }), TIMEOUT_MS));

      expect([exact.isRecorded, near.isRecorded]).to.deep.equal([true, false]);
      expect(server.completions()).to.have.length(1);
      expect(cassette.recordings.map(({ card }) => card.slot)).to.deep.equal(["", "x"]);
    });

    it("leaves the cassette alone where it only asks", async () => {
      const server = await serve({ behaves: "groq" });
      const cassette = new MemoryCassette();
      cassette.recordings.push(recording);
      const consultant = consultantAt([server], { mode: "live", cassette });

      expect(toldBy(await consultant.ask(petQuestion(), TIMEOUT_MS)).isRecorded).to.equal(false);
      expect(cassette.recordings).to.have.length(1);
    });
  });
});
