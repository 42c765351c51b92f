import type { IncomingMessage, ServerResponse } from "node:http";
import { stopwatch } from "../base/clock.ts";
import type { Exchange, RequestHeaders, ResponseMessage } from "../base/exchange.ts";
import { requestIdFrom } from "../base/request-id.ts";
import { TwoGenerations } from "../base/two-generations.ts";
import { hasBody, type ReadyResponse, refuseHead, writeAtOnce } from "./messages.ts";
import { watchFields } from "./watched-fields.ts";

/** What the memory needs of the gateway and of the log. */
export interface RecallOptions {
  /** Changes its identity whenever the same question may get another answer. */
  readonly edition: () => object;
  readonly onExchange: (exchange: Exchange, milliseconds: number) => void;
}

/** How many questions are known; and the bytes of answers that are kept, for each of two generations. */
const MAX_QUESTIONS = 10_000;
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
/** What an answer takes beside its body: head, key and bookkeeping. */
const OVERHEAD_BYTES = 1024;
/** Longer targets are not worth their place. */
const MAX_TARGET_LENGTH = 2000;

/** An answer as it goes over the wire. */
interface Remembered {
  readonly ready: ReadyResponse;
  /** Where in the fields the request's own id stands; -1 where it does not. */
  readonly requestIdAt: number;
  readonly exchange: Omit<Exchange, "request" | "requestId">;
}

/**
 * The first-level memory: what was asked before is answered with the same bytes, in front of Koa and of everything else
 * (a third of the CPU of the whole way round; see docs/performance.md).
 *
 * A question is a GET of one target. Which header fields its answer depends on is not listed anywhere: the first time
 * that an answer is kept, the fields that were read on the way are noted, and their values become part of the key, like
 * the fields that `Vary` names (RFC 9111 §4.1). What is asked only once is not kept.
 */
export class Recall {
  readonly #options: RecallOptions;
  #edition: object;
  /** Names of the fields that matter, by target; none yet for a target that was asked for once. */
  readonly #questions = new TwoGenerations<readonly string[]>(MAX_QUESTIONS);
  readonly #answers = new TwoGenerations<Remembered>(MAX_ANSWER_BYTES);

  constructor(options: RecallOptions) {
    this.#options = options;
    this.#edition = options.edition();
  }

  /** @returns whether the request was answered from memory */
  answer(incoming: IncomingMessage, response: ServerResponse): boolean {
    const { url = "/" } = incoming;
    if (!isQuestion(incoming)) return false;
    const fields = this.#fieldsOf(url);
    if (fields === undefined || refuseHead(incoming)) return false;
    const elapsed = stopwatch();
    const key = keyOf(url, fields, incoming.headers as RequestHeaders);
    const found = this.#answers.get(key);
    if (!found) return false;
    this.#answers.refresh(key, found, weightOf(key, found.ready));
    const requestId = requestIdFrom(incoming.headers["x-request-id"] as string | undefined);
    write(response, found, requestId);
    const request = { method: "GET", target: url, headers: incoming.headers as RequestHeaders, body: nothing };
    this.#options.onExchange({ ...found.exchange, request, requestId }, elapsed());
    return true;
  }

  /** Looks on while a request is answered that may be asked again; `undefined` where there is no need to. */
  watch(incoming: IncomingMessage, headers: RequestHeaders): Watch | undefined {
    const { url = "/" } = incoming;
    if (!isQuestion(incoming)) return undefined;
    const fields = this.#fieldsOf(url);
    if (fields === undefined) {
      this.#questions.set(url, []);
      return undefined;
    }
    const watched = watchFields(headers);
    const edition = this.#edition;
    return {
      headers: watched.headers,
      keep: (exchange, ready) => {
        const read = watched.read();
        if (!read || edition !== this.#edition || !exchange.replayable || ready.pacing) return;
        this.#keep(url, [...new Set([...fields, ...read])].sort(), headers, exchange, ready);
      },
    };
  }

  #keep(
    url: string,
    fields: readonly string[],
    headers: RequestHeaders,
    { operation, violations, provenance, replayable, response, requestId }: Exchange,
    ready: ReadyResponse,
  ): void {
    const at = ready.fields.indexOf(requestId);
    this.#questions.set(url, fields);
    const exchange = { operation, violations, provenance, replayable, response: withoutRequestId(response) };
    const key = keyOf(url, fields, headers);
    this.#answers.set(key, { ready, requestIdAt: at, exchange }, weightOf(key, ready));
  }

  /** @returns `undefined` for a target that nobody has asked for since the answers changed */
  #fieldsOf(url: string): readonly string[] | undefined {
    const edition = this.#options.edition();
    if (edition !== this.#edition) {
      this.#edition = edition;
      this.#questions.clear();
      this.#answers.clear();
    }
    return this.#questions.get(url);
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

function isQuestion(incoming: IncomingMessage): boolean {
  return incoming.method === "GET" && (incoming.url?.length ?? 0) <= MAX_TARGET_LENGTH && !hasBody(incoming);
}

/** Fields that were not sent differ from those that were sent empty. */
function keyOf(url: string, fields: readonly string[], headers: RequestHeaders): string {
  let key = url;
  for (const name of fields) {
    const value = headers[name];
    key += value === undefined ? "\n" : `\n=${value}`;
  }
  return key;
}

function weightOf(key: string, { body }: ReadyResponse): number {
  return OVERHEAD_BYTES + 2 * key.length + (body?.length ?? 0);
}

function write(response: ServerResponse, { ready, requestIdAt }: Remembered, requestId: string): void {
  const fields = ready.fields.slice();
  if (requestIdAt >= 0) fields[requestIdAt] = requestId;
  writeAtOnce(response, ready.status, fields, ready.body);
}

function withoutRequestId(response: ResponseMessage): ResponseMessage {
  const { "X-Request-Id": _, ...headers } = response.headers;
  return { ...response, headers };
}
