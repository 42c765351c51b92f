import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { main } from "../../src/cli/main.ts";
import { type AiServer, type AskedRequest, aiServer, goodAnswer } from "../helpers/ai-server.ts";
import { complained as complainedOf, startHelix } from "../helpers/helix-process.ts";
import { zooDocument } from "../helpers/zoo.ts";

const key = "gsk_test_0123456789abcdef";
/** The operations that a model is asked for, and one with its intent. */
const questions = 6;

describe("helix warm, with a model behind HTTP", () => {
  let directory: string;
  let server: AiServer | undefined;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "helix-"));
    writeFileSync(join(directory, "zoo.json"), JSON.stringify(zooDocument()));
  });

  afterEach(async () => {
    await server?.close();
    rmSync(directory, { recursive: true });
  });

  it("records every operation and its intents; when it is run again it asks nothing and changes nothing", async () => {
    server = await aiServer({ behaves: "groq", key });

    const first = await warm();
    const files = recorded();
    const second = await warm();

    expect([first.exit, second.exit]).to.deep.equal([0, 0]);
    expect(server.completions()).to.have.length(questions);
    expect(Object.keys(files)).to.deep.equal([
      "listKeepers.json",
      "listPets.json",
      "quote.json",
      "showPet.json",
      "weather.json",
    ]);
    expect(recorded()).to.deep.equal(files);
    expect(JSON.parse(files["listPets.json"] ?? "").recordings.map(({ intent }: { intent: string }) => intent)).to.eql([
      "",
      "all of them old",
    ]);
    expect(first.printed).to.match(
      /: 6 questions asked, 6 recorded, 0 failed; 0 were there already; [\d ]+ tokens, \$/,
    );
    expect(second.printed).to.contain(": 0 questions asked, 0 recorded, 0 failed; 6 were there already; 0 tokens\n");
    expect([first.printed, first.complained, JSON.stringify(files)].join("")).not.to.contain(key);
  });

  it("asks for lists first, and records of one of their things what they say of it, which the model is told", async () => {
    server = await aiServer({
      behaves: "groq",
      answer: (request, count) => goodAnswer(request).replaceAll("as a model writes it", `told for question ${count}`),
    });

    const { exit } = await warm(["--ai-concurrency", "8"]);
    const [listed, shown] = ["listPets.json", "showPet.json"].map((name) => {
      return JSON.parse(recorded()[name] ?? "").recordings[0].value;
    });
    const prompt = server
      .completions()
      .map(promptOf)
      .find((text) => text.includes('"/pets/{id}"'));

    expect(exit).to.equal(0);
    expect(shown).to.deep.equal(listed[0]);
    expect(prompt).to.contain(`Already decided (in the shape of the response):\n${JSON.stringify(shown)}\n`);
  });

  it("goes on with a larger budget where the first was used up, and asks for the rest only", async () => {
    server = await aiServer({ behaves: "groq" });

    const first = await warm(["--ai-budget", "3000tok"]);
    const before = server.completions().length;
    const second = await warm(["--ai-budget", "none"]);

    expect([first.exit, second.exit]).to.deep.equal([4, 0]);
    expect(before).to.be.within(1, questions - 1);
    expect(first.printed).to.contain(
      `the budget of 3000 tokens of all sessions has no room for another question (--ai-budget): ${before} of 6 questions are done. ` +
        "Run the same command again with a larger one to go on\n",
    );
    expect(new Set(server.completions().map(promptOf)).size).to.equal(questions);
    expect(server.completions()).to.have.length(questions);
  });

  it("waits where the provider wants it to for a short time, and goes on", async () => {
    const headers = { "retry-after-ms": "30" };
    server = await aiServer({
      behaves: "groq",
      answer: (request, count) => (count === 2 ? { status: 429, headers, body: {} } : goodAnswer(request)),
    });

    const { exit, complained } = await warm(["--ai-concurrency", "1"]);

    expect(exit).to.equal(0);
    expect(server.completions()).to.have.length(questions + 1);
    expect(complained).to.match(/Groq was asked too often \(429\); groq is not asked for 1 s\ngoing on in 1 s\n/);
  });

  it("ends where the provider wants it to wait for long, and says when to go on", async () => {
    server = await aiServer({
      behaves: "groq",
      answer: () => ({ status: 429, headers: { "retry-after": "120" }, body: {} }),
    });

    const { exit, printed } = await warm(["--ai-concurrency", "1"]);

    expect(exit).to.equal(3);
    expect(server.completions()).to.have.length(1);
    expect(printed).to.match(
      /Groq was asked too often \(429\): 0 of 6 questions are done\. Run the same command again in 1(?:19|20) s to go on\n/,
    );
  });

  it("ends where the key is wrong, after no more questions than are asked at a time", async () => {
    server = await aiServer({ behaves: "groq", key: "another" });

    const { exit, printed } = await warm();

    expect(exit).to.equal(3);
    expect(server.completions().length).to.be.within(1, 4);
    expect(printed).to.contain('Groq does not accept the key (401): "Invalid API Key": 0 of 6 questions are done. ');
  });

  it("names what the model did not manage, records the rest, and exits with 1", async () => {
    server = await aiServer({
      behaves: "groq",
      answer: (request) =>
        /"\/(?:quote|weather)"/.test(promptOf(request)) ? "I would rather not." : goodAnswer(request),
    });

    const { exit, printed, complained } = await warm();

    expect(exit).to.equal(1);
    expect(
      complained
        .match(/^\d\/6 \w+ failed: .*$/gm)
        ?.map((line) => line.slice(4).replace(/(?<=contract).*/, ""))
        .sort(),
    ).to.deep.equal([
      "quote failed: groq wrote nothing that fits the contract",
      "weather failed: groq wrote nothing that fits the contract",
    ]);
    expect(printed).to.contain("6 questions asked, 4 recorded, 2 failed");
    expect(Object.keys(recorded())).to.deep.equal(["listKeepers.json", "listPets.json", "showPet.json"]);
  });

  it("asks for what the settings want answers to be like instead of nothing special", async () => {
    server = await aiServer({ behaves: "groq" });

    await warm(["--ai-intent", "in French"]);

    const intents = Object.values(recorded()).flatMap((file) => JSON.parse(file).recordings);
    expect(intents.map(({ intent }: { intent: string }) => intent).sort()).to.deep.equal([
      "all of them old",
      ...Array(5).fill("in French"),
    ]);
    expect(server.completions().filter((request) => promptOf(request).includes('"in French"'))).to.have.length(5);
  });

  it("asks as many questions at a time as the settings say", async () => {
    let underWay = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    const release = (): void => {
      for (const resolve of waiting.splice(0)) resolve();
    };
    server = await aiServer({
      behaves: "groq",
      answer: async (request) => {
        most = Math.max(most, ++underWay);
        // A fourth would have come by then.
        if (underWay === 3) setImmediate(release);
        await new Promise<void>((resolve) => waiting.push(resolve));
        underWay--;
        return goodAnswer(request);
      },
    });
    const { exit } = await warm(["--ai-concurrency", "3"]);

    expect([exit, most]).to.deep.equal([0, 3]);
  });

  it("needs a provider and its key", async () => {
    const none = await warm([], {});
    const keyless = await warm([], { HELIX_AI_PROVIDER: "groq" });

    expect([none.exit, keyless.exit]).to.deep.equal([2, 2]);
    expect(none.complained).to.equal(
      "helix: helix warm needs a model to ask: name its provider with --ai-provider or HELIX_AI_PROVIDER\n",
    );
    expect(keyless.complained).to.contain("the AI provider groq needs a key");
  });

  it("ends with what is being asked when it is interrupted, and goes on from there", async () => {
    const release: (() => void)[] = [];
    server = await aiServer({
      behaves: "groq",
      answer: async (request, count) => {
        if (count === 2) await new Promise<void>((resolve) => release.push(resolve));
        return goodAnswer(request);
      },
    });
    const words = ["warm", "zoo.json", "--cassette", "recorded", "--ai-concurrency", "1"];
    const helix = startHelix(words, { directory, environment: environment() });

    while (release.length === 0) await server.nextCompletion();
    helix.child.kill("SIGINT");
    await complainedOf(helix, "ending with what is being asked");
    release[0]?.();
    const exit = await helix.ended;
    const before = server.completions().length;
    const again = await warm();

    expect([exit, before]).to.deep.equal([1, 2]);
    expect(helix.output()).to.contain("stopped: 2 of 6 questions are done. Run the same command again to go on\n");
    expect(again.printed).to.contain("4 questions asked, 4 recorded, 0 failed; 2 were there already");
  });

  /** What is recorded, by the names of the files. */
  function recorded(): Record<string, string> {
    const folder = join(directory, "recorded");
    return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
  }

  function environment(): Record<string, string> {
    return { HELIX_AI_PROVIDER: "groq", HELIX_AI_BASE_URL: server?.url ?? "", HELIX_AI_API_KEY: key };
  }

  async function warm(flags: readonly string[] = [], variables: Record<string, string> = environment()) {
    const printed: string[] = [];
    const complaints: string[] = [];
    const output = {
      print: (text: string) => void printed.push(text),
      complain: (text: string) => void complaints.push(text),
      colour: false,
    };
    const stopped = () => new Promise<number>(() => {});
    const words = ["warm", join(directory, "zoo.json"), "--cassette", join(directory, "recorded"), ...flags];
    const exit = await main(words, { directory, environment: variables, output, stopped });
    return { exit, printed: printed.join(""), complained: complaints.join("") };
  }
});

function promptOf({ body }: AskedRequest): string {
  const [, message] = body["messages"] as readonly { readonly content: string }[];
  return message?.content ?? "";
}
