import type { OpenSession, Sessions, WriteResult } from "./sessions.ts";
import { SessionState } from "./state.ts";

/**
 * Keeps nothing: every request is answered from the world as it is before anyone writes. For several processes that
 * share no memory, where a write would be seen by some requests and not by others.
 */
export class ForgetfulSessions implements Sessions {
  readonly remembers: boolean = false;
  readonly resets: number = 0;
  readonly #pristine: OpenSession = { state: new SessionState() };

  open(): OpenSession {
    return this.#pristine;
  }

  isCurrent(): boolean {
    return true;
  }

  write(): WriteResult {
    return "written";
  }

  replace(): void {}

  reset(): void {}

  list(): readonly [] {
    return [];
  }

  remember(): void {}

  close(): void {}
}
