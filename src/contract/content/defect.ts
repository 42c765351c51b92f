import type { JsonValue } from "../../base/json.ts";
import type { MediaType } from "../operation.ts";
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
  return mediaType.schema && defectIn(mediaType.schema, body);
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
