import type { Question } from "../ai/question.ts";
import type { Provenance, RequestMessage, ResponseHeaders, ResponseMessage } from "../base/exchange.ts";
import { problemResponse } from "../base/problem.ts";
import type { Violation } from "../base/violation.ts";
import type { Operation } from "../contract/operation.ts";
import type { Done } from "../session/in-time.ts";
import type { MisnamedSession, NamedSession } from "../session/session-id.ts";
import type { OpenSession } from "../session/sessions.ts";
import { type ModelNote, type ModelTurn, modelHeaders } from "./model-desk.ts";
import type { Screening } from "./screen.ts";
import { verdictHeaders } from "./verdict-headers.ts";

/** A request of a session, with the session as it was then. */
export interface Asked {
  readonly request: RequestMessage;
  readonly session: string;
  readonly opened: OpenSession;
  /** Its name where answers are remembered; see `questionOf`. */
  readonly question?: string | undefined;
  /** Where a model may have its say, with what it told. */
  readonly turn?: ModelTurn | undefined;
}

/** What answering a request came to, before the headers that every answer has. */
export interface Outcome extends Done {
  readonly response: ResponseMessage;
  readonly source: string;
  readonly operation?: Operation | undefined;
  readonly violations?: readonly Violation[] | undefined;
  readonly provenance?: Provenance | undefined;
  readonly seed?: string | undefined;
  /** For `Preference-Applied`. */
  readonly applied?: readonly string[] | undefined;
  /** Whether it depends on nothing but the request and what the session had written by then. */
  readonly replayable?: boolean | undefined;
  /** That of the session's state; `undefined` where it does not matter. */
  readonly version?: number | undefined;
  /** What a model could tell of it: then nothing is written or remembered yet. */
  readonly question?: Question | undefined;
  /** What a model had to do with it. */
  readonly ai?: ModelNote | undefined;
}

/** Longer ids are cut: a header is for recognising an operation, not for carrying a text. */
const MAX_HEADER_TEXT = 256;

const statusesWithoutContent: ReadonlySet<number> = new Set([204, 205, 304]);

/** What an answer says of its request beside the outcome. */
export interface Answered {
  readonly method: string;
  readonly requestId: string;
  readonly session: NamedSession | MisnamedSession;
  /** The configured one. */
  readonly seed: string;
}

/** The response with the fields that every answer has, and without content where there may be none. */
export function finished(outcome: Outcome, { method, requestId, session, seed: usual }: Answered): ResponseMessage {
  const { response: answered, operation, violations = [], applied = [], source, seed = usual } = outcome;
  const headers: Record<string, string | readonly string[]> = {};
  // A document that declares one of the fields itself has decided what stands in it.
  if (!hasField(answered.headers, "x-request-id")) headers["X-Request-Id"] = requestId;
  Object.assign(headers, answered.headers);
  if (violations.length > 0) Object.assign(headers, verdictHeaders(violations));
  if (operation?.deprecated && !hasField(answered.headers, "deprecation")) headers["Deprecation"] = "true";
  if (applied.length > 0) headers["Preference-Applied"] = applied.join(", ");
  headers["X-Helix-Source"] = headerText(source);
  headers["X-Helix-Operation"] = headerText(operation?.id ?? "-");
  headers["X-Helix-Seed"] = headerText(seed);
  if ("id" in session) headers["X-Helix-Session"] = session.id;
  // What models are called is written by users, and by whoever edits recordings.
  for (const [name, text] of Object.entries(outcome.ai ? modelHeaders(outcome.ai) : {}))
    headers[name] = headerText(text);
  if (outcome.degraded !== undefined) headers["X-Helix-Degraded"] = outcome.degraded;
  return withoutContent({ ...answered, headers }, method);
}

/** Leaves out the content that the method or the status forbids (RFC 9110 §6.4.1). */
function withoutContent(response: ResponseMessage, method: string): ResponseMessage {
  if (method !== "HEAD" && !statusesWithoutContent.has(response.status)) return response;
  return { status: response.status, headers: response.headers };
}

/** Field names are compared without case (RFC 9110 §5.1). */
function hasField(headers: ResponseHeaders, name: string): boolean {
  for (const field in headers) if (field.length === name.length && field.toLowerCase() === name) return true;
  return false;
}

/** Ids and example names come from the document and may hold what a header cannot (RFC 9110 §5.5). */
function headerText(text: string): string {
  if (text.length <= MAX_HEADER_TEXT && !/[^\x20-\x7e]/.test(text)) return text;
  const escaped = text.replaceAll(/[^\x20-\x7e]/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""),
  );
  return escaped.slice(0, MAX_HEADER_TEXT);
}

/** The request cannot be answered from anybody's session. */
export function misnamed(detail: string): Outcome {
  return { response: problemResponse({ status: 400, code: "session-invalid", detail }), source: "refusal" };
}

/** What a request comes to that is turned away. */
export function refusal(
  response: ResponseMessage,
  { violations }: Screening,
  known: Pick<Outcome, "operation" | "seed">,
): Outcome {
  return { ...known, response, violations, source: "refusal" };
}

/** `Prefer` says what it cannot. */
export function malformedPreference(violations: readonly Violation[]): ResponseMessage {
  const detail = violations.map(({ message }) => message).join("; ");
  return problemResponse({ status: 422, code: "preference-malformed", detail, violations });
}
