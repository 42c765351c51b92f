import type { Provenance, RequestMessage, ResponseMessage } from "../base/exchange.ts";
import type { Violation } from "../base/violation.ts";
import type { Operation } from "../contract/operation.ts";
import type { OpenSession } from "../session/sessions.ts";
import type { Write } from "../session/state.ts";

/** A request of a session, with the session as it was then. */
export interface Asked {
  readonly request: RequestMessage;
  readonly session: string;
  readonly opened: OpenSession;
}

/** What answering a request came to, before the headers that every answer has. */
export interface Outcome {
  readonly response: ResponseMessage;
  readonly source: string;
  readonly operation?: Operation | undefined;
  readonly violations?: readonly Violation[] | undefined;
  readonly provenance?: Provenance | undefined;
  readonly seed?: string | undefined;
  /** For `Preference-Applied`. */
  readonly applied?: readonly string[] | undefined;
  /** Whether it depends on nothing but the request and what the session had written by then. */
  readonly replayable?: boolean | undefined;
  /** That of the session's state; `undefined` where it does not matter. */
  readonly version?: number | undefined;
  /** What the session is to remember of it. */
  readonly writes?: readonly Write[] | undefined;
  /** What was out of reach, so that the session may not be as others see it. */
  readonly degraded?: string | undefined;
}
