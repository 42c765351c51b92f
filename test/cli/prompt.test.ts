import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { main } from "../../src/cli/main.ts";
import { createMock } from "../../src/index.ts";
import { type AiServer, type AiServerOptions, aiServer } from "../helpers/ai-server.ts";
import { zooDocument } from "../helpers/zoo.ts";

interface Case {
  readonly behaves: NonNullable<AiServerOptions["behaves"]>;
  /** As `createMock` and the command line take them. */
  readonly settings: Readonly<Record<string, string>>;
}

const key = "sk-test-0123456789abcdef";
const cases: readonly Case[] = [
  { behaves: "groq", settings: { aiProvider: "groq" } },
  { behaves: "groq", settings: { aiProvider: "groq", aiModel: "qwen/qwen3-32b", aiTemperature: "0.2" } },
  { behaves: "openrouter", settings: { aiProvider: "deepseek", aiMaxTokens: "300" } },
  { behaves: "ollama", settings: { aiProvider: "ollama", aiIntent: "all in capitals" } },
  { behaves: "openai", settings: { aiProvider: "openai", aiMode: "record" } },
  { behaves: "deepseek", settings: { aiProvider: "openai-compatible", aiModel: "deepseek-flash" } },
  { behaves: "groq", settings: { aiProviders: "ollama,openai-compatible", aiModel: "openai/gpt-oss-20b" } },
];

describe("helix prompt, beside what a provider receives", () => {
  let directory: string;
  let server: AiServer;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "helix-"));
    writeFileSync(join(directory, "zoo.json"), JSON.stringify(zooDocument()));
  });

  afterEach(async () => {
    await server.close();
    rmSync(directory, { recursive: true });
  });

  for (const { behaves, settings } of cases) {
    it(`prints the very body: ${Object.values(settings).join(", ")}`, async () => {
      server = await aiServer({ behaves });
      // The first of a chain has its own address, and is the one that is asked.
      const ollamaHost = settings["aiProviders"] ? server.url : "http://127.0.0.1:1";
      const given = { aiBaseUrl: server.url, ollamaHost, cassette: join(directory, "recorded"), ...settings };

      const asJson = await prompt(["showPet", "--format", "json"], given);
      const asText = await prompt(["showPet"], { ...given, aiApiKey: key });
      await ask("/pets/1", { ...given, aiApiKey: key });

      const [sent] = server.completions();
      const { request } = JSON.parse(asJson).questions[0];
      expect(request.body).to.deep.equal(sent?.body);
      expect(request.url).to.equal(`${server.url}${sent?.path}`);
      const [, body = ""] = /--- request to \S+: POST \S+\n(.*)--- recorded as/s.exec(asText) ?? [];
      expect(JSON.parse(body)).to.deep.equal(sent?.body);
      expect(asText).not.to.contain(key);
    });
  }

  it("asks nobody", async () => {
    server = await aiServer();

    await prompt(["listPets"], { aiProvider: "openai", aiBaseUrl: server.url });

    expect(server.requests).to.deep.equal([]);
  });

  async function prompt(words: readonly string[], settings: Readonly<Record<string, string>>): Promise<string> {
    const printed: string[] = [];
    const output = { print: (text: string) => void printed.push(text), complain: () => {}, colour: false };
    const environment = Object.fromEntries(
      Object.entries(settings).map(([name, value]) => [`HELIX_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`, value]),
    );
    const stopped = () => new Promise<number>(() => {});
    const line = ["prompt", join(directory, "zoo.json"), ...words];
    expect(await main(line, { directory, environment, output, stopped })).to.equal(0);
    return printed.join("");
  }

  async function ask(target: string, settings: object): Promise<void> {
    const mock = await createMock({ document: join(directory, "zoo.json"), onNotice: () => {}, ...settings });
    await mock.fetch(target);
    await mock.close();
  }
});
