import type { Received } from "./check.ts";
import type { Plan } from "./client/request.ts";
import type { Failure } from "./outcome.ts";

/** Methods whose answers clients keep (RFC 9110 §9.2.3). */
export const SAFE: ReadonlySet<string> = new Set(["GET", "HEAD"]);

/** Whether the answer has an entity tag that a repeated request can ask about. */
export function isRepeatable({ operation }: Plan, { status, headers }: Received): boolean {
  const asksItself = operation.fields.some(({ name }) => /^if-/i.test(name));
  return SAFE.has(operation.method) && status === 200 && headers.has("etag") && !asksItself;
}

/** The same question with the tag of its answer is answered by 304 with that tag and nothing else (RFC 9110 §15.4.5). */
export function checkNotModified(first: Received, second: Received): Failure[] {
  const failures: Failure[] = [];
  const fail = (detail: string) => failures.push({ kind: "conditional", detail });
  const tag = first.headers.get("etag") ?? "";
  if (!/^(W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/.test(tag)) fail(`${tag} is no entity tag`);
  if (second.status !== 304) fail(`${second.status} instead of 304 for If-None-Match: ${tag}`);
  else if (second.bytes.length > 0) fail("304 with a body");
  else if (second.headers.get("etag") !== tag) fail(`304 with the tag ${second.headers.get("etag")}, not ${tag}`);
  return failures;
}
