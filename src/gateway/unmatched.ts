import type { RequestMessage, ResponseMessage } from "../base/exchange.ts";
import { problemResponse } from "../base/problem.ts";
import type { RouteMatch } from "../contract/routing/path.ts";

/** Answers a request that no operation is there for (RFC 9110 §15.5.5, §15.5.6). */
export function answerUnmatched(
  match: Exclude<RouteMatch, { kind: "operation" }>,
  request: RequestMessage,
): ResponseMessage {
  switch (match.kind) {
    case "malformed":
      return problemResponse({ status: 400, code: "target-malformed", detail: match.detail });
    case "method-not-allowed":
      return otherMethods(match.allowed, request);
    case "not-found":
      return problemResponse({
        status: 404,
        code: "route-unknown",
        detail: `No route of the document matches ${request.method} ${pathOf(request.target)}. ${nearestRoutes(match.nearest)}`,
        available: match.nearest,
      });
  }
}

/** OPTIONS works on every path, whether the document declares it or not (RFC 9110 §9.3.7). */
function otherMethods(allowed: readonly string[], request: RequestMessage): ResponseMessage {
  const headers = { Allow: allowed.join(", ") };
  if (request.method === "OPTIONS") return { status: 204, headers };
  return problemResponse({
    status: 405,
    code: "method-not-allowed",
    detail: `${pathOf(request.target)} does not support ${request.method}; it supports ${allowed.join(", ")}.`,
    headers,
  });
}

function nearestRoutes(nearest: readonly string[]): string {
  return nearest.length > 0 ? `The nearest are: ${nearest.join(", ")}.` : "The document has no routes.";
}

function pathOf(target: string): string {
  return target.replace(/\?.*$/s, "").slice(0, 200);
}
