import { decodeBinary } from "./decoders.ts";
import { type Evidence, octets, type Reading, rejected, textOf } from "./evidence.ts";
import { readJsonBody } from "./json.ts";
import { readText } from "./text.ts";
import { isStructured } from "./typed.ts";
import { type View, viewOf } from "./view.ts";

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Pictures, sound, archives and whatever else is no text: decoded by a decoder of the type that they claim. A schema
 * of strings counts octets; with `contentEncoding` (before 3.1: `format: byte`) the body is the text of that encoding
 * (OAS 3.1 §4.8.14.2).
 */
export async function readBinary(evidence: Evidence): Promise<Reading> {
  const { document, judge, media, type } = evidence;
  const view = media.schema && viewOf(document, media.schema);
  const bytes = view?.contentEncoding?.startsWith("base64") ? fromBase64(evidence, view) : evidence.bytes;
  if (bytes === undefined) return rejected("not base64, as its schema says");
  const { known, fault } = await decodeBinary(type.essence, bytes);
  const isBytes = view === undefined || isBinary(view);
  if (fault !== undefined) return readMisnamed(evidence, view, fault);
  if (!known && !isBytes) return readUnknown(evidence, view);
  const isCounted = isBytes && media.schema !== undefined;
  const complaints = isCounted && media.schema ? await judge.complaints(media.schema, octets(evidence.bytes)) : [];
  if (known) return { complaints };
  const isOpen = media.schema === undefined || !("maxLength" in Object(document.at(media.schema)));
  return { complaints, ...(isOpen ? { unjudged: `any bytes are ${type.essence} to this judge` } : {}) };
}

/** Notations of structured values that are no JSON: binary ones, and what is encrypted or signed (RFC 7515, RFC 7516). */
const NO_TEXT = /\b(?:x-)?(?:msgpack|protobuf|cbor|bson|avro|thrift|flatbuffers|jose|jwe|jws)\b/;

/** A picture cannot be an object: where the schema asks for one under a picture's name, either will do. */
async function readMisnamed(evidence: Evidence, view: View | undefined, fault: string): Promise<Reading> {
  return view && isStructured(view) ? readUnknown(evidence, view) : rejected(fault);
}

function isBinary(view: View): boolean {
  return view.types.size === 0 || (view.types.has("string") && view.values.length === 0);
}

/** A type that nobody here knows, with a schema: text if a string is wanted, JSON where it is JSON. */
async function readUnknown(evidence: Evidence, view: View): Promise<Reading> {
  if (view.types.has("string")) return readText(evidence);
  if (NO_TEXT.test(evidence.type.essence)) {
    return { complaints: [], unjudged: `${evidence.type.essence} is read by nobody here` };
  }
  const reading = await readJsonBody(evidence);
  // Whether JSON is meant at all nobody says.
  if (reading.value !== undefined) return { ...reading, ambiguous: true };
  return { complaints: [], unjudged: `nobody says how ${evidence.type.essence} holds what is no string` };
}

function fromBase64(evidence: Evidence, { contentEncoding }: View): Uint8Array | undefined {
  const text = (textOf(evidence) ?? "!").replaceAll(/[\r\n]/g, "");
  if (contentEncoding === "base64url") return /^[\w-]*={0,2}$/.test(text) ? Buffer.from(text, "base64url") : undefined;
  return BASE64.test(text) ? Buffer.from(text, "base64") : undefined;
}
