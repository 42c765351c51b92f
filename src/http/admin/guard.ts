import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { ProblemDetails } from "../../base/problem.ts";
import type { ControlOptions } from "./options.ts";
import { controlForbidden, controlUnauthorized } from "./refusal.ts";

/**
 * Why a request may not use the control plane; `undefined` where it may.
 *
 * Without a token only this machine may. The `Host` is checked beside the peer's address because a web page can have its
 * own name resolve to the loopback address (DNS rebinding) and would then speak for the visitor's machine; the `Origin`,
 * because a page can send requests to another host without reading their answers (cross-site request forgery). A token
 * is something that no page knows, but even with it pages from elsewhere have no business here.
 */
export function refuseCaller(
  { headers, socket }: Pick<IncomingMessage, "headers" | "socket">,
  { host, token }: Pick<ControlOptions, "host" | "token">,
): ProblemDetails | undefined {
  const sent = bearerToken(headers.authorization);
  const isKnown = token !== undefined && sent !== undefined && isEqual(sent, token);
  if (token !== undefined && sent !== undefined && !isKnown) return controlUnauthorized;
  const isHere = (name: string): boolean => isLoopback(name) || name === host;
  const { origin } = headers;
  if (isKnown) {
    const isOwn = origin === undefined || authorityOf(origin) === headers.host || isHere(hostName(authorityOf(origin)));
    return isOwn ? undefined : controlForbidden;
  }
  const names = [headers.host ?? "", ...(origin === undefined ? [] : [authorityOf(origin)])].map(hostName);
  return isLoopback(socket.remoteAddress ?? "") && names.every(isHere) ? undefined : controlForbidden;
}

/** RFC 6750 §2.1; `undefined` for credentials of other schemes, which are none of our business. */
function bearerToken(field: string | undefined): string | undefined {
  return /^bearer +(.*)$/i.exec(field ?? "")?.[1]?.trim();
}

/** Takes the same time wherever they differ, and however long they are. */
function isEqual(one: string, other: string): boolean {
  const [left, right] = [one, other].map((text) => createHash("sha256").update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}

/** Host and port of an origin; "" for one that is none, such as "null" (RFC 6454 §7). */
function authorityOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : "";
}

/** The name in a Host field, without port and brackets (RFC 9110 §7.2). */
function hostName(host: string): string {
  return host
    .replace(/:\d*$/, "")
    .replace(/^\[(.*)\]$/, "$1")
    .toLowerCase();
}

function isLoopback(name: string): boolean {
  return name === "localhost" || name === "::1" || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(name);
}
