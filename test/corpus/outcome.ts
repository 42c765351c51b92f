import type { MediaKind } from "./judge/media-type.ts";

export type FailureKind =
  | "valid request refused"
  | "status"
  | "undeclared status"
  | "undeclared type"
  | "invalid body"
  | "stray body"
  | "header"
  | "conditional"
  | "compression"
  | "own header"
  | "not refused"
  | "routing"
  | "false proof"
  | "server error"
  | "crash"
  | "nondeterministic";

export interface Failure {
  readonly kind: FailureKind;
  readonly detail: string;
}

export interface JudgedBody {
  readonly kind: MediaKind;
  readonly unjudged?: string | undefined;
}

/** What one request to one document came to. Plain data: it travels between processes. */
export interface Outcome {
  readonly document: string;
  readonly operation: string;
  /** What was asked, in words; unique within the operation. */
  readonly ask: string;
  readonly isInvalid: boolean;
  /** Digest of status, headers and bytes, but for what may differ (X-Request-Id, Date). */
  readonly digest: string;
  readonly failures: readonly Failure[];
  /** The body of the answer where one is declared: its kind, and why it could not be judged if so. */
  readonly body?: JudgedBody | undefined;
  /** Whether the answer was asked for once more with its entity tag. */
  readonly isRepeated?: boolean | undefined;
  /** Times that the answer came over a socket in a content coding. */
  readonly coded?: number | undefined;
  /** Kind of the body that was sent. */
  readonly sent?: MediaKind | undefined;
  /** The request could not be made valid and asked for lenient handling. */
  readonly lenient: boolean;
  /** The body was rejected, but the schema leaves open how to read it. */
  readonly ambiguous?: string | undefined;
  /** Helix's proof that no valid response exists. */
  readonly proof?: string | undefined;
}
