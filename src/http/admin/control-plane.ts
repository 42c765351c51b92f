import Router from "@koa/router";
import type Koa from "koa";
import type { Context } from "koa";
import { HelixError } from "../../base/errors.ts";
import { type ProblemDetails, problemResponse } from "../../base/problem.ts";
import { OverrideError } from "../../sources/overrides/violation.ts";
import { readRequest } from "../messages.ts";
import { refuseCaller } from "./guard.ts";
import { judge } from "./judge.ts";
import type { ControlOptions } from "./options.ts";
import { controlNotFound } from "./refusal.ts";
import type { ControlRoute, Reply } from "./route.ts";
import { controlRoutes } from "./routes.ts";

const root = "/_helix";

/** Whether a request target belongs to the control plane, which wins over whatever the document has there. */
export function isControlTarget(target = ""): boolean {
  return target.startsWith(root) && /^(?:[/?]|$)/.test(target.slice(root.length));
}

/** Adds Helix's own pages to the application. */
export function addControlPlane(app: Koa, options: ControlOptions): void {
  const router = controlRouter(options);
  app.use(router.routes());
  app.use((context) => {
    const { matched = [] } = context as { matched?: readonly { methods: readonly string[] }[] };
    if (matched.length === 0) return send(context, { problem: controlNotFound });
    const allowed = [...new Set(matched.flatMap(({ methods }) => methods))];
    return send(context, { problem: methodNotAllowed(context.method, allowed) });
  });
}

/** The pages as Koa routes them. */
export function controlRouter(options: ControlOptions): Router {
  const router = new Router({ prefix: root });
  for (const route of controlRoutes(options)) {
    const path = route.path.replaceAll(/\{(\w+)\}/g, ":$1");
    router[route.method](path, async (context: Context) => send(context, await answer(context, route, options)));
  }
  return router;
}

async function answer(context: Context, route: ControlRoute, options: ControlOptions): Promise<Reply> {
  const refusal = route.isOpen ? undefined : refuseCaller(context.req, options);
  if (refusal) return { problem: refusal };
  const reading = await readRequest(context.req, options.maxBody);
  // The client went away; whatever is written reaches nobody.
  if (reading === undefined) return { problem: controlNotFound };
  if ("refusal" in reading) return { problem: reading.refusal };
  const call = await judge(reading.request, options.maxBody);
  if ("problem" in call) return call;
  try {
    return await route.answer(call);
  } catch (error) {
    if (!(error instanceof HelixError)) throw error;
    const { status, code, message: detail } = error;
    return {
      problem: { status, code, detail, violations: error instanceof OverrideError ? error.violations : undefined },
    };
  }
}

function methodNotAllowed(method: string, allowed: readonly string[]): ProblemDetails {
  const detail = `This page does not support ${method}; it supports ${allowed.join(", ")}.`;
  return { status: 405, code: "method-not-allowed", detail, headers: { Allow: allowed.join(", ") } };
}

function send(context: Context, reply: Reply): void {
  if ("problem" in reply) {
    const { status, headers, body } = problemResponse(reply.problem);
    context.status = status;
    context.body = body;
    for (const [name, value] of Object.entries(headers)) context.set(name, [value].flat());
    return;
  }
  context.status = reply.status;
  if (reply.body !== undefined) context.body = reply.body;
  context.set({ ...reply.headers });
}
