import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Contestant, helix, helixWithRedis } from "./contestants.ts";
import { benchDocument } from "./document.ts";
import { firstAnswers } from "./first-answers.ts";
import { headersOf, type Load, run } from "./load.ts";
import { median } from "./median.ts";
import { memory } from "./memory.ts";
import { startRedis } from "./redis.ts";
import { routes } from "./routes.ts";
import { type ServerProcess, startServer } from "./server-process.ts";
import { longList, manySessions } from "./sessions.ts";
import { startUp } from "./start-up.ts";
import { type Work, works } from "./works.ts";

/** Rounds in which the contestants take turns; the median counts. */
const ROUNDS = 3;
const ROUND_SECONDS = 2;
/** What just-in-time compilation needs; counted, because a busy machine gets less done in a second. */
const WARM_UP_REQUESTS = 15_000;
const SLOW_WARM_UP_SECONDS = 10;

/** What is not CPU per request. `HELIX_BENCH_DOCUMENT` names another large document, as JSON. */
const others: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  start: startUp,
  first: (folder) => firstAnswers(folder, process.env["HELIX_BENCH_DOCUMENT"]),
  routes,
  memory,
  sessions: manySessions,
  list: longList,
};

const only = process.argv.slice(2);
const isRedisWanted = works.some(
  ({ id, contestants }) => contestants.includes(helixWithRedis) && (only.length === 0 || only.includes(id)),
);
const redis = isRedisWanted ? await startRedis() : undefined;
const folder = mkdtempSync(join(tmpdir(), "helix-bench-"));

try {
  for (const work of works.filter(({ id }) => only.length === 0 || only.includes(id))) await measure(work);
  for (const [id, measureIt] of Object.entries(others)) {
    if (only.length === 0 || only.includes(id)) await measureIt(folder);
  }
} finally {
  redis?.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(work: Work): Promise<void> {
  const document = join(folder, `${work.id}.json`);
  writeFileSync(document, JSON.stringify(benchDocument(work.routes)));
  const bodyFile = join(folder, `${work.id}-body.json`);
  writeFileSync(bodyFile, await bodyOfHelix(work, document));
  const figures = new Map<Contestant, number[]>();
  const failures = new Map<Contestant, number>();
  const servers = new Map<Contestant, ServerProcess>();
  for (const contestant of work.contestants) {
    const command = contestant.command({ document, bodyFile, port: await freePort(), redisUrl: redis?.url });
    const probe = work.load.method === "POST" ? "/items/1" : work.load.path(0);
    const server = await startServer(command, probe, join(folder, "log"));
    servers.set(contestant, server);
    if (work.first) await send(server.url, work.first);
    await warmUp(server, work);
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const [contestant, server] of servers) {
      const before = server.cpuMicroseconds();
      const { requests, failures: failed } = await run(server.url, work.load, { seconds: ROUND_SECONDS });
      const each = (server.cpuMicroseconds() - before) / requests;
      figures.set(contestant, [...(figures.get(contestant) ?? []), each]);
      failures.set(contestant, (failures.get(contestant) ?? 0) + failed);
    }
  }
  for (const server of servers.values()) await server.stop();
  report(work, figures, failures);
}

async function warmUp({ url }: ServerProcess, { load }: Work): Promise<void> {
  const begin = performance.now();
  for (let asked = 0; asked < WARM_UP_REQUESTS; asked += 1500) {
    if (performance.now() - begin > SLOW_WARM_UP_SECONDS * 1000) return;
    await run(url, load, { requests: 1500 });
  }
}

function report(work: Work, figures: Map<Contestant, number[]>, failures: Map<Contestant, number>): void {
  const [yardstick] = [...figures.values()].map(median);
  console.log(`${work.what} (Helix: at most ${work.target})`);
  for (const [contestant, values] of figures) {
    const failed = failures.get(contestant);
    const microseconds = median(values);
    console.log(
      `  ${contestant.name.padEnd(14)} ${microseconds.toFixed(1).padStart(8)} µs  × ${(microseconds / (yardstick ?? 0)).toFixed(2)}${failed ? `  ${failed} failed` : ""}  [${values.map((v) => v.toFixed(1)).join(" ")}]`,
    );
  }
}

/** What Helix answers, so that the yardsticks send as much. */
async function bodyOfHelix({ load }: Work, document: string): Promise<string> {
  const command = helix.command({ document, bodyFile: "", port: 0 });
  const server = await startServer(command, "/items/1", join(folder, "log"));
  const response = await send(server.url, load);
  const text = await response.text();
  await server.stop();
  if (!response.ok) throw new Error(`Helix answers ${response.status}: ${text}`);
  return text;
}

function send(url: string, load: Load): Promise<Response> {
  const { method = "GET", body } = load;
  return fetch(`${url}${load.path(0)}`, { method, headers: headersOf(load, 0), ...(body ? { body } : {}) });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
