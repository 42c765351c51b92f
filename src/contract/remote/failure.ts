/** What kept a file on the network from being read. */
export type FailureReason =
  /** Nobody allowed this host. */
  | "host"
  /** An address that is not public, behind a name that does not say so or that nobody allowed. */
  | "private-address"
  /** No answer: name, connection, TLS, or a connection that broke. */
  | "unreachable"
  | "timeout"
  | "status"
  | "redirect"
  | "too-large"
  | "encoding";

/** A file on the network cannot be read. The message is `what`, which completes "<url> …". */
export class RemoteFailure extends Error {
  readonly reason: FailureReason;
  /** Imperative without a full stop. */
  readonly remedy: string;

  constructor(reason: FailureReason, what: string, remedy: string) {
    super(what);
    this.reason = reason;
    this.remedy = remedy;
  }
}
