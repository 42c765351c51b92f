import { randomUUID } from "node:crypto";

/** The client's own id (`X-Request-Id`) where it can be sent back, else a new one. */
export function requestIdFrom(given: string | undefined): string {
  return given !== undefined && /^[\x21-\x7e]{1,128}$/.test(given) ? given : randomUUID();
}
