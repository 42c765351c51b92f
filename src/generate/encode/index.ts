import type { JsonValue } from "../../base/json.ts";
import { essenceOf, parseMediaType } from "../../base/media-type.ts";
import { TwoGenerations } from "../../base/two-generations.ts";
import type { MediaType } from "../../contract/operation.ts";
import { binary } from "./binary.ts";
import { concreteType } from "./concrete-type.ts";
import { csv, tsv } from "./csv.ts";
import type { Encoder, Target, Written } from "./encoder.ts";
import { eventStream } from "./event-stream.ts";
import { form } from "./form.ts";
import { json } from "./json.ts";
import { multipartEncoder } from "./multipart.ts";
import { jsonLines, jsonSequence } from "./sequence.ts";
import { text } from "./text.ts";
import { xml } from "./xml.ts";

/** Every encoder, in the order in which they are asked. `text` writes whatever is left. */
export const encoders: readonly Encoder[] = [
  json,
  xml,
  form,
  multipartEncoder(writtenAs),
  eventStream,
  jsonLines,
  jsonSequence,
  csv,
  tsv,
  binary,
  text,
];

/** A body, ready to be sent. */
export interface Encoded {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** Of a stream: the offset behind each item, so that the items can be sent one by one. */
  readonly ends?: readonly number[] | undefined;
}

/**
 * The bytes of a value as a declared media type, and the Content-Type to send with them.
 *
 * @param type - what was negotiated, where the declared type is a range. Default: what the range usually stands for
 */
export function encode(value: JsonValue, mediaType: MediaType, type?: string): Encoded {
  const contentType = type ?? concreteType(mediaType, undefined) ?? "application/octet-stream";
  const { bytes, ends, parameters = {} } = writtenAs(value, { mediaType, contentType });
  const typed = Object.entries(parameters).reduce(withParameter, typeWithCharset(contentType));
  return { bytes, contentType: typed, ...(ends ? { ends } : {}) };
}

function writtenAs(value: JsonValue, target: Target): Written {
  return encoderOf(target.contentType).encode(value, target);
}

/** How many content types are remembered; documents have a handful, clients may ask for any. */
const MAX_TYPES = 500;

const encoderOf = remembering((contentType): Encoder => {
  const essence = essenceOf(contentType);
  return encoders.find(({ writes }) => writes(essence)) ?? text;
});

const typeWithCharset = remembering(withCharset);

/** What follows from a content type is worked out once. */
function remembering<Value>(make: (contentType: string) => Value): (contentType: string) => Value {
  const known = new TwoGenerations<Value>(MAX_TYPES);
  return (contentType) => {
    const found = known.get(contentType);
    if (found !== undefined) return found;
    const made = make(contentType);
    known.set(contentType, made);
    return made;
  };
}

/** What the bytes themselves decide replaces what the document says. */
function withParameter(type: string, [name, value]: [string, string]): string {
  const others = type.split(/;\s*/).filter((part) => !part.toLowerCase().startsWith(`${name}=`));
  return [...others, `${name}=${value}`].join("; ");
}

/** Text is sent as UTF-8 and says so, whatever the document says; JSON needs no charset (RFC 8259 §11). */
function withCharset(contentType: string): string {
  const charset = parseMediaType(contentType)?.parameters.get("charset");
  if (charset === undefined)
    return contentType.toLowerCase().startsWith("text/") ? `${contentType}; charset=utf-8` : contentType;
  return /^utf-?8$/i.test(charset) ? contentType : withParameter(contentType, ["charset", "utf-8"]);
}
