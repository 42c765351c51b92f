import type { JsonValue } from "../base/json.ts";
import { KeptValues } from "./kept-values.ts";
import type { FirstAnswer, KeptReply, KeptTold, SessionSnapshot, Write, Written } from "./written.ts";

export type * from "./written.ts";

/** What a session's writes made of one collection; everything else in it is as the world has it. */
export interface CollectionState {
  /** By id as text, in the order in which they were first written. */
  readonly written: ReadonlyMap<string, Written>;
  /** Ids as text. */
  readonly deleted: ReadonlySet<string>;
  /** How many were created, those that are gone included: the ordinal of the next follows from it. */
  readonly creations: number;
  /** Another one after each write. */
  readonly version: number;
}

/** With how much room its JSON takes, in characters. */
type Weighed = Written & { readonly length: number };

interface Changing {
  readonly written: Map<string, Weighed>;
  readonly deleted: Set<string>;
  creations: number;
  version: number;
}

/**
 * How many entities one session keeps, those that it only knows to be gone included, and in how many characters of JSON;
 * the oldest make way, a tenth at a time.
 */
export const MAX_ENTITIES = 10_000;
export const MAX_LENGTH: number = 16 * 1024 ** 2;

/** How many first answers one session keeps, for clients that send a request again, and how much it was told. */
const MAX_REPLIES = 1000;
const MAX_TOLD = 10_000;

/** What an id that is gone, or a collection, takes beside its text. */
const OVERHEAD = 64;

/** Of all states of this process, so that none has a version that another had. */
let lastVersion = 0;

/** What one session wrote, over a world that is a function of its seed. Read by whoever answers, written by its store. */
export class SessionState {
  readonly #collections = new Map<string, Changing>();
  readonly #replies = new KeptValues<KeptReply>(MAX_REPLIES);
  readonly #told = new KeptValues<KeptTold>(MAX_TOLD);
  #version = 0;
  #writes = 0;
  #entities = 0;
  /** Ids that are gone. */
  #gone = 0;
  #length = 0;

  /** 0 as long as nothing was written; never the same again after a write, not even in another session. */
  get version(): number {
    return this.#version;
  }

  /** How often something was written: the ticks of the session's clock. */
  get writes(): number {
    return this.#writes;
  }

  get entities(): number {
    return this.#entities;
  }

  /** Of the JSON of all that it keeps, in characters, with what ids that are gone and names take. */
  get length(): number {
    return this.#length + this.#replies.length + this.#told.length;
  }

  /** Names of the collections that were written to. */
  get collections(): readonly string[] {
    return [...this.#collections.keys()];
  }

  /** The state that a snapshot was taken of. @param version - that it had, where it is the same state again */
  static restored(
    { writes, collections, replies = [], told = [] }: SessionSnapshot,
    version: number = ++lastVersion,
  ): SessionState {
    const state = new SessionState();
    for (const { collection: key, creations, written, deleted } of collections) {
      const collection = state.#changing(key);
      for (const one of written) state.#put(collection, one);
      for (const id of deleted) state.#mark(collection, id);
      // Those that are gone were created too.
      collection.creations = creations;
      collection.version = version;
    }
    for (const reply of replies) state.#replies.keep(reply.key, reply);
    for (const one of told) state.#told.keep(nameOf(one), one);
    state.#version = version;
    state.#writes = writes;
    state.#keepBounds();
    return state;
  }

  snapshot(): SessionSnapshot {
    const collections = [...this.#collections].map(([collection, { creations, written, deleted }]) => ({
      collection,
      creations,
      written: [...written.values()].map(({ id, entity, ordinal }) => ({ id, entity, ordinal })),
      deleted: [...deleted],
    }));
    const told = this.#told.values();
    return { writes: this.#writes, collections, replies: this.#replies.values(), ...(told.length > 0 ? { told } : {}) };
  }

