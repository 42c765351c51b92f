import { execFileSync } from "node:child_process";
import { expect } from "chai";
import { asks } from "../ai/adversary/operations.ts";
import { documentPath } from "../ai/adversary/siege.ts";
import { misbehaviours } from "../ai/adversary/table.ts";
import { type AiServer, aiServer, goodAnswer } from "../helpers/ai-server.ts";
import { type HelixProcess, startHelix } from "../helpers/helix-process.ts";
import { type HttpClient, httpClient } from "../helpers/http-client.ts";

/** What is large, deep or endless. */
const heavy = Object.values(misbehaviours)
  .flat()
  .filter(({ name }) =>
    /MB|megabyte|for ever|levels|bomb|00 items|000 (?:members|fences|characters|strings)/.test(name),
  );

const ROUNDS = 40;
/** Fewer than make a breaker open; a good answer follows. */
const BAD = 4;
/** Megabytes that the process may grow by. */
const MAX_GROWTH = 150;

describe("a mock whose model server sends too much", function () {
  this.timeout(120_000);

  let server: AiServer;
  let helix: HelixProcess;
  let client: HttpClient;
  let count = 0;

  before(async () => {
    server = await aiServer({
      behaves: "ollama",
      models: ["model"],
      answer(request) {
        const isGood = JSON.stringify(request.body).includes("be good");
        const misbehaviour = isGood ? undefined : heavy[count++ % heavy.length];
        return misbehaviour?.answer(request, { stranger: "http://127.0.0.1:1" }) ?? goodAnswer(request);
      },
    });
    const models = ["--ai-provider", "openai-compatible", "--ai-base-url", `${server.url}/v1`, "--ai-model", "model"];
    const words = ["mock", documentPath, "--port", "0", ...models, "--ai-mode", "live", "--ai-timeout", "2s"];
    helix = startHelix(words, { lifetimeMs: 110_000 });
    client = httpClient((await helix.url) ?? "");
  });
  after(async () => {
    client?.close();
    helix?.child.kill();
    await helix?.ended;
    await server?.close();
  });

  it(`does not grow by more than ${MAX_GROWTH} MB, and ends as usual`, async () => {
    for (const { line, body } of asks) await client.send(line, { prefer: 'ai="be good"' }, body);
    const before = residentMegabytes(helix);
    let most = before;
    for (let round = 0; round < ROUNDS; round++) {
      const { line, body } = asks[round % asks.length] ?? { line: "" };
      const sent = Array.from({ length: BAD }, (_, at) => {
        return client.send(line, { "x-session-id": `${round}-${at}`, prefer: `ai="round ${round}, ${at}"` }, body);
      });
      const good = { "x-session-id": `${round}`, prefer: `ai="be good in round ${round}"` };

      const replies = await Promise.all(sent);
      const last = await client.send(line, good, body);

      expect(replies.filter(({ status }) => status >= 300)).to.deep.equal([]);
      expect(last.headers["x-helix-source"]).to.equal("ai");
      most = Math.max(most, residentMegabytes(helix));
    }

    expect(count, "bad answers").to.be.at.least(ROUNDS * BAD);
    if (process.env["HELIX_ADVERSARY_TABLE"]) console.log({ before, most, count, rows: heavy.length });
    expect(most - before, "megabytes").to.be.at.most(MAX_GROWTH);
    helix.child.kill("SIGTERM");
    expect(await helix.ended).to.equal(0);
    expect(helix.complaint()).to.equal("");
  });
});

function residentMegabytes({ child }: HelixProcess): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(child.pid)], { encoding: "utf8" })) / 1024;
}
