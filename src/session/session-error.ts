import { HelixError } from "../base/errors.ts";

/** Others wrote to the session again and again while a request that writes was being answered. */
export class SessionContendedError extends HelixError {
  readonly code = "session-contended";
  readonly status = 500;
  readonly fault = "client";

  constructor(id: string) {
    super(
      `the session ${JSON.stringify(id)} was written to by others, in other processes, whenever this request was about to write; ` +
        "send it again, or give each client a session of its own (X-Session-ID)",
    );
  }
}

/** Where sessions are kept cannot be reached, and whoever asks has to know: unlike a client, who is answered without. */
export class StoreAwayError extends HelixError {
  readonly code = "store-away";
  readonly status = 503;
  readonly fault = "operator";

  /** @param what - keeps them, e.g. "Redis at localhost:6379" */
  constructor(what: string) {
    super(`${what} is out of reach; ask again when it is back`);
  }
}
