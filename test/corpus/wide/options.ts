import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

/** What `npm run corpus:wide` is told. */
export interface WideOptions {
  /** "all", or how many operations of each document with which seed: "20@1". With none, documents are only loaded. */
  readonly sample: string;
  /** Walks the documents whose place, divided by `count`, leaves `index` (counted from 0). */
  readonly shard: { readonly index: number; readonly count: number };
  /** Processes at a time. */
  readonly jobs: number;
  /** Goes on behind what the folder of results holds. */
  readonly resume: boolean;
  /** Prints what the folder of results holds, and walks nothing. */
  readonly tableOnly: boolean;
  /** One document in so many is asked twice. */
  readonly compare: number;
  /** What a process may take, in megabytes of heap, and for how long it may say nothing. */
  readonly heapMb: number;
  readonly silenceMs: number;
  /** Folder of the package, which is some 400 MB. */
  readonly cache: string;
  /** Folder of the results. */
  readonly out: string;
  /** Texts of which a document's id has to hold one; such documents are walked again. */
  readonly only: readonly string[];
}

const FLAGS = {
  all: { type: "boolean", default: false },
  sample: { type: "string", default: "20" },
  seed: { type: "string", default: "1" },
  shard: { type: "string", default: "1/1" },
  jobs: { type: "string", default: "2" },
  resume: { type: "boolean", default: false },
  table: { type: "boolean", default: false },
  compare: { type: "string", default: "10" },
  heap: { type: "string", default: "2048" },
  silence: { type: "string", default: "300" },
  cache: { type: "string", default: join(tmpdir(), "helix-corpus-wide") },
  out: { type: "string" },
} as const;

/** @throws {Error} that says which flag is wrong */
export function readOptions(words: readonly string[]): WideOptions {
  const { values, positionals } = parseArgs({ args: [...words], options: FLAGS, allowPositionals: true });
  const number = (flag: "sample" | "jobs" | "compare" | "heap" | "silence") => whole(`--${flag}`, values[flag]);
  const sample = values.all ? "all" : `${values.sample === "0" ? 0 : number("sample")}@${values.seed}`;
  const cache = resolve(values.cache);
  return {
    sample,
    shard: shardOf(values.shard),
    jobs: number("jobs"),
    resume: values.resume,
    tableOnly: values.table,
    compare: number("compare"),
    heapMb: number("heap"),
    silenceMs: number("silence") * 1000,
    cache,
    out: resolve(values.out ?? join(cache, `results-${sample.replace("@", "-seed-")}`)),
    only: positionals,
  };
}

function shardOf(text: string): WideOptions["shard"] {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const shard = { index: Number(index) - 1, count: Number(count) };
  if (shard.index >= 0 && shard.index < shard.count) return shard;
  throw new Error(`--shard ${text}: write it as i/n with 1 ≤ i ≤ n, for example 1/4`);
}

function whole(flag: string, text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new Error(`${flag} ${text}: a whole number above 0 is needed`);
}
