import type { Sessions } from "./sessions.ts";
import { SessionState } from "./state.ts";

/**
 * Keeps nothing: every request is answered from the world as it is before anyone writes. For several processes that
 * share no memory, where a write would be seen by some requests and not by others.
 */
export class ForgetfulSessions implements Sessions {
  readonly #pristine = new SessionState();

  open(): SessionState {
    return this.#pristine;
  }

  write(): void {}

  reset(): void {}

  list(): readonly [] {
    return [];
  }
}
