import { isObject, type JsonValue } from "../../base/json.ts";
import type { Encoder } from "./encoder.ts";

/** What an event can say (WHATWG HTML §9.2.6); OpenAPI 3.2 describes the items of a stream as objects of these. */
const fieldNames: ReadonlySet<string> = new Set(["event", "data", "id", "retry"]);

/** A line that a reader of events understands: a field, a comment, or the end of an event. */
const streamLine = /^(?:(?:event|data|id|retry)?:.*|)$/;

/**
 * text/event-stream (WHATWG HTML §9.2): an event for each item of a list, one for anything else. Text is the data of
 * its event, unless it is a stream already, as examples are; other values are data as JSON.
 */
export const eventStream: Encoder = {
  name: "event-stream",
  writes: (mediaType) => mediaType === "text/event-stream",
  encode(value) {
    if (typeof value === "string" && isStream(value)) return Buffer.from(`${value.trimEnd()}\n\n`);
    return Buffer.from([value].flat().map(written).join(""));
  },
};

function isStream(text: string): boolean {
  return /^data:/m.test(text) && text.split(/\r\n|\r|\n/).every((line) => streamLine.test(line));
}

function written(item: JsonValue): string {
  const lines = isEvent(item) ? Object.entries(item).flatMap(fieldLines) : fieldLines(["data", item]);
  return `${lines.join("\n")}\n\n`;
}

function isEvent(item: JsonValue): item is Record<string, JsonValue> {
  return isObject(item) && typeof item["data"] === "string" && Object.keys(item).every((name) => fieldNames.has(name));
}

/** Only data can have several lines. */
function fieldLines([name, value]: [string, JsonValue]): string[] {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const lines = text.split(/\r\n|\r|\n/);
  return (name === "data" ? lines : [lines.join(" ")]).map((line) => `${name}: ${line}`);
}
