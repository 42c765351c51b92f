import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { DocumentRecord } from "./record.ts";

/** The results of a walk, as JSON lines in a folder that several shards share. */
export interface Journal {
  /** What is known of each document; of several lines the last one counts. */
  records(): Map<string, DocumentRecord>;
  add(record: DocumentRecord): void;
  /** Forgets what this shard wrote before. */
  clear(): void;
}

export function openJournal(folder: string, shard: { readonly index: number; readonly count: number }): Journal {
  const own = join(folder, `shard-${shard.index + 1}-of-${shard.count}.jsonl`);
  mkdirSync(folder, { recursive: true });
  return {
    records: () => new Map(readRecords(folder).map((record) => [record.document, record])),
    add: (record) => appendFileSync(own, `${JSON.stringify(record)}\n`),
    clear: () => rmSync(own, { force: true }),
  };
}

function readRecords(folder: string): DocumentRecord[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".jsonl")) : [];
  return files.sort().flatMap((file) => readFileSync(join(folder, file), "utf8").split("\n").flatMap(recordIn));
}

/** A run that was killed may have left half a line. */
function recordIn(line: string): DocumentRecord[] {
  if (line === "") return [];
  try {
    return [JSON.parse(line) as DocumentRecord];
  } catch {
    return [];
  }
}
