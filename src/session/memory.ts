import type { Clock } from "../base/clock.ts";
import type { SessionSummary, Sessions } from "./sessions.ts";
import { SessionState, type Write } from "./state.ts";

export interface MemoryOptions {
  readonly clock: Clock;
  /** Milliseconds after its last use that a session is forgotten. */
  readonly ttlMs: number;
  /** How many sessions are kept; those that nobody used for longest make way, a tenth at a time. */
  readonly maxSessions: number;
  /** Characters of JSON that all of them hold. */
  readonly maxLength: number;
}

/** Sessions in the memory of this process. One that only reads takes no room. */
export class MemorySessions implements Sessions {
  readonly #options: MemoryOptions;
  readonly #sessions = new Map<string, { readonly state: SessionState; usedAt: number }>();
  readonly #pristine = new SessionState();
  #version = 0;
  #length = 0;

  constructor(options: MemoryOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#sessions.size;
  }

  open(id: string): SessionState {
    const session = this.#sessions.get(id);
    if (!session) return this.#pristine;
    const now = this.#options.clock.now();
    if (now - session.usedAt > this.#options.ttlMs) {
      this.reset(id);
      return this.#pristine;
    }
    session.usedAt = now;
    return session.state;
  }

  write(id: string, writes: readonly Write[]): void {
    const known = this.open(id);
    const state = known === this.#pristine ? this.#begin(id) : known;
    const before = state.length;
    state.apply(writes, ++this.#version);
    this.#length += state.length - before;
    while (this.#length > this.#options.maxLength && this.#sessions.size > 1) this.#forgetUnused();
  }

  reset(id?: string): void {
    for (const each of id === undefined ? [...this.#sessions.keys()] : [id]) {
      this.#length -= this.#sessions.get(each)?.state.length ?? 0;
      this.#sessions.delete(each);
    }
  }

  list(): readonly SessionSummary[] {
    return [...this.#sessions].map(([id, { state }]) => {
      const { entities, writes, collections } = state;
      return { id, entities, writes, collections };
    });
  }

  #begin(id: string): SessionState {
    if (this.#sessions.size >= this.#options.maxSessions) this.#forgetUnused();
    const state = new SessionState();
    this.#sessions.set(id, { state, usedAt: this.#options.clock.now() });
    return state;
  }

  #forgetUnused(): void {
    const byUse = [...this.#sessions].sort(([, one], [, other]) => one.usedAt - other.usedAt);
    for (const [id] of byUse.slice(0, Math.ceil(byUse.length / 10))) this.reset(id);
  }
}
