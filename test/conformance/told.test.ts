import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { isObject } from "../../src/base/json.ts";
import { createMock, type Mock } from "../../src/index.ts";
import { examine } from "../corpus/examine.ts";
import { instanceOf } from "../helpers/ai/instance.ts";
import { type AiServer, aiServer, schemaOf } from "../helpers/ai-server.ts";

const shop = fileURLToPath(new URL("../../specs/shop.yaml", import.meta.url));
const publicOnes = [
  "box-2025/openapi-v2025.0.json",
  "figma/openapi.yaml",
  "swagger-petstore/openapi.yaml",
  "scalar-galaxy/3.1.yaml",
];

/** Reads of whole documents whose answers a model has told parts of. */
describe("what models tell", function () {
  this.timeout(120_000);
  let server: AiServer;
  let cassette: string;
  const mocks: Mock[] = [];

  beforeEach(async () => {
    server = await aiServer({ behaves: "groq", answer: (request) => JSON.stringify(instanceOf(schemaOf(request))) });
    cassette = mkdtempSync(join(tmpdir(), "helix-"));
  });

  afterEach(async () => {
    for (const mock of mocks.splice(0)) await mock.close();
    await server.close();
    rmSync(cassette, { recursive: true });
  });

  check("shop.yaml", shop);
  for (const entry of publicOnes) {
    const path = join(process.env["HELIX_CORPUS"] ?? "", entry);
    if (existsSync(path)) check(entry, path);
    else it.skip(`leaves ids alone, and answers as they were: ${entry} (HELIX_CORPUS names no folder that has it)`);
  }

  function check(name: string, document: string): void {
    it(`leaves ids alone, and answers as they were: ${name}`, async () => {
      const plain = await mockOf(document);
      const reads = await readsOf(document, plain);
      const asking = { aiProvider: "groq", aiBaseUrl: server.url, aiBudget: "none" };
      const told = await mockOf(document, { ...asking, aiMode: "live" });
      const recording = await mockOf(document, { ...asking, aiMode: "record", cassette });

      const without = await answersOf(plain, reads);
      const first = await answersOf(told, reads);
      const again = await answersOf(told, reads);
      await answersOf(recording, reads);
      const replaying = await mockOf(document, { aiMode: "replay", cassette, onMiss: "generate" });
      const turned = await mockOf(document, { aiMode: "replay", cassette, onMiss: "generate" });
      const replayed = await answersOf(replaying, reads);
      const backwards = await answersOf(turned, [...reads].reverse());

      for (const [url, body] of first) {
        expect(again.get(url), `${url}, again`).to.equal(body);
        expect(backwards.get(url), `${url}, replayed in another order`).to.equal(replayed.get(url));
        for (const [pointer, id] of idsIn(without.get(url))) {
          const ids = idsIn(body);
          if (ids.has(pointer)) expect(ids.get(pointer), `${url} ${pointer}`).to.equal(id);
        }
      }
      expect(server.completions().length).to.be.above(0);
    });
  }

  async function mockOf(document: string, settings: object = {}): Promise<Mock> {
    const mock = await createMock({ document, refRoot: dirname(document), onNotice: () => {}, ...settings });
    mocks.push(mock);
    return mock;
  }
});

/** All that the document lets be read, with what its operations require. */
async function readsOf(document: string, mock: Mock): Promise<readonly Request[]> {
  const reads = new Map<string, Request>();
  const fetch = async (request: Request): Promise<Response> => {
    if (request.method === "GET" && !request.headers.has("prefer")) reads.set(request.url, request.clone());
    return await mock.fetch(request);
  };
  for await (const _ of examine("reads", document, fetch, { judging: false }));
  return [...reads.values()];
}

async function answersOf(mock: Mock, reads: readonly Request[]): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  for (const request of reads) {
    // All in one session.
    const headers = new Headers(request.headers);
    headers.delete("x-session-id");
    const response = await mock.fetch(new Request(request.url, { headers }));
    answers.set(request.url, await response.text());
  }
  return answers;
}

const identifying = /(?:^|_)(?:uu)?id$|Id$/;

/** Values of members that are called an id, by their pointers; none in what is no JSON. */
function idsIn(body: string | undefined): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  const collect = (value: unknown, pointer: string): void => {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) collect(item, `${pointer}/${index}`);
    if (!isObject(value)) return;
    for (const [name, member] of Object.entries(value)) {
      if (identifying.test(name) && typeof member !== "object") found.set(`${pointer}/${name}`, member);
      collect(member, `${pointer}/${name}`);
    }
  };
  if (body && /^[[{]/.test(body)) collect(JSON.parse(body), "");
  return found;
}
