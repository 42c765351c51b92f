import { type JsonValue, MAX_JSON_DEPTH, parseJsonText } from "../base/json.ts";
import { isJson, isXml } from "../base/media-type.ts";
import { derive } from "../base/random.ts";
import type { SchemaGraph } from "../contract/schema/schema.ts";
import { sampleFor } from "./encode/samples/index.ts";
import { encodedBytes } from "./encode/string-content.ts";
import { scalarFits } from "./fit.ts";
import type { Content, Shape } from "./shape.ts";
import type { Maker, Site } from "./site.ts";

/** So many strings differ that hold nothing in particular. */
const MAX_SAMPLES = 1_000;

/** A shape that says what its strings hold. */
type Holder = Shape & { readonly content: Content };

/**
 * The string that holds what a schema says it holds (JSON Schema Validation §8): a file of the media type, or JSON that
 * meets `contentSchema`, in the encoding asked for. `undefined` where that breaks the other constraints.
 */
export function heldContent(maker: Maker, shape: Shape, site: Site): string | undefined {
  if (!shape.content) return undefined;
  return texts(maker, shape as Holder, site).find((text) => scalarFits(shape, text));
}

/** Whether a string holds what it should, as far as `contentSchema` says so. */
export function holds({ content }: Shape, text: string, graph: SchemaGraph): boolean {
  if (content?.schema === undefined || !isJson(content.mediaType ?? "application/json")) return true;
  const json = content.encoding === undefined ? text : decodeBase64(text, content.encoding);
  const parsed = parseJsonText(json, MAX_JSON_DEPTH);
  return "value" in parsed && graph.accepts(content.schema, parsed.value);
}

function texts(maker: Maker, shape: Holder, site: Site): readonly string[] {
  const { mediaType = "application/octet-stream", encoding } = shape.content;
  const write = (text: string) => (encoding === undefined ? [text] : known(encodedBytes(Buffer.from(text), encoding)));
  if (isJson(mediaType)) return write(JSON.stringify(jsonValue(maker, shape, site)));
  // Of base64 any string will do, and the generator makes better ones; other alphabets it does not know.
  const isOpaque = shape.content.mediaType === undefined && encoding !== undefined && encoding !== "base64";
  const sampleText = `Sample ${site.seed % MAX_SAMPLES}`;
  if (isOpaque) return known(encodedBytes(Buffer.from(sampleText), encoding));
  // A pattern is met by more than base64, so that of a few lengths the one that it allows has to be found.
  const isPatterned = shape.content.mediaType === undefined && shape.string.patterns.length > 0;
  if (encoding === "base64" && isPatterned) return lengthsOf(sampleText, encoding);
  const sample = sampleFor(mediaType);
  if (sample && shape.content.mediaType !== undefined) return known(encodedBytes(sample.bytes, encoding));
  return isXml(mediaType) ? write("<sample>1</sample>") : [];
}

/** The start of a text, the longer the better, encoded. */
function lengthsOf(text: string, encoding: string): readonly string[] {
  const starts = Array.from(text, (_, index) => text.slice(0, text.length - index));
  return starts.flatMap((start) => known(encodedBytes(Buffer.from(start), encoding)));
}

function known(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [text];
}

function jsonValue(maker: Maker, { content }: Holder, site: Site): JsonValue {
  if (content.schema === undefined) return { name: "Sample" };
  // What stands in the string is a value of its own, at its own depth.
  const inner: Site = { ...site, spot: site.spot.apart(), seed: derive(site.seed, "content") };
  return maker.make(maker.shapes.of(content.schema), inner, {});
}

function decodeBase64(text: string, encoding: string): string {
  return Buffer.from(text, encoding === "base64url" ? "base64url" : "base64").toString("utf8");
}
