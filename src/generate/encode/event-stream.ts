import type { JsonValue } from "../../base/json.ts";
import { isEventLike, isEventStream } from "../../contract/content/event-text.ts";
import type { Encoder, Target } from "./encoder.ts";
import { itemByItem } from "./sequence.ts";

/**
 * text/event-stream (WHATWG HTML §9.2): an event for each item of a list, one for anything else. Text is the data of
 * its event, unless it is a stream already, as examples are; other values are data as JSON.
 */
export const eventStream: Encoder = {
  name: "event-stream",
  writes: (mediaType) => mediaType === "text/event-stream",
  encode(value, target) {
    if (typeof value !== "string" || !isEventStream(value)) return itemByItem(value, (item) => written(item, target));
    const events = value.trim().split(/(?:\r\n|\r|\n){2,}/);
    return itemByItem(events, (event) => `${event}\n\n`);
  },
};

function written(item: JsonValue, target: Target): string {
  const lines = isEvent(item, target) ? Object.entries(item).flatMap(fieldLines) : fieldLines(["data", item]);
  return `${lines.join("\n")}\n\n`;
}

/**
 * Whether an object is an event or the data of one. Data is a string (OAS 3.2 §4.14.4); where it stands beside the
 * name of an event, or in an item that the document describes as such, its JSON is meant.
 */
function isEvent(item: JsonValue, { mediaType }: Target): item is Record<string, JsonValue> {
  if (!isEventLike(item) || item["data"] === undefined) return false;
  return typeof item["data"] === "string" || item["event"] !== undefined || mediaType.itemSchema !== undefined;
}

/** Only data can have several lines. */
function fieldLines([name, value]: [string, JsonValue]): string[] {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const lines = text.split(/\r\n|\r|\n/);
  return (name === "data" ? lines : [lines.join(" ")]).map((line) => `${name}: ${line}`);
}
