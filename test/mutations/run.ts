import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { load } from "js-yaml";
import { derive, Random } from "../../src/base/random.ts";
import { Worker } from "../hostile/worker-process.ts";
import { mutateText, mutateTree } from "./mutate.ts";
import type { Result, Task } from "./worker.ts";

/**
 * `npm run mutations -- [--seed 1] [--count 500] [--only N]`: changes public documents of HELIX_CORPUS in hostile ways,
 * has each validated and a few of its operations asked, in processes with little memory. Fails on any crash, hang, bug
 * or invalid answer. `--only N` repeats one mutant and keeps its file.
 */
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "500" },
    only: { type: "string" },
  },
});

const columns = ["mutants", "refused", "answers", "judged", "failures"] as const;
const WORKERS = 2;
/** Larger documents are seldom taken: a mutant costs what its document does. */
const SMALL_BYTES = 30_000;
const MAX_BYTES = 130_000;

interface Original {
  readonly id: string;
  readonly text: string;
  readonly isJson: boolean;
}

interface Mutant {
  readonly number: number;
  readonly id: string;
  readonly done: readonly string[];
  readonly path: string;
}

/** What the mutants of one document came to. */
interface Row {
  readonly id: string;
  mutants: number;
  refused: number;
  answers: number;
  judged: number;
  failures: number;
}

const corpus = process.env["HELIX_CORPUS"];
if (corpus === undefined || corpus === "") {
  console.log("HELIX_CORPUS is not set: nothing is mutated. Set it to a folder of documents with a manifest.json.");
} else {
  process.exitCode = await run(originalsOf(resolve(corpus)), Number(values.seed));
}

async function run(originals: readonly Original[], seed: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "helix-mutants-"));
  const numbers =
    values.only === undefined ? Array.from({ length: Number(values.count) }, (_, at) => at) : [Number(values.only)];
  const rows = new Map<string, Row>();
  const work = async () => {
    const worker = new Worker<Task, Result>(new URL("./worker.ts", import.meta.url));
    for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
      const mutant = mutate(originals, derive(seed, number), number, folder);
      tell(mutant, await examine(worker, mutant, seed), rows, seed);
    }
    worker.end();
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  if (values.only === undefined) rmSync(folder, { recursive: true });
  else console.log(`the mutant is kept in ${folder}`);
  console.log(table([...rows.values()].sort((one, other) => (one.id < other.id ? -1 : 1))));
  return [...rows.values()].some(({ failures }) => failures > 0) ? 1 : 0;
}

function originalsOf(corpus: string): Original[] {
  const manifest = JSON.parse(readFileSync(join(corpus, "manifest.json"), "utf8")) as {
    documents: { id: string; entry: string }[];
  };
  const read = manifest.documents.map(({ id, entry }) => ({
    id,
    text: readFileSync(join(corpus, entry), "utf8"),
    isJson: entry.endsWith(".json"),
  }));
  return read.filter(({ text }) => text.length <= MAX_BYTES);
}

function mutate(originals: readonly Original[], seed: number, number: number, folder: string): Mutant {
  const random = new Random(seed);
  const isSmall = random.chance(0.85);
  const { id, text, isJson } = random.pick(
    originals.filter((original) => !isSmall || original.text.length <= SMALL_BYTES),
  );
  const extension = isJson ? "json" : "yaml";
  if (random.chance(0.25)) {
    const { text: changed, done } = mutateText(text, random);
    return written({ number, id, done }, `${number}.${extension}`, changed, folder);
  }
  const tree = isJson ? (JSON.parse(text) as unknown) : load(text);
  const done = mutateTree(tree, random);
  return written({ number, id, done }, `${number}.json`, JSON.stringify(tree), folder);
}

function written(mutant: Omit<Mutant, "path">, name: string, text: string, folder: string): Mutant {
  const path = join(folder, name);
  writeFileSync(path, text);
  return { ...mutant, path };
}

async function examine(worker: Worker<Task, Result>, { path, number }: Mutant, seed: number): Promise<Result> {
  try {
    return await worker.run({ path, seed: derive(seed, number) });
  } catch (error) {
    return { outcome: "refused", answers: 0, judged: 0, failures: [String(error)] };
  }
}

function tell(
  { number, id, done }: Mutant,
  { outcome, answers, judged, failures }: Result,
  rows: Map<string, Row>,
  seed: number,
): void {
  const row = rows.get(id) ?? { id, mutants: 0, refused: 0, answers: 0, judged: 0, failures: 0 };
  rows.set(id, row);
  row.mutants++;
  if (outcome === "refused") row.refused++;
  row.answers += answers;
  row.judged += judged;
  row.failures += failures.length;
  if (failures.length === 0) return;
  console.log(`${id}: ${done.join("; ")}\n  npm run mutations -- --seed ${seed} --only ${number}`);
  for (const failure of failures.slice(0, 3)) console.log(`  ${failure.slice(0, 1500)}`);
}

function table(rows: readonly Row[]): string {
  const total = { id: "all", mutants: 0, refused: 0, answers: 0, judged: 0, failures: 0 };
  for (const row of rows) for (const key of columns) total[key] += row[key];
  const line = (cells: readonly (string | number)[]) =>
    cells.map((cell, index) => (index === 0 ? String(cell).padEnd(42) : String(cell).padStart(9))).join("");
  return [
    line(["document", ...columns]),
    ...[...rows, total].map((row) => line([row.id, ...columns.map((key) => row[key])])),
  ].join("\n");
}
