import { type JsonObject, MAX_JSON_DEPTH, parseJsonText } from "../../base/json.ts";
import { essenceOf } from "../../base/media-type.ts";
import type { Violation } from "../../base/violation.ts";
import { readEvents } from "../content/event-text.ts";
import { isEnd, type Stream, streamOf } from "../content/stream.ts";
import type { MediaType } from "../operation.ts";
import type { Schema } from "../schema/schema.ts";
import { judgeBody } from "./judge.ts";
import type { ReadingSettings } from "./reading-settings.ts";
import { textShapesOf } from "./text-shape.ts";

/** The items of a stream with what is wrong with them; or in words why it has none. */
export type StreamReading =
  | { readonly value: unknown; readonly violations: readonly Violation[] }
  | { readonly fault: string };

/** More items than these are refused: each costs more than the bytes it is made of. */
const MAX_ITEMS = 200_000;

/** Lines of a stream of events, of which several make one. */
const MAX_LINES = 600_000;

/** Items are not judged any more once so much is wrong: nobody reads on. */
const MAX_VIOLATIONS = 200;

/**
 * Reads a stream that has come to its end: JSON lines, a JSON text sequence or events (OAS 3.2 §4.14.2). The body is the
 * list of its items; each is judged by `itemSchema`, the list by `schema`.
 *
 * @param type - the concrete type
 */
export function readStream(
  text: string,
  mediaType: MediaType,
  type: string,
  settings: Pick<ReadingSettings, "strict">,
): StreamReading {
  const stream = streamOf(mediaType, type) ?? {};
  const split = itemsOf(text, essenceOf(type), stream);
  if ("fault" in split) return split;
  const { items } = split;
  const isEnded = stream.end !== undefined && isEnd(items.at(-1), stream.end);
  const telling = isEnded ? items.slice(0, -1) : items;
  const violations = judgeBody(stream.whole, telling, settings);
  for (const [index, item] of telling.entries()) {
    if (violations.length > MAX_VIOLATIONS) break;
    violations.push(...judgeBody(stream.item, item, settings, `/${index}`));
  }
  return { value: items, violations };
}

type Items = { readonly items: readonly unknown[] } | { readonly fault: string };

function itemsOf(text: string, essence: string, stream: Stream): Items {
  if (essence === "text/event-stream") {
    if (hasMoreLines(text, MAX_LINES)) return { fault: `has more than ${MAX_LINES} lines` };
    const events = readEvents(text);
    return events.length > MAX_ITEMS ? tooMany : { items: events.map((event) => itemOf(event, stream.item)) };
  }
  return essence.endsWith("json-seq") ? readSequence(text) : parsedAll(text.split("\n"), "line", stream.end);
}

function hasMoreLines(text: string, limit: number): boolean {
  let lines = 1;
  for (let at = 0; at < text.length && lines <= limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || code === 0x0d) lines++;
  }
  return lines > limit;
}

const tooMany: Items = { fault: `has more than ${MAX_ITEMS} items` };

/** What an event is to the document: itself, or the data that it carries. */
function itemOf(event: JsonObject, item: Schema | undefined): unknown {
  const text = event["data"];
  if (!item || typeof text !== "string") return event;
  const parsed = parseJsonText(text, MAX_JSON_DEPTH);
  const data = "value" in parsed ? [parsed.value, text] : [text];
  const { node, graph } = item;
  const describesEvents = textShapesOf(node, graph).some(({ properties }) => properties.has("data"));
  const readings = describesEvents ? [event, ...data] : [...data, event];
  return readings.find((reading) => graph.accepts(node, reading)) ?? readings[0];
}

/** Before each item of a JSON text sequence (RFC 7464 §2.2). */
const RECORD_SEPARATOR = "\u001e";

function readSequence(text: string): Items {
  const [before = "", ...records] = text.split(RECORD_SEPARATOR);
  if (before.trim() !== "") return { fault: "does not begin with a record separator (U+001E)" };
  return parsedAll(records, "record", undefined);
}

/** @param end - a word that may stand for the last item without being JSON */
function parsedAll(texts: readonly string[], noun: string, end: string | undefined): Items {
  const items: unknown[] = [];
  for (const [index, text] of texts.entries()) {
    const trimmed = text.trim();
    if (trimmed === "") continue;
    const parsed = trimmed === end ? { value: end } : parseJsonText(trimmed, MAX_JSON_DEPTH);
    if ("refusal" in parsed) return { fault: `is not valid JSON in ${noun} ${index + 1}: ${parsed.refusal.message}` };
    if (items.push(parsed.value) > MAX_ITEMS) return tooMany;
  }
  return { items };
}
