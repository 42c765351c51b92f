import { hash } from "node:crypto";
import type { RequestMessage, ResponseHeaders, ResponseMessage } from "../base/exchange.ts";
import { splitOutsideQuotes } from "../base/media-type.ts";
import type { ProblemDetails } from "../base/problem.ts";
import { isSafe } from "./methods.ts";

/** The fields of a 200 that its 304 repeats (RFC 9110 §15.4.5), in lower case. */
const keptWithoutContent: ReadonlySet<string> = new Set([
  "cache-control",
  "content-location",
  "date",
  "etag",
  "expires",
  "vary",
]);

/**
 * Gives a successful answer to GET or HEAD an entity tag, and answers 304 or 412 where the request's conditions say so,
 * in the order of RFC 9110 §13.2.2. A tag that the document declares and the answer has is left as it is.
 *
 * Conditions on other methods concern what is stored, not what is sent: see `failedCondition`.
 *
 * @param response - with its content, also for HEAD
 * @param refuse - answers 412 as the document does
 */
export function answerConditionally(
  request: RequestMessage,
  response: ResponseMessage,
  refuse: (details: ProblemDetails) => ResponseMessage,
): ResponseMessage {
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (!isRead || response.status !== 200) return response;
  const declared = fieldOf(response.headers, "etag");
  // Without content there is still a tag where the document declares one, as for HEAD alone.
  const tag = declared ?? (response.body && entityTag(response.body));
  if (tag === undefined) return response;
  const tagged = declared === undefined ? withField(response, tag) : response;
  const { "if-match": ifMatch, "if-none-match": ifNoneMatch } = request.headers;
  if (ifMatch !== undefined && matching(ifMatch, tag, isStrong) === undefined) return refuse(preconditionFailed(tag));
  if (ifNoneMatch === undefined) return isUnmodified(request, tagged) ? withoutContent(tagged, tag) : tagged;
  const known = matching(ifNoneMatch, tag, () => true);
  return known === undefined ? tagged : withoutContent(tagged, known === "*" ? tag : known);
}

/** Whether a request would change something on a condition; what POST makes stands elsewhere. */
export function isConditionalChange({ method, headers }: RequestMessage): boolean {
  if (isSafe(method) || method === "POST") return false;
  return headers["if-match"] !== undefined || headers["if-none-match"] !== undefined;
}

/** The entity tag of an answer. */
export function tagOf({ headers }: ResponseMessage): string | undefined {
  return fieldOf(headers, "etag");
}

/**
 * What keeps a request from changing what it names (RFC 9110 §13.1.1, §13.1.2).
 *
 * @param tag - of what is there now; `undefined` where nothing is
 */
export function failedCondition({ headers }: RequestMessage, tag: string | undefined): ProblemDetails | undefined {
  const { "if-match": ifMatch, "if-none-match": ifNoneMatch } = headers;
  if (ifMatch !== undefined && (tag === undefined || matching(ifMatch, tag, isStrong) === undefined)) {
    return preconditionFailed(tag);
  }
  if (ifNoneMatch === undefined || tag === undefined || matching(ifNoneMatch, tag, () => true) === undefined) {
    return undefined;
  }
  return { ...preconditionFailed(tag), detail: `If-None-Match names what is there: its entity tag is ${tag}.` };
}

/** A strong tag: the same bytes, the same tag. */
function entityTag(body: Uint8Array): string {
  return `"${hash("sha256", body, "base64url").slice(0, 22)}"`;
}

function withField({ status, headers, body, pacing }: ResponseMessage, tag: string): ResponseMessage {
  const tagged: Record<string, string | readonly string[]> = {};
  // Spreading takes a microsecond.
  for (const name in headers) tagged[name] = headers[name] ?? "";
  tagged["ETag"] = tag;
  return { status, headers: tagged, body, pacing };
}

/** The first member of the list that stands for the tag, as the client wrote it. */
function matching(list: string, tag: string, counts: (member: string) => boolean): string | undefined {
  const members = splitOutsideQuotes(list, ",").map((member) => member.trim());
  return members.find((member) => member === "*" || (opaque(member) === opaque(tag) && counts(member)));
}

/** The tag without its weakness, and without the coding that a compressed answer adds (see http/compression). */
function opaque(tag: string): string {
  return tag.replace(/^W\//, "").replace(/-(?:gzip|br)"$/, '"');
}

function isStrong(member: string): boolean {
  return !member.startsWith("W/");
}

/** `If-Modified-Since` counts only where the answer says when it was modified (RFC 9110 §13.1.3). */
function isUnmodified({ headers }: RequestMessage, response: ResponseMessage): boolean {
  const condition = headers["if-modified-since"];
  if (condition === undefined) return false;
  const since = Date.parse(condition);
  const modified = Date.parse(fieldOf(response.headers, "last-modified") ?? "");
  return modified <= since;
}

function withoutContent({ headers }: ResponseMessage, tag: string): ResponseMessage {
  const kept = Object.entries(headers).filter(([name]) => keptWithoutContent.has(name.toLowerCase()));
  return {
    status: 304,
    headers: { ...Object.fromEntries(kept.filter(([name]) => name.toLowerCase() !== "etag")), ETag: tag },
  };
}

function preconditionFailed(tag: string | undefined): ProblemDetails {
  const failed = { status: 412, code: "precondition-failed" };
  if (tag === undefined) return { ...failed, detail: "If-Match asks for what is there, and nothing is." };
  return {
    ...failed,
    detail: `If-Match does not name the current entity tag, which is ${tag}. Ask without the condition, or with that tag.`,
    headers: { ETag: tag },
  };
}

function fieldOf(headers: ResponseHeaders, name: string): string | undefined {
  for (const field in headers) {
    if (field.length !== name.length || field.toLowerCase() !== name) continue;
    const found = headers[field];
    return typeof found === "string" ? found : undefined;
  }
  return undefined;
}
