import { hash } from "node:crypto";
import type { RequestMessage } from "../base/exchange.ts";
import { isObject, type JsonObject, type JsonValue, MAX_JSON_DEPTH, parseJsonText } from "../base/json.ts";
import { TwoGenerations } from "../base/two-generations.ts";
import type { DeclaredResponse, Operation } from "../contract/operation.ts";
import type { Draft, ResponseSource } from "../sources/source.ts";
import type { Selection } from "./select.ts";

/** An answer as it was once, before it became bytes: whatever is remembered elsewhere is held to the contract again. */
interface Remembered {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: JsonValue | undefined;
  readonly headers: JsonObject | undefined;
  readonly source: string;
}

/**
 * Fields that no answer depends on, unless its operation declares them: of the connection, of tracing, of conditions and
 * codings that are looked at when the answer is there, and the session, which has its own place.
 */
const incidental =
  /^(?:accept-encoding|cache-control|connection|content-length|date|dnt|if-.*|keep-alive|origin|pragma|priority|referer|sec-.*|te|traceparent|tracestate|transfer-encoding|upgrade-.*|user-agent|via|x-request-id|x-session-id)$/;

/**
 * Names a question: two requests with the same name have the same answer in the same session.
 *
 * @param basis - what else answers depend on: the document, the settings
 */
export function questionOf(request: RequestMessage, operation: Operation, basis: string): string {
  const { method, target, headers, unwatchedHeaders = headers, body } = request;
  const fields = fieldsOf(request, operation).map((name) => `${name}: ${unwatchedHeaders[name]}`);
  const content = body.length > 0 ? hash("sha256", body, "base64url") : "";
  // Short, because many are kept, and clients decide on how long their fields are.
  return hash("sha256", [basis, method, target, content, ...fields.sort()].join("\n"), "base64url");
}

/** Names of the fields on which an answer may depend. */
function fieldsOf({ headers, unwatchedHeaders = headers }: RequestMessage, operation: Operation): string[] {
  const declared = declaredFields(operation);
  const names: string[] = [];
  for (const name in unwatchedHeaders) if (declared.has(name) || !isIncidental(name)) names.push(name);
  return names;
}

/** For who notes which fields an answer depends on: one that is remembered depends on all that its question names. */
export function lookAtFields(request: RequestMessage, operation: Operation | undefined): void {
  if (operation) for (const name of fieldsOf(request, operation)) request.headers[name];
}

const verdicts = new TwoGenerations<boolean>(1000);

/** Names of fields are few, and a Map is quicker than a pattern. */
function isIncidental(name: string): boolean {
  const known = verdicts.get(name) ?? incidental.test(name);
  verdicts.refresh(name, known);
  return known;
}

const declarations = new WeakMap<Operation, ReadonlySet<string>>();

function declaredFields(operation: Operation): ReadonlySet<string> {
  const known =
    declarations.get(operation) ??
    new Set(operation.parameters.filter((one) => one.in === "header").map(({ name }) => name.toLowerCase()));
  declarations.set(operation, known);
  return known;
}

/** The answer as text that can be kept. */
export function asText({ status, contentType }: Selection, { body, headers }: Draft, source: string): string {
  return JSON.stringify({ status, contentType, body, headers, source } satisfies Remembered);
}

/** A source that says again what was remembered; none where that is no answer with this status and media type. */
export function remembering(text: string | undefined, selection: Selection): readonly ResponseSource[] {
  if (text === undefined) return none;
  const parsed = parseJsonText(text, MAX_JSON_DEPTH + 10);
  const value = "value" in parsed ? parsed.value : undefined;
  const { status, contentType } = selection;
  if (!isObject(value) || value["status"] !== status || value["contentType"] !== contentType) return none;
  const { body, headers = {}, source } = value as Partial<Remembered>;
  if (!isObject(headers) || typeof source !== "string") return none;
  const trusted = trustedHeaders(headers as JsonObject, selection.response);
  return [{ name: source, replayable: true, offer: () => ({ body, headers: trusted }) }];
}

/**
 * What a source may say in header fields by itself: those that the response declares, and where to find what it made.
 * What is kept elsewhere may have been written by anybody.
 */
export function trustedHeaders(headers: JsonObject, declared: DeclaredResponse): JsonObject {
  const names = new Set([...declared.headers.map(({ name }) => name), "Location"]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => names.has(name)));
}

const none: readonly ResponseSource[] = [];
