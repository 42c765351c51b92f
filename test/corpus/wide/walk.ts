import { spread } from "../sampling.ts";
import type { Message } from "../worker.ts";
import { type Death, examineInWorkers, type Target, type Working } from "../workers.ts";
import type { Journal } from "./journal.ts";
import type { WideOptions } from "./options.ts";
import { type Heard, newlyHeard, recordOf } from "./record.ts";

/** What one process examines: few enough that what it keeps of them does not fill its memory. */
const BATCH = 40;

/** So many places that no two documents share one. */
const ORDERS = 2 ** 47;

/** Examines the documents of a shard that are not known yet, or those that are named, and writes down each. */
export async function walk(all: readonly Target[], journal: Journal, options: WideOptions): Promise<void> {
  const { shard, resume, only, jobs } = options;
  if (!resume && only.length === 0) journal.clear();
  const known = resume ? journal.records() : new Map();
  // In an order of its own, so that a run which is ended early has seen some of everything.
  const wanted = all
    .filter((_, index) => index % shard.count === shard.index)
    .filter(({ id }) => (only.length === 0 ? !known.has(id) : only.some((text) => id.includes(text))))
    .sort((one, other) => spread(one.id, ORDERS) - spread(other.id, ORDERS));
  const batches = Array.from({ length: Math.ceil(wanted.length / BATCH) }, (_, index) =>
    wanted.slice(index * BATCH, (index + 1) * BATCH),
  );
  let done = 0;
  const work = async () => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      await examineBatch(batch, journal, options);
      done += batch.length;
      console.log(`${done}/${wanted.length} documents, the last one ${batch.at(-1)?.id}`);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
}

/** Judges each document, then asks some of them again in another process. */
async function examineBatch(batch: readonly Target[], journal: Journal, options: WideOptions): Promise<void> {
  const heard = new Map(batch.map(({ id }): [string, Heard] => [id, newlyHeard()]));
  const twice = new Set(batch.map(({ id }) => id).filter((id) => spread(id, options.compare) === 0));
  await hearAll(batch, "judge", options, heard, (id, of) => {
    // What cannot be examined once need not be examined twice.
    if (of.faults.length > 0 || of.refusal !== undefined) twice.delete(id);
    if (!twice.has(id)) journal.add(recordOf(id, of));
  });
  // Backwards: nothing may depend on what was asked before.
  const again = batch.filter(({ id }) => twice.has(id)).reverse();
  await hearAll(again, "repeat", options, heard, (id, of) => journal.add(recordOf(id, of)));
}

/** @param end - is told of each document that is through, with all that was heard of it */
async function hearAll(
  batch: readonly Target[],
  mode: Working["mode"],
  { cache: folder, silenceMs, heapMb, sample }: WideOptions,
  heard: ReadonlyMap<string, Heard>,
  end: (id: string, of: Heard) => void,
): Promise<void> {
  await examineInWorkers(batch, { mode, folder, silenceMs, heapMb, sample }, (message) => {
    const id = message.kind === "outcome" ? message.outcome.document : message.document;
    const of = heard.get(id);
    if (of === undefined) return;
    if (message.kind === "outcome") of[mode === "judge" ? "outcomes" : "repeated"].push(message.outcome);
    else {
      hearEnd(message, of);
      end(id, of);
    }
  });
}

function hearEnd(message: Exclude<Message, { kind: "outcome" }> | Death, of: Heard): void {
  if (message.kind === "died") {
    of.faults.push({ kind: message.isHang ? "hang" : "crash", detail: message.reason });
    return;
  }
  of.seconds += message.milliseconds / 1000;
  of.refusal = message.refusal;
  if (message.fault !== undefined) of.faults.push({ kind: "crash", detail: message.fault });
}