  /** What the request that a client calls by this key was answered first. */
  reply(key: string): FirstAnswer | undefined {
    return this.#replies.get(key)?.answer;
  }

  /** What was told of an entity, or in answer to a question. */
  told(place: string, id: string): JsonValue | undefined {
    return this.#told.length === 0 ? undefined : this.#told.get(nameOf({ place, id }))?.value;
  }

  /** @returns `undefined` for a collection that nobody wrote to */
  collection(key: string): CollectionState | undefined {
    return this.#collections.get(key);
  }

  apply(writes: readonly Write[]): void {
    const version = ++lastVersion;
    for (const write of writes) this.#apply(write, version);
    this.#version = version;
    // What was only told is nobody's write: the session's clock does not tick.
    if (writes.some(({ kind }) => kind !== "told")) this.#writes++;
    this.#keepBounds();
  }

  #apply(write: Write, version: number): void {
    if (write.kind === "reply") {
      const { key, answer } = write;
      return this.#replies.keep(key, { key, answer });
    }
    if (write.kind === "told") {
      const { place, id, value } = write;
      return this.#told.keep(nameOf(write), { place, id, value });
    }
    const collection = this.#changing(write.collection);
    if (write.kind === "put") this.#put(collection, write);
    else this.#delete(collection, String(write.id));
    collection.version = version;
  }

  #changing(key: string): Changing {
    const known = this.#collections.get(key);
    if (known) return known;
    const fresh: Changing = { written: new Map(), deleted: new Set(), creations: 0, version: 0 };
    this.#collections.set(key, fresh);
    this.#length += key.length + OVERHEAD;
    return fresh;
  }

  #put(collection: Changing, { id, entity, ordinal }: Written): void {
    const key = String(id);
    const before = collection.written.get(key);
    if (!before && ordinal !== undefined) collection.creations++;
    this.#discount(before);
    const text = JSON.stringify(entity);
    const { length } = text;
    // Written again it keeps its place. Parsed, an object takes half the memory of one that was put together.
    const kept = { id, entity: JSON.parse(text), ordinal: before ? before.ordinal : ordinal, length };
    collection.written.set(key, kept);
    this.#unmark(collection, key);
    this.#entities++;
    this.#length += length;
  }

  #delete(collection: Changing, key: string): void {
    const before = collection.written.get(key);
    this.#discount(before);
    if (before) collection.written.delete(key);
    this.#mark(collection, key);
  }

  #mark(collection: Changing, key: string): void {
    if (collection.deleted.has(key)) return;
    collection.deleted.add(key);
    this.#gone++;
    this.#length += key.length + OVERHEAD;
  }

  #unmark(collection: Changing, key: string): void {
    if (!collection.deleted.delete(key)) return;
    this.#gone--;
    this.#length -= key.length + OVERHEAD;
  }

  #discount(before: Weighed | undefined): void {
    if (!before) return;
    this.#entities--;
    this.#length -= before.length;
  }

  #keepBounds(): void {
    while (this.#entities + this.#gone > MAX_ENTITIES || this.length > MAX_LENGTH) this.#forgetOldest();
  }

  /** Of every collection its share; what is forgotten is as if nobody had written it. */
  #forgetOldest(): void {
    this.#replies.forgetOldest();
    this.#told.forgetOldest();
    for (const [name, collection] of this.#collections) {
      const { written, deleted } = collection;
      for (const [key, oldest] of [...written].slice(0, Math.ceil(written.size / 10))) {
        written.delete(key);
        this.#discount(oldest);
      }
      for (const key of [...deleted].slice(0, Math.ceil(deleted.size / 10))) this.#unmark(collection, key);
      if (written.size + deleted.size > 0) continue;
      this.#collections.delete(name);
      this.#length -= name.length + OVERHEAD;
    }
  }
}

function nameOf({ place, id }: Pick<KeptTold, "place" | "id">): string {
  return `${place}\n${id}`;
}
