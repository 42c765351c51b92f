import { HelixError } from "../base/errors.ts";

/** No value meets the schema. Carries the proof: which keywords leave nothing. */
export class UnsatisfiableError extends HelixError {
  readonly code = "schema-unsatisfiable";
  readonly status = 500;
  readonly fault = "document";
  /** Where the contradiction stands in the document (JSON Pointer); "" where it is spread over several places. */
  readonly pointer: string;

  constructor(pointer: string, proof: string) {
    super(`no value is valid against the schema${pointer === "" ? "" : ` at ${pointer}`}: ${proof}`);
    this.pointer = pointer;
  }
}

/** A value may exist, but making it would take more than the budget. */
export class BudgetError extends HelixError {
  readonly code = "generation-budget";
  readonly status = 501;
  readonly fault = "document";

  constructor(keyword: string, reason: string) {
    super(`the answer would be too costly to generate (${keyword}): ${reason}`);
  }
}

/** One attempt has failed here; another choice further up may still succeed. Never leaves this folder. */
export class DeadEnd extends Error {
  /** The keyword that could not be met. */
  readonly keyword: string;

  constructor(keyword: string, reason: string) {
    // A search throws thousands, and nobody reads where.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(reason);
    Error.stackTraceLimit = stackTraceLimit;
    this.keyword = keyword;
  }
}
