import { gzipSync } from "node:zlib";
import { kindOf } from "../judge/body.ts";
import type { Field, Media } from "../judge/reading.ts";
import { encodeField, encodeForm, encodeMultipart } from "./encode.ts";
import type { Plan } from "./request.ts";

/** What the request asks for besides its own values. */
export interface Wishes {
  readonly accept?: string | undefined;
  readonly prefer?: string | undefined;
  readonly underBasePath?: boolean | undefined;
}

/** The parts of a request while they are collected. */
interface Draft {
  path: string;
  readonly query: string[];
  readonly cookies: string[];
  readonly headers: Headers;
}

/** Writes the plan. Nothing in it depends on time, chance or the process. */
export function writeRequest(plan: Plan, wishes: Wishes): Request {
  const { operation } = plan;
  const draft: Draft = { path: operation.template, query: [], cookies: [], headers: new Headers() };
  for (const [field, value] of plan.values) placeField(draft, field, value);
  for (const { name, value, in: place } of operation.credentials) {
    if (place === "query") draft.query.push(`${encodeURIComponent(name)}=${value}`);
    else if (place === "cookie") draft.cookies.push(`${name}=${value}`);
    else draft.headers.set(name, value);
  }
  if (draft.cookies.length > 0) draft.headers.set("cookie", draft.cookies.join("; "));
  if (wishes.accept !== undefined) draft.headers.set("accept", wishes.accept);
  const preferences = [wishes.prefer, plan.lenient ? "handling=lenient" : ""].filter((wish) => wish);
  if (preferences.length > 0) draft.headers.set("prefer", preferences.join(", "));
  const body =
    plan.media === undefined ? {} : { body: encoded(writeBody(plan.media, plan.body, draft.headers), draft) };
  const url = `http://localhost${wishes.underBasePath ? operation.basePath : ""}${targetOf(draft)}`;
  return new Request(url, { method: operation.method, headers: draft.headers, ...body });
}

/** The content coding that the headers name (RFC 9110 §8.4). */
function encoded(body: string, { headers }: Draft): string | Uint8Array<ArrayBuffer> {
  return headers.get("content-encoding") === "gzip" ? new Uint8Array(gzipSync(body)) : body;
}

function placeField(draft: Draft, field: Field, value: unknown): void {
  const encoded = field.in === "querystring" ? querystring(field, value) : encodeField(field, value);
  if (field.in === "path") draft.path = draft.path.replaceAll(`{${field.name}}`, () => encoded);
  else if (field.in === "query" || field.in === "querystring") draft.query.push(encoded);
  else if (field.in === "cookie") draft.cookies.push(`${field.name}=${encoded}`);
  else draft.headers.set(field.name, encoded);
}

function querystring(field: Field, value: unknown): string {
  const isForm = field.contentType === "application/x-www-form-urlencoded";
  return isForm ? encodeForm(value) : encodeURIComponent(JSON.stringify(value));
}

/** A template that declares no parameter of a name still needs something there. */
function targetOf({ path, query }: Draft): string {
  const filled = path.replaceAll(/\{[^}]+\}/g, "1");
  if (query.length === 0) return filled;
  return `${filled}${filled.includes("?") ? "&" : "?"}${query.join("&")}`;
}

function writeBody(media: Media, value: unknown, headers: Headers): string {
  const range = media.range.split(";")[0]?.trim() ?? media.range;
  const type = range.includes("*") ? "application/json" : range;
  if (type.startsWith("multipart/")) {
    const { body, boundary } = encodeMultipart(value);
    headers.set("content-type", `${type}; boundary=${boundary}`);
    return body;
  }
  headers.set("content-type", type);
  if (type === "application/x-www-form-urlencoded") return encodeForm(value);
  if (kindOf(type) === "json") return JSON.stringify(value);
  if (kindOf(type) === "xml") return "<sample/>";
  return typeof value === "string" ? value : JSON.stringify(value);
}
