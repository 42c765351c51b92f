import { compileContract } from "../../src/contract/compile/compile.ts";
import type { Contract } from "../../src/contract/contract.ts";
import { loadDocument } from "../../src/contract/document/load.ts";
import { violationsOf } from "../../src/contract/request/explain.ts";
import { chooseResponse } from "../../src/contract/request/negotiate.ts";
import { compileRouter } from "../../src/contract/routing/path.ts";
import { controlDocument } from "../../src/http/admin/document.ts";

/** What the control plane answered. */
export interface ControlAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever JSON came.
  readonly json: any;
  readonly operation: string | undefined;
}

/** Asks "POST /overrides" of a control plane, and judges every answer by the control plane's own document. */
export type ControlClient = (line: string, body?: unknown, headers?: Record<string, string>) => Promise<ControlAnswer>;

export async function controlClient(url: string): Promise<ControlClient> {
  const contract = await controlContract();
  return async (line, body, headers = {}) => {
    const [method = "", path = ""] = line.split(" ");
    const sent = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
    const typed = body === undefined ? headers : { "Content-Type": "application/json", ...headers };
    const response = await fetch(`${url}/_helix${path}`, { method, headers: typed, ...sent });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    const answer = { status: response.status, headers: response.headers, json: isJson ? JSON.parse(text) : text };
    return { ...answer, operation: judged(contract, method, path, answer) };
  };
}

export async function controlContract(): Promise<Contract> {
  return compileContract(await loadDocument(JSON.parse(JSON.stringify(controlDocument))));
}

/** @returns the operation, `undefined` where the document has none @throws where the answer is not what it declares */
function judged(
  contract: Contract,
  method: string,
  path: string,
  { status, headers, json }: Omit<ControlAnswer, "operation">,
): string | undefined {
  const match = compileRouter(contract.operations).match(method, `/_helix${path}`);
  if (match.kind !== "operation") return undefined;
  const { operation } = match;
  const chosen = chooseResponse(operation, String(status));
  if (!("response" in chosen)) throw new Error(`${operation.id} declares no ${status}`);
  const type = (headers.get("content-type") ?? "").split(";")[0];
  const { content } = chosen.response;
  if (content.length === 0) {
    if (json !== "") throw new Error(`${operation.id} ${status} declares no content`);
    return operation.id;
  }
  const mediaType = content.find(({ range }) => range === type);
  if (!mediaType?.schema) throw new Error(`${operation.id} ${status} declares no ${type}`);
  const violations = violationsOf(mediaType.schema, json, "body");
  if (violations.length > 0)
    throw new Error(`${operation.id} ${status}: ${JSON.stringify(violations)} in ${JSON.stringify(json)}`);
  for (const { name, required } of chosen.response.headers) {
    if (required && !headers.has(name)) throw new Error(`${operation.id} ${status} lacks ${name}`);
  }
  return operation.id;
}
