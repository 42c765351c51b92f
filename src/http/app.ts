import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import Koa from "koa";
import { stopwatch } from "../base/clock.ts";
import type { Exchange } from "../base/exchange.ts";
import { internalFailure, type ProblemDetails, problemResponse } from "../base/problem.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { addControlPlane, type ControlPlaneOptions, isControlTarget } from "./admin.ts";
import { compressed } from "./compression.ts";
import { corsHeaders, grantPreflight } from "./cors.ts";
import { headOf, originForm, readRequest, writeResponse } from "./messages.ts";
import { answerSteadyHealth } from "./steady.ts";

/** What the application needs from outside. */
export interface AppOptions extends ControlPlaneOptions {
  readonly gateway: Gateway;
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

/** The Koa application: the control plane under `/_helix`, the mock everywhere else. */
export function createApp(options: AppOptions): Koa {
  const app = new Koa();
  app.on("error", (error: Error) => {
    // Errors with a system code tell that a client went away while it was being answered.
    if (!("code" in error)) options.onBug(error);
  });
  app.use(async (context, next) => {
    if (isControlTarget(originForm(context.req.url ?? "/"))) return next();
    // The mock writes by itself: Koa would set types and lengths that the contract has already settled.
    context.respond = false;
    await answer(context.req, context.res, options);
  });
  addControlPlane(app, options);
  return app;
}

/** Reads, asks the gateway, writes. Whatever goes wrong ends here, so that no request can end the process. */
async function answer(incoming: IncomingMessage, response: ServerResponse, options: AppOptions): Promise<void> {
  const elapsed = stopwatch();
  try {
    const reading = await readRequest(incoming, options.maxBody);
    if (reading === undefined) return;
    const exchange =
      "refusal" in reading
        ? refused(incoming, reading.refusal)
        : answerSteadyHealth(grantPreflight(await options.gateway.handle(reading.request)));
    const { headers } = exchange.request;
    const message = options.compression ? await compressed(exchange.response, headers) : exchange.response;
    await writeResponse(response, message, options.cors ? corsHeaders(headers) : {});
    options.onExchange(exchange, elapsed());
  } catch (error) {
    options.onBug(error);
    if (response.headersSent) response.destroy();
    else await writeResponse(response, problemResponse(internalFailure), {});
  }
}

/** The exchange of a request that the gateway never saw. */
function refused(incoming: IncomingMessage, refusal: ProblemDetails): Exchange {
  const requestId = randomUUID();
  const headers = { "X-Helix-Source": "refusal", "X-Request-Id": requestId };
  return {
    request: headOf(incoming),
    response: problemResponse({ ...refusal, headers }),
    violations: [],
    provenance: [],
    requestId,
  };
}
