import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { ModelConsultant } from "../src/ai/consultant.ts";
import type { Notice } from "../src/base/notice.ts";
import { objectLayer, readConfig } from "../src/config.ts";
import { consultantFor, isContinuousIntegration, type ModelSurroundings } from "../src/models.ts";
import { rejection } from "./helpers/ai/endpoint.ts";
import { MemoryCassette, petQuestion } from "./helpers/ai/question.ts";
import { type AiServer, type AiServerOptions, aiServer } from "./helpers/ai-server.ts";

describe("consultantFor", () => {
  let folder: string;
  let notices: Notice[];
  let opened: string[];
  let cassette: MemoryCassette;
  const ends: (() => Promise<void>)[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "helix-"));
    notices = [];
    opened = [];
    cassette = new MemoryCassette();
  });

  afterEach(async () => {
    rmSync(folder, { recursive: true });
    for (const end of ends.splice(0)) await end();
  });

  async function consultant(
    values: object,
    surroundings: Partial<ModelSurroundings> = {},
  ): Promise<ModelConsultant | undefined> {
    const made = await consultantFor(readConfig([objectLayer(values, "flags")]), {
      isCi: false,
      onNotice: (notice) => notices.push(notice),
      cassettes: async () => ({
        hasRecordings: async () => cassette.recordings.length > 0,
        async openCassette(path) {
          opened.push(path);
          return cassette;
        },
      }),
      ...surroundings,
    });
    if (made) ends.push(() => made.close());
    return made;
  }

  async function serve(options: AiServerOptions = {}): Promise<AiServer> {
    const server = await aiServer(options);
    ends.push(() => server.close());
    return server;
  }

  const recorded = (): void => {
    cassette.recordings.push({ card: petQuestion().card, provider: "groq", model: "m", value: { name: "Rex" } });
  };
  const settingsError = async (values: object, surroundings: Partial<ModelSurroundings> = {}): Promise<string> => {
    const error = await rejection(consultant(values, surroundings));
    // What is imported at run time is another copy of the class under tsx.
    expect(error.name).to.equal("SettingsError");
    return error.message;
  };

  it("makes none for demo", async () => {
    expect(await consultant({})).to.equal(undefined);
    expect(await consultant({ aiProviders: "demo" }, { isCi: true, usualCassette: join(folder, "none") })).to.equal(
      undefined,
    );
    expect(notices).to.deep.equal([]);
  });

  it("asks the provider at the base URL, with its own key only", async () => {
    const server = await serve({ behaves: "groq" });
    const made = await consultant({ aiProvider: "groq", aiBaseUrl: server.url, groqApiKey: "gsk_vendor" });

    const consulted = await made?.ask(petQuestion(), 8000);

    expect(consulted).to.have.nested.property("told.provider", "groq");
    expect(server.requests[0]?.headers).to.not.have.property("authorization");
    expect(server.requests[0]?.body).to.include({ model: "openai/gpt-oss-20b" });
    expect(notices.map(({ message }) => message)).to.deep.equal([
      `the key of Groq is not sent to ${new URL(server.url).host}; if it needs one, give it as HELIX_AI_API_KEY`,
    ]);
  });

  it("sends the key that belongs to the base URL", async () => {
    const server = await serve({ key: "k1" });
    const made = await consultant({
      aiProvider: "openai-compatible",
      aiBaseUrl: `${server.url}/v1`,
      aiApiKey: "k1",
      aiModel: "gpt-6-luna",
    });

    expect(await made?.ask(petQuestion(), 8000)).to.have.nested.property("told.model", "gpt-6-luna");
    expect(server.requests[0]?.headers.authorization).to.equal("Bearer k1");
  });

  it("gives the base URL to the OpenAI-compatible API of a chain, else to its first", async () => {
    const [groq, own] = [
      await serve({ behaves: "groq", answer: () => ({ status: 500, body: "" }) }),
      await serve({ behaves: "ollama" }),
    ];
    const values = {
      aiProviders: "ollama,openai-compatible",
      ollamaHost: groq.url,
      aiBaseUrl: own.url,
      aiModel: "qwen3:8b",
    };
    const made = await consultant(values);

    const consulted = await made?.ask(petQuestion(), 8000);

    expect(consulted).to.have.nested.property("told.provider", "openai-compatible");
    expect(own.requests[0]?.body).to.include({ model: "qwen3:8b" });
  });

  it("says what is missing", async () => {
    expect(await settingsError({ aiProvider: "groq" })).to.equal(
      "the AI provider groq needs a key, one word of ASCII characters: HELIX_GROQ_API_KEY (or GROQ_API_KEY) or --groq-api-key",
    );
    expect(await settingsError({ aiProvider: "openai-compatible" })).to.match(
      /needs the URL of its API: HELIX_AI_BASE_URL/,
    );
    expect(await settingsError({ aiProvider: "openai-compatible", aiBaseUrl: "http://127.0.0.1:1" })).to.match(
      /needs the name of a model: HELIX_AI_MODEL/,
    );
    expect(await settingsError({ aiProvider: "groq", aiBaseUrl: "http://api.example.com" })).to.match(/must be https/);
    expect(await settingsError({ aiMode: "live" })).to.match(/needs a model to ask/);
    expect(await settingsError({ aiMode: "record", cassette: "c" })).to.match(/needs a model to ask/);
    expect(await settingsError({ aiMode: "replay" })).to.match(/needs a folder/);
    expect(await settingsError({ aiMode: "replay", cassette: "c" })).to.match(/there are none in c; record some/);
  });

  it("needs neither key nor provider for a replay, and waits for nobody", async () => {
    recorded();
    const made = await consultant({ aiMode: "replay", cassette: "c", aiProvider: "groq" });

    expect(await made?.ask(petQuestion(), 8000)).to.deep.include({ kind: "told" });
    expect(made?.isPatient).to.equal(false);
    expect(opened).to.deep.equal(["c"]);
  });

  it("replays in CI what is recorded in the usual folder, without being told to", async () => {
    recorded();
    const made = await consultant({}, { isCi: true, usualCassette: folder });

    expect(made?.figures()).to.deep.include({ mode: "replay", providers: [] });
    expect(notices).to.deep.equal([]);
  });

  it("never asks a model in CI of its own accord, and warns", async () => {
    const server = await serve();

    expect(await consultant({ aiProvider: "groq", aiBaseUrl: server.url }, { isCi: true })).to.equal(undefined);
    expect(notices.map(({ level, message }) => `${level}: ${message.slice(0, 50)}`)).to.deep.equal([
      "warn: no model is asked in CI, and there are no recorded",
    ]);
  });

  it("asks in CI where it is told to, but does not wait for late answers", async () => {
    const server = await serve({ behaves: "groq" });
    const made = await consultant({ aiProvider: "groq", aiBaseUrl: server.url, aiMode: "live" }, { isCi: true });

    expect(await made?.ask(petQuestion(), 8000)).to.have.property("kind", "told");
    expect(made?.isPatient).to.equal(false);
  });

  it("uses the usual cassette where it is there, and one that is named even where it is not yet", async () => {
    const server = await serve({ behaves: "groq" });
    const values = { aiProvider: "groq", aiBaseUrl: server.url };

    await consultant(values, { usualCassette: join(folder, "none") });
    await consultant({ ...values, aiMode: "live" }, { usualCassette: folder });
    expect(opened).to.deep.equal([]);
    await consultant(values, { usualCassette: folder });
    await consultant({ ...values, cassette: "new" });
    await consultant({ ...values, aiMode: "record" }, { usualCassette: join(folder, "none") });

    expect(opened).to.deep.equal([folder, "new", join(folder, "none")]);
  });

  it("waits as long as the first provider usually takes", async () => {
    const wait = async (values: object): Promise<number | undefined> => (await consultant(values))?.timeoutMs;

    expect(await wait({ aiProvider: "ollama" })).to.equal(60_000);
    expect(await wait({ aiProviders: "groq,ollama", groqApiKey: "k" })).to.equal(8000);
    expect(await wait({ aiProvider: "ollama", aiTimeout: "3s" })).to.equal(3000);
  });

  it("says where a budget in dollars cannot be kept", async () => {
    await consultant({ aiProvider: "groq", groqApiKey: "k", groqModel: "qwen/qwen3-32b" });
    await consultant({ aiProvider: "groq", groqApiKey: "k", groqModel: "qwen/qwen3-32b", aiBudget: "9tok" });

    expect(notices.map(({ message }) => message.slice(0, 43))).to.deep.equal([
      "what qwen/qwen3-32b costs is not known, so ",
    ]);
  });
});

describe("isContinuousIntegration", () => {
  it("goes by CI", () => {
    const says = (CI: string | undefined): boolean => isContinuousIntegration({ CI });

    expect(["true", "1", "woodpecker"].map(says)).to.deep.equal([true, true, true]);
    expect([undefined, "", " ", "0", "false", "False"].map(says)).to.deep.equal(Array(6).fill(false));
  });
});
