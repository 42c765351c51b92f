import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { stopwatch } from "../base/clock.ts";
import type { Exchange, RequestHeaders, ResponseMessage } from "../base/exchange.ts";
import { requestIdFrom } from "../base/request-id.ts";
import { TwoGenerations } from "../base/two-generations.ts";
import { headText, RoomyBody, sendDirectly } from "./direct.ts";
import { hasBody, type ReadyResponse, refuseHead, writeByNode } from "./messages.ts";
import { watchFields } from "./watched-fields.ts";

/** What the memory needs of the gateway and of the log. */
export interface RecallOptions {
  /** Changes its identity whenever the same question may get another answer. */
  readonly edition: () => object;
  readonly onExchange: (exchange: Exchange, milliseconds: number) => void;
}

/** How many questions are known that were asked once; and the bytes of answers that are kept, for each of two generations. */
const MAX_QUESTIONS = 10_000;
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
/** How many answers are kept of one question. */
const MAX_VARIANTS = 16;
/** What an answer takes beside its body: head, fields and bookkeeping. */
const OVERHEAD_BYTES = 1024;
/** Longer names of sessions are refused anyway. */
const MAX_SESSION_LENGTH = 130;
/** Longer targets are not worth their place. */
const MAX_TARGET_LENGTH = 2000;

/** An answer as it goes over the wire, for every request whose fields have these values. */
interface Variant {
  readonly names: readonly string[];
  readonly values: readonly (string | undefined)[];
  readonly ready: ReadyResponse;
  /** Where in the answer's fields the request's own id stands; 0 where it does not. */
  readonly requestIdAt: number;
  /** The head as text, before and behind the id. */
  readonly head: readonly string[] | undefined;
  readonly body: RoomyBody | string | undefined;
  readonly exchange: Omit<Exchange, "request" | "requestId">;
}

/**
 * The first-level memory: what was asked before is answered with the same bytes, in front of Koa and of everything else
 * (a fifth of the CPU of the whole way round; see docs/performance.md).
 *
 * A question is a GET of one target in one session. Which header fields its answer depends on is not listed anywhere: when an answer
 * is kept, so are the fields that were read on the way, found or not, and only a request that has the same values there
 * is given that answer, as with the fields that `Vary` names (RFC 9111 §4.1). What is asked only once is not kept.
 */
export class Recall {
  readonly #options: RecallOptions;
  #edition: object;
  /** Questions that were asked. */
  readonly #questions = new TwoGenerations<true>(MAX_QUESTIONS);
  /** By question, the newest first. */
  readonly #variants = new TwoGenerations<readonly Variant[]>(MAX_ANSWER_BYTES);

  constructor(options: RecallOptions) {
    this.#options = options;
    this.#edition = options.edition();
  }

  /**
   * @param otherwise - answers the request where memory does not; called at once, or after the session was looked up
   *   elsewhere
   */
  answer(incoming: IncomingMessage, response: ServerResponse, otherwise: () => void): void {
    const elapsed = stopwatch();
    const { variant, holds = false } = this.#find(incoming) ?? {};
    const settle = (still: boolean): void => {
      if (variant && still) this.#send(incoming, response, variant, elapsed);
      else otherwise();
    };
    if (typeof holds === "boolean") settle(holds);
    // Where it cannot be told, whoever answers anew says what is wrong.
    else holds.catch(() => false).then(settle);
  }

