import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Outcome } from "./outcome.ts";
import { type DocumentResult, details, hasFailed, kinds, table } from "./report.ts";
import { examineInWorkers, type Working } from "./workers.ts";

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
/** A worker that says nothing for this long is stuck, also on a machine that has ten other things to do. */
const SILENCE_MS = 300_000;
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

async function examineShard(
  corpus: string,
  shard: readonly Entry[],
  mode: Working["mode"],
  collectedFor: (id: string) => Collected,
): Promise<void> {
  const targets = shard.map(({ id, entry }) => ({ id, path: join(corpus, entry) }));
  // Documents of several files reach beyond their own folder; below the current directory they may.
  await examineInWorkers(targets, { mode, folder: corpus, silenceMs: SILENCE_MS }, (message) => {
    if (message.kind === "outcome") {
      const { first, second } = collectedFor(message.outcome.document);
      (mode === "judge" ? first : second).push(message.outcome);
      return;
    }
    const into = collectedFor(message.document);
    if (message.kind === "died") return void into.faults.push(message.reason);
    into.seconds += message.milliseconds / 1000;
    for (const fault of [message.refusal, message.fault]) if (fault !== undefined) into.faults.push(fault);
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
