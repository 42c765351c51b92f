import type { ProblemDetails } from "../base/problem.ts";

// Why requests are turned away before they reach the gateway.

export const targetMalformed: ProblemDetails = {
  status: 400,
  code: "target-malformed",
  detail: "The request target is neither a path nor an http URL. Send one that starts with a slash.",
};

export const hostAmbiguous: ProblemDetails = {
  status: 400,
  code: "host-ambiguous",
  detail: "The request has more than one Host header. Send one.",
};

export const methodRefused: ProblemDetails = {
  status: 501,
  code: "method-refused",
  detail: "TRACE is not served: its answer would repeat the request with its credentials.",
};

export function bodyTooLarge(maxBody: number): ProblemDetails {
  return {
    status: 413,
    code: "body-too-large",
    detail: `The request body is larger than ${maxBody} bytes. Send less, or raise the limit with --max-body.`,
  };
}