  /** The answer to the request, and whether it still is one; `undefined` where there is none. */
  #find(incoming: IncomingMessage): { variant: Variant; holds: true | Promise<boolean> } | undefined {
    const question = questionOf(incoming);
    if (question === undefined) return undefined;
    this.#renew();
    const variants = this.#variants.get(question);
    if (variants === undefined || refuseHead(incoming)) return undefined;
    const headers = incoming.headers as RequestHeaders;
    for (const variant of variants) {
      const { names, values, exchange } = variant;
      const holds = names.every((name, at) => headers[name] === values[at]) && exchange.replayable();
      if (holds === false) continue;
      this.#variants.refresh(question, variants, weightOf(question, variants));
      return { variant, holds };
    }
    return undefined;
  }

  #send(incoming: IncomingMessage, response: ServerResponse, variant: Variant, elapsed: () => number): void {
    const { url = "/" } = incoming;
    const headers = incoming.headers as RequestHeaders;
    const requestId = requestIdFrom(headers["x-request-id"]);
    write(incoming, response, variant, requestId);
    this.#options.onExchange(exchangeOf(variant.exchange, url, headers, requestId), elapsed());
  }

  /** Looks on while a request is answered that may be asked again; `undefined` where there is no need to. */
  watch(incoming: IncomingMessage, headers: RequestHeaders): Watch | undefined {
    const question = questionOf(incoming);
    if (question === undefined) return undefined;
    this.#renew();
    if (this.#questions.get(question) === undefined) {
      this.#questions.set(question, true);
      return undefined;
    }
    const watched = watchFields(headers);
    const edition = this.#edition;
    return {
      headers: watched.headers,
      keep: (exchange, ready) => {
        const names = watched.read();
        if (!names || edition !== this.#edition || ready.pacing) return;
        const holds = exchange.replayable();
        if (holds === false) return;
        // Where it is not known at once whether the answer still holds, it is asked when the answer is wanted.
        if (typeof holds !== "boolean") holds.catch(() => false);
        this.#keep(question, variantOf([...names], headers, exchange, ready));
      },
    };
  }

  #keep(question: string, variant: Variant): void {
    const others = this.#variants.get(question) ?? [];
    const variants = [variant, ...others.slice(0, MAX_VARIANTS - 1)];
    this.#variants.set(question, variants, weightOf(question, variants));
  }

  /** Forgets everything where the answers may have changed. */
  #renew(): void {
    const edition = this.#options.edition();
    if (edition === this.#edition) return;
    this.#edition = edition;
    this.#questions.clear();
    this.#variants.clear();
  }
}

/** Sees how a request is answered. */
export interface Watch {
  /** To be read instead of the request's own. */
  readonly headers: RequestHeaders;
  /** Remembers the answer, where the same question will get it again. */
  keep(exchange: Exchange, ready: ReadyResponse): void;
}

const nothing = new Uint8Array(0);

/**
 * What a request asks, as a key: its target, and the session that it names, so that many sessions do not drive out each
 * other's answers. `undefined` for a request whose answer is not remembered.
 */
function questionOf(incoming: IncomingMessage): string | undefined {
  const { method, url = "/" } = incoming;
  if (method !== "GET" || url.length > MAX_TARGET_LENGTH || hasBody(incoming)) return undefined;
  const session = incoming.headers["x-session-id"] as string | undefined;
  // No target has a space in it.
  return session === undefined ? url : `${url} ${session.slice(0, MAX_SESSION_LENGTH)}`;
}

function variantOf(
  names: readonly string[],
  headers: RequestHeaders,
  exchange: Exchange,
  ready: ReadyResponse,
): Variant {
  const { operation, violations, provenance, replayable, response } = exchange;
  const requestIdAt = ready.fields.findIndex((name, at) => at % 2 === 0 && name === "X-Request-Id") + 1;
  const body = typeof ready.body === "object" ? new RoomyBody(ready.body) : ready.body;
  return {
    names,
    values: names.map((name) => headers[name]),
    ready: { ...ready, body: body instanceof RoomyBody ? body.content : body },
    requestIdAt,
    head: headText(withRequestId(ready, requestIdAt, idMark))?.split(idMark),
    body,
    exchange: { operation, violations, provenance, replayable, response: withoutRequestId(response) },
  };
}

/** Stands for the request's id in the text of a head. Drawn in each process, so that no field holds it. */
const idMark = randomUUID();

/** Member by member: spreading the object took 5 µs. */
function exchangeOf(
  { operation, violations, provenance, replayable, response }: Variant["exchange"],
  target: string,
  headers: RequestHeaders,
  requestId: string,
): Exchange {
  const request = { method: "GET", target, headers, body: nothing };
  return { request, response, operation, violations, provenance, replayable, requestId };
}

function weightOf(question: string, variants: readonly Variant[]): number {
  let weight = 2 * question.length;
  for (const { ready } of variants) weight += OVERHEAD_BYTES + (ready.body?.length ?? 0);
  return weight;
}

function write(
  incoming: IncomingMessage,
  response: ServerResponse,
  { ready, requestIdAt, head, body }: Variant,
  requestId: string,
): void {
  if (sendDirectly(incoming, response, head?.join(requestId), body)) return;
  writeByNode(response, withRequestId(ready, requestIdAt, requestId));
}

function withRequestId(ready: ReadyResponse, at: number, requestId: string): ReadyResponse {
  return at === 0 ? ready : { ...ready, fields: ready.fields.with(at, requestId) };
}

function withoutRequestId(response: ResponseMessage): ResponseMessage {
  const { "X-Request-Id": _, ...headers } = response.headers;
  return { ...response, headers };
}
