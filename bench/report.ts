import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stopwatch } from "../src/base/clock.ts";
import { benchDocument } from "./document.ts";
import { median } from "./median.ts";
import { build, buildPrevious } from "./previous.ts";
import { startServer } from "./server-process.ts";

// Compares this commit with the one before it: start-up, CPU per request, size of the package. It reports and judges
// nothing: figures of a shared machine move by a tenth from run to run. Needs no packages but Helix's own.

const ROUNDS = 3;
/** No further round begins later: on a busy machine fewer have to do. */
const LAST_ROUND_MS = 45_000;
const CONNECTIONS = 20;
const WARM_UP_REQUESTS = 2_000;
const ROUND_REQUESTS = 2_000;

const here = fileURLToPath(new URL("..", import.meta.url));
const posted = JSON.stringify({ name: "Lamp", price: 12.5, status: "open" });

type Path = (index: number) => string;
const works: readonly (readonly [name: string, method: "GET" | "POST", path: Path])[] = [
  ["repeated GET", "GET", () => "/items/7"],
  ["distinct GETs", "GET", (index) => `/items/${index + 1}?currency=EUR`],
  ["POST", "POST", () => "/items"],
];

const folder = mkdtempSync(join(tmpdir(), "helix-report-"));
try {
  const previous = buildPrevious(here, join(folder, "previous"));
  if (previous.kind === "missing") console.log(`nothing to compare with: ${previous.reason}`);
  else {
    build(here);
    console.log(`${previous.commit} → the files as they are here`);
    await compare([previous.place, here]);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function compare(places: readonly string[]): Promise<void> {
  const document = join(folder, "document.json");
  writeFileSync(document, JSON.stringify(benchDocument()));
  const figures = places.map(() => new Map<string, number[]>());
  const elapsed = stopwatch();
  let rounds = 0;
  for (; rounds < ROUNDS && elapsed() < LAST_ROUND_MS; rounds++) {
    const turn = [...places.entries()];
    // Who comes second finds warmer caches.
    if (rounds % 2 === 1) turn.reverse();
    for (const [index, place] of turn) await measure(place, document, figures[index] ?? new Map());
  }
  for (const [index, place] of places.entries()) figures[index]?.set("package, kB", [packageSize(place)]);
  const [before, now] = figures;
  console.log(`medians of ${rounds} round${rounds === 1 ? "" : "s"}`);
  for (const [name, values] of now ?? []) {
    const [old, current] = [median(before?.get(name) ?? []), median(values)];
    console.log(
      `${name.padEnd(22)} ${old.toFixed(1).padStart(9)} → ${current.toFixed(1).padStart(9)}  × ${(current / old).toFixed(2)}`,
    );
  }
}

async function measure(place: string, document: string, figures: Map<string, number[]>): Promise<void> {
  try {
    await measureServer(place, document, figures);
  } catch (error) {
    throw new Error(`${place === here ? "this commit" : "the commit before this one"} cannot be measured`, {
      cause: error,
    });
  }
}

async function measureServer(place: string, document: string, figures: Map<string, number[]>): Promise<void> {
  const note = (name: string, value: number) => figures.set(name, [...(figures.get(name) ?? []), value]);
  const words = [join(place, "dist/bin.js"), "mock", document, "--port", "0"];
  const server = await startServer({ words }, "/items/7", join(folder, "log"));
  note("first answer, ms", server.startMs);
  note("first answer, CPU ms", server.cpuMicroseconds() / 1000);
  note("resident, MB", server.residentMegabytes());
  for (const [name, method, path] of works) {
    await ask(server.url, method, path, 0, WARM_UP_REQUESTS);
    const begin = server.cpuMicroseconds();
    await ask(server.url, method, path, WARM_UP_REQUESTS, ROUND_REQUESTS);
    note(`${name}, CPU µs`, (server.cpuMicroseconds() - begin) / ROUND_REQUESTS);
  }
  await server.stop();
}

/** Asks so many times over a few connections. */
async function ask(url: string, method: "GET" | "POST", path: Path, first: number, count: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  let next = first;
  const client = async (): Promise<void> => {
    while (next < first + count) await once(`${url}${path(next++)}`, method, agent);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client));
  agent.destroy();
}

function once(url: string, method: "GET" | "POST", agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = method === "POST" ? { "content-type": "application/json", "content-length": posted.length } : {};
    const sent = request(url, { method, agent, headers }, (response) => {
      response.resume().on("end", resolve);
      if ((response.statusCode ?? 500) >= 300)
        reject(new Error(`${method} ${url} was answered ${response.statusCode}`));
    });
    sent.on("error", reject).end(method === "POST" ? posted : undefined);
  });
}

function packageSize(place: string): number {
  const words = ["pack", "--dry-run", "--json", "--ignore-scripts"];
  const [packed] = JSON.parse(execFileSync("npm", words, { cwd: place, encoding: "utf8", stdio: "pipe" })) as {
    size: number;
  }[];
  return (packed?.size ?? Number.NaN) / 1000;
}
