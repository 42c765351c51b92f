import type { Exchange } from "../base/exchange.ts";

/** Where the scripts of SDKs ask whether Steady is there. */
const health = "/_x-steady/health";

/** Answers Steady's health page like our own, unless an operation of the document has the path. */
export function answerSteadyHealth(exchange: Exchange): Exchange {
  const { request, operation, response } = exchange;
  if (operation !== undefined || request.method !== "GET" || request.target.split("?")[0] !== health) return exchange;
  const headers = { ...response.headers, "Content-Type": "application/json", "X-Helix-Source": "health" };
  return { ...exchange, response: { status: 200, headers, body: Buffer.from('{"status":"ok"}') } };
}
