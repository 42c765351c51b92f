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

/** How many sessions are ready for the next request, at least; the others are kept as text, in a quarter of the memory. */
const MAX_AWAKE = 500;

interface KeptSession {
  usedAt: number;
  length: number;
  version: number;
  /** Ready for requests; `undefined` while it rests. */
  awake: OpenSession | undefined;
  /** While it rests: its snapshot as JSON, outside of the heap that the garbage collector walks. */
  text: Buffer | undefined;
}

/** Sessions in the memory of this process. One that only reads takes no room. */
export class MemorySessions implements Sessions {
  readonly remembers: boolean = false;
  resets = 0;
  readonly #options: MemoryOptions;
  readonly #sessions = new Map<string, KeptSession>();
  /** Those that are awake, in two generations: what nobody uses while as many others come goes to rest. */
  #young = new Set<KeptSession>();
  #old = new Set<KeptSession>();
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
    return this.#find(id) !== undefined;
  }

  open(id: string): OpenSession {
    const session = this.#find(id);
    return session ? this.#wake(session) : this.#pristine;
  }

  isCurrent(id: string, version: number): boolean {
    return (this.#find(id)?.version ?? 0) === version;
  }

  /** Always in time: whoever writes here has not let go of the process since the session was opened. */
  write(id: string, writes: readonly Write[]): WriteResult {
    const session = this.#find(id) ?? this.#begin(id);
    const { state } = this.#wake(session);
    state.apply(writes);
    this.#measure(session, state);
    return "written";
  }

  replace(id: string, snapshot: SessionSnapshot): void {
    this.reset(id);
    const session = this.#begin(id);
    session.awake = { state: SessionState.restored(snapshot) };
    this.#measure(session, session.awake.state);
  }

  reset(id?: string): void {
    this.resets++;
    for (const each of id === undefined ? [...this.#sessions.keys()] : [id]) this.#forget(each);
  }

  list(): readonly SessionSummary[] {
    return [...this.#sessions].map(([id, session]) => summaryOf(id, (session.awake ?? restored(session)).state));
  }

  remember(): void {}

  close(): void {}

  #find(id: string): KeptSession | undefined {
    const session = this.#sessions.get(id);
    if (!session) return undefined;
    const now = this.#options.clock.now();
    if (now - session.usedAt > this.#options.ttlMs) {
      this.#forget(id);
      return undefined;
    }
    session.usedAt = now;
    return session;
  }

  #forget(id: string): void {
    const session = this.#sessions.get(id);
    if (!session) return;
    this.#length -= session.length;
    this.#sessions.delete(id);
    this.#young.delete(session);
    this.#old.delete(session);
  }

  #begin(id: string): KeptSession {
    if (this.#sessions.size >= this.#options.maxSessions) this.#forgetUnused();
    const awake = { state: new SessionState() };
    const session = { usedAt: this.#options.clock.now(), length: 0, version: 0, awake, text: undefined };
    this.#sessions.set(id, session);
    return session;
  }

  #wake(session: KeptSession): OpenSession {
    const awake = session.awake ?? restored(session);
    session.awake = awake;
    session.text = undefined;
    if (!this.#young.has(session)) this.#refresh(session);
    return awake;
  }

  /** Those that nobody has used since as many others came go to rest. */
  #refresh(session: KeptSession): void {
    this.#old.delete(session);
    this.#young.add(session);
    if (this.#young.size < MAX_AWAKE) return;
    for (const resting of this.#old) rest(resting);
    this.#old = this.#young;
    this.#young = new Set();
  }

  #measure(session: KeptSession, { length, version }: SessionState): void {
    this.#length += length - session.length;
    session.length = length;
    session.version = version;
    while (this.#length > this.#options.maxLength && this.#sessions.size > 1) this.#forgetUnused();
  }

  #forgetUnused(): void {
    const byUse = [...this.#sessions].sort(([, one], [, other]) => one.usedAt - other.usedAt);
    for (const [id] of byUse.slice(0, Math.ceil(byUse.length / 10))) this.#forget(id);
  }
}

function rest(session: KeptSession): void {
  session.text = Buffer.from(JSON.stringify(session.awake?.state.snapshot()));
  session.awake = undefined;
}

/** As it was when it went to rest. */
function restored({ text, version }: KeptSession): OpenSession {
  const snapshot = JSON.parse(text?.toString() ?? "{}") as SessionSnapshot;
  return { state: SessionState.restored(snapshot, version) };
}
