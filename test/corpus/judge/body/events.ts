import { isDeepStrictEqual } from "node:util";
import { createParser, type EventSourceMessage } from "eventsource-parser";
import type { Place } from "../document.ts";
import { type Evidence, fault, NOT_TEXT, parseJson, type Reading, rejected, textOf } from "./evidence.ts";
import { type View, viewOf } from "./view.ts";

/** An event as OAS 3.2 §4.14.4 wants it judged: its fields, `data` lines joined, comments left out. */
export interface StreamEvent {
  data?: string;
  event?: string;
  id?: string;
  retry?: number;
}

/**
 * The algorithm of the HTML standard (§9.2.6), but strict: what a browser would drop in silence (unknown fields, a
 * `retry` that is no number, an event without data, one that is never ended) is a fault.
 */
export function parseEvents(stream: string): { events: StreamEvent[]; faults: string[] } {
  const events: StreamEvent[] = [];
  const faults: string[] = [];
  let current: StreamEvent = {};
  const lines = stream.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  for (const line of lines.slice(0, -1)) {
    if (line !== "") {
      takeField(current, line, faults);
      continue;
    }
    if (current.data !== undefined && current.data !== "") events.push(current);
    else if (current.event !== undefined || current.data === "") faults.push("an event without data");
    current = {};
  }
  if (lines.at(-1) !== "") faults.push("the last line is not ended");
  if (Object.keys(current).length > 0) faults.push("the last event is not ended by an empty line");
  return { events, faults };
}

/** What a parser that clients use hears of the stream, all of it and in pieces. */
function heardEvents(stream: string): { readonly atOnce: unknown; readonly inPieces: unknown } {
  const hear = (pieces: readonly string[]) => {
    const events: EventSourceMessage[] = [];
    const errors: string[] = [];
    const parser = createParser({ onEvent: (event) => events.push(event), onError: ({ type }) => errors.push(type) });
    for (const piece of pieces) parser.feed(piece);
    return { events: events.map(({ data, event, id }) => ({ data, event, id })), errors };
  };
  return { atOnce: hear([stream]), inPieces: hear(stream.match(/.{1,7}/gsu) ?? []) };
}

function takeField(event: StreamEvent, line: string, faults: string[]): void {
  const colon = line.indexOf(":");
  if (colon === 0) return;
  const name = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
  if (name === "data") event.data = event.data === undefined ? value : `${event.data}\n${value}`;
  else if (name === "event") event.event = value;
  else if (name === "id" && !value.includes("\u0000")) event.id = value;
  else if (name === "retry" && /^\d+$/.test(value)) event.retry = Number(value);
  else faults.push(`no field of an event: ${line.slice(0, 60)}`);
}

/** What ends a stream by custom, beside its items. */
const DONE = "[DONE]";

export async function readEvents(evidence: Evidence): Promise<Reading> {
  const { judge, media } = evidence;
  const body = textOf(evidence);
  if (body === undefined) return rejected(NOT_TEXT);
  const { events, faults } = parseEvents(body);
  if (events.length === 0) faults.push("no event");
  const told = { events: events.map(({ data, event, id }) => ({ data, event, id })), errors: [] };
  const { atOnce, inPieces } = heardEvents(body);
  if (faults.length === 0 && !(isDeepStrictEqual(told, atOnce) && isDeepStrictEqual(told, inPieces))) {
    faults.push("clients hear other events");
  }
  if (faults.length > 0) return { value: events, complaints: [...new Set(faults)].map(fault) };
  const complaints = [];
  if (media.itemSchema !== undefined) {
    for (const event of events) complaints.push(...(await judge.complaints(media.itemSchema, event)));
  }
  if (media.schema !== undefined) complaints.push(...(await judgeBySchema(evidence, media.schema, body, events)));
  const isOpen = media.schema === undefined && media.itemSchema === undefined;
  return { value: events, complaints, ...(isOpen ? { unjudged: "no schema: any events are right" } : {}) };
}

/**
 * In 3.2 a schema describes the list of events. Before, nobody says what it describes: the list, one event, what its
 * data holds, or the text of the stream; `[DONE]` at the end belongs to none of them.
 */
async function judgeBySchema(
  { document, judge, media }: Evidence,
  schema: Place,
  body: string,
  events: readonly StreamEvent[],
): Promise<Reading["complaints"]> {
  const asList = await judge.complaints(schema, events);
  if (document.dialect === "3.2" || asList.length === 0) return media.itemSchema ? [] : asList;
  if ((await judge.complaints(schema, body)).length === 0) return [];
  const view = viewOf(document, schema);
  const items = events.at(-1)?.data === DONE ? events.slice(0, -1) : events;
  if (view.types.has("array")) {
    const contents = items.map((event) => parseJson(event.data ?? "")?.value ?? event.data);
    return judge.complaints(schema, contents);
  }
  const complaints = [];
  for (const event of items) complaints.push(...(await judgeEvent(judge, schema, view, event)));
  return complaints;
}

async function judgeEvent(
  judge: Evidence["judge"],
  schema: Place,
  view: View,
  event: StreamEvent,
): Promise<Reading["complaints"]> {
  const parsed = parseJson(event.data ?? "");
  const isEvent = view.properties.has("data");
  const candidates = [
    ...(parsed === undefined ? [] : [parsed.value]),
    event.data,
    ...(isEvent ? [event, { ...event, data: parsed?.value }] : []),
  ];
  let first: Reading["complaints"] = [];
  for (const candidate of candidates) {
    const complaints = await judge.complaints(schema, candidate);
    if (complaints.length === 0) return [];
    if (first.length === 0) first = complaints;
  }
  return first;
}
