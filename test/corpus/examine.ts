import { createHash } from "node:crypto";
import { type Ask, asksFor } from "./asks.ts";
import { type Context, checkAnswer, checkRefusal, digestOf, type Received } from "./check.ts";
import { invalidPlans } from "./client/invalid.ts";
import { type InvalidPlan, withFaultyBodies } from "./client/invalid-body.ts";
import { type Plan, planRequest } from "./client/request.ts";
import { writeRequest } from "./client/write.ts";
import { checkNotModified, isRepeatable, SAFE } from "./conditional.ts";
import { type Document, openDocument, type Place } from "./judge/document.ts";
import { type Judge, judgeFor } from "./judge/judge.ts";
import { isNameable, kindOf } from "./judge/media-type.ts";
import { type Found, findOperations, readOperation } from "./judge/operations.ts";
import type { Field, JudgedOperation, Media } from "./judge/reading.ts";
import type { Failure, Outcome } from "./outcome.ts";
import { isProblem, isRefusalImpossible, proofIn, weighProof } from "./proof.ts";
import { compareCodings } from "./socket.ts";

export type Fetch = (request: Request) => Promise<Response>;

/** Methods that fetch refuses to send (Fetch §2.2.1). */
const UNSENDABLE = new Set(["TRACE", "CONNECT", "TRACK"]);

/** How a document is examined. */
export interface Examination {
  /** Without, requests are sent and digested only: the second run. */
  readonly judging: boolean;
  /** Where the same mock listens: some answers are fetched there in each content coding. */
  readonly origin?: string | undefined;
  /** Which operations are asked; all of them if left out. */
  readonly choose?: (operations: readonly Found[]) => readonly Found[];
}

/**
 * Asks everything there is to ask of one document and judges the answers.
 *
 * @param name Under which outcomes are reported.
 */
export async function* examine(
  name: string,
  path: string,
  fetch: Fetch,
  { judging, origin, choose = (operations) => operations }: Examination,
): AsyncGenerator<Outcome> {
  const document = openDocument(path);
  const operations = choose(askable(findOperations(document))).map((found) => readOperation(document, found));
  const requests = judgeFor(document, "request", operations.flatMap(requestSchemas));
  const responses = judgeFor(document, "response", operations.flatMap(responseSchemas));
  let onSocket = origin === undefined ? 0 : MAX_ON_SOCKET;
  for (const operation of operations) {
    const plan = await planRequest(requests, operation, "required");
    const full = await planRequest(requests, operation, "full");
    const examiner = new Examiner({ name, document, judge: responses, fetch, judging, operation });
    for (const ask of asksFor(operation)) yield await examiner.ask(plan, ask);
    yield await examiner.ask(full, { label: "with everything optional", wishes: {} });
    for (const invalid of await invalidPlans(requests, plan, full)) yield await examiner.refuse(invalid);
    yield* otherBodies(requests, plan, examiner);
    if (operation.method === "GET" && onSocket-- > 0) yield await examiner.transfer(plan, origin ?? "");
  }
}

/** Operations that a client can reach, each once. */
function askable(operations: readonly Found[]): readonly Found[] {
  const routes = new Set<string>();
  return operations.filter(({ method, template }) => {
    // What stands behind # in a path key never reaches a server (RFC 3986 §3.5).
    if (UNSENDABLE.has(method) || template.includes("#")) return false;
    // Templates that differ in the names of their parameters only are one and the same (OAS 3.1 §4.8.8.2).
    const route = `${method} ${template.replaceAll(/\{[^}]*\}/g, "{}")}`;
    const isNew = !routes.has(route);
    routes.add(route);
    return isNew;
  });
}

/** Answers of one document that are fetched over a socket too. */
const MAX_ON_SOCKET = 5;

/** The body as each of the other declared media types, right and wrong, and compressed. */
async function* otherBodies(requests: Judge, plan: Plan, examiner: Examiner): AsyncGenerator<Outcome> {
  const { operation, media: usual } = plan;
  if (plan.content === undefined) return;
  for (const media of operation.body?.media ?? [])
    if (media !== usual && isNameable(media.range)) yield* otherBody(requests, plan, media, examiner);
  const isCodedAnyway = operation.fields.some(({ name }) => name.toLowerCase() === "content-encoding");
  if (plan.lenient || isCodedAnyway) return;
  for (const coding of ["gzip", "br"]) {
    yield await examiner.ask({ ...plan, coding }, { label: `with a body in ${coding}`, wishes: {} });
  }
}

async function* otherBody(
  requests: Judge,
  { operation }: Plan,
  media: Media,
  examiner: Examiner,
): AsyncGenerator<Outcome> {
  const plan = await planRequest(requests, operation, "required", media);
  const full = await planRequest(requests, operation, "full", media);
  for (const [extent, each] of Object.entries({ required: plan, full })) {
    if (each.lenient || each.media !== media) continue;
    yield await examiner.ask(each, { label: `with a ${extent} body of ${media.range}`, wishes: {} });
  }
  if (plan.lenient || plan.media !== media) return;
  for (const invalid of await withFaultyBodies(requests, plan, full)) {
    yield await examiner.refuse({ ...invalid, fault: `${media.range}: ${invalid.fault}` });
  }
}

