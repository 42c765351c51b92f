import { stopwatch } from "../../base/clock.ts";
import { TwoGenerations } from "../../base/two-generations.ts";
import { type OpenSession, type SessionSummary, type Sessions, summaryOf, type WriteResult } from "../sessions.ts";
import type { SharedAnswers } from "../shared-answers.ts";
import { type SessionSnapshot, SessionState, type Write } from "../state.ts";
import { RedisAnswers } from "./answers.ts";
import { type Entry, entryOf, readEntry } from "./entry.ts";
import { Island, IslandSession } from "./island.ts";
import { allKeys, allSessions, answerKey, sessionKey } from "./keys.ts";
import { evaluate, type LinkEvents, OutOfReach, RedisLink } from "./link.ts";
import { continues, emptySnapshot, type Known, type Replica, replicaOf, unwritten } from "./replica.ts";
import { entriesAt, keysLike, removeKeys } from "./scan.ts";
import { readReply, readScript, writeScript } from "./scripts.ts";
import type { RedisSettings } from "./settings.ts";
import { SharedSession, tagOf } from "./shared-session.ts";
import { SharedTurn } from "./shared-turn.ts";

export interface RedisEvents extends LinkEvents {
  /** Something that Helix did not write stands where a session should be. */
  readonly onForeign: (key: string) => void;
}

/** Characters of JSON, of each of two generations of sessions, that this process keeps of what is in Redis. */
const MAX_LENGTH = 64 * 1024 ** 2;
/** How many questions are known that were asked once. */
const MAX_QUESTIONS = 10_000;
/** Longer answers are made again. */
const MAX_ANSWER_LENGTH = 256 * 1024;
/** What a session takes beside its entities. */
const OVERHEAD = 1000;

/**
 * Sessions in Redis, shared by all that use it.
 *
 * This process keeps a replica of what it has seen, and asks with each request what has been added since: one round
 * trip, shared by those that ask for the same session in one turn of the event loop. So whoever asks after a write was
 * acknowledged, anywhere, sees it. A write is made only where the session is still as it was when it was read.
 */
export class RedisSessions implements Sessions {
  readonly remembers: boolean = true;
  readonly answers: SharedAnswers;
  resets = 0;
  readonly #settings: RedisSettings;
  readonly #events: RedisEvents;
  readonly #link: RedisLink;
  readonly #replicas = new TwoGenerations<Replica>(MAX_LENGTH);
  /** Questions that were asked. */
  readonly #questions = new TwoGenerations<true>(MAX_QUESTIONS);
  /** Keys of what is no session. */
  readonly #reported = new TwoGenerations<true>(1000);
  #island = new Island();
  /** Sessions that will be looked up at the end of this turn. */
  readonly #looks = new SharedTurn<OpenSession>((id) => this.#read(id));

