import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Outcome } from "./outcome.ts";
import { type DocumentResult, details, hasFailed, kinds, table } from "./report.ts";
import type { Message } from "./worker.ts";

/**
 * `npm run corpus [id…]`: asks Helix everything that the public documents in HELIX_CORPUS declare, twice in fresh
 * processes, and has every answer judged by validators that are not Helix's. Prints a table; ends with 1 if anything
 * is wrong. HELIX_CORPUS names a folder with a manifest.json: `{ documents: [{ id, entry, operations }] }`.
 */
interface Entry {
  readonly id: string;
  readonly entry: string;
  readonly operations: number;
}

const WORKERS = 2;
/** A worker that says nothing for this long is stuck. */
const SILENCE_MS = 120_000;
const FAILURE_LINES = Number(process.env["HELIX_CORPUS_LINES"] ?? 12);

const folder = process.env["HELIX_CORPUS"];
if (folder === undefined || folder === "") {
  console.log("HELIX_CORPUS is not set: no public documents are examined. Set it to a folder with a manifest.json.");
} else {
  const results = await walk(resolve(folder), process.argv.slice(2));
  const notes = details(results, FAILURE_LINES);
  if (notes !== "") console.log(`${notes}\n`);
  console.log(`${kinds(results)}\n`);
  console.log(table(results));
  process.exitCode = hasFailed(results) ? 1 : 0;
}

async function walk(corpus: string, wanted: readonly string[]): Promise<DocumentResult[]> {
  const manifest = JSON.parse(readFileSync(join(corpus, "manifest.json"), "utf8")) as { documents: Entry[] };
  const documents = manifest.documents.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
  const collected = new Map<string, Collected>();
  const collectedFor = (id: string): Collected => {
    const known = collected.get(id) ?? { first: [], second: [], faults: [], seconds: 0 };
    collected.set(id, known);
    return known;
  };
  const shards = deal(documents, WORKERS);
  await Promise.all(shards.map((shard) => examineShard(corpus, shard, "judge", collectedFor)));
  // The second run goes through the documents backwards: nothing may depend on what was asked before.
  await Promise.all(shards.map((shard) => examineShard(corpus, [...shard].reverse(), "repeat", collectedFor)));
  return documents.map(({ id }) => resultOf(id, collectedFor(id)));
}

interface Collected {
  readonly first: Outcome[];
  readonly second: Outcome[];
  readonly faults: string[];
  seconds: number;
}

/** Deals documents to workers, the largest first, so that all finish at about the same time. */
function deal(documents: readonly Entry[], count: number): Entry[][] {
  const shards = Array.from({ length: count }, (): Entry[] => []);
  const load = (shard: readonly Entry[]) => shard.reduce((sum, { operations }) => sum + operations + 5, 0);
  for (const document of [...documents].sort((a, b) => b.operations - a.operations)) {
    shards.sort((a, b) => load(a) - load(b))[0]?.push(document);
  }
  return shards.filter((shard) => shard.length > 0);
}

/** Runs a worker over the shard; where it dies, the document at hand has crashed and another worker goes on behind it. */
async function examineShard(
  corpus: string,
  shard: readonly Entry[],
  mode: "judge" | "repeat",
  collectedFor: (id: string) => Collected,
): Promise<void> {
  const left = [...shard];
  const hear = (message: Message) => {
    if (message.kind === "outcome") {
      const { first, second } = collectedFor(message.outcome.document);
      (mode === "judge" ? first : second).push(message.outcome);
      return;
    }
    left.shift();
    const into = collectedFor(message.document);
    into.seconds += message.milliseconds / 1000;
    if (message.fault !== undefined) into.faults.push(message.fault);
  };
  while (left.length > 0) {
    const death = await runWorker(corpus, left, mode, hear);
    const crashed = left.shift();
    if (crashed !== undefined) collectedFor(crashed.id).faults.push(`the process ended: ${death}`);
  }
}

/** @returns why the worker ended, for the case that it did so too early. */
function runWorker(
  corpus: string,
  documents: readonly Entry[],
  mode: string,
  hear: (message: Message) => void,
): Promise<string> {
  const worker = fileURLToPath(new URL("./worker.ts", import.meta.url));
  const pairs = documents.flatMap(({ id, entry }) => [id, join(corpus, entry)]);
  // Documents of several files reach beyond their own folder; below the current directory they may.
  const child = spawn(process.execPath, [`--import=${import.meta.resolve("tsx")}`, worker, mode, ...pairs], {
    cwd: corpus,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  let timer = setTimeout(() => child.kill("SIGKILL"), SILENCE_MS);
  child.stderr.on("data", (chunk) => {
    errors = `${errors}${chunk}`.slice(-2000);
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    clearTimeout(timer);
    timer = setTimeout(() => child.kill("SIGKILL"), SILENCE_MS);
    if (line.startsWith('{"kind":')) hear(JSON.parse(line) as Message);
  });
  return new Promise((resolve) => {
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      resolve(`${signal ?? code} ${errors}`);
    });
  });
}

function resultOf(document: string, { first, second, faults, seconds }: Collected): DocumentResult {
  const digests = new Map(second.map(({ operation, ask, digest }) => [`${operation} ${ask}`, digest]));
  const outcomes = first.map((outcome): Outcome => {
    if (digests.get(`${outcome.operation} ${outcome.ask}`) === outcome.digest) return outcome;
    return {
      ...outcome,
      failures: [...outcome.failures, { kind: "nondeterministic", detail: "other bytes in another process" }],
    };
  });
  return { document, outcomes, faults, seconds };
}
