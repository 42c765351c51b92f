import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { createMock, type Mock, type Reload } from "../../src/index.ts";

const EDITS = 200;
const REQUESTS_PER_SECOND = 200;

/** What stands in the file for every third edit. None of it is a document, and none of it the same. */
const brokenTexts = (version: number): string[] => [
  `openapi: [${version}`,
  "",
  `{ "openapi": "3.1.0", "info": ${version}`,
  `openapi: 9.${version}`,
  `paths: {} # ${version}`,
];

/** Edits a document again and again while clients ask: nobody may notice but for what they are answered. */
describe("reloading under load", () => {
  let directory: string;
  let file: string;
  let mock: Mock;
  let next: ((reload: Reload) => void) | undefined;

  before(async () => {
    directory = mkdtempSync(join(tmpdir(), "helix-"));
    file = join(directory, "api.yaml");
    writeFileSync(file, api(0));
    mock = await createMock({ document: file, port: 0, watch: true, onReload: (reload) => next?.(reload) });
  });

  after(async () => {
    await mock.close();
    rmSync(directory, { recursive: true });
  });

  it(`fails no request in ${EDITS} edits, a third of them broken, and has the right contract after each`, async () => {
    const load = new Load(mock.port ?? 0);
    let version = 0;
    for (let edit = 1; edit <= EDITS; edit++) {
      const isBroken = edit % 3 === 0;
      const texts = brokenTexts(edit);
      const reload = await write(isBroken ? (texts[edit % texts.length] ?? "") : api(edit));
      if (!isBroken) version = edit;

      expect(reload.kind, `edit ${edit}`).to.equal(isBroken ? "failed" : "reloaded");
      expect(await load.ask(), `edit ${edit}`).to.equal(`200 ${version}`);
    }
    const answers = await load.end();

    expect(answers.length).to.be.above(EDITS);
    expect(answers.filter((answer) => !answer.startsWith("200 "))).to.deep.equal([]);
    // Each client sees the document grow, never go back.
    expect(answers.map((answer) => Number(answer.slice(4)))).to.satisfy(isAscending);
  }).timeout(120_000);

  function write(content: string): Promise<Reload> {
    return new Promise((resolve) => {
      next = resolve;
      writeFileSync(file, content);
    });
  }
});

/** Asks at a steady rate over kept connections, and remembers every answer in the order in which they were asked for. */
class Load {
  readonly #port: number;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 20 });
  readonly #answers: Promise<string>[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor(port: number) {
    this.#port = port;
    this.#timer = setInterval(() => this.#answers.push(this.ask()), 1000 / REQUESTS_PER_SECOND);
  }

  /** "200 7": status and body, or what went wrong. */
  ask(): Promise<string> {
    return new Promise((resolve) => {
      const asked = request({ port: this.#port, path: "/version", agent: this.#agent }, async (response) => {
        let text = "";
        for await (const chunk of response) text += chunk;
        resolve(`${response.statusCode} ${text}`);
      });
      asked.on("error", (error) => resolve(error.message));
      asked.end();
    });
  }

  async end(): Promise<string[]> {
    clearInterval(this.#timer);
    const answers = await Promise.all(this.#answers);
    this.#agent.destroy();
    return answers;
  }
}

function isAscending(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => index === 0 || number >= (numbers[index - 1] ?? 0));
}

function api(version: number): string {
  return `openapi: 3.1.0
info: { title: Live, version: "${version}" }
paths:
  /version:
    get:
      responses:
        "200":
          description: the version
          content: { application/json: { schema: { const: ${version} } } }
`;
}
