import { isObject, type JsonValue, setOwn } from "../base/json.ts";
import { isForm, isJson, isMultipart, isXml } from "../base/media-type.ts";
import { derive } from "../base/random.ts";
import { contentDefect } from "../contract/content/defect.ts";
import { isEnd, type Stream, streamOf } from "../contract/content/stream.ts";
import type { MediaType } from "../contract/operation.ts";
import { isTable as wantsRows } from "../contract/request/table.ts";
import type { Schema } from "../contract/schema/schema.ts";
import { csvText } from "./encode/csv.ts";
import { isOpen, partsOf } from "./encode/part.ts";
import { fileText } from "./file-text.ts";
import { type GenerationOptions, generate } from "./instance.ts";
import { table } from "./table.ts";

/** How the body of a media type shall be. */
export interface ContentOptions extends GenerationOptions {
  /** Items of a stream, its end apart. */
  readonly streamCount: number;
}

/**
 * Makes a body for a media type: an instance of its schema as far as the type can carry one; a file, the items of a
 * stream, the parts of a multipart body.
 *
 * @param type - the concrete type that it is sent as
 * @throws {UnsatisfiableError} {BudgetError} as `generate` does
 */
export function generateContent(mediaType: MediaType, type: string, options: ContentOptions): JsonValue {
  const stream = streamOf(mediaType, type);
  if (stream) return withFiles(streamBody(stream, options), mediaType, type);
  const { schema } = mediaType;
  const text = textBody(type, schema, options);
  // What is XML is read by its schema, which may want other elements than a picture has.
  if (text !== undefined && (!schema || contentDefect(text, mediaType, type) === undefined)) return text;
  if (!schema) return bare(type);
  const body = generate(schema, options);
  // An example of a document that is none would go out as it is.
  const isBroken = typeof body === "string" && isXml(type) && contentDefect(body, mediaType, type) !== undefined;
  return withFiles(isBroken ? generate(schema, { ...options, useExamples: false }) : body, mediaType, type);
}

/** A file or a table, where the schema allows text. */
function textBody(type: string, schema: Schema | undefined, { seed, now }: ContentOptions): string | undefined {
  const judged = { node: schema?.node ?? true, graph: schema?.graph };
  if (!isTable(type)) return isMultipart(type) ? undefined : fileText(type, judged);
  // What the document says of the rows comes before a sample that says something else.
  if (schema && wantsRows(schema)) return undefined;
  const text = csvText(table(seed, now));
  const tabbed = /tab-separated/i.test(type) ? text.replaceAll(",", "\t").replaceAll("\r\n", "\n") : text;
  return !schema || schema.graph.accepts(schema.node, tabbed) ? tabbed : undefined;
}

function isTable(type: string): boolean {
  return /^(?:text|application)\/csv\b|^text\/tab-separated-values\b/i.test(type);
}

/** Anything is an instance where nothing is declared: something small that the media type can carry. */
function bare(type: string): JsonValue {
  if (isJson(type) || isXml(type) || isForm(type)) return {};
  return isMultipart(type) ? "Sample" : "";
}

function streamBody(stream: Stream, options: ContentOptions): JsonValue {
  const { item, whole, end } = stream;
  const { streamCount, seed } = options;
  if (!item && whole) {
    const body = generate(whole, { ...options, rootItems: streamCount });
    return Array.isArray(body) ? closed(body, stream, options) : body;
  }
  const items = Array.from({ length: streamCount }, (_, ordinal): JsonValue[] => {
    if (!item) return ["Sample"];
    const made = itemBeforeEnd(item, end, { ...options, prefer: undefined, seed: derive(seed, ordinal), ordinal });
    return made === undefined ? [] : [made];
  }).flat();
  if (whole && !whole.graph.accepts(whole.node, items)) return generate(whole, options);
  const ended = closed(items, stream, options);
  return whole && !whole.graph.accepts(whole.node, ended) ? items : ended;
}

/** How often an item is made anew that turned out to be the end. */
const MAX_TRIES = 8;

function itemBeforeEnd(item: Schema, end: string | undefined, options: ContentOptions): JsonValue | undefined {
  for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
    const salted = attempt === 0 ? options : { ...options, seed: derive(options.seed, `item ${attempt}`) };
    const made = generate(item, { ...salted, ordinal: (options.ordinal ?? 0) + attempt });
    if (end === undefined || !isEnd(made, end)) return made;
  }
  return undefined;
}

/** The end comes once, and last. */
function closed(items: readonly JsonValue[], stream: Stream, options: ContentOptions): JsonValue {
  const { end } = stream;
  if (end === undefined) return items;
  return [...items.filter((made) => !isEnd(made, end)), ...endItems(end, stream, options)];
}

/** The word by itself, or an event with it for data where items are events; nothing where the document rejects both. */
function endItems(end: string, { item, isEndJudged }: Stream, options: ContentOptions): JsonValue[] {
  if (!item || item.graph.accepts(item.node, end)) return [end];
  const event = { data: end };
  if (item.graph.accepts(item.node, event)) return [event];
  const made = generate(item, { ...options, prefer: event });
  if (isEnd(made, end)) return [made];
  return isEndJudged ? [] : [end];
}

/** The parts of a multipart body that are files get real ones, where the schema lets them. */
function withFiles(value: JsonValue, mediaType: MediaType, type: string): JsonValue {
  if (!isMultipart(type)) return value;
  let body = value;
  for (const { path, node, graph, encoding, contentType } of partsOf(value, mediaType)) {
    const isUnsaid = encoding?.contentType === undefined && isOpen(node, graph);
    const text = fileText(isUnsaid ? "application/octet-stream" : contentType, { node, graph });
    if (text !== undefined) body = replaced(body, path, text);
  }
  return contentDefect(body, mediaType, type) === undefined ? body : value;
}

function replaced(value: JsonValue, [key, ...rest]: readonly (string | number)[], text: string): JsonValue {
  if (key === undefined) return text;
  if (Array.isArray(value)) return value.with(Number(key), replaced(value[Number(key)] as JsonValue, rest, text));
  const copy = { ...(isObject(value) ? value : {}) };
  setOwn(copy, String(key), replaced(copy[key] as JsonValue, rest, text));
  return copy as JsonValue;
}
