/**
 * What went wrong with a call.
 *
 * - generator: no SDK, or none with this operation
 * - types: the calling code does not compile, although its values are valid
 * - refused: Helix did not answer with a success
 * - client: the client threw, or said that there is an error
 * - data: the client handed out something else than was sent
 * - unparsed: a client that parses answers did not notice a spoiled one
 * - answer: the independent judge rejects the answer
 */
export type FailureKind = "generator" | "types" | "refused" | "client" | "data" | "unparsed" | "answer";

export interface Failure {
  readonly kind: FailureKind;
  readonly detail: string;
}

/** What came of one call of one client. */
export interface Outcome {
  readonly client: string;
  readonly document: string;
  /** "GET /pets/{id}" */
  readonly operation: string;
  /** "GET /pets/{id}, full" */
  readonly label: string;
  /** Whether the client made a value of the answer and nothing was wrong with it. */
  readonly parsed: boolean;
  readonly failures: readonly Failure[];
  /** The answer is valid by the independent judge, so that what failed is the client's doing. */
  readonly isAnswerValid: boolean;
}
