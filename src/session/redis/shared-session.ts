import type { OpenSession } from "../sessions.ts";
import type { SessionState } from "../state.ts";
import type { Known, Replica } from "./replica.ts";

/** A session as Redis had it. */
export class SharedSession implements OpenSession {
  readonly state: SessionState;
  /** `undefined` where Redis has none. */
  readonly replica: Replica | undefined;
  readonly known: Known;
  /** Milliseconds that the request may still wait for Redis. */
  readonly leftMs: number;
  readonly remembered: string | undefined;

  /** @param answer - with the tag of the state that it was given in */
  constructor(
    state: SessionState,
    replica: Replica | undefined,
    known: Known,
    { leftMs, answer }: { readonly leftMs: number; readonly answer: string },
  ) {
    this.state = state;
    this.replica = replica;
    this.known = known;
    this.leftMs = leftMs;
    const tag = `${tagOf(known)} `;
    this.remembered = answer.startsWith(tag) ? answer.slice(tag.length) : undefined;
  }
}

/** Tells one state of a session from all others. */
export function tagOf({ length, last }: Known): string {
  return `${length}:${last}`;
}
