import type { ProviderErrorKind } from "./errors.ts";

/** Failures in a row after which a provider is left alone. */
const MAX_FAILURES = 5;
/** For how long. */
const REST_MS = 30_000;
/** Nobody says for how long, after too many requests. */
const RATE_LIMIT_REST_MS = 30_000;
const MAX_RATE_LIMIT_REST_MS = 600_000;

/** What an attempt ended with. */
export interface Failure {
  readonly kind: ProviderErrorKind;
  readonly message: string;
  readonly retryAfterMs?: number | undefined;
}

/** One question that was let through. It ends once; what comes later does not count. */
export interface Attempt {
  succeeded(): void;
  failed(failure: Failure): void;
  /** It takes longer than anybody waits. It may still succeed, but does not fail a second time. */
  isLate(failure: Failure): void;
  /** Nothing was learnt from it. */
  withdrawn(): void;
}

/** How a breaker stands. */
export interface BreakerState {
  readonly state: "closed" | "open";
  /** Why it is open. */
  readonly reason?: string;
  /** Milliseconds until it is tried again; `undefined` where only new settings help. */
  readonly forMs?: number;
}

/** Leaves a provider alone that fails anyway, or wants to be. */
export class Breaker {
  readonly #now: () => number;
  #failures = 0;
  #open: { readonly reason: string; readonly until: number } | undefined;
  #isTrying = false;

  /** @param now - in milliseconds, unmoved by changes of the wall clock */
  constructor(now: () => number) {
    this.#now = now;
  }

  state(): BreakerState {
    if (!this.#open) return { state: "closed" };
    const { reason, until } = this.#open;
    return {
      state: "open",
      reason,
      ...(until === Infinity ? {} : { forMs: Math.ceil(Math.max(0, until - this.#now())) }),
    };
  }

  /** Milliseconds until a question is let through: 0 for now, Infinity where only new settings help. */
  restMs(): number {
    const { state, forMs = Infinity } = this.state();
    return state === "closed" ? 0 : forMs;
  }

  /** Why a question is not let through now; `undefined` where it is. */
  refusal(): string | undefined {
    const { state, reason, forMs } = this.state();
    if (state === "closed") return undefined;
    if (forMs === undefined) return `it is not asked any more, because ${reason}`;
    if (forMs > 0) return `it is left alone for ${Math.ceil(forMs / 1000)} s, because ${reason}`;
    return this.#isTrying ? `it is being tried again, after ${reason}` : undefined;
  }

  /** Lets a question through: after a rest, one at a time. Ask for a `refusal` first. */
  enter(): Attempt {
    const isTrial = this.#open !== undefined;
    if (isTrial) this.#isTrying = true;
    let state: "open" | "late" | "ended" = "open";
    const end = (next: "late" | "ended", then: (wasLate: boolean) => void): void => {
      if (state === "ended" || state === next) return;
      const wasLate = state === "late";
      state = next;
      if (isTrial && !wasLate) this.#isTrying = false;
      then(wasLate);
    };
    return {
      succeeded: () => end("ended", (wasLate) => this.#succeeded(isTrial && !wasLate)),
      failed: (failure) => end("ended", (wasLate) => !wasLate && this.#failed(failure, isTrial)),
      isLate: (failure) => end("late", () => this.#failed(failure, isTrial)),
      withdrawn: () => end("ended", () => {}),
    };
  }

  #succeeded(isTrial: boolean): void {
    this.#failures = 0;
    if (isTrial) this.#open = undefined;
  }

  #failed({ kind, message, retryAfterMs }: Failure, isTrial: boolean): void {
    this.#failures++;
    if (kind === "auth" || kind === "payment" || kind === "model") this.#rest(message, Infinity);
    else if (kind === "rate-limit") {
      this.#rest(message, Math.min(retryAfterMs ?? RATE_LIMIT_REST_MS, MAX_RATE_LIMIT_REST_MS));
    } else if (isTrial || this.#failures >= MAX_FAILURES) this.#rest(message, REST_MS);
  }

  /** A longer rest is not made shorter by a question that was under way. */
  #rest(reason: string, milliseconds: number): void {
    const until = this.#now() + milliseconds;
    if (until >= (this.#open?.until ?? 0)) this.#open = { reason, until };
  }
}
