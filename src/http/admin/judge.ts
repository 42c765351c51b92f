import type { RequestMessage } from "../../base/exchange.ts";
import { essenceOf } from "../../base/media-type.ts";
import type { ProblemDetails } from "../../base/problem.ts";
import { compileContract } from "../../contract/compile/compile.ts";
import { loadDocument } from "../../contract/document/load.ts";
import type { Call } from "../../contract/request/call.ts";
import { type CallReading, readCall } from "../../contract/request/read-call.ts";
import { usualReading } from "../../contract/request/reading-settings.ts";
import { compileRouter, type Router } from "../../contract/routing/path.ts";
import { bodyTooLarge } from "../refusal.ts";
import { controlDocument } from "./document.ts";
import { controlMediaType, controlNotFound } from "./refusal.ts";

let router: Promise<Router> | undefined;

/** The document is compiled when somebody first uses the control plane. */
async function compiled(): Promise<Router> {
  router ??= loadDocument(controlDocument).then((loaded) => compileRouter(compileContract(loaded).operations));
  return router;
}

/** Reads a request as the control plane's own document says, or tells what is wrong with it. */
export async function judge(
  request: RequestMessage,
  maxBody: number,
): Promise<Call | { readonly problem: ProblemDetails }> {
  const match = (await compiled()).match(request.method, request.target);
  if (match.kind !== "operation") return { problem: controlNotFound };
  // Also where the document asks for no body: a page's form must not pass for one.
  const type = essenceOf(request.headers["content-type"] ?? "");
  if (request.body.length > 0 && type !== "application/json") return { problem: controlMediaType };
  const reading = readCall(match, request, { ...usualReading, maxBody, strict: true });
  const problem = problemOf(reading, maxBody);
  return problem ? { problem } : reading.call;
}

function problemOf(
  { call, malformed, tooLarge, unsupportedCoding }: CallReading,
  maxBody: number,
): ProblemDetails | undefined {
  const { violations } = call;
  if (violations.length === 0) return undefined;
  if (tooLarge) return bodyTooLarge(maxBody);
  const detail = violations.map(({ message }) => message).join(" ");
  if (unsupportedCoding) return { status: 415, code: "coding-unsupported", detail, violations };
  if (malformed) return { status: 400, code: "body-malformed", detail, violations };
  return { status: 422, code: "control-invalid", detail, violations };
}
