import { bytesOfText, textOfBytes } from "../base/binary-text.ts";
import type { JsonValue } from "../base/json.ts";
import { isBinary, isXml } from "../base/media-type.ts";
import { contentDefect } from "../contract/content/defect.ts";
import { exampleReadings } from "../contract/content/serialised.ts";
import type { MediaType } from "../contract/operation.ts";
import { sampleFor } from "../generate/encode/samples/index.ts";
import { octets } from "../generate/encode/samples/octets.ts";
import { contentOf } from "../generate/encode/string-content.ts";
import { isXmlDocument } from "../generate/encode/xml-text.ts";
import type { Ask } from "./source.ts";

/**
 * The body that an example stands for: the value itself, or what it shows as it is sent. Of a file only what can be
 * one counts: its base64, or the text of a type that is no certain kind of file.
 *
 * @returns `undefined` where the contract rejects it.
 */
export function exampleBody(
  example: JsonValue,
  { mediaType, contentType }: Pick<Ask, "mediaType" | "contentType">,
): JsonValue | undefined {
  if (!mediaType) return undefined;
  const type = contentType ?? mediaType.range;
  return readingsOf(example, mediaType, type).find((body) => contentDefect(body, mediaType, type) === undefined);
}

function readingsOf(example: JsonValue, mediaType: MediaType, type: string): readonly JsonValue[] {
  if (typeof example !== "string" || isText(type, example)) return exampleReadings(example, mediaType, type);
  return isBinary(type) ? fileReadings(example, mediaType, type) : [];
}

/** Whether a text may stand for itself: as every type of text, but drawings and pages are XML. */
function isText(type: string, text: string): boolean {
  if (isBinary(type)) return false;
  return !isXml(type) || sampleFor(type) === undefined || isXmlDocument(text);
}

/** "data:image/png;base64,…" or the bare base64. */
const base64Text = /^(?:data:[^,]*;base64,)?([A-Za-z0-9+/\s]+={0,2}\s*)$/;

function fileReadings(example: string, { schema }: MediaType, type: string): readonly string[] {
  const sample = sampleFor(type) ?? octets;
  const [, digits] = base64Text.exec(example) ?? [];
  const decoded = digits === undefined ? undefined : Buffer.from(digits, "base64");
  const isFile = decoded !== undefined && decoded.length > 0 && sample !== octets && sample.recognises(decoded);
  // A schema that asks for base64 takes the example as it is.
  const isEncoded = schema !== undefined && contentOf(schema.node, schema.graph).encoding !== undefined;
  if (isFile) return [isEncoded ? example : textOfBytes(decoded)];
  return sample === octets ? [textOfBytes(bytesOf(example))] : [];
}

/** A document shows text, unless it shows a character for each byte. */
function bytesOf(example: string): Uint8Array {
  return /[\x80-\xff]/.test(example) && !/[^\0-\xff]/.test(example) ? bytesOfText(example) : Buffer.from(example);
}
