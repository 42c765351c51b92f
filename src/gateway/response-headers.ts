import { createHash } from "node:crypto";
import { HelixError } from "../base/errors.ts";
import type { ResponseHeaders } from "../base/exchange.ts";
import { type JsonValue, own } from "../base/json.ts";
import { derive, type Seed } from "../base/random.ts";
import type { DeclaredHeader } from "../contract/operation.ts";
import { headerText, simpleText } from "../generate/encode/header-text.ts";
import { generate } from "../generate/instance.ts";
import type { Ask } from "../sources/source.ts";

/** Fields that the server or the connection decides, whatever the document says of them (RFC 9110 §6.6, §7.6, §8). */
const ownFields: ReadonlySet<string> = new Set([
  "connection",
  "content-encoding",
  "content-length",
  "keep-alive",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** What may stand in a field value (RFC 9110 §5.5). */
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * The values of all declared headers of a response: what the draft brings, else a valid example, else generated.
 * A value that cannot stand in a header makes way for the next one.
 */
export function responseHeaders(
  ask: Ask,
  drafted: Readonly<Record<string, JsonValue>>,
  body: Uint8Array | undefined,
): ResponseHeaders {
  const headers: Record<string, string> = {};
  const isPlain = ask.response.headers.length === 0 && Object.keys(drafted).length === 0;
  if (isPlain) return headers;
  const seed = derive(ask.settings.seed, `headers ${ask.call.operation.id} ${ask.status}`);
  for (const header of ask.response.headers) {
    if (ownFields.has(header.name.toLowerCase())) continue;
    const brought = own(drafted, header.name) as JsonValue | undefined;
    const values = brought === undefined ? headerValues(header, derive(seed, header.name), ask, body) : [brought];
    const text = firstWritable(values, header);
    if (text !== undefined) headers[header.name] = text;
  }
  // What a source adds by itself, such as the Location of a created resource, needs no declaration.
  const declared = new Set(ask.response.headers.map(({ name }) => name.toLowerCase()));
  for (const [name, value] of Object.entries(drafted)) {
    const text = simpleText(value, false);
    if (!declared.has(name.toLowerCase()) && fieldValue.test(text)) headers[name] = text;
  }
  return headers;
}

/** How often another value is made for a header that cannot carry the one before. */
const MAX_TRIES = 8;

/** @throws {HelixError} where the header is required and no value of it exists */
function firstWritable(values: Iterable<JsonValue>, header: DeclaredHeader): string | undefined {
  try {
    for (const value of values) {
      const text = headerText(value, header);
      if (fieldValue.test(text)) return text;
    }
  } catch (error) {
    // What is optional and cannot be valid is better left out than an answer refused for its sake.
    if (header.required || !(error instanceof HelixError)) throw error;
  }
  return undefined;
}

/** Valid values of the header, the most telling first. */
function* headerValues(
  header: DeclaredHeader,
  seed: Seed,
  ask: Ask,
  body: Uint8Array | undefined,
): Generator<JsonValue> {
  const accepts = (value: unknown) => !header.schema || header.schema.graph.accepts(header.schema.node, value);
  const known = own(standardFields, header.name.toLowerCase()) as StandardField | undefined;
  const standard = known?.(ask.settings.now, body);
  if (standard !== undefined && accepts(standard)) yield standard;
  const examples = ask.settings.ignoreExamples ? [] : header.examples;
  for (const { value } of examples) if (accepts(value)) yield value;
  if (!header.schema && header.required) yield "value";
  for (let turn = 0; header.schema && turn < MAX_TRIES; turn++) {
    const salted = turn === 0 ? seed : derive(seed, turn);
    const options = {
      name: header.name,
      now: ask.settings.now,
      rootItems: 2,
      useExamples: turn === 0 && !ask.settings.ignoreExamples,
    };
    yield generate(header.schema, { seed: salted, ...options });
  }
}

type StandardField = (now: number, body: Uint8Array | undefined) => JsonValue;

/** Fields whose form HTTP itself prescribes; a schema usually says no more than "string". */
const standardFields: Readonly<Record<string, StandardField>> = {
  date: (now) => new Date(now).toUTCString(),
  "last-modified": (now) => new Date(now).toUTCString(),
  expires: (now) => new Date(now + 3_600_000).toUTCString(),
  etag: (_now, body) =>
    `"${createHash("sha256")
      .update(body ?? "")
      .digest("hex")
      .slice(0, 16)}"`,
  "retry-after": () => 30,
  "cache-control": () => "no-store",
};
