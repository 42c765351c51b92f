import type { JsonValue } from "../../base/json.ts";
import { essenceOf } from "../../base/media-type.ts";
import type { Encoder } from "./encoder.ts";

/** JSON Lines: a line of JSON for each item of a list, one for anything else. */
export const jsonLines: Encoder = {
  name: "json-lines",
  writes: (mediaType) => /^application\/(?:x-)?(?:jsonl|ndjson|jsonlines)$/.test(essenceOf(mediaType)),
  encode: (value) =>
    Buffer.from(
      texts(value)
        .map((text) => `${text}\n`)
        .join(""),
    ),
};

/** JSON text sequences (RFC 7464): a record separator before each item, a line feed behind it. */
export const jsonSequence: Encoder = {
  name: "json-sequence",
  writes: (mediaType) => /^application\/(?:json-seq|.+\+json-seq)$/.test(essenceOf(mediaType)),
  encode: (value) =>
    Buffer.from(
      texts(value)
        .map((text) => `\u001e${text}\n`)
        .join(""),
    ),
};

function texts(value: JsonValue): string[] {
  return [value].flat().map((item) => JSON.stringify(item));
}
