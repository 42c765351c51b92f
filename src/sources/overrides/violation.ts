import { HelixError } from "../../base/errors.ts";
import type { Violation } from "../../base/violation.ts";

/** Something wrong with an override. @param at - JSON Pointer into its definition */
export function overrideViolation(at: string, keyword: string, message: string): Violation {
  return { in: "body", instancePath: at, keyword, message, code: "override-invalid" };
}

/** An override that cannot be set: its definition is malformed, or the contract rejects what it answers. */
export class OverrideError extends HelixError {
  readonly code = "override-invalid";
  readonly status = 422;
  readonly fault = "operator";
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[]) {
    super(`the override cannot be set: ${sentences(violations)}`);
    this.violations = violations;
  }
}

/** A handler threw, or answered what the contract rejects. */
export class HandlerError extends HelixError {
  readonly code = "override-handler";
  readonly status = 500;
  readonly fault = "operator";

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    // The log prints the stack: that of the user's own code tells more than ours.
    if (cause instanceof Error && cause.stack !== undefined) this.stack = `${message}\n${cause.stack}`;
  }
}

/** The violations in one line, each with its place. */
export function sentences(violations: readonly Violation[]): string {
  return violations.map(({ instancePath, message }) => `${instancePath || "it"} ${message}`).join("; ");
}