  constructor(settings: RedisSettings, events: RedisEvents) {
    this.#settings = settings;
    this.#events = events;
    this.#link = new RedisLink(settings, {
      onAway: events.onAway,
      onBack: () => {
        this.#island = new Island();
        events.onBack();
      },
    });
    this.answers = new RedisAnswers(this.#link, settings);
  }

  /** @returns why Redis is out of reach, where it is; it is tried again and again from then on */
  connect(): Promise<string | undefined> {
    return this.#link.open();
  }

  open(id: string, question?: string): OpenSession | Promise<OpenSession> {
    if (this.#link.isAway) return this.#alone(id);
    return question === undefined ? this.#looks.ask(id) : this.#looks.over().then(() => this.#read(id, question));
  }

  remember(id: string, question: string, opened: OpenSession, answer: () => string): void {
    const isNew = this.#questions.get(`${id} ${question}`) === undefined;
    this.#questions.refresh(`${id} ${question}`, true);
    // What is asked only once would only fill Redis.
    if (isNew || !(opened instanceof SharedSession)) return;
    const text = `${tagOf(opened.known)} ${answer()}`;
    if (text.length > MAX_ANSWER_LENGTH) return;
    const key = answerKey(this.#keyOf(id), question);
    this.#link.behind((client) => client.set(key, text, "PX", this.#settings.ttlMs));
  }

  isCurrent(id: string, version: number): boolean | Promise<boolean> {
    if (this.#link.isAway || (this.#replicas.get(id)?.state.version ?? 0) !== version) return false;
    return this.#looks.ask(id).then(({ state, degraded }) => degraded === undefined && state.version === version);
  }

  async write(id: string, writes: readonly Write[], opened: OpenSession): Promise<WriteResult> {
    if (opened instanceof IslandSession) return opened.island.write(id, opened, writes);
    if (!(opened instanceof SharedSession)) throw new TypeError("the session was opened elsewhere");
    const { replica, known, leftMs } = opened;
    const entry = entryOf({ kind: "writes", writes });
    const first = replica ? [] : [entryOf({ kind: "snapshot", session: id, snapshot: emptySnapshot })];
    // What stands there and is no session gives way.
    const mode = replica || known.length === 0 ? "append" : "replace";
    try {
      if (!(await this.#put(id, mode, known, [...first, entry], leftMs))) return "outdated";
    } catch (error) {
      if (!(error instanceof OutOfReach)) throw error;
      return this.#island.write(id, opened, writes);
    }
    if (!replica) {
      this.#reported.delete(this.#keyOf(id));
      this.#keep(id, replicaOf([...first, entry]));
    }
    if (replica && isSame(replica.known, known)) {
      replica.append(entry, writes);
      this.#keep(id, replica);
      if (replica.isLong) this.#condense(id, replica);
    }
    return "written";
  }

  async replace(id: string, snapshot: SessionSnapshot): Promise<void> {
    this.resets++;
    const { text } = entryOf({ kind: "snapshot", session: id, snapshot });
    const args = [this.#settings.ttlMs, "force", 0, "", text];
    await this.#link.ask((client) => evaluate(client, writeScript, [this.#keyOf(id)], args));
  }

  async reset(id?: string): Promise<void> {
    this.resets++;
    await this.#link.ask(async (client) => {
      if (id !== undefined) await client.unlink(this.#keyOf(id));
      else await removeKeys(client, allKeys(this.#settings.prefix));
    });
  }

  async list(): Promise<readonly SessionSummary[]> {
    return await this.#link.ask(async (client) => {
      const found: SessionSummary[] = [];
      for await (const key of keysLike(client, allSessions(this.#settings.prefix))) {
        const entries = (await entriesAt(client, key)).map(readEntry);
        const replica = replicaOf(entries);
        if (replica && entries[0]?.kind === "snapshot") found.push(summaryOf(entries[0].session, replica.state));
      }
      return found;
    });
  }

  async close(): Promise<void> {
    await this.#link.close();
  }

  #keyOf(id: string): string {
    return sessionKey(this.#settings.prefix, id);
  }

  #alone(id: string): OpenSession {
    return this.#island.open(id, this.#replicas.get(id)?.state);
  }

  /** @param question - of which an answer may be remembered */
  async #read(id: string, question?: string, elapsed = stopwatch()): Promise<OpenSession> {
    const { ttlMs, timeoutMs } = this.#settings;
    const replica = this.#replicas.get(id);
    const known = replica?.known ?? unwritten;
    const key = this.#keyOf(id);
    const keys = question === undefined ? [key] : [key, answerKey(key, question)];
    let reply: unknown;
    try {
      reply = await this.#link.run(
        readScript,
        keys,
        [ttlMs, known.length, known.last],
        Math.max(timeoutMs - elapsed(), 1),
      );
    } catch (error) {
      if (!(error instanceof OutOfReach)) throw error;
      return this.#alone(id);
    }
    const { length, from, texts, answer, last } = readReply(reply);
    const entries = texts.map(readEntry);
    const leftMs = Math.max(timeoutMs - elapsed(), 1);
    // What does not follow from what is known begins anew.
    const isNew = from === 0 || !replica || !continues(replica, from, entries);
    if (isNew && from > 0) {
      this.#replicas.delete(id);
      return await this.#read(id, question, elapsed);
    }
    const current = isNew ? replicaOf(entries) : replica;
    if (current) {
      this.#keep(id, current, entries.length > 0);
      return new SharedSession(current.state, current, current.known, { leftMs, answer });
    }
    this.#replicas.delete(id);
    if (length !== 0) this.#report(this.#keyOf(id));
    return new SharedSession(pristine, undefined, { length, last }, { leftMs, answer });
  }

  /** Once; it is read again with each request. */
  #report(key: string): void {
    if (this.#reported.get(key)) return;
    this.#reported.set(key, true);
    this.#events.onForeign(key);
  }

  /** @param hasChanged - else it only must not grow old: each `set` counts its weight anew */
  #keep(id: string, replica: Replica | undefined, hasChanged = true): void {
    if (!replica) return;
    const weight = replica.state.length + OVERHEAD;
    if (hasChanged) this.#replicas.set(id, replica, weight);
    else this.#replicas.refresh(id, replica, weight);
  }

  async #put(id: string, mode: string, known: Known, entries: readonly Entry[], waitMs: number): Promise<boolean> {
    const texts = entries.map(({ text }) => text);
    const args = [this.#settings.ttlMs, mode, known.length, known.last, ...texts];
    return (await this.#link.run(writeScript, [this.#keyOf(id)], args, waitMs)) === 1;
  }

  /**
   * A list must not grow with each write for ever. Nobody waits for it, and a large session may take longer than a
   * request would: that is no sign that Redis is away. If it fails, the next write tries again.
   */
  #condense(id: string, replica: Replica): void {
    const { known } = replica;
    const entry = replica.condensed(id);
    const args = [this.#settings.ttlMs, "replace", known.length, known.last, entry.text];
    this.#link.behind(async (client) => {
      const isDone = (await evaluate(client, writeScript, [this.#keyOf(id)], args)) === 1;
      if (isDone && isSame(replica.known, known)) replica.settle(entry);
    });
  }
}

const pristine = new SessionState();

function isSame(one: Known, other: Known): boolean {
  return one.length === other.length && one.last === other.last;
}
