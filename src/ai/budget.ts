import { TwoGenerations } from "../base/two-generations.ts";

/** What may be spent; a limit that is not there does not limit. */
export interface Limits {
  readonly requestsPerMinute?: number;
  readonly tokens?: number;
  /** US dollars. */
  readonly dollars?: number;
}

/** What a question takes. */
export interface Spending {
  readonly tokens: number;
  /** US dollars; 0 where the price is not known. */
  readonly dollars: number;
}

/** An amount that is set aside for a question. */
export interface Reservation {
  /** Ends it, once. @param spent - in the end */
  settle(spent: Spending): void;
}

/** What is left of each limit. */
export interface BudgetLeft {
  readonly requestsThisMinute?: number;
  readonly tokens?: number;
  readonly dollars?: number;
}

const MINUTE_MS = 60_000;
/** Sessions whose spending is remembered, at least; it is forgotten with the session that was silent longest. */
const MAX_SESSIONS = 10_000;

/** Holds what models cost to limits: of the whole process and of each session. */
export class Budget {
  readonly #process: Account;
  readonly #sessionLimits: Limits;
  readonly #sessions = new TwoGenerations<Account>(MAX_SESSIONS);
  readonly #now: () => number;

  /** @param now - in milliseconds, unmoved by changes of the wall clock */
  constructor(limits: { readonly process: Limits; readonly session: Limits }, now: () => number) {
    this.#process = new Account(limits.process, now);
    this.#sessionLimits = limits.session;
    this.#now = now;
  }

  /**
   * Sets aside what a question may take at most, so that questions that are asked together keep to the limits.
   *
   * @returns what is in the way, to complete "the budget of …", where there is not enough left
   */
  reserve(session: string, most: Spending): Reservation | { readonly refusal: string; readonly isSession: boolean } {
    const own = this.#accountOf(session);
    const refusal = this.#process.refusal(most) ?? own?.refusal(most);
    if (refusal !== undefined) return { refusal, isSession: this.#process.refusal(most) === undefined };
    const accounts = [this.#process, ...(own ? [own] : [])];
    for (const account of accounts) account.take(most);
    let isOpen = true;
    return {
      settle(spent) {
        if (isOpen) for (const account of accounts) account.correct(most, spent);
        isOpen = false;
      },
    };
  }

  left(): BudgetLeft {
    return this.#process.left();
  }

  /** Milliseconds until the requests of the last minute leave room for one more; 0 for now. */
  restMs(): number {
    return this.#process.restMs();
  }

  #accountOf(session: string): Account | undefined {
    if (Object.keys(this.#sessionLimits).length === 0) return undefined;
    const account = this.#sessions.get(session) ?? new Account(this.#sessionLimits, this.#now);
    this.#sessions.refresh(session, account);
    return account;
  }
}

class Account {
  readonly #limits: Limits;
  readonly #now: () => number;
  #tokens = 0;
  #dollars = 0;
  /** When questions of the last minute were asked, the oldest first; only where that is limited. */
  #times: number[] = [];

  constructor(limits: Limits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  refusal(most: Spending): string | undefined {
    const { requestsPerMinute, tokens, dollars } = this.#limits;
    if (requestsPerMinute !== undefined && this.#recent() >= requestsPerMinute) {
      return `${requestsPerMinute} requests a minute`;
    }
    if (tokens !== undefined && this.#tokens + most.tokens > tokens) return `${tokens} tokens`;
    // What costs nothing can be had without money.
    const isTooDear = dollars !== undefined && most.dollars > 0 && this.#dollars + most.dollars > dollars;
    return isTooDear ? `$${dollars}` : undefined;
  }

  take({ tokens, dollars }: Spending): void {
    this.#tokens += tokens;
    this.#dollars += dollars;
    if (this.#limits.requestsPerMinute !== undefined) this.#times.push(this.#now());
  }

  correct(most: Spending, spent: Spending): void {
    this.#tokens += spent.tokens - most.tokens;
    this.#dollars += spent.dollars - most.dollars;
  }

  left(): BudgetLeft {
    const { requestsPerMinute, tokens, dollars } = this.#limits;
    return {
      ...(requestsPerMinute !== undefined && { requestsThisMinute: Math.max(0, requestsPerMinute - this.#recent()) }),
      ...(tokens !== undefined && { tokens: Math.max(0, tokens - this.#tokens) }),
      ...(dollars !== undefined && { dollars: Math.max(0, dollars - this.#dollars) }),
    };
  }

  restMs(): number {
    const { requestsPerMinute = Infinity } = this.#limits;
    const surplus = this.#recent() - requestsPerMinute;
    const oldest = surplus < 0 ? undefined : this.#times[surplus];
    return oldest === undefined ? 0 : oldest + MINUTE_MS - this.#now();
  }

  #recent(): number {
    const start = this.#now() - MINUTE_MS;
    const first = this.#times.findIndex((time) => time > start);
    this.#times = first < 0 ? [] : this.#times.slice(first);
    return this.#times.length;
  }
}
