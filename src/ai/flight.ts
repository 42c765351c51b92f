import type { Attempt } from "./breaker.ts";
import type { Consulted, Question, SilenceReason, Told } from "./question.ts";
import type { Timer } from "./timer.ts";

/** Nobody told anything, and why. */
export type Silent = Extract<Consulted, { readonly kind: "silent" }>;
/** What a call ends with. */
export type Outcome = Extract<Consulted, { readonly kind: "told" }> | Silent;

export function silent(reason: SilenceReason, detail: string): Silent {
  return { kind: "silent", reason, detail };
}

/** What a question that is being asked holds while it is. */
export interface Hold {
  readonly provider: string;
  readonly attempt: Attempt;
  /** Leaves the gate. */
  readonly leave: () => void;
}

export interface FlightOptions {
  readonly isPatient: boolean;
  readonly timeoutMs: number;
  readonly timer: Timer;
  /** Hears when nobody waits any longer, but the answer is still wanted. */
  readonly onLate: () => void;
}

/** One question on its way, and all who wait for its answer, each for a time of their own. */
export class Flight {
  readonly question: Question;
  readonly #options: FlightOptions;
  readonly #abort = new AbortController();
  readonly #outcome: Promise<Outcome>;
  #waiting = 0;
  #hold: Hold | undefined;
  #isLate = false;
  /** Nothing can be learnt about the provider from how it ended. */
  #isCalledOff = false;

  /** @param fly - does the work; ends with the flight's signal */
  constructor(question: Question, options: FlightOptions, fly: (flight: Flight) => Promise<Outcome>) {
    this.question = question;
    this.#options = options;
    // Whoever flies must find the flight whole.
    this.#outcome = Promise.resolve().then(() => fly(this));
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Whether somebody was told that the answer comes later. */
  get isLate(): boolean {
    return this.#isLate;
  }

  get isCalledOff(): boolean {
    return this.#isCalledOff;
  }

  /** Ends it for want of time. */
  expire(): void {
    this.#abort.abort();
  }

  /** Ends it for reasons that have nothing to do with the provider. */
  callOff(): void {
    this.#isCalledOff = true;
    this.#abort.abort();
  }

  /** From now on a provider is asked. */
  begin(hold: Hold): void {
    this.#hold = hold;
    if (this.#isLate) hold.leave();
  }

  /** From now on none is. */
  end(): void {
    this.#hold?.leave();
    this.#hold = undefined;
  }

  /** Resolves when it is over; rejects for bugs only. */
  get outcome(): Promise<Outcome> {
    return this.#outcome;
  }

  /** What comes of it within a time. */
  wait(milliseconds: number): Promise<Consulted> {
    this.#waiting++;
    return new Promise((resolve, reject) => {
      const cancel = this.#options.timer(milliseconds, () => {
        this.#waiting--;
        resolve(this.#timeIsUp());
      });
      this.#outcome.then((outcome) => {
        cancel();
        resolve(outcome);
      }, reject);
    });
  }

  /** The answer, once it is there; `undefined` where there is none in the end. */
  later(): Promise<Told | undefined> {
    return this.#outcome.then((outcome) => (outcome.kind === "told" ? outcome.told : undefined));
  }

  #timeIsUp(): Consulted {
    const { isPatient, timeoutMs } = this.#options;
    if (!this.#hold) {
      if (this.#waiting === 0) this.callOff();
      return silent("busy", "others were asked first, and the time was up before it was this one's turn");
    }
    const what = `${this.#hold.provider} did not answer within ${timeoutMs / 1000} s`;
    if (isPatient) {
      this.#becomeLate(what);
      return { kind: "late", later: this.later() };
    }
    if (this.#waiting === 0) this.expire();
    return silent("timeout", what);
  }

  #becomeLate(message: string): void {
    if (this.#isLate) return;
    this.#isLate = true;
    this.#hold?.leave();
    this.#hold?.attempt.isLate({ kind: "timeout", message });
    this.#options.onLate();
  }
}
