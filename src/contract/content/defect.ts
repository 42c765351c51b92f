import type { JsonValue } from "../../base/json.ts";
import { isXml } from "../../base/media-type.ts";
import type { MediaType } from "../operation.ts";
import { usualReading } from "../request/reading-settings.ts";
import { readXmlBody } from "../request/xml-body.ts";
import type { Schema } from "../schema/schema.ts";
import { isEnd, type Stream, streamOf } from "./stream.ts";

/**
 * What the contract holds against a body; `undefined` where it holds nothing.
 *
 * @param type - the concrete type that it is sent as
 */
export function contentDefect(body: JsonValue | undefined, mediaType: MediaType, type: string): string | undefined {
  const stream = streamOf(mediaType, type);
  if (stream) return streamDefect(body, stream);
  if (typeof body === "string" && isXml(type)) return xmlDefect(body, mediaType);
  return mediaType.schema && defectIn(mediaType.schema, body);
}

/** Text that is an XML document is sent as it is: what it says counts, whatever the schema holds against the text. */
function xmlDefect(text: string, mediaType: MediaType): string | undefined {
  const reading = readXmlBody({ bytes: Buffer.from(text), mediaType, sent: undefined, settings: usualReading });
  if ("fault" in reading) {
    // Other text is written into an element; what begins as a document would go out as one.
    if (/^\s*</.test(text)) return `is no XML document: ${reading.fault}`;
    return mediaType.schema && defectIn(mediaType.schema, text);
  }
  return reading.violations[0]?.message;
}

function streamDefect(body: JsonValue | undefined, { item, whole, end, isEndJudged }: Stream): string | undefined {
  // What is no list is the only item.
  const items = (Array.isArray(body) ? body : [body]) as readonly (JsonValue | undefined)[];
  const isEnded = end !== undefined && isEnd(items.at(-1), end);
  const telling = isEnded && !isEndJudged ? items.slice(0, -1) : items;
  const defect = whole && defectIn(whole, body) && defectIn(whole, telling);
  if (defect !== undefined) return defect;
  for (const value of item ? telling : []) {
    const itemDefect = item && defectIn(item, value);
    if (itemDefect !== undefined) return `an item: ${itemDefect}`;
  }
  return undefined;
}

function defectIn({ graph, node }: Schema, value: unknown): string | undefined {
  if (graph.accepts(node, value)) return undefined;
  const [first] = graph.errors(node, value);
  return first ? `${first.instancePath || "the body"} ${first.message}` : "the schema rejects the body";
}
