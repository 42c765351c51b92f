import type { Exchange, RequestHeaders, ResponseHeaders } from "../base/exchange.ts";

/** The names come first for readers that do not know the wildcard (Fetch §3.3.3). */
const exposed =
  "X-Helix-Source, X-Helix-Operation, X-Helix-Seed, X-Helix-Session, X-Helix-Violations, X-Helix-Unchecked, X-Helix-Degraded, X-Helix-AI-Provider, X-Helix-AI-Model, X-Helix-AI-Tokens, X-Helix-AI-Cost, X-Helix-AI-Fallback, Idempotent-Replayed, X-Request-Id, sl-violations, Preference-Applied, ETag, Location, Link, *";

const toEveryone: ResponseHeaders = { "Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": exposed };

/**
 * The fields that let a web page of another origin read the answer (Fetch §3.3). The origin is named, yet
 * `Access-Control-Allow-Credentials` is never sent with it: any page could then act in its visitor's name.
 */
export function corsHeaders(headers: RequestHeaders): ResponseHeaders {
  const origin = repeatable(headers["origin"]);
  if (origin === undefined) return toEveryone;
  const allowed = { ...toEveryone, "Access-Control-Allow-Origin": origin, Vary: "Origin" };
  const method = repeatable(headers["access-control-request-method"]);
  if (method === undefined) return allowed;
  return {
    ...allowed,
    "Access-Control-Allow-Methods": method,
    "Access-Control-Allow-Headers": repeatable(headers["access-control-request-headers"]) ?? "*",
  };
}

/** A field value that may be sent back; what is received may hold bytes that must not be sent (RFC 9110 §5.5). */
function repeatable(value: string | undefined): string | undefined {
  return value !== undefined && /^[\x20-\x7e]+$/.test(value) ? value : undefined;
}

/**
 * A preflight (Fetch §3.3.2) that no operation of the document answers is granted, also where the route is unknown: the
 * page shall see the 404 or 405 that its actual request deserves, not an opaque CORS failure.
 */
export function grantPreflight(exchange: Exchange): Exchange {
  const { request, operation, response } = exchange;
  const isPreflight =
    request.method === "OPTIONS" &&
    request.headers["origin"] !== undefined &&
    request.headers["access-control-request-method"] !== undefined;
  if (!isPreflight || operation !== undefined) return exchange;
  return { ...exchange, response: { status: 204, headers: withoutContent(response.headers) } };
}

function withoutContent(headers: ResponseHeaders): ResponseHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.toLowerCase().startsWith("content-")));
}
