import { type JsonValue, own } from "../../base/json.ts";
import { isMultipart, isSequential } from "../../base/media-type.ts";
import type { MediaType } from "../operation.ts";
import { textShapesOf } from "../request/text-shape.ts";
import type { JsonSchema, Schema, SchemaGraph } from "../schema/schema.ts";
import { isEventLike } from "./event-text.ts";

/** What a stream consists of: its body is a list (OAS 3.2 §4.14.2). */
export interface Stream {
  /** What every item must meet. */
  readonly item?: Schema | undefined;
  /** What the whole list must meet. */
  readonly whole?: Schema | undefined;
  /** The word that ends the stream by the document's account. It is the last item, as text or as the data of an event. */
  readonly end?: string | undefined;
  /** Whether the end has to meet `item`: `itemSchema` speaks of every item, a `schema` of those that tell something. */
  readonly isEndJudged?: boolean | undefined;
}

/** How most streams of events tell that nothing more comes. */
const DONE = "[DONE]";

/**
 * The stream that a media type declares, `undefined` where it is none. `schema` stands for the whole list (OAS 3.2);
 * where it allows none, authors of earlier versions mean each item by it.
 *
 * @param type - the concrete type
 */
export function streamOf(mediaType: MediaType, type: string): Stream | undefined {
  const { schema, itemSchema } = mediaType;
  const isStream = isSequential(type) || (isMultipart(type) && itemSchema !== undefined);
  if (!isStream) return undefined;
  const isWhole = itemSchema !== undefined || (schema !== undefined && isList(schema));
  const item = itemSchema ?? (isWhole ? undefined : schema);
  const isEndJudged = itemSchema !== undefined;
  return { item, whole: isWhole ? schema : undefined, end: endOf(mediaType), isEndJudged };
}

function isList({ node, graph }: Schema): boolean {
  return textShapesOf(node, graph).some(
    ({ types, items, leading }) => types?.includes("array") ?? (items !== undefined || leading.length > 0),
  );
}

const ends = new WeakMap<MediaType, { readonly end: string | undefined }>();

function endOf(mediaType: MediaType): string | undefined {
  const known = ends.get(mediaType);
  if (known) return known.end;
  const schemas = [mediaType.itemSchema, mediaType.schema].filter((schema) => schema !== undefined);
  const isSaid =
    schemas.some(({ node, graph }) => speaksOf(node, graph, 0, new Set())) ||
    mediaType.examples.some(({ value }) => closes(value));
  const end = isSaid ? DONE : undefined;
  ends.set(mediaType, { end });
  return end;
}

/** An example of a stream that ends so, as text or as a list. */
function closes(example: JsonValue): boolean {
  if (typeof example === "string") return /(?:^|\n)(?:data: ?)?\[DONE\]\s*$/.test(example);
  return Array.isArray(example) && isEnd(example.at(-1), DONE);
}

/** How deep the word is looked for. */
const MAX_DEPTH = 8;

/** Whether the word is one of the values of a schema, of its `data`, or of their alternatives; or told in words. */
function speaksOf(node: JsonSchema, graph: SchemaGraph, depth: number, seen: Set<unknown>): boolean {
  if (typeof node === "boolean" || depth > MAX_DEPTH || seen.has(node)) return false;
  seen.add(node);
  if (node.const === DONE || node.enum?.includes(DONE)) return true;
  if (graph.annotations(node).description?.includes(DONE)) return true;
  const data = own(node.properties, "data") as JsonSchema | undefined;
  const others = [...(node.oneOf ?? []), ...(node.anyOf ?? []), ...(node.allOf ?? [])];
  if (node.$ref !== undefined) others.push(graph.resolve(node.$ref));
  if (data !== undefined) others.push(data);
  if (node.items !== undefined) others.push(node.items);
  return others.some((other) => speaksOf(other, graph, depth + 1, seen));
}

/** Whether an item is the word itself, or an event with no more than it for data. */
export function isEnd(item: unknown, end: string): boolean {
  return item === end || (isEventLike(item) && own(item, "data") === end);
}
