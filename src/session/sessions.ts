import type { SharedAnswers } from "./shared-answers.ts";
import type { SessionSnapshot, SessionState, Write } from "./state.ts";

/** A session as one request finds it. */
export interface OpenSession {
  readonly state: SessionState;
  /** What is out of reach, so that this is not what others see, e.g. "redis". */
  readonly degraded?: string | undefined;
  /** What was remembered of the question with which it was opened, as text that nobody vouches for. */
  readonly remembered?: string | undefined;
}

/**
 * Where the writes of sessions are kept. What lies in this process answers at once, without a promise: nearly every
 * request asks.
 */
export interface Sessions {
  /** Whether answers are remembered here, beyond this process. */
  readonly remembers: boolean;
  /** Answers that are dear to get, shared with other gateways; `undefined` where sessions are this process's own. */
  readonly answers?: SharedAnswers | undefined;
  /** Another number whenever somebody had this process forget or replace a session: what was asked before is outdated. */
  readonly resets: number;
  /**
   * The session as it is now; pristine where nobody wrote. Keeps it from expiring.
   *
   * @param question - names what will be asked of it, so that an answer that is remembered comes along
   */
  open(id: string, question?: string): OpenSession | Promise<OpenSession>;
  /** Remembers an answer for as long as the session is as it was when it was opened. Nobody waits for it. */
  remember(id: string, question: string, opened: OpenSession, answer: () => string): void;
  /** Whether nobody wrote to it since its state had this version. Keeps it from expiring. */
  isCurrent(id: string, version: number): boolean | Promise<boolean>;
  /**
   * Writes all of it or nothing.
   *
   * @param opened - as the writes were made from it
   * @returns whether it was still so: where somebody else wrote in between, nothing is written, and the session has to
   *   be opened again
   */
  write(id: string, writes: readonly Write[], opened: OpenSession): WriteResult | Promise<WriteResult>;
  /** Puts a session in place of whatever has this id. */
  replace(id: string, snapshot: SessionSnapshot): void | Promise<void>;
  /** Forgets one session, or all of them. */
  reset(id?: string): void | Promise<void>;
  /** The sessions that somebody wrote to. */
  list(): readonly SessionSummary[] | Promise<readonly SessionSummary[]>;
  /** Ends connections and timers. */
  close(): void | Promise<void>;
}

/** What became of a write. */
export type WriteResult =
  | "written"
  /** Nothing is: somebody else wrote in between. */
  | "outdated"
  /** Only this process knows of it, and only until what is named is in reach again. */
  | { readonly degraded: string };

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

export function summaryOf(id: string, { entities, writes, collections }: SessionState): SessionSummary {
  return { id, entities, writes, collections };
}
