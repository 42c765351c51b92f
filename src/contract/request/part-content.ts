import { textOfBytes } from "../../base/binary-text.ts";
import { MAX_JSON_DEPTH, parseJsonText } from "../../base/json.ts";
import { isBinary, isJson, isXml, parseMediaType } from "../../base/media-type.ts";
import type { Encoding } from "../operation.ts";
import { saidOfSameValue } from "../schema/same-value.ts";
import type { JsonSchema, SchemaGraph, SchemaNode } from "../schema/schema.ts";
import { parseXml } from "../xml/xml-document.ts";
import { readXmlDocument } from "../xml/xml-reader.ts";
import { decodeJson, decodeLenient } from "./charset.ts";
import { type TextTree, Typed } from "./coerce.ts";
import type { Part } from "./multipart.ts";
import { structuresOf, textShapesOf } from "./text-shape.ts";
import { undoTransferEncoding } from "./transfer-encoding.ts";

/** Without a word from the part a field is text, and a file anything (RFC 7578 §4.4). */
export function typeOf({ contentType, hasFileName }: Part): string {
  return contentType ?? (hasFileName ? "application/octet-stream" : "text/plain");
}

/** Whether a part brings its own form: a file, or a type that is no text. */
export function isFile(part: Part): boolean {
  return part.hasFileName || isBinary(typeOf(part));
}

/**
 * What one part says to a schema: JSON and XML as what they are, where the part or its Encoding Object says so or an
 * object is meant; bytes as a string with a character for each; anything else as text that has no type yet.
 */
export function readPart(part: Part, schema: JsonSchema, encoding: Encoding | undefined, graph: SchemaGraph): TextTree {
  const shapes = textShapesOf(schema, graph);
  const isString = shapes.every(({ types }) => types?.length === 1 && types[0] === "string");
  const text = partText(part, stringFacts(schema, graph));
  if (isString) return isFile(part) ? new Typed(text) : text;
  const declared = encoding?.style === undefined ? encoding?.contentType : undefined;
  const type = part.contentType ?? declared ?? "";
  const isObject = shapes.some((shape) => structuresOf(shape).includes("object"));
  const structure = isXml(type) ? readXml(text, schema, graph) : undefined;
  const typed = structure ?? (isJson(type) || isObject ? readJson(part) : undefined);
  return typed ?? (isFile(part) ? new Typed(text) : text);
}

/** JSON that a part holds; `undefined` where it is none. */
export function readJson(part: Part): Typed | undefined {
  const { bytes } = undoTransferEncoding(part);
  const text = decodeJson(bytes, charsetOf(part));
  const parsed = text === undefined ? undefined : parseJsonText(text, MAX_JSON_DEPTH);
  return parsed && "value" in parsed ? new Typed(parsed.value) : undefined;
}

function readXml(text: string, schema: JsonSchema, graph: SchemaGraph): Typed | undefined {
  const parsed = parseXml(text);
  if (!("root" in parsed)) return undefined;
  return new Typed(readXmlDocument(parsed.root, { node: schema, graph, pointer: "" }).value);
}

/** What a schema says of a string beside its length. */
export type StringFacts = Pick<SchemaNode, "format" | "contentEncoding">;

/** The text of a part; one character a byte where bytes are meant or sent. */
export function partText(part: Part, { format, contentEncoding }: StringFacts = {}): string {
  // What a schema describes as encoded stays so (OAS 3.2 §4.15.3.2).
  const bytes = contentEncoding === undefined ? undoTransferEncoding(part).bytes : part.bytes;
  const areBytes = format === "binary" || isBinary(typeOf(part));
  return areBytes ? textOfBytes(bytes) : decodeLenient(bytes, charsetOf(part));
}

function charsetOf({ contentType }: Part): string | undefined {
  return contentType === undefined ? undefined : parseMediaType(contentType)?.parameters.get("charset");
}

/** What the first node that says so has to say of a string. */
export function stringFacts(schema: JsonSchema, graph: SchemaGraph): StringFacts {
  const nodes = saidOfSameValue(schema, graph, true);
  return nodes.find(({ format, contentEncoding }) => format !== undefined || contentEncoding !== undefined) ?? {};
}
