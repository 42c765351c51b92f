import type { Conversation } from "./conversation.ts";
import { ProviderError } from "./errors.ts";
import { type Flight, type Outcome, type Silent, silent } from "./flight.ts";
import type { Seat } from "./seat.ts";

/** Puts a question to providers, one after the other, until one answers. */
export class Chain {
  readonly #seats: readonly Seat[];
  readonly #conversation: Conversation;

  constructor(seats: readonly Seat[], conversation: Conversation) {
    this.#seats = seats;
    this.#conversation = conversation;
  }

  async ask(flight: Flight): Promise<Outcome> {
    let silence: Silent | undefined;
    for (const seat of this.#seats) {
      const outcome = await this.#askOne(seat, flight);
      if (outcome.kind === "told") return outcome;
      silence = silence ? { ...outcome, detail: `${silence.detail}; ${outcome.detail}` } : outcome;
      if (flight.signal.aborted) break;
    }
    return silence ?? silent("off", "no provider is set");
  }

  async #askOne(seat: Seat, flight: Flight): Promise<Outcome> {
    const refusal = seat.refusal();
    if (refusal !== undefined) return silent("breaker", refusal);
    // Nobody waits any longer, so that it need not be quick, and nobody else must wait for it.
    const leave = flight.isLate ? () => {} : await seat.gate.enter(flight.signal);
    if (!leave) return silent("busy", `${seat.provider.name}: it was not this question's turn in time`);
    const changed = seat.refusal();
    if (changed !== undefined) {
      leave();
      return silent("breaker", changed);
    }
    const attempt = seat.enter();
    flight.begin({ provider: seat.provider.name, attempt, leave });
    try {
      const outcome = await this.#conversation.hold(seat, flight);
      if (outcome.kind === "told") {
        seat.tally.told++;
        attempt.succeeded();
      }
      return outcome;
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      const { kind, message } = error;
      seat.tally.fail(kind);
      if (!flight.isCalledOff) attempt.failed(error);
      return silent(kind === "timeout" ? "timeout" : "failed", message);
    } finally {
      // After a success or a failure this says nothing more.
      attempt.withdrawn();
      flight.end();
    }
  }
}
