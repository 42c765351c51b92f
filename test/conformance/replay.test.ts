import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { createMock } from "../../src/index.ts";
import { examine } from "../corpus/examine.ts";
import { instanceOf } from "../helpers/ai/instance.ts";
import { type AskedRequest, aiServer, schemaOf } from "../helpers/ai-server.ts";

/** With names that only the model knows, and with answers of thousands of characters. */
const publicOnes = ["adyen-transfers/TransferService-v4.yaml", "spotify-fixed/fixed-spotify-open-api.yml"];

/** What is recorded once is answered for ever: each request to whole documents, in its order, gets the bytes that it got. */
describe("replayed answers of whole documents", function () {
  this.timeout(120_000);
  let cassette: string;

  beforeEach(() => {
    cassette = mkdtempSync(join(tmpdir(), "helix-"));
  });

  afterEach(() => rmSync(cassette, { recursive: true }));

  const specs = fileURLToPath(new URL("../../specs/", import.meta.url));
  for (const file of readdirSync(specs).filter((name) => name.endsWith(".yaml"))) check(file, join(specs, file));
  for (const entry of publicOnes) {
    const path = join(process.env["HELIX_CORPUS"] ?? "", entry);
    if (existsSync(path)) check(entry, path);
    else it.skip(`are those that were recorded: ${entry} (HELIX_CORPUS names no folder that has it)`);
  }

  function check(name: string, document: string): void {
    it(`are those that were recorded: ${name}`, async () => {
      const server = await aiServer({ behaves: "groq", answer: tellingSomethingNew });
      const provider = { aiProvider: "groq", aiBaseUrl: server.url, aiBudget: "none" } as const;

      const recorded = await answersOf(document, { ...provider, aiMode: "record", cassette });
      await server.close();
      // What the model did not manage was generated, and is again.
      const replayed = await answersOf(document, { aiMode: "replay", cassette, onMiss: "generate" });

      expect(replayed.length).to.equal(recorded.length);
      for (const [at, answer] of replayed.entries()) expect(answer).to.deep.equal(recorded[at]);
      expect(recorded.filter(({ source }) => source === "ai").length).to.be.above(0);
    });
  }
});

interface Answer {
  readonly request: string;
  readonly status: number;
  readonly source: string | undefined;
  readonly body: string;
}

async function answersOf(document: string, settings: object): Promise<readonly Answer[]> {
  const mock = await createMock({ document, refRoot: dirname(document), onNotice: () => {}, ...settings });
  const answers: Answer[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    const response = await mock.fetch(request);
    const [source] = (response.headers.get("x-helix-source") ?? "").split(";");
    const body = Buffer.from(await response.clone().arrayBuffer()).toString("latin1");
    answers.push({ request: `${request.method} ${request.url}`, status: response.status, source, body });
    return response;
  };
  for await (const _ of examine("replay", document, fetch, { judging: false }));
  await mock.close();
  return answers;
}

/** No two answers of the model are the same, so that nothing but a recording repeats one. */
function tellingSomethingNew(request: AskedRequest, count: number): string {
  const renewed = (_: string, value: unknown): unknown =>
    value === "as a model writes it" ? `${value}, ${count}` : value;
  return JSON.stringify(instanceOf(schemaOf(request)), renewed);
}
