import type { ResponseHeaders } from "../base/exchange.ts";
import { prismViolation, type Violation } from "../base/violation.ts";

/** Prism's header is cut at 8 KB less a margin; clients that parse it rely on that. */
const MAX_SL_VIOLATIONS_BYTES = 8 * 1024 - 100;

/** What was wrong with the request, for clients that look at headers: a count, and Prism's list. */
export function verdictHeaders(violations: readonly Violation[]): ResponseHeaders {
  if (violations.length === 0) return {};
  return { "X-Helix-Violations": String(violations.length), "sl-violations": prismList(violations) };
}

function prismList(violations: readonly Violation[]): string {
  const entries = violations.map((violation) => asciiJson(prismViolation(violation, ["request"])));
  while (entries.length > 1 && entries.join(",").length > MAX_SL_VIOLATIONS_BYTES - 2) entries.pop();
  const list = `[${entries.join(",")}]`;
  return list.length > MAX_SL_VIOLATIONS_BYTES ? "[]" : list;
}

/** JSON that may stand in a header: everything beyond ASCII is escaped (RFC 9110 §5.5). */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