interface Surroundings {
  readonly name: string;
  readonly document: Document;
  readonly judge: Judge;
  readonly fetch: Fetch;
  readonly judging: boolean;
  readonly operation: JudgedOperation;
}

class Examiner {
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  async ask(plan: Plan, ask: Ask): Promise<Outcome> {
    const received = await this.#send(this.#apart(writeRequest(plan, ask.wishes), ask.label));
    const outcome = this.#outcome(ask.label, plan, received, false);
    if ("crash" in received || !this.#around.judging) return outcome;
    const proof = proofIn(received);
    if (proof !== undefined) return { ...outcome, ...(await weighProof(this.#context(plan), ask, proof, received)) };
    const findings = await checkAnswer(this.#context(plan), ask, received);
    const isRepeated = isRepeatable(plan, received);
    if (isRepeated) findings.failures.push(...(await this.#askAgain(plan, ask, received)));
    return { ...outcome, ...findings, isRepeated };
  }

  /** The same question by a client that has the answer already. */
  async #askAgain(plan: Plan, ask: Ask, first: Received): Promise<Failure[]> {
    const request = writeRequest(plan, ask.wishes);
    request.headers.set("if-none-match", first.headers.get("etag") ?? "");
    const second = await this.#send(request);
    return "crash" in second ? [{ kind: "crash", detail: second.crash }] : checkNotModified(first, second);
  }

  /** Fetches the plain answer over a socket in each content coding. */
  async transfer(plan: Plan, origin: string): Promise<Outcome> {
    const received = await this.#send(writeRequest(plan, {}));
    const outcome = this.#outcome("in each content coding", plan, received, false);
    const { coded, failures } = await compareCodings(origin, writeRequest(plan, {}));
    return { ...outcome, coded, failures: [...outcome.failures, ...failures] };
  }

  async refuse({ plan, fault, ...rest }: InvalidPlan): Promise<Outcome> {
    const received = await this.#send(this.#apart(writeRequest(plan, {}), fault));
    const outcome = this.#outcome(`invalid: ${fault}`, plan, received, true);
    if ("crash" in received || !this.#around.judging) return outcome;
    const findings = await checkRefusal(this.#context(plan), { fault, ...rest }, received);
    const isInstead = findings.failures.length > 0 && received.status < 500 && isProblem(received);
    if (!isInstead || !(await isRefusalImpossible(this.#context(plan), rest.statuses)))
      return { ...outcome, ...findings };
    return { ...outcome, proof: "a problem instead of a declared error that has no instance" };
  }

  #context({ values }: Plan): Context {
    return { ...this.#around, sent: [...values.keys()] };
  }

  #outcome(ask: string, plan: Plan, received: Received | { crash: string }, isInvalid: boolean): Outcome {
    const { name, operation } = this.#around;
    const sent = plan.content && kindOf(plan.content.type);
    const common = { document: name, operation: operation.name, ask, isInvalid, sent, lenient: plan.lenient };
    if (!("crash" in received)) return { ...common, digest: digestOf(received), failures: [] };
    return { ...common, digest: received.crash, failures: [{ kind: "crash", detail: received.crash }] };
  }

  /** What writes is asked in a session of its own, so that no answer depends on what was asked before it. */
  #apart(request: Request, label: string): Request {
    if (SAFE.has(request.method) || request.headers.has("x-session-id")) return request;
    const { name, operation } = this.#around;
    const question = JSON.stringify([name, operation.name, label]);
    request.headers.set("x-session-id", createHash("sha256").update(question).digest("hex").slice(0, 32));
    return request;
  }

  async #send(request: Request): Promise<Received | { crash: string }> {
    try {
      const response = await this.#around.fetch(request);
      return {
        status: response.status,
        headers: response.headers,
        bytes: new Uint8Array(await response.arrayBuffer()),
      };
    } catch (error) {
      return { crash: String(error) };
    }
  }
}

export function requestSchemas(operation: JudgedOperation): Place[] {
  const media = operation.body?.media ?? [];
  return placesOf([...operation.fields, ...media, ...media.flatMap(({ fields }) => fields ?? [])]);
}

export function responseSchemas(operation: JudgedOperation): Place[] {
  return placesOf(operation.answers.flatMap(({ media, headers }) => [...media, ...headers]));
}

function placesOf(holders: readonly Partial<Field & { itemSchema?: Place | undefined }>[]): Place[] {
  return holders.flatMap(({ schema, itemSchema }) => [schema, itemSchema]).filter((place) => place !== undefined);
}
