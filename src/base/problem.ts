import { STATUS_CODES } from "node:http";
import type { ResponseHeaders, ResponseMessage } from "./exchange.ts";
import type { JsonObject } from "./json.ts";
import { prismViolation, type Violation } from "./violation.ts";

/** What a problem says beyond its status (RFC 9457 §3.1). */
export interface ProblemDetails {
  readonly status: number;
  /** Slug listed in docs/errors.md; `type` points at its explanation, which Helix itself serves. */
  readonly code: string;
  /** What happened to this very request and what to do about it, in one or two sentences. */
  readonly detail: string;
  readonly violations?: readonly Violation[] | undefined;
  /** Choices that exist, where the request asked for one that does not. */
  readonly available?: readonly string[] | undefined;
  /** Fields that go with the status: Allow, WWW-Authenticate, … */
  readonly headers?: ResponseHeaders | undefined;
}

export const PROBLEM_MEDIA_TYPE = "application/problem+json";

/** The problem details object (RFC 9457 §3) with Helix's extensions. */
export function problemBody({ status, code, detail, violations, available }: ProblemDetails): JsonObject {
  return {
    type: `/_helix/problems/${code}`,
    title: STATUS_CODES[status] ?? "Error",
    status,
    detail,
    ...(violations?.length ? listed(violations) : {}),
    ...(available ? { available } : {}),
  };
}

/** Our own list, and Prism's beside it: scripts read that. */
function listed(violations: readonly Violation[]): JsonObject {
  return {
    violations: violations.map((violation) => ({ ...violation })),
    validation: violations.map((violation) => ({ ...prismViolation(violation) })),
  };
}

/** An error answer as `application/problem+json`. */
export function problemResponse(details: ProblemDetails): ResponseMessage {
  return {
    status: details.status,
    headers: { ...details.headers, "Content-Type": PROBLEM_MEDIA_TYPE },
    body: Buffer.from(JSON.stringify(problemBody(details))),
  };
}

/** What is said of a bug. Its cause is in the log, never in the answer. */
export const internalFailure: ProblemDetails = {
  status: 500,
  code: "internal",
  detail: "Helix failed in a way that nobody foresaw. Its log says more.",
};
