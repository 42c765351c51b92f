import type { BreakerState } from "./breaker.ts";
import type { BudgetLeft } from "./budget.ts";
import type { ProviderErrorKind } from "./errors.ts";
import type { Usage } from "./provider.ts";

/** What came of asking one model. */
export interface ProviderFigures {
  readonly provider: string;
  readonly model: string;
  /** How schemas are put to it, e.g. "json_schema strict". */
  readonly capability: string | undefined;
  /** Calls, those for a second try included. */
  readonly asked: number;
  /** Questions that it answered. */
  readonly told: number;
  /** Questions that it did not, by why. */
  readonly failed: Readonly<Partial<Record<ProviderErrorKind, number>>>;
  /** Questions that were put a second time, with what was wrong. */
  readonly reasked: number;
  readonly promptTokens: number;
  /** Of the prompts' tokens. */
  readonly cachedTokens: number;
  readonly completionTokens: number;
  /** US dollars, as far as prices are known. */
  readonly dollars: number;
  readonly breaker: BreakerState;
  /** Questions that it is asked now, and that wait for their turn. */
  readonly running: number;
  readonly waiting: number;
}

/** What came of all questions. */
export interface AiFigures {
  readonly mode: "live" | "record" | "replay" | "auto";
  readonly providers: readonly ProviderFigures[];
  readonly budgetLeft: BudgetLeft;
  /** Questions that were answered from memory, by a call for somebody else, and by a recording. */
  readonly remembered: number;
  readonly shared: number;
  readonly replayed: number;
  readonly recorded: number;
  /** Questions that a replay has no recording for. */
  readonly missed: number;
  /** Questions whose answer was not waited for, and how many of them are still being answered. */
  readonly late: number;
  readonly inBackground: number;
}

/** Counts what one model does. */
export class Tally {
  asked = 0;
  told = 0;
  reasked = 0;
  readonly failed: Partial<Record<ProviderErrorKind, number>> = {};
  promptTokens = 0;
  cachedTokens = 0;
  completionTokens = 0;
  dollars = 0;

  fail(kind: ProviderErrorKind): void {
    this.failed[kind] = (this.failed[kind] ?? 0) + 1;
  }

  use({ promptTokens, cachedTokens, completionTokens, dollars = 0 }: Usage): void {
    this.promptTokens += promptTokens;
    this.cachedTokens += cachedTokens;
    this.completionTokens += completionTokens;
    this.dollars += dollars;
  }
}
