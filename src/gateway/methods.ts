/** Methods that change nothing (RFC 9110 §9.2.1; QUERY of draft-ietf-httpbis-safe-method-w-body). */
export function isSafe(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS" || method === "QUERY";
}
