import { isObject, type JsonObject } from "../../base/json.ts";

/** What an event can say (WHATWG HTML §9.2.6); OpenAPI 3.2 describes the items of a stream as objects of these. */
const eventFields: ReadonlySet<string> = new Set(["event", "data", "id", "retry"]);

/** Whether a value says nothing that an event could not say. */
export function isEventLike(item: unknown): item is JsonObject {
  return isObject(item) && Object.keys(item).every((name) => eventFields.has(name));
}

/** A line that a reader of events understands: a field, a comment, or the end of an event. */
const streamLine = /^(?:(?:event|data|id|retry)?:.*|)$/;

const lineEnd = /\r\n|\r|\n/;

/** Whether a text is a stream of events already, as documents write examples of one. */
export function isEventStream(text: string): boolean {
  return /^data:/m.test(text) && text.split(lineEnd).every((line) => streamLine.test(line));
}

/** The events of a stream, as a client is told of them (WHATWG HTML §9.2.6): what has no data is none. */
export function readEvents(text: string): JsonObject[] {
  const events: JsonObject[] = [];
  let fields = new Map<string, string>();
  for (const line of [...text.split(lineEnd), ""]) {
    if (line === "") {
      if (fields.has("data")) events.push(eventOf(fields));
      fields = new Map();
      continue;
    }
    const [, name = "", value = ""] = /^(event|data|id|retry)(?:: ?(.*))?$/s.exec(line) ?? [];
    const before = name === "data" ? fields.get(name) : undefined;
    if (name !== "") fields.set(name, before === undefined ? value : `${before}\n${value}`);
  }
  return events;
}

function eventOf(fields: ReadonlyMap<string, string>): JsonObject {
  const entries = [...fields].map(([name, value]) => [
    name,
    name === "retry" && /^\d+$/.test(value) ? Number(value) : value,
  ]);
  return Object.fromEntries(entries) as JsonObject;
}
