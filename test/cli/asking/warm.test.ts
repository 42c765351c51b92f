import { rmSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { openCassette } from "../../../src/ai/cassette/folder-cassette.ts";
import type { ProviderFigures } from "../../../src/ai/figures.ts";
import type { Consulted, Question, Told } from "../../../src/ai/question.ts";
import type { Timer } from "../../../src/ai/timer.ts";
import type { OpenRecorder, Recordings } from "../../../src/cli/asking/recorder.ts";
import { warm as runWarm } from "../../../src/cli/asking/warm.ts";
import type { Recorder } from "../../../src/cli/asking/warming.ts";
import type { Invocation } from "../../../src/cli/verb.ts";
import type { Config } from "../../../src/config.ts";
import { fakeAssemble, invocation } from "../../helpers/asking.ts";
import { recording, temporaryFolder } from "../../helpers/recordings.ts";

const usage = { promptTokens: 1000, cachedTokens: 0, completionTokens: 234, dollars: 0.0005 };
const told: Told = { value: { name: "Rex" }, repairs: [], provider: "groq", model: "m", usage, isRecorded: false };

describe("helix warm", () => {
  let folder: string;
  /** What was asked: operation and intent. */
  let asked: string[];
  let isClosed: boolean;
  let recordings: Recordings | undefined;
  /** How long the model rests after each time that it was asked. */
  let rests: number[];
  /** What was waited for. */
  let waited: number[];

  beforeEach(() => {
    folder = temporaryFolder();
    asked = [];
    isClosed = false;
    rests = [];
    waited = [];
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it("asks for each operation and its intents, and records what is said", async () => {
    const { exit, printed, complaints } = await warm();

    expect(exit).to.equal(0);
    expect(asked).to.deep.equal(["listPets ", "listPets all sold out", "addPet "]);
    expect((await openCassette(folder)).list()).to.have.length(3);
    expect(printed).to.equal(
      `${folder}: 3 questions asked, 3 recorded, 0 failed; 0 were there already; 3 702 tokens, $0.0015\n`,
    );
    expect(complaints).to.equal(
      "1/3 listPets recorded (1 234 tokens, $0.0005)\n" +
        '2/3 listPets "all sold out" recorded (1 234 tokens, $0.0005)\n' +
        "3/3 addPet recorded (1 234 tokens, $0.0005)\n",
    );
    expect(isClosed).to.equal(true);
  });

  it("does not ask again for what is recorded and fits, whatever schema it was recorded by", async () => {
    const cassette = await openCassette(folder);
    await cassette.record(recording({ schemaDigest: "d0" }));
    await cassette.record(recording({ operation: "addPet" }, { name: 7 }));

    const { printed } = await warm();

    expect(asked).to.deep.equal(["listPets all sold out", "addPet "]);
    expect(printed).to.contain("2 questions asked, 2 recorded, 0 failed; 1 were there already");
  });

  it("goes on where it ended when the budget was used up", async () => {
    const isUsedUp = () => asked.length > 1;
    const silent: Consulted = { kind: "silent", reason: "budget", detail: "the budget of $1 is used up" };
    const first = await warm((question) => (isUsedUp() ? silent : recorded(question)));
    asked = [];
    const second = await warm();

    expect([first.exit, second.exit]).to.deep.equal([4, 0]);
    expect(first.printed).to.contain(
      "the budget of $1 is used up: 1 of 3 questions are done. Run the same command again with a larger one to go on\n",
    );
    expect(asked).to.deep.equal(["listPets all sold out", "addPet "]);
  });

  it("ends where no model answers any more", async () => {
    rests = [Infinity];
    const { exit, printed } = await warm(() => ({ kind: "silent", reason: "failed", detail: "groq says 401" }));

    expect([exit, asked.length]).to.deep.equal([3, 1]);
    expect(printed).to.contain(
      "groq says 401: 0 of 3 questions are done. Run the same command again when that is mended to go on\n",
    );
  });

  it("waits where a model wants to be left alone for a short time, tries once, and asks the same again", async () => {
    rests = [0, 5000, 0, 7000];
    const { exit, complaints } = await warm((question) => {
      return asked.length % 2 === 0 ? { kind: "silent", reason: "failed", detail: "429" } : recorded(question);
    });

    expect(exit).to.equal(0);
    expect(waited).to.deep.equal([5000, 7000]);
    expect(asked.map((one) => one.trim())).to.deep.equal([
      "listPets",
      "listPets all sold out",
      "listPets all sold out",
      "addPet",
      "addPet",
    ]);
    expect(complaints).to.contain("going on in 5 s\n");
  });

  it("ends where a model wants to be left alone for long, and says when to go on", async () => {
    rests = [61_000];
    const { exit, printed } = await warm(() => ({ kind: "silent", reason: "failed", detail: "429" }));

    expect([exit, asked.length, waited]).to.deep.equal([3, 1, []]);
    expect(printed).to.contain("429: 0 of 3 questions are done. Run the same command again in 61 s to go on\n");
  });

  it("does not wait for ever: what fails twice has failed, and three rests without an answer are enough", async () => {
    rests = Array(9).fill(1000);
    const { exit, complaints } = await warm(() => ({ kind: "silent", reason: "failed", detail: "500" }));

    expect([exit, waited.length]).to.deep.equal([3, 3]);
    expect(asked.map((one) => one.trim())).to.deep.equal([
      "listPets",
      "listPets",
      "listPets all sold out",
      "listPets all sold out",
    ]);
    expect(complaints).to.contain("1/3 listPets failed: 500\n");
  });

  it("goes on behind a question that failed, and says so", async () => {
    const { exit, complaints } = await warm((question) => {
      if (question.card.intent === "") return recorded(question);
      return { kind: "silent", reason: "failed", detail: "the model wrote nothing" };
    });

    expect([exit, asked.length]).to.deep.equal([1, 3]);
    expect(complaints).to.contain('2/3 listPets "all sold out" failed: the model wrote nothing\n');
  });

  it("waits for a model that is late", async () => {
    const { exit, printed } = await warm(async (question) => {
      const later = question.card.intent === "" ? recorded(question).then(() => told) : Promise.resolve(undefined);
      return { kind: "late", later };
    });

    expect(exit).to.equal(1);
    expect(printed).to.contain("3 questions asked, 2 recorded, 1 failed");
  });

  it("asks several questions at a time, and tells of them as they are answered", async () => {
    const waiting: (() => void)[] = [];
    const { complaints } = await warm(
      async (question) => {
        if (asked.length === 1) await new Promise<void>((resolve) => waiting.push(resolve));
        else waiting.pop()?.();
        return await recorded(question);
      },
      { aiConcurrency: 2 },
    );

    expect(complaints.match(/^\d\/3/gm)).to.deep.equal(["1/3", "2/3", "3/3"]);
    expect(complaints).to.contain("/3 listPets recorded");
  });

  it("tries one question alone before it takes a budget for used up, because several set aside too much", async () => {
    let underWay = 0;
    const { exit } = await warm(
      async (question) => {
        if (underWay > 0) return { kind: "silent", reason: "budget", detail: "the budget is used up" };
        underWay++;
        const consulted = await recorded(question);
        underWay--;
        return consulted;
      },
      { aiConcurrency: 2 },
    );

    expect(exit).to.equal(0);
    expect((await openCassette(folder)).list()).to.have.length(3);
  });

  it("ends where what is said cannot be recorded", async () => {
    const { exit, printed } = await warm(async (question) => {
      rmSync(folder, { recursive: true });
      writeFileSync(folder, "");
      await recorded(question).catch(() => {});
      return { kind: "told", told };
    });

    expect([exit, asked.length]).to.deep.equal([2, 1]);
    expect(printed).to.contain("what models say cannot be recorded: ");
  });

  it("ends behind the question that is being asked when it is told to", async () => {
    let stop: (code: number) => void = () => {};
    const stopped = () => new Promise<number>((resolve) => (stop = resolve));
    const answer = async (question: Question): Promise<Consulted> => {
      stop(0);
      return await recorded(question);
    };

    const { exit, printed } = await warm(answer, {}, { stopped });

    expect([exit, asked.length]).to.deep.equal([1, 1]);
    expect(printed).to.contain("1 recorded");
    expect(printed).to.contain("stopped: 1 of 3 questions are done");
  });

  it("draws one line on a terminal, and leaves none of it behind", async () => {
    const { output, complaints } = invocation();

    await warm(undefined, {}, { output: { ...output, isTerminal: true } });

    const drawn = complaints().split("\r");
    expect(drawn[1]).to.match(/^░{20} 0\/3 {2}listPets *$/);
    expect(drawn.at(-3)).to.match(/^█{13}░{7} 2\/3 {2}addPet {2}2 468 tokens, \$0.0010 *$/);
    expect(drawn.at(-2)).to.match(/^ +$/);
    expect(drawn.at(-1)).to.equal("");
    expect(complaints()).not.to.contain("\n");
  });

  it("says that there is nothing to ask for", async () => {
    const { exit, printed } = await warm(undefined, {}, {}, ["health", "listSecrets"]);

    expect([exit, printed]).to.deep.equal([0, "api.yaml: there is nothing that a model is asked for\n"]);
  });

  async function recorded({ card }: Question): Promise<Consulted> {
    await recordings?.record({ card, provider: "groq", model: "m", value: told.value });
    return { kind: "told", told };
  }

  async function warm(
    answer: (question: Question) => Consulted | Promise<Consulted> = recorded,
    settings: Partial<Config> = {},
    parts: Partial<Invocation> = {},
    operations?: readonly string[],
  ) {
    let answered = 0;
    const recorder: Recorder = {
      timeoutMs: 1000,
      figures: () => ({ providers: [tallied(answered)] }),
      lifetimeMs: 31_000,
      isShareable: false,
      recorded: [],
      isReplay: false,
      restMs: () => rests[asked.length - 1] ?? 0,
      async ask(question) {
        asked.push(`${question.card.operation} ${question.card.intent}`);
        const consulted = await answer(question);
        if (consulted.kind !== "silent") answered++;
        return consulted;
      },
      async close() {
        isClosed = true;
      },
    };
    const assemble = fakeAssemble(operations ? { operations } : {});
    const { invoked, printed, complaints } = invocation({ cassette: folder, aiConcurrency: 1, ...settings }, parts);
    const timer: Timer = (milliseconds, then) => {
      waited.push(milliseconds);
      setImmediate(then);
      return () => {};
    };
    const openRecorder: OpenRecorder = async (_, given) => {
      recordings = given;
      return recorder;
    };
    const exit = await runWarm(invoked, assemble, openRecorder, timer);
    return { exit, printed: printed(), complaints: complaints() };
  }
});

/** The figures of a model that answered so often. */
function tallied(answers: number): ProviderFigures {
  return {
    ...{ provider: "groq", model: "m", capability: undefined, asked: answers, told: answers, failed: {}, reasked: 0 },
    ...{ promptTokens: 1000 * answers, cachedTokens: 0, completionTokens: 234 * answers, dollars: 0.0005 * answers },
    ...{ breaker: { state: "closed" }, running: 0, waiting: 0 },
  };
}
