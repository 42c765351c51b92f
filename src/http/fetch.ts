import { stopwatch } from "../base/clock.ts";
import type { Exchange, Pacing, RequestMessage, ResponseMessage } from "../base/exchange.ts";
import { problemResponse } from "../base/problem.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { pacedPieces } from "./pacing.ts";
import { bodyTooLarge } from "./refusal.ts";

/**
 * Answers a request of the Fetch API without a socket.
 *
 * @param options - the greatest number of bytes of the body, and who hears of the exchange
 */
export async function answerFetch(
  gateway: Gateway,
  request: Request,
  { maxBody, onExchange }: { maxBody: number; onExchange: (exchange: Exchange, milliseconds: number) => void },
): Promise<Response> {
  const elapsed = stopwatch();
  const message = await readFetchRequest(request);
  if (message.body.length > maxBody) return toFetchResponse(problemResponse(bodyTooLarge(maxBody)));
  const exchange = await gateway.handle(message);
  onExchange(exchange, elapsed());
  return toFetchResponse(exchange.response);
}

async function readFetchRequest(request: Request): Promise<RequestMessage> {
  const { pathname, search } = new URL(request.url);
  return {
    method: request.method,
    target: pathname + search,
    headers: Object.assign(Object.create(null), Object.fromEntries(request.headers)),
    body: new Uint8Array(await request.arrayBuffer()),
  };
}

function toFetchResponse({ status, headers: fields, body, pacing }: ResponseMessage): Response {
  const headers = new Headers();
  for (const [name, values] of Object.entries(fields)) {
    for (const value of [values].flat()) headers.append(name, value);
  }
  return new Response(body && pacing ? pacedStream(body, pacing) : (body ?? null), { status, headers });
}

function pacedStream(body: Uint8Array, pacing: Pacing): ReadableStream<Uint8Array> {
  const gone = new AbortController();
  const pieces = pacedPieces(body, pacing, gone.signal);
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: () => gone.abort(),
  });
}
