import type { Clock } from "../base/clock.ts";
import { type OpenSession, type SessionSummary, type Sessions, summaryOf, type WriteResult } from "./sessions.ts";
import { type SessionSnapshot, SessionState, type Write } from "./state.ts";

export interface MemoryOptions {
  readonly clock: Clock;
  /** Milliseconds after its last use that a session is forgotten. */
  readonly ttlMs: number;
  /** How many sessions are kept; those that nobody used for longest make way, a tenth at a time. */
  readonly maxSessions: number;
  /** Characters of JSON that all of them hold. */
  readonly maxLength: number;
}

interface KeptSession extends OpenSession {
  usedAt: number;
}

/** Sessions in the memory of this process. One that only reads takes no room. */
export class MemorySessions implements Sessions {
  readonly remembers: boolean = false;
  readonly #options: MemoryOptions;
  readonly #sessions = new Map<string, KeptSession>();
  readonly #pristine: OpenSession = { state: new SessionState() };
  #length = 0;

  constructor(options: MemoryOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#sessions.size;
  }

  /** Whether somebody wrote to it, and it is still kept. */
  has(id: string): boolean {
    return this.open(id) !== this.#pristine;
  }

  open(id: string): OpenSession {
    const session = this.#sessions.get(id);
    if (!session) return this.#pristine;
    const now = this.#options.clock.now();
    if (now - session.usedAt > this.#options.ttlMs) {
      this.reset(id);
      return this.#pristine;
    }
    session.usedAt = now;
    return session;
  }

  isCurrent(id: string, version: number): boolean {
    return this.open(id).state.version === version;
  }

  /** Always in time: whoever writes here has not let go of the process since the session was opened. */
  write(id: string, writes: readonly Write[]): WriteResult {
    const { state } = this.has(id) ? this.open(id) : this.#begin(id, new SessionState());
    const before = state.length;
    state.apply(writes);
    this.#grow(state.length - before);
    return "written";
  }

  replace(id: string, snapshot: SessionSnapshot): void {
    this.reset(id);
    const { state } = this.#begin(id, SessionState.restored(snapshot));
    this.#grow(state.length);
  }

  reset(id?: string): void {
    for (const each of id === undefined ? [...this.#sessions.keys()] : [id]) {
      this.#length -= this.#sessions.get(each)?.state.length ?? 0;
      this.#sessions.delete(each);
    }
  }

  list(): readonly SessionSummary[] {
    return [...this.#sessions].map(([id, { state }]) => summaryOf(id, state));
  }

  remember(): void {}

  close(): void {}

  #begin(id: string, state: SessionState): OpenSession {
    if (this.#sessions.size >= this.#options.maxSessions) this.#forgetUnused();
    const session = { state, usedAt: this.#options.clock.now() };
    this.#sessions.set(id, session);
    return session;
  }

  #grow(length: number): void {
    this.#length += length;
    while (this.#length > this.#options.maxLength && this.#sessions.size > 1) this.#forgetUnused();
  }

  #forgetUnused(): void {
    const byUse = [...this.#sessions].sort(([, one], [, other]) => one.usedAt - other.usedAt);
    for (const [id] of byUse.slice(0, Math.ceil(byUse.length / 10))) this.reset(id);
  }
}
