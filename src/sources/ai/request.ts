import { hash } from "node:crypto";
import type { Redactor } from "../../ai/redact.ts";
import { isObject, type JsonObject, type JsonValue } from "../../base/json.ts";
import type { Call, ParameterValues } from "../../contract/request/call.ts";
import type { Ask } from "../source.ts";
import type { ModelShare } from "./share.ts";

/** Header fields and cookies are for the connection, the mock and credentials: what they say is nobody's business. */
const telling = ["path", "query", "querystring"] as const satisfies readonly (keyof ParameterValues)[];

/** Longer slots are named by a digest: they are file content that people read. */
const MAX_SLOT = 120;

/** What a client asks for, redacted: parameters as they were decoded, and the body. */
export function requestData(call: Call, redactor: Pick<Redactor, "value">): JsonObject {
  const { body } = call;
  const sent: Record<string, JsonValue> = {};
  for (const place of telling) {
    const values = toldIn(place, call);
    if (values.length > 0) sent[place] = redactor.value(Object.fromEntries(values) as JsonObject);
  }
  if (body !== undefined && !(body instanceof Uint8Array)) sent["body"] = redactor.value(plainJson(body));
  return sent;
}

/** The parameters in a place, without credentials, also where the whole query is one parameter. */
function toldIn(place: (typeof telling)[number], { parameters, operation }: Call): [string, unknown][] {
  const keys = new Set(operation.security.flat().map(({ parameterName, name }) => parameterName ?? name));
  const isTold = ([name]: readonly [string, unknown]): boolean => place === "path" || !keys.has(name);
  const values = Object.entries(parameters[place]).filter(isTold);
  if (place !== "querystring") return values;
  return values.map(([name, value]) => {
    return [name, isObject(value) ? Object.fromEntries(Object.entries(value).filter(isTold)) : value];
  });
}

/** Decoded bodies may hold bytes (parts of forms), which nobody has to read. */
function plainJson(body: unknown): JsonValue {
  const text = JSON.stringify(body, (_, value) => (value instanceof Uint8Array ? `[${value.length} bytes]` : value));
  return text === undefined ? null : (JSON.parse(text) as JsonValue);
}

/** Names what a request asks for among all requests of its operation, in a way that people can read: "limit=5&status=sold". */
export function slotOf(call: Call, redactor: Redactor): string {
  const { defaulted, body } = call;
  const unsent = new Set([...(defaulted ?? [])].map(({ name }) => name));
  const pairs = telling.flatMap((place) =>
    toldIn(place, call).flatMap(([name, value]) => {
      if (place !== "path" && unsent.has(name)) return [];
      const kept = redactor.value(value as JsonValue, name);
      return [`${name}=${typeof kept === "string" ? kept : JSON.stringify(kept)}`];
    }),
  );
  if (body !== undefined) pairs.push(`body=${hash("sha256", JSON.stringify(body) ?? "", "hex").slice(0, 8)}`);
  const slot = pairs.sort().join("&");
  return slot.length <= MAX_SLOT ? slot : hash("sha256", slot, "hex").slice(0, 16);
}

/** Two requests with one name ask the same of the operation. */
export function nameOf({ call, status, contentType, settings }: Ask, { intent }: ModelShare): string {
  const asked = requestData(call, unredacted);
  return hash("sha256", JSON.stringify([status, contentType, settings.seed, intent, asked]), "base64url");
}

/** Nobody reads a digest. */
const unredacted = { value: (value: JsonValue) => value };
