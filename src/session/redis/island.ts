import { MemorySessions } from "../memory.ts";
import type { OpenSession, WriteResult } from "../sessions.ts";
import { SessionState, type Write } from "../state.ts";

/** What answers say of a session that Redis could not be asked for. */
export const DEGRADED = "redis";

const limits = { maxSessions: 1000, maxLength: 64 * 1024 ** 2 };

/**
 * Sessions while Redis is out of reach: what was known of them then, and over it what is written meanwhile, which only
 * this process knows of and nobody keeps. Each time that Redis goes there is a new island.
 */
export class Island {
  readonly #sessions = new MemorySessions({ clock: { now: () => 0 }, ttlMs: 1, ...limits });

  /** @param base - what was known of the session; `undefined` where nothing was */
  open(id: string, base: SessionState | undefined): IslandSession {
    const state = this.#sessions.has(id) ? this.#sessions.open(id).state : (base ?? pristine);
    return new IslandSession(this, state);
  }

  write(id: string, { state }: OpenSession, writes: readonly Write[]): WriteResult {
    // A state that Redis knows must not change by what Redis does not know.
    if (!this.#sessions.has(id)) this.#sessions.replace(id, state.snapshot());
    this.#sessions.write(id, writes);
    return { degraded: DEGRADED };
  }
}

const pristine = new SessionState();

export class IslandSession implements OpenSession {
  readonly degraded: string = DEGRADED;
  readonly island: Island;
  readonly state: SessionState;

  constructor(island: Island, state: SessionState) {
    this.island = island;
    this.state = state;
  }
}
