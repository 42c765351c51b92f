import type { SessionState, Write } from "./state.ts";

/** Where the writes of sessions are kept. */
export interface Sessions {
  /** The state of a session as it is now; pristine for one that nobody wrote to. Keeps it from expiring. */
  open(id: string): SessionState;
  /** Writes all of it or nothing. */
  write(id: string, writes: readonly Write[]): void;
  /** Forgets one session, or all of them. */
  reset(id?: string): void;
  /** The sessions that somebody wrote to. */
  list(): readonly SessionSummary[];
}

/** A session at a glance. */
export interface SessionSummary {
  readonly id: string;
  /** Entities that it keeps as they were written. */
  readonly entities: number;
  /** Requests that wrote. */
  readonly writes: number;
  /** Path templates of the collections that were written to, with the values in them. */
  readonly collections: readonly string[];
}
