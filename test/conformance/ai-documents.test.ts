import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { createMock } from "../../src/index.ts";
import { examine } from "../corpus/examine.ts";
import { openDocument } from "../corpus/judge/document.ts";
import { findOperations } from "../corpus/judge/operations.ts";
import { type AiServerOptions, aiServer } from "../helpers/ai-server.ts";

/** A provider that answers each question as it does, and the settings that name it. */
interface Setting {
  readonly name: string;
  readonly server: AiServerOptions;
  readonly settings: {
    readonly aiProvider: "groq" | "openrouter" | "ollama" | "openai" | "openai-compatible";
    readonly aiModel?: string;
  };
}

const settings: readonly Setting[] = [
  { name: "Groq", server: { behaves: "groq" }, settings: { aiProvider: "groq" } },
  { name: "OpenRouter", server: { behaves: "openrouter" }, settings: { aiProvider: "openrouter" } },
  { name: "Ollama", server: { behaves: "ollama" }, settings: { aiProvider: "ollama" } },
  { name: "OpenAI", server: { behaves: "openai" }, settings: { aiProvider: "openai" } },
  {
    name: "an API that knows no schemas",
    server: { behaves: "deepseek" },
    settings: { aiProvider: "openai-compatible", aiModel: "deepseek-flash" },
  },
];

/** Public documents of different sizes and manners. */
const publicOnes = ["redocly-museum", "twilio-messaging", "spotify-fixed", "adyen-transfers", "scalar-galaxy"];

/**
 * The promise with models in between: every operation of a document, asked in every way, gets valid answers, and the
 * same ones when asked again.
 */
describe("answers that models take part in", function () {
  this.timeout(300_000);

  const specs = fileURLToPath(new URL("../../specs/", import.meta.url));
  const own = readdirSync(specs).filter((file) => file.endsWith(".yaml"));
  for (const [at, file] of own.entries()) check(file, join(specs, file), settings[at % settings.length] as Setting);

  const corpus = process.env["HELIX_CORPUS"] ?? "";
  const manifest = join(corpus, "manifest.json");
  const known: { id: string; entry: string }[] =
    corpus !== "" && existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")).documents : [];
  for (const [at, id] of publicOnes.entries()) {
    const entry = known.find((one) => one.id === id)?.entry;
    if (entry === undefined) it.skip(`are valid: ${id} (HELIX_CORPUS names no folder that has it)`);
    else check(id, join(corpus, entry), settings[at % settings.length] as Setting);
  }
});

function check(name: string, document: string, { name: who, server: manners, settings: named }: Setting): void {
  it(`are valid, and the same again: ${name} with ${who}`, async () => {
    const server = await aiServer(manners);
    const ai = { aiMode: "live", aiBaseUrl: server.url, aiApiKey: "test-key", aiBudget: "none", ...named } as const;
    const mock = await createMock({ document, refRoot: dirname(document), onNotice: () => {}, ...ai });
    const sources = new Map<string, number>();
    const fetch = async (request: Request): Promise<Response> => {
      const response = await mock.fetch(request);
      const [source = ""] = (response.headers.get("x-helix-source") ?? "").split(";");
      sources.set(source, (sources.get(source) ?? 0) + 1);
      return response;
    };
    const wrong: string[] = [];
    const asked = new Set<string>();

    for await (const { operation, ask, failures } of examine(name, document, fetch, { judging: true })) {
      asked.add(operation);
      for (const { kind, detail } of failures) wrong.push(`${operation} [${ask}] ${kind}: ${detail}`);
    }
    await mock.close();
    await server.close();

    expect(wrong.join("\n")).to.equal("");
    expect(asked.size)
      .to.be.above(0)
      .and.at.most(findOperations(openDocument(document)).length);
    // Otherwise this would be a test of the generator.
    expect(sources.get("ai"), `answers by source: ${JSON.stringify([...sources])}`).to.be.above(0);
    if (process.env["HELIX_AI_TABLE"])
      console.log(name, who, JSON.stringify([...sources]), server.completions().length);
  });
}
