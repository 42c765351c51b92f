import type { Notice } from "../base/notice.ts";
import { type Attempt, Breaker, type Failure } from "./breaker.ts";
import type { Price } from "./catalogue.ts";
import { type ProviderFigures, Tally } from "./figures.ts";
import { Gate } from "./gate.ts";
import type { AiProvider } from "./provider.ts";

export interface SeatOptions {
  readonly provider: AiProvider;
  /** `undefined` where it is not known. */
  readonly price: Price | undefined;
  /** Questions that it is asked at the same time. */
  readonly concurrency: number;
}

export interface SeatSurroundings {
  /** In milliseconds, unmoved by changes of the wall clock. */
  readonly now: () => number;
  readonly onNotice: (notice: Notice) => void;
}

/** A provider, with what bounds it and what is counted of it. */
export class Seat {
  readonly provider: AiProvider;
  readonly price: Price | undefined;
  readonly gate: Gate;
  readonly tally: Tally = new Tally();
  readonly #breaker: Breaker;
  readonly #onNotice: (notice: Notice) => void;

  constructor({ provider, price, concurrency }: SeatOptions, { now, onNotice }: SeatSurroundings) {
    this.provider = provider;
    this.price = price;
    this.gate = new Gate(concurrency);
    this.#breaker = new Breaker(now);
    this.#onNotice = onNotice;
  }

  /** Why it is not asked now; `undefined` where it may be. */
  refusal(): string | undefined {
    const refusal = this.#breaker.refusal();
    return refusal && `${this.provider.name}: ${refusal}`;
  }

  /** Milliseconds until it may be asked: 0 for now, Infinity where only new settings help. */
  restMs(): number {
    return this.#breaker.restMs();
  }

  /** Begins to ask it; tells where it is left alone because of what came of that. */
  enter(): Attempt {
    const attempt = this.#breaker.enter();
    const watched =
      (end: (failure: Failure) => void) =>
      (failure: Failure): void => {
        const wasClosed = this.#breaker.state().state === "closed";
        end(failure);
        if (wasClosed) this.#tellOfRest();
      };
    return { ...attempt, failed: watched(attempt.failed), isLate: watched(attempt.isLate) };
  }

  figures(): ProviderFigures {
    const { provider, tally, gate } = this;
    const { name, model, capability } = provider;
    const { asked, told, failed, reasked, promptTokens, cachedTokens, completionTokens, dollars } = tally;
    return {
      ...{ provider: name, model, capability, asked, told, failed: { ...failed }, reasked },
      ...{ promptTokens, cachedTokens, completionTokens, dollars },
      ...{ breaker: this.#breaker.state(), running: gate.running, waiting: gate.waiting },
    };
  }

  #tellOfRest(): void {
    const { state, reason, forMs } = this.#breaker.state();
    if (state === "closed") return;
    const rest = forMs === undefined ? "until Helix is started again" : `for ${Math.ceil(forMs / 1000)} s`;
    this.#onNotice({ level: "warn", message: `${reason}; ${this.provider.name} is not asked ${rest}` });
  }
}
