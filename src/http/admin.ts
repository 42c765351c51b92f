import Router from "@koa/router";
import type Koa from "koa";
import type { Context, Next } from "koa";
import { asMarkdown } from "../base/explanation.ts";
import { explanations } from "../base/explanations.ts";
import { type ProblemDetails, problemResponse } from "../base/problem.ts";
import type { Sessions } from "../session/sessions.ts";
import type { DocumentState } from "./document-state.ts";
import { controlForbidden, controlNotFound } from "./refusal.ts";

const root = "/_helix";

/** What the control plane tells of and where it may be reached. */
export interface ControlPlaneOptions {
  /** The address that the server listens on, also a name by which the control plane may be reached. */
  readonly host: string;
  readonly documents: () => readonly DocumentState[];
  readonly sessions: Pick<Sessions, "list" | "reset">;
}

/** Whether a request target belongs to the control plane, which wins over whatever the document has there. */
export function isControlTarget(target = ""): boolean {
  return target.startsWith(root) && /^(?:[/?]|$)/.test(target.slice(root.length));
}

/** Adds Helix's own pages to the application. */
export function addControlPlane(app: Koa, { host, documents, sessions }: ControlPlaneOptions): void {
  const router = new Router({ prefix: root });
  router.get("/health", (context) => {
    context.body = { status: "ok" };
  });
  router.get("/documents", guard(host), (context) => {
    context.body = documents();
  });
  router.get("/sessions", guard(host), async (context) => {
    context.body = await sessions.list();
  });
  router.delete("/sessions/:id", guard(host), async (context) => {
    await sessions.reset(context.params["id"] ?? "");
    context.status = 204;
  });
  router.post("/reset", guard(host), async (context) => {
    await sessions.reset();
    context.status = 204;
  });
  router.get("/problems/:code", guard(host), (context) => explain(context, context.params["code"] ?? ""));
  app.use(router.routes()).use(router.allowedMethods());
  app.use((context) => refuse(context, controlNotFound));
}

/**
 * Admits this machine only. The `Host` is checked beside the peer's address because a web page can have its own name
 * resolve to the loopback address (DNS rebinding) and would then speak for the visitor's machine; the `Origin`, because
 * a page can send requests to another host without reading their answers (cross-site request forgery).
 */
function guard(host: string): (context: Context, next: Next) => Promise<void> {
  return async (context, next) => {
    const { headers, socket } = context.req;
    const { origin } = headers;
    const names = [headers.host ?? "", ...(origin === undefined ? [] : [authorityOf(origin)])].map(hostName);
    const isHere = (name: string): boolean => isLoopback(name) || name === host;
    if (isLoopback(socket.remoteAddress ?? "") && names.every(isHere)) return next();
    refuse(context, controlForbidden);
  };
}

/** Host and port of an origin; "" for one that is none, such as "null" (RFC 6454 §7). */
function authorityOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : "";
}

/** The name in a Host field, without port and brackets (RFC 9110 §7.2). */
function hostName(host: string): string {
  return host
    .replace(/:\d*$/, "")
    .replace(/^\[(.*)\]$/, "$1")
    .toLowerCase();
}

function isLoopback(name: string): boolean {
  return name === "localhost" || name === "::1" || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(name);
}

function explain(context: Context, code: string): void {
  const explanation = explanations.get(code);
  if (!explanation) refuse(context, { ...controlNotFound, detail: `"${code}" is not a code of Helix.` });
  else if (context.accepts("json", "markdown") === "json") context.body = { code, ...explanation };
  else {
    context.type = "text/markdown";
    context.body = asMarkdown(code, explanation);
  }
}

function refuse(context: Context, refusal: ProblemDetails): void {
  const { status, headers, body } = problemResponse(refusal);
  context.status = status;
  context.body = body;
  context.set({ "Content-Type": String(headers["Content-Type"]) });
}
