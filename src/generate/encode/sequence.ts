import type { JsonValue } from "../../base/json.ts";
import { essenceOf } from "../../base/media-type.ts";
import type { Encoder, Written } from "./encoder.ts";

/** JSON Lines: a line of JSON for each item of a list, one for anything else. */
export const jsonLines: Encoder = {
  name: "json-lines",
  writes: (mediaType) => /^application\/(?:x-)?(?:jsonl|ndjson|jsonlines)$/.test(essenceOf(mediaType)),
  encode: (value) => itemByItem(value, (item) => `${JSON.stringify(item)}\n`),
};

/** JSON text sequences (RFC 7464): a record separator before each item, a line feed behind it. */
export const jsonSequence: Encoder = {
  name: "json-sequence",
  writes: (mediaType) => /^application\/(?:json-seq|.+\+json-seq)$/.test(essenceOf(mediaType)),
  encode: (value) => itemByItem(value, (item) => `\u001e${JSON.stringify(item)}\n`),
};

/** The items of a list one after the other; what is no list is its only item. */
export function itemByItem(value: JsonValue, write: (item: JsonValue) => string | Uint8Array): Written {
  const parts = [value].flat().map((item) => Buffer.from(write(item as JsonValue) as string));
  let end = 0;
  const ends = parts.map((part) => {
    end += part.length;
    return end;
  });
  return { bytes: Buffer.concat(parts), ends };
}
