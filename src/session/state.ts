import type { JsonObject } from "../base/json.ts";

/** An entity as a client's writes left it. */
export interface Written {
  readonly id: string | number;
  /** In its fullest view. */
  readonly entity: JsonObject;
  /** Whose turn it was to be created; `undefined` for one that was there, or that came under an id of its own. */
  readonly ordinal: number | undefined;
}

/** What a write does to a collection. */
export type Write =
  | ({ readonly kind: "put"; readonly collection: string } & Written)
  | { readonly kind: "delete"; readonly collection: string; readonly id: string | number };

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

/** How many entities one session keeps, and in how many characters of JSON; the oldest make way, a tenth at a time. */
export const MAX_ENTITIES = 10_000;
export const MAX_LENGTH: number = 16 * 1024 ** 2;

/** What one session wrote, over a world that is a function of its seed. Read by whoever answers, written by its store. */
export class SessionState {
  readonly #collections = new Map<string, Changing>();
  #version = 0;
  #writes = 0;
  #entities = 0;
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

  /** Of the JSON of all entities, in characters. */
  get length(): number {
    return this.#length;
  }

  /** Names of the collections that were written to. */
  get collections(): readonly string[] {
    return [...this.#collections.keys()];
  }

  /** @returns `undefined` for a collection that nobody wrote to */
  collection(key: string): CollectionState | undefined {
    return this.#collections.get(key);
  }

  /** @param version - greater than any that was given before */
  apply(writes: readonly Write[], version: number): void {
    for (const write of writes) {
      const collection = this.#changing(write.collection);
      if (write.kind === "put") this.#put(collection, write);
      else this.#delete(collection, String(write.id));
      collection.version = version;
    }
    this.#version = version;
    this.#writes++;
    while (this.#entities > MAX_ENTITIES || this.#length > MAX_LENGTH) this.#forgetOldest();
  }

  #changing(key: string): Changing {
    const known = this.#collections.get(key);
    if (known) return known;
    const fresh: Changing = { written: new Map(), deleted: new Set(), creations: 0, version: 0 };
    this.#collections.set(key, fresh);
    return fresh;
  }

  #put(collection: Changing, { id, entity, ordinal }: Written): void {
    const key = String(id);
    const before = collection.written.get(key);
    if (!before && ordinal !== undefined) collection.creations++;
    this.#discount(before);
    const { length } = JSON.stringify(entity);
    // Written again it keeps its place.
    collection.written.set(key, { id, entity, ordinal: before ? before.ordinal : ordinal, length });
    collection.deleted.delete(key);
    this.#entities++;
    this.#length += length;
  }

  #delete(collection: Changing, key: string): void {
    const before = collection.written.get(key);
    this.#discount(before);
    if (before) collection.written.delete(key);
    collection.deleted.add(key);
  }

  #discount(before: Weighed | undefined): void {
    if (!before) return;
    this.#entities--;
    this.#length -= before.length;
  }

  /** Of every collection its share; what is forgotten is as if nobody had written it. */
  #forgetOldest(): void {
    for (const { written } of this.#collections.values()) {
      for (const [key, oldest] of [...written].slice(0, Math.ceil(written.size / 10))) {
        written.delete(key);
        this.#discount(oldest);
      }
    }
  }
}
