import type { Violation } from "./violation.ts";

/** Field names in lower case; several values of one field joined by ", " (RFC 9110 §5.3), cookies by "; ". */
export type RequestHeaders = Readonly<Record<string, string | undefined>>;

/** Field names as they are sent. A list becomes several field lines. */
export type ResponseHeaders = Readonly<Record<string, string | readonly string[]>>;

/** A request that was read to its end: plain data (RFC 9110 §6). */
export interface RequestMessage {
  /** As sent; methods are case-sensitive (RFC 9110 §9.1). */
  readonly method: string;
  /** Origin form with the query, still percent-encoded, e.g. "/pets/7?limit=2" (RFC 9112 §3.2.1). */
  readonly target: string;
  readonly headers: RequestHeaders;
  /** The same, for who names a request by all its fields: where `headers` notes which are read, this does not. */
  readonly unwatchedHeaders?: RequestHeaders | undefined;
  /** Empty where the request had no content. */
  readonly body: Uint8Array;
  /** Unique in a process, or the client's own; drawn where it is left out. */
  readonly id?: string | undefined;
}

/** How the items of a stream are spread over time. */
export interface Pacing {
  /** Offsets in the body, each behind one item, ascending. */
  readonly ends: readonly number[];
  /** Milliseconds between two items. */
  readonly intervalMs: number;
}

/** A response ready to be written: plain data. */
export interface ResponseMessage {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** `undefined` where the status or method allows no content (204, 304, HEAD). */
  readonly body?: Uint8Array | undefined;
  /** Where the body is to be sent item by item. */
  readonly pacing?: Pacing | undefined;
}

/** What one source made of a question. */
export interface Attempt {
  readonly source: string;
  readonly outcome: "answered" | "passed" | "repaired" | "invalid" | "failed";
  /** Why, in one sentence; never a body or a key. */
  readonly detail?: string | undefined;
}

/** The ordered attempts behind an answer. Shown in `X-Helix-Source`, kept in the log. */
export type Provenance = readonly Attempt[];

/** One request with its answer and verdict: the unit that is logged, shown and judged. */
export interface Exchange {
  readonly request: RequestMessage;
  readonly response: ResponseMessage;
  /** `operationId` or "GET /pets/{id}"; `undefined` where no operation matched. */
  readonly operation?: string | undefined;
  /** What was wrong with the request. */
  readonly violations: readonly Violation[];
  readonly provenance: Provenance;
  /**
   * Whether the same request would get the same answer now, given that the gateway's edition has not changed. Not at
   * once where it has to be asked elsewhere.
   */
  readonly replayable: () => boolean | Promise<boolean>;
  /** Unique in a process; also sent as X-Request-Id. */
  readonly requestId: string;
}
