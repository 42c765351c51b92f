import { isDeepStrictEqual } from "node:util";
import { checkAnswer, excerpt, type Received } from "../corpus/check.ts";
import { writeRequest } from "../corpus/client/write.ts";
import type { Document } from "../corpus/judge/document.ts";
import type { Judge } from "../corpus/judge/judge.ts";
import { kindOf } from "../corpus/judge/media-type.ts";
import { isTree } from "../corpus/judge/tree.ts";
import { answerKind, type Call } from "./calls.ts";
import type { ClientKind, Settled } from "./client.ts";
import type { Failure } from "./outcome.ts";
import type { Tap } from "./tap.ts";

/** What calls of one document are judged with. */
export interface Bench {
  readonly document: Document;
  /** Judges answers. */
  readonly judge: Judge;
  readonly tap: Tap;
}

export interface Driven {
  readonly failures: readonly Failure[];
  readonly isAnswerValid: boolean;
}

/** A client that does not come back within this time never will. */
const CALL_MS = 60_000;

/** Lets the client make one call, and compares what it says with what went over the wire. */
export async function drive(
  bench: Bench,
  kind: ClientKind,
  call: Call,
  run: (() => Promise<Settled>) | Error,
): Promise<Driven> {
  if (run instanceof Error) return blame(bench, call, [{ kind: "generator", detail: said(run) }]);
  bench.tap.take();
  const settled = await settle(run);
  const received = bench.tap.take().at(-1)?.received;
  const failures: Failure[] = [];
  if (settled.error !== undefined) failures.push({ kind: "client", detail: said(settled.error) });
  else if (received === undefined) failures.push({ kind: "client", detail: "sent nothing" });
  if (received === undefined) return blame(bench, call, failures);
  const answer = await answerFailures(bench, call, received);
  // Where an operation declares no success, clients take its answer for an error, and have read it all the same.
  if (received.status >= 300 && answer.length === 0) {
    const unlike = difference(call, errorBody(settled.error ?? settled.data), received);
    return { failures: unlike === undefined ? [] : [unlike], isAnswerValid: true };
  }
  if (received.status >= 300) {
    failures.unshift({ kind: "refused", detail: `${received.status} ${excerpt(received)}` });
    return blame(bench, call, failures);
  }
  failures.push(...answer);
  if (failures.length > 0) return { failures, isAnswerValid: answer.length === 0 };
  const unlike = kind.parsesAnswers
    ? await blindness(bench, call, received, run)
    : difference(call, settled.data, received);
  return { failures: unlike === undefined ? [] : [unlike], isAnswerValid: true };
}

/** A call without an answer to judge: is it the client's doing? */
async function blame(bench: Bench, call: Call, failures: readonly Failure[]): Promise<Driven> {
  return { failures, isAnswerValid: await isAnsweredOtherwise(bench, call) };
}

/** The body that an error is about: clients throw it as it is, or axios' error around it. */
function errorBody(error: unknown): unknown {
  return isTree(error) && isTree(error["response"]) ? error["response"]["data"] : error;
}

async function settle(run: () => Promise<Settled>): Promise<Settled> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Settled>((resolve) => {
    timer = setTimeout(() => resolve({ error: new Error(`No answer within ${CALL_MS} ms.`) }), CALL_MS);
  });
  try {
    return await Promise.race([run(), late]);
  } catch (error) {
    return { error };
  } finally {
    clearTimeout(timer);
  }
}

async function answerFailures({ document, judge }: Bench, call: Call, received: Received): Promise<Failure[]> {
  const { operation } = call;
  const context = { document, judge, operation, sent: [...call.plan.values.keys()] };
  const findings = await checkAnswer(context, { label: call.label, wishes: {} }, received);
  return findings.failures.map(({ kind, detail }) => ({ kind: "answer", detail: `${kind}: ${detail}` }));
}

/** Whether the very same values, written by the judge's own client, get a valid success. */
async function isAnsweredOtherwise(bench: Bench, call: Call): Promise<boolean> {
  const request = writeRequest(call.plan, { underBasePath: true });
  const { pathname, search } = new URL(request.url);
  const body = request.body === null ? {} : { body: new Uint8Array(await request.arrayBuffer()) };
  const { method, headers } = request;
  const answer = await fetch(`${bench.tap.origin}${pathname}${search}`, {
    method,
    headers,
    redirect: "manual",
    ...body,
  });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const received: Received = { status: answer.status, headers: answer.headers, bytes };
  return (await answerFailures(bench, call, received)).length === 0;
}

/** What a client without schemas hands out is what was sent, as JSON, text or bytes. */
function difference(call: Call, data: unknown, { bytes, headers }: Received): Failure | undefined {
  const isSame = bytes.length === 0 ? isNothing(data) : isWhat(answerKind(call.operation), data, bytes);
  if (isSame) return undefined;
  const sent = `${headers.get("content-type")} of ${bytes.length} bytes`;
  return { kind: "data", detail: `${sent} became ${said(data)}` };
}

function isNothing(data: unknown): boolean {
  return data === undefined || data === "" || (data instanceof Blob && data.size === 0);
}

function isWhat(kind: "json" | "text" | "blob", data: unknown, bytes: Uint8Array): boolean {
  if (kind === "blob") return data instanceof Blob && data.size === bytes.length;
  const text = new TextDecoder().decode(bytes);
  return kind === "text" ? data === text : isDeepStrictEqual(data, JSON.parse(text));
}

const SPOILED = "spoiled";

/** Asks again and spoils the answer: a client that parses answers has to notice it. */
async function blindness(
  { judge, tap, document }: Bench,
  call: Call,
  received: Received,
  run: () => Promise<Settled>,
): Promise<Failure | undefined> {
  const type = received.headers.get("content-type") ?? "";
  if (received.bytes.length === 0 || kindOf(type) !== "json") return undefined;
  const spoiled: Received = { ...received, bytes: new TextEncoder().encode(JSON.stringify(SPOILED)) };
  // A schema that takes anything takes this too.
  if ((await answerFailures({ judge, tap, document }, call, spoiled)).length === 0) return undefined;
  tap.spoilNext(spoiled.bytes);
  const settled = await settle(run);
  tap.take();
  if (settled.error !== undefined) return undefined;
  return { kind: "unparsed", detail: `took ${JSON.stringify(SPOILED)} for an answer` };
}

/** Errors of clients are anything: an Error, a list of issues, the body of a refusal. */
function said(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : JSON.stringify(error);
  return String(text).replaceAll(/\s+/g, " ").slice(0, 600);
}
