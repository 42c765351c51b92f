import { brotliCompressSync } from "node:zlib";
import { gzipSync, zlibSync } from "fflate";
import type { Field } from "../judge/reading.ts";
import type { Credential } from "../judge/security.ts";
import { encodeField } from "./encode.ts";
import { FIELD_NAME, type Plan } from "./request.ts";

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
  for (const { name, value, in: place } of differing(operation.credentials)) {
    if (place === "query") draft.query.push(`${encodeURIComponent(name)}=${value}`);
    else if (place === "cookie") draft.cookies.push(`${name}=${value}`);
    // What is no field name cannot be sent, however it is declared.
    else if (FIELD_NAME.test(name)) draft.headers.set(name, value);
  }
  if (draft.cookies.length > 0) draft.headers.set("cookie", draft.cookies.join("; "));
  if (wishes.accept !== undefined) draft.headers.set("accept", wishes.accept);
  // A document may have preferences of its own, and several stand side by side (RFC 7240 §2).
  const preferences = [draft.headers.get("prefer"), wishes.prefer, plan.lenient ? "handling=lenient" : ""].filter(
    (wish) => wish,
  );
  if (preferences.length > 0) draft.headers.set("prefer", preferences.join(", "));
  const bytes = encoded(plan, draft);
  const url = `http://localhost${wishes.underBasePath || plan.isShadowed ? operation.basePath : ""}${targetOf(draft)}`;
  return new Request(url, { method: operation.method, headers: draft.headers, ...(bytes && { body: bytes }) });
}

/** Of several credentials for one place the first counts: Basic is also some value of a key in Authorization. */
function differing(credentials: readonly Credential[]): Credential[] {
  const placeOf = ({ in: place, name }: Credential) => `${place} ${name.toLowerCase()}`;
  return credentials.filter(
    (one, index) => credentials.findIndex((other) => placeOf(other) === placeOf(one)) === index,
  );
}

/** The body in the content coding of the plan, or in one that a declared header parameter asks for (RFC 9110 §8.4). */
function encoded({ content, coding }: Plan, { headers }: Draft): Uint8Array<ArrayBuffer> | undefined {
  if (content === undefined) return undefined;
  headers.set("content-type", content.type);
  if (coding !== undefined) headers.set("content-encoding", coding);
  const write = CODERS.get(headers.get("content-encoding") ?? "");
  return new Uint8Array(write === undefined ? content.bytes : write(content.bytes));
}

/** A coding that is not here is named, but the bytes stay as they are. */
const CODERS: ReadonlyMap<string, (bytes: Uint8Array) => Uint8Array> = new Map([
  ["gzip", (bytes) => gzipSync(bytes, { mtime: 0 })],
  ["deflate", (bytes) => zlibSync(bytes)],
  ["br", (bytes) => brotliCompressSync(bytes)],
]);

function placeField(draft: Draft, field: Field, value: unknown): void {
  const encoded = field.in === "querystring" ? querystring(field, value) : encodeField(field, value);
  if (field.in === "path") draft.path = draft.path.replaceAll(`{${field.name}}`, () => encoded);
  else if (field.in === "query" || field.in === "querystring") draft.query.push(encoded);
  else if (field.in === "cookie") draft.cookies.push(`${field.name}=${encoded}`);
  else draft.headers.set(field.name, encoded);
}

function querystring(field: Field, value: unknown): string {
  if (field.contentType !== "application/x-www-form-urlencoded") return encodeURIComponent(JSON.stringify(value));
  return encodeField({ ...field, in: "query", contentType: undefined, style: "form", explode: true }, value);
}

/** A template that declares no parameter of a name still needs something there. */
function targetOf({ path, query }: Draft): string {
  const filled = path.replaceAll(/\{[^}]+\}/g, "1");
  if (query.length === 0) return filled;
  return `${filled}${filled.includes("?") ? "&" : "?"}${query.join("&")}`;
}
