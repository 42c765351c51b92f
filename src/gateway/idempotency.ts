import { createHash } from "node:crypto";
import type { RequestMessage } from "../base/exchange.ts";
import type { ProblemDetails } from "../base/problem.ts";
import type { FirstAnswer, SessionState, Write } from "../session/state.ts";
import type { Draft, ResponseSource } from "../sources/source.ts";
import { isSafe } from "./methods.ts";
import { trustedHeaders } from "./remembered.ts";

const MAX_KEY_LENGTH = 255;

/** A request that is carried out once, however often it comes (draft-ietf-httpapi-idempotency-key-header). */
export interface NamedRequest {
  /** As the client wrote it. */
  readonly key: string;
  /** Tells it apart from another request with the same key. */
  readonly digest: string;
  /** What it was answered before. */
  readonly first: FirstAnswer | undefined;
}

/** Whether a client gave the request a key; on safe methods keys say nothing. */
export function isNamed({ method, headers }: RequestMessage): boolean {
  return headers["idempotency-key"] !== undefined && !isSafe(method);
}

/** The key of a request, and what is known of it; or why it cannot be carried out under this key. */
export function namedRequest(request: RequestMessage, state: SessionState): NamedRequest | ProblemDetails {
  const key = request.headers["idempotency-key"] ?? "";
  if (key === "" || key.length > MAX_KEY_LENGTH)
    return {
      ...invalid,
      detail: `The Idempotency-Key has ${key.length} characters; it may have 1 to ${MAX_KEY_LENGTH}.`,
    };
  const digest = digestOf(request);
  const first = state.reply(key);
  if (first && first.request !== digest)
    return {
      ...reused,
      detail: `The Idempotency-Key ${JSON.stringify(key)} came with another request of this session before. Send the same request, or choose another key.`,
    };
  return { key, digest, first };
}

const invalid = { status: 400, code: "idempotency-key-invalid" };
const reused = { status: 422, code: "idempotency-key-reused" };

function digestOf({ method, target, headers, body }: RequestMessage): string {
  const parts = [method, target, headers["content-type"] ?? "", ""].join("\n");
  return createHash("sha256").update(parts).update(body).digest("base64url");
}

/** What the session is to remember of the answer. */
export function kept({ key, digest }: NamedRequest, status: number, { body, headers }: Draft, source: string): Write {
  return { kind: "reply", key, answer: { request: digest, status, body, headers, source } };
}

/** Says again what was said the first time. */
export function repeating({ body, headers = {}, source }: FirstAnswer): ResponseSource {
  const offer: ResponseSource["offer"] = ({ response }) => ({ body, headers: trustedHeaders(headers, response) });
  return { name: source, replayable: false, offer };
}
