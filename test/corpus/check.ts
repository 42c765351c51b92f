import { createHash } from "node:crypto";
import { type Ask, answerFor } from "./asks.ts";
import type { InvalidPlan } from "./client/invalid-body.ts";
import { judgeBody } from "./judge/body.ts";
import type { Complaint } from "./judge/complaint.ts";
import type { Document } from "./judge/document.ts";
import { judgeHeader } from "./judge/header.ts";
import type { Judge } from "./judge/judge.ts";
import { covers, kindOf, parseMediaType } from "./judge/media-type.ts";
import type { Answer, Field, JudgedOperation, Media } from "./judge/reading.ts";
import type { Failure, FailureKind, JudgedBody } from "./outcome.ts";

/** A response read to its end. */
export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

export interface Context {
  readonly document: Document;
  readonly judge: Judge;
  readonly operation: JudgedOperation;
  /** Parameters that the request carries. */
  readonly sent: readonly Field[];
}

/** What the checks of one response found. */
export interface Findings {
  readonly failures: Failure[];
  body?: JudgedBody;
  ambiguous?: string;
}

const WITHOUT_CONTENT = new Set([204, 205, 304]);
/** Answers of the protocol itself to requests that carry conditions or ranges (RFC 9110 §13, §14). */
const CONDITIONAL: ReadonlyMap<string, readonly number[]> = new Map([
  // 412 to whatever is neither GET nor HEAD (RFC 9110 §13.1.2).
  ["if-none-match", [304, 412]],
  ["if-modified-since", [304]],
  ["if-match", [412]],
  ["if-unmodified-since", [412]],
  ["range", [206]],
]);

export function digestOf({ status, headers, bytes }: Received): string {
  const fixed = [...headers].filter(([name]) => name !== "x-request-id" && name !== "date");
  return createHash("sha256")
    .update(JSON.stringify([status, fixed]))
    .update(bytes)
    .digest("hex")
    .slice(0, 16);
}

/** Judges the answer to a valid request. */
export async function checkAnswer(context: Context, ask: Ask, received: Received): Promise<Findings> {
  const findings: Findings = { failures: checkOwnHeaders(context.operation, received) };
  const wrong = wrongStatus(context, ask, received);
  if (wrong !== undefined) findings.failures.push(wrong);
  const answer = answerFor(context.operation, received.status);
  if (answer === undefined || wrong !== undefined) return findings;
  // What was asked for says nothing of an answer to a condition.
  const isAsked = ask.status === undefined || ask.status === received.status;
  await checkContent(context, answer, isAsked ? ask.media : undefined, received, findings);
  await checkHeaders(context, answer, received, findings);
  return findings;
}

function wrongStatus(context: Context, ask: Ask, received: Received): Failure | undefined {
  const { status } = received;
  const kind = wrongStatusKind(context, ask, received);
  const detail = `${status} instead of ${ask.status ?? "a declared success"}: ${excerpt(received)}`;
  return kind === undefined ? undefined : { kind, detail };
}

function wrongStatusKind(context: Context, ask: Ask, { status, headers }: Received): FailureKind | undefined {
  const { operation } = context;
  if (isConditional(context, status)) return undefined;
  if (headers.get("x-helix-source") === "refusal") return status >= 500 ? "server error" : "valid request refused";
  if (ask.status !== undefined && status !== ask.status) return status >= 500 ? "server error" : "status";
  if (ask.status !== undefined) return undefined;
  if (answerFor(operation, status) !== undefined) return isSuccess(operation, status) ? undefined : "status";
  return operation.answers.length === 0 && status === 200 ? undefined : "undeclared status";
}

/** Judges the answer to an invalid request: a declared 4xx where a fitting one is declared, else 400 or 422 as a problem. */
export async function checkRefusal(
  context: Context,
  { fault, statuses = [400, 422] }: Pick<InvalidPlan, "fault" | "statuses">,
  received: Received,
): Promise<Findings> {
  const findings: Findings = { failures: checkOwnHeaders(context.operation, received) };
  const { status } = received;
  const fail = (kind: FailureKind, detail: string) => findings.failures.push({ kind, detail });
  if (status >= 500) fail("server error", `${fault}: ${status} ${excerpt(received)}`);
  else if (status < 400) fail("not refused", `${fault}: ${status} ${excerpt(received)}`);
  if (findings.failures.length > 0) return findings;
  const fitting = statuses.some((code) => answerFor(context.operation, code) !== undefined);
  const answer = answerFor(context.operation, status);
  if (answer !== undefined) {
    await checkContent(context, answer, undefined, received, findings);
    await checkHeaders(context, answer, received, findings);
  } else if (fitting) fail("undeclared status", `${fault}: ${status} although a fitting 4xx is declared`);
  else if (![400, 415, 422].includes(status) || !/problem\+json/.test(received.headers.get("content-type") ?? "")) {
    fail("undeclared status", `${fault}: ${status}, neither declared nor a problem with 400, 415 or 422`);
  }
  return findings;
}

/** Where a 2xx (or a default, which then is one) is declared, a valid request gets it. */
function isSuccess(operation: JudgedOperation, status: number): boolean {
  if (status < 300) return true;
  return !operation.answers.some((answer) => answer.status.startsWith("2") || answer.status === "default");
}

