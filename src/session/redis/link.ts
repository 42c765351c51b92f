import { StoreAwayError } from "../session-error.ts";
import { dial, type RedisClient } from "./dial.ts";
import { reasonOf } from "./reason.ts";
import type { Script } from "./scripts.ts";
import { type RedisSettings, redisTarget, sentinelAddresses } from "./settings.ts";
import { within } from "./within.ts";

/** Milliseconds between two looks whether a Redis that was out of reach is back. */
const PROBE_MS = 200;

/** Milliseconds that people wait. */
const ASK_MS = 30_000;

/** Redis did not do what it was asked, in time. Whether it did it later is not known. */
export class OutOfReach extends Error {}

/** What is told of the connection. */
export interface LinkEvents {
  readonly onAway: (reason: string) => void;
  readonly onBack: () => void;
}

/**
 * The way to Redis, which is open or not. After one failure nothing is asked of it until a probe has come through, so
 * that no request waits for what the one before it has already waited for.
 */
export class RedisLink {
  readonly name: string;
  readonly #settings: RedisSettings;
  readonly #events: LinkEvents;
  #client: RedisClient | undefined;
  /** Where a probe writes: beside what could not be reached last, which may be on one of several servers. */
  #probeKey: string;
  #isAway = false;
  #isClosed = false;
  #probe: NodeJS.Timeout | undefined;
  /** What nobody waits for, but the end. */
  readonly #behind = new Set<Promise<unknown>>();

  /** @throws {SettingsError} where they name no place */
  constructor(settings: RedisSettings, events: LinkEvents) {
    this.#settings = settings;
    this.#events = events;
    this.name = redisTarget(settings).name;
    sentinelAddresses(settings.sentinels);
    this.#probeKey = `${settings.prefix}{probe}:probe`;
  }

  get isAway(): boolean {
    return this.#isAway;
  }

  /** Connects; where that fails, goes on trying. @returns why it failed */
  async open(): Promise<string | undefined> {
    try {
      await this.#reach();
      return undefined;
    } catch (error) {
      const reason = reasonOf(error, this.name);
      this.#leave(reason);
      return reason;
    }
  }

  /**
   * Runs a script.
   *
   * @param keys - all of one session
   * @param waitMs - milliseconds that its answer is worth waiting for
   * @throws {OutOfReach}
   */
  async run(
    script: Script,
    keys: readonly string[],
    args: readonly (string | number)[],
    waitMs: number,
  ): Promise<unknown> {
    const client = this.#client;
    if (this.#isAway || !client) throw new OutOfReach();
    try {
      return await within(evaluate(client, script, keys, args), waitMs);
    } catch (error) {
      this.#probeKey = `${keys[0]}:probe`;
      this.#leave(reasonOf(error, this.name));
      throw new OutOfReach();
    }
  }

  /** Does something that nobody waits for; what goes wrong shows when a request needs Redis. */
  behind(task: (client: RedisClient) => Promise<unknown>): void {
    if (!this.#client || this.#isAway) return;
    const done: Promise<unknown> = task(this.#client)
      .catch(() => {})
      .finally(() => this.#behind.delete(done));
    this.#behind.add(done);
  }

  /** For people, who can wait longer than requests. @throws {StoreAwayError} */
  async ask<Result>(task: (client: RedisClient) => Promise<Result>): Promise<Result> {
    if (this.#isAway || !this.#client) throw new StoreAwayError(`Redis at ${this.name}`);
    try {
      return await within(task(this.#client), ASK_MS);
    } catch (error) {
      this.#leave(reasonOf(error, this.name));
      throw new StoreAwayError(`Redis at ${this.name}`);
    }
  }

  /** Ends when what was begun is done, or takes too long. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#probe);
    const begun = [...this.#behind];
    if (begun.length > 0) await within(Promise.all(begun), this.#settings.timeoutMs).catch(() => {});
    this.#client?.disconnect();
  }

  #leave(reason: string): void {
    if (this.#isAway || this.#isClosed) return;
    this.#isAway = true;
    this.#probeLater();
    told(() => this.#events.onAway(reason));
  }

  #probeLater(): void {
    if (this.#isClosed) return;
    this.#probe = setTimeout(async () => {
      try {
        await this.#reach();
      } catch {
        this.#probeLater();
        return;
      }
      if (this.#isClosed) return;
      this.#isAway = false;
      told(() => this.#events.onBack());
    }, PROBE_MS);
    this.#probe.unref();
  }

  /** Makes sure that Redis answers, and takes what is written. */
  async #reach(): Promise<void> {
    const client = this.#client ?? (await dial(this.#settings));
    if (this.#isClosed) return client.disconnect();
    this.#client = client;
    await within(client.set(this.#probeKey, "", "PX", 1000), Math.max(this.#settings.timeoutMs, PROBE_MS));
  }
}

/** Whoever listens may fail; requests and probes go on. */
function told(tell: () => void): void {
  try {
    tell();
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error));
  }
}

/** By its digest; by its text where the server has not met it yet, or was started anew. */
export async function evaluate(
  client: RedisClient,
  { digest, source }: Script,
  keys: readonly string[],
  args: readonly (string | number)[],
): Promise<unknown> {
  try {
    return await client.evalsha(digest, keys.length, ...keys, ...args);
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith("NOSCRIPT"))) throw error;
    return await client.eval(source, keys.length, ...keys, ...args);
  }
}
