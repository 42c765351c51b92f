import type { JsonValue } from "../../base/json.ts";
import type { MediaType } from "../../contract/operation.ts";
import type { Encoder } from "./encoder.ts";
import { eventStream } from "./event-stream.ts";
import { form } from "./form.ts";
import { json } from "./json.ts";
import { jsonLines, jsonSequence } from "./sequence.ts";
import { text } from "./text.ts";
import { xml } from "./xml.ts";

/** Every encoder, in the order in which they are asked. `text` writes whatever is left. */
export const encoders: readonly Encoder[] = [json, xml, form, eventStream, jsonLines, jsonSequence, text];

/** What a declared range stands for when it has to become one type, e.g. "image/*". */
const concrete: Readonly<Record<string, string>> = {
  "*/*": "application/json",
  "application/*": "application/json",
  "text/*": "text/plain",
  "image/*": "image/png",
  "audio/*": "audio/wav",
  "video/*": "video/mp4",
};

/** The bytes of a value as a declared media type, and the Content-Type to send with them. */
export function encode(value: JsonValue, mediaType: MediaType): { bytes: Uint8Array; contentType: string } {
  const [essence = "", ...parameters] = mediaType.range.split(";");
  const type = concrete[essence.trim().toLowerCase()] ?? essence.trim();
  const encoder = encoders.find(({ writes }) => writes(type.toLowerCase())) ?? text;
  const contentType = [type, ...parameters.map((parameter) => parameter.trim())].join("; ");
  return { bytes: encoder.encode(value, mediaType.schema), contentType: withCharset(contentType) };
}

/** Text is sent as UTF-8, and says so; JSON needs no charset (RFC 8259 §11). */
function withCharset(contentType: string): string {
  return /^text\//i.test(contentType) && !/charset=/i.test(contentType) ? `${contentType}; charset=utf-8` : contentType;
}
