import { type SessionSnapshot, SessionState, type Write } from "../state.ts";
import { type Entry, entryOf } from "./entry.ts";

/** So many entries of writes, and more of them than entities, are worth a snapshot in their place. */
const MAX_TAIL = 256;

/** So many characters in entries of writes, and more of them than in the entities, are worth it too. */
const MAX_TAIL_LENGTH = 1024 ** 2;

/** How far a list of entries is known: how many, and the id of the last. */
export interface Known {
  readonly length: number;
  readonly last: string;
}

/** A list without entries. */
export const unwritten: Known = { length: 0, last: "" };

/** What this process knows of a session in Redis: its state after the first entries of its list. */
export class Replica {
  readonly state: SessionState;
  #length: number;
  #last: string;
  /** Characters of the entries behind the first. */
  #tail = 0;

  constructor(state: SessionState, { length, last }: Known) {
    this.state = state;
    this.#length = length;
    this.#last = last;
  }

  get known(): Known {
    return { length: this.#length, last: this.#last };
  }

  get isLong(): boolean {
    const { entities, length } = this.state;
    if (this.#length > MAX_TAIL && this.#length > entities) return true;
    return this.#tail > MAX_TAIL_LENGTH && this.#tail > length;
  }

  /** Takes in what came behind the last entry. */
  append({ id, text }: Entry, writes: readonly Write[]): void {
    this.state.apply(writes);
    this.#length++;
    this.#tail += text.length;
    this.#last = id;
  }

  /** The list was put in one entry. */
  settle({ id }: Entry): void {
    this.#length = 1;
    this.#tail = 0;
    this.#last = id;
  }

  /** The whole of it as one entry, which can take the place of all others. */
  condensed(session: string): Entry {
    return entryOf({ kind: "snapshot", session, snapshot: this.state.snapshot() });
  }
}

/** What a session begins with that nobody wrote to. */
export const emptySnapshot: SessionSnapshot = { writes: 0, collections: [] };

/**
 * The session that a whole list stands for.
 *
 * @returns `undefined` where it is none that Helix wrote
 */
export function replicaOf(entries: readonly (Entry | undefined)[]): Replica | undefined {
  const [first, ...others] = entries;
  if (first?.kind !== "snapshot") return undefined;
  const state = SessionState.restored(first.snapshot);
  const replica = new Replica(state, { length: 1, last: first.id });
  for (const entry of others) {
    if (entry?.kind !== "writes") return undefined;
    replica.append(entry, entry.writes);
  }
  return replica;
}

/**
 * Takes in what a list has behind its first entries.
 *
 * @param from - how many precede them
 * @returns whether they follow from what is known: another answer may have come in between, from another list
 */
export function continues(replica: Replica, from: number, entries: readonly (Entry | undefined)[]): boolean {
  const { length, last } = replica.known;
  const overlap = length - from;
  if (overlap < 0 || (overlap > 0 && entries[overlap - 1]?.id !== last)) return false;
  for (const entry of entries.slice(overlap)) {
    if (entry?.kind !== "writes") return false;
    replica.append(entry, entry.writes);
  }
  return true;
}
