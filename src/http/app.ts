import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import Koa from "koa";
import { stopwatch } from "../base/clock.ts";
import type { Exchange, RequestMessage } from "../base/exchange.ts";
import { internalFailure, type ProblemDetails, problemResponse } from "../base/problem.ts";
import { requestIdFrom } from "../base/request-id.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { addControlPlane, isControlTarget } from "./admin/control-plane.ts";
import type { ControlOptions } from "./admin/options.ts";
import { compressed } from "./compression.ts";
import { corsHeaders, grantPreflight } from "./cors.ts";
import { headOf, originForm, readRequest, readyResponse, writeResponse } from "./messages.ts";
import { Recall } from "./recall.ts";
import { answerSteadyHealth } from "./steady.ts";

/** What the application needs from outside. */
export interface AppOptions {
  readonly gateway: Gateway;
  readonly control: ControlOptions;
  readonly cors: boolean;
  /** Whether answers are compressed for clients that accept it. */
  readonly compression: boolean;
  /** Greatest number of bytes of a request body. */
  readonly maxBody: number;
  /** Hears of every exchange once it is written, with the milliseconds it took. */
  readonly onExchange: (exchange: Exchange, milliseconds: number) => void;
  /** Hears of errors that nobody raised on purpose. The client has got a bare 500. */
  readonly onBug: (error: unknown) => void;
}

/** Answers every request: from memory where it can, else by the Koa application behind it. */
export function createListener(options: AppOptions): RequestListener {
  const recall = new Recall({ edition: () => options.gateway.edition, onExchange: options.onExchange });
  const straight = createApp(options, recall).callback();
  return (incoming, response) => recall.answer(incoming, response, () => straight(incoming, response));
}

/** The Koa application: the control plane under `/_helix`, the mock everywhere else. */
function createApp(options: AppOptions, recall: Recall): Koa {
  const app = new Koa();
  app.on("error", (error: Error) => {
    // Errors with a system code tell that a client went away while it was being answered.
    if (!("code" in error)) options.onBug(error);
  });
  app.use(async (context, next) => {
    if (isControlTarget(originForm(context.req.url ?? "/"))) return next();
    // The mock writes by itself: Koa would set types and lengths that the contract has already settled.
    context.respond = false;
    await answer(context.req, context.res, options, recall);
  });
  addControlPlane(app, options.control);
  return app;
}

/** Reads, asks the gateway, writes. Whatever goes wrong ends here, so that no request can end the process. */
async function answer(
  incoming: IncomingMessage,
  response: ServerResponse,
  options: AppOptions,
  recall: Recall,
): Promise<void> {
  const elapsed = stopwatch();
  try {
    const reading = await readRequest(incoming, options.maxBody);
    if (reading === undefined) return;
    const watch = "request" in reading ? recall.watch(incoming, reading.request.headers) : undefined;
    const exchange =
      "refusal" in reading
        ? refused(incoming, reading.refusal)
        : await exchangeFor(watch ? watchedRequest(reading.request, watch.headers) : reading.request, options);
    const { headers } = exchange.request;
    const message = options.compression ? await compressed(exchange.response, headers) : exchange.response;
    const ready = readyResponse(message, incoming.method, options.cors ? corsHeaders(headers) : {});
    watch?.keep(exchange, ready);
    await writeResponse(incoming, response, ready);
    options.onExchange(exchange, elapsed());
  } catch (error) {
    options.onBug(error);
    if (response.headersSent) response.destroy();
    else await writeResponse(incoming, response, readyResponse(problemResponse(internalFailure), incoming.method, {}));
  }
}

async function exchangeFor(request: RequestMessage, { gateway }: AppOptions): Promise<Exchange> {
  return answerSteadyHealth(grantPreflight(await gateway.handle(request)));
}

function watchedRequest(request: RequestMessage, headers: RequestMessage["headers"]): RequestMessage {
  return { ...request, headers, unwatchedHeaders: request.headers };
}

/** The exchange of a request that the gateway never saw. */
function refused(incoming: IncomingMessage, refusal: ProblemDetails): Exchange {
  const requestId = requestIdFrom(incoming.headers["x-request-id"] as string | undefined);
  const headers = { "X-Helix-Source": "refusal", "X-Request-Id": requestId };
  return {
    request: headOf(incoming),
    response: problemResponse({ ...refusal, headers }),
    violations: [],
    provenance: [],
    replayable: () => false,
    requestId,
  };
}