function isConditional({ sent }: Context, status: number): boolean {
  return sent.some((field) => field.in === "header" && CONDITIONAL.get(field.name.toLowerCase())?.includes(status));
}

async function checkContent(
  context: Context,
  answer: Answer,
  asked: Media | undefined,
  received: Received,
  findings: Findings,
): Promise<void> {
  const type = received.headers.get("content-type");
  const unfit = unfitContent(context.operation, answer, received, type);
  if (unfit !== undefined) findings.failures.push(unfit);
  if (unfit !== undefined || type === null || answer.media.length === 0 || !mayCarry(context.operation, received))
    return;
  // What was asked for by a range is judged as what it is: by the most specific entry that covers it (OAS 3.1 §4.8.17).
  const candidates = asked === undefined || asked.range.includes("*") ? answer.media : [asked];
  const media = bestMedia(candidates, type);
  if (media === undefined || !CONCRETE.test(parseMediaType(type).essence)) {
    const ranges = candidates.map(({ range }) => range).join(", ");
    findings.failures.push({ kind: "undeclared type", detail: `${type} instead of ${ranges}` });
    return;
  }
  const verdict = await judgeBody(context.document, context.judge, media, type, received.bytes);
  findings.body = { kind: verdict.kind, unjudged: verdict.complaints.length > 0 ? undefined : verdict.unjudged };
  if (verdict.complaints.length === 0) return;
  const detail = `${received.status} ${type}: ${summary(verdict.complaints)} in ${excerpt(received)}`;
  if (verdict.ambiguous) findings.ambiguous = detail;
  else findings.failures.push({ kind: "invalid body", detail });
}

/** A range is nothing that content can be of (RFC 9110 §8.3). */
const CONCRETE = /^[^*]+$/;

function mayCarry(operation: JudgedOperation, received: Received): boolean {
  return !WITHOUT_CONTENT.has(received.status) && operation.method !== "HEAD";
}

/** A body where none may be, or none (nor a type) where one is declared. */
function unfitContent(
  operation: JudgedOperation,
  answer: Answer,
  received: Received,
  type: string | null,
): Failure | undefined {
  const isEmpty = received.bytes.length === 0;
  const isVague = answer.vague || answer.media.some(({ schema }) => schema === undefined);
  if (!mayCarry(operation, received) || answer.media.length === 0) {
    const isStray = !isEmpty && !(answer.vague && mayCarry(operation, received));
    return isStray ? { kind: "stray body", detail: `none is declared: ${excerpt(received)}` } : undefined;
  }
  if (type !== null || (isEmpty && isVague)) return undefined;
  return { kind: "undeclared type", detail: `no Content-Type, ${received.bytes.length} bytes` };
}

/** The most specific declared range that covers the type. */
function bestMedia(media: readonly Media[], type: string): Media | undefined {
  const fitting = media.filter(({ range }) => covers(range, type));
  return (
    fitting.find(({ range }) => !range.includes("*")) ?? fitting.find(({ range }) => !/^\*/.test(range)) ?? fitting[0]
  );
}

async function checkHeaders({ judge }: Context, answer: Answer, received: Received, findings: Findings): Promise<void> {
  for (const field of answer.headers) {
    const value = received.headers.get(field.name);
    if (value === null) {
      if (field.required) findings.failures.push({ kind: "header", detail: `${field.name} is required and missing` });
      continue;
    }
    const complaints = await judgeHeader(judge, field, value);
    if (complaints.length > 0) {
      findings.failures.push({ kind: "header", detail: `${field.name}: ${value}: ${summary(complaints)}` });
    }
  }
}

const OWN_HEADERS = ["x-helix-source", "x-helix-operation", "x-helix-seed", "x-request-id"];

function checkOwnHeaders(operation: JudgedOperation, { headers }: Received): Failure[] {
  const failures: Failure[] = [];
  const missing = OWN_HEADERS.filter((name) => !headers.get(name));
  if (missing.length > 0) failures.push({ kind: "own header", detail: `without ${missing.join(", ")}` });
  const served = headers.get("x-helix-operation");
  const isRefused = headers.get("x-helix-source") === "refusal";
  // Spaces around a field's value do not count (RFC 9110 §5.5).
  const isRight = isRefused || served === operation.operationId?.trim() || served === operation.name || served === null;
  if (!isRight && /^[\x20-\x7e]{0,200}$/.test(operation.operationId ?? operation.name)) {
    failures.push({ kind: "routing", detail: `went to ${served}` });
  }
  return failures;
}

function summary(complaints: readonly Complaint[]): string {
  const lines = complaints.map(({ by, pointer, rule }) => `${by} ${pointer || "/"} ${rule}`);
  return [...new Set(lines)].slice(0, 4).join("; ").slice(0, 500);
}

const READABLE = new Set(["json", "yaml", "sequence", "events", "xml", "form", "multipart", "csv", "text"]);

export function excerpt({ bytes, headers }: Received): string {
  const isText = READABLE.has(kindOf(headers.get("content-type") ?? "text/plain"));
  return !isText ? `${bytes.length} bytes` : new TextDecoder().decode(bytes.slice(0, 300));
}
