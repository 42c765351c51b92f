import { type JsonObject, type JsonValue, MAX_JSON_DEPTH, parseJsonText } from "../../base/json.ts";
import { essenceOf, isForm, isJson } from "../../base/media-type.ts";
import type { MediaType } from "../operation.ts";
import { readForm } from "../request/form.ts";
import { isEventStream, readEvents } from "./event-text.ts";

/**
 * What an example can stand for: the value itself, or what it shows as it is sent (OAS 3.1 §4.8.19) – the items of a
 * stream, the members of a form, a JSON text.
 *
 * @param type - the concrete type
 */
export function exampleReadings(example: JsonValue, mediaType: MediaType, type: string): readonly JsonValue[] {
  return typeof example === "string" ? [example, ...readings(example, mediaType, essenceOf(type))] : [example];
}

function readings(text: string, mediaType: MediaType, essence: string): readonly JsonValue[] {
  if (isJson(essence)) return known(parsed(text));
  if (isForm(essence)) return known(readFormText(text, mediaType));
  if (/jsonl|ndjson|jsonlines|json-seq$/.test(essence)) return known(readLines(text));
  if (essence !== "text/event-stream" || !isEventStream(text)) return [];
  const events = readEvents(text);
  return [events, events.map(dataOf)];
}

function known(value: JsonValue | undefined): readonly JsonValue[] {
  return value === undefined ? [] : [value];
}

function readFormText(text: string, mediaType: MediaType): JsonValue | undefined {
  try {
    return readForm(text, mediaType) as JsonValue;
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** An event that has data only is what the data says. */
function dataOf(event: JsonObject): JsonValue {
  const { data } = event;
  const isPlain = Object.keys(event).length === 1 && typeof data === "string";
  return isPlain ? (parsed(data) ?? data) : event;
}

/** Before each item of a JSON text sequence (RFC 7464 §2.2). */
const RECORD_SEPARATOR = "\u001e";

function readLines(text: string): JsonValue | undefined {
  const lines = text
    .replaceAll(RECORD_SEPARATOR, "\n")
    .split(/[\n\r]+/)
    .filter((line) => line.trim() !== "");
  const values = lines.map(parsed);
  return values.some((value) => value === undefined) ? undefined : (values as JsonValue[]);
}

function parsed(text: string): JsonValue | undefined {
  const result = parseJsonText(text, MAX_JSON_DEPTH);
  return "value" in result ? (result.value as JsonValue) : undefined;
}
