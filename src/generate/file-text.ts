import { textOfBytes } from "../base/binary-text.ts";
import { isBinary } from "../base/media-type.ts";
import { saidOfSameValue } from "../contract/schema/same-value.ts";
import type { JsonSchema, SchemaGraph } from "../contract/schema/schema.ts";
import { sampleFor } from "./encode/samples/index.ts";
import { octets } from "./encode/samples/octets.ts";
import { contentOf, encodedBytes } from "./encode/string-content.ts";

/** A schema in its graph; without one anything is allowed. */
export interface Judged {
  readonly node: JsonSchema;
  readonly graph?: SchemaGraph | undefined;
}

/** The most bytes that a file is filled up to. */
const MAX_BYTES = 1_000_000;

/** What readers of these files pass over behind the end. */
const PADDING = "\0";

/**
 * A file of a media type as a string, one character for each byte, or in the encoding that the schema asks for.
 *
 * @returns `undefined` for types of text without a sample, and where the schema allows no such file.
 */
export function fileText(type: string, { node, graph }: Judged): string | undefined {
  const sample = sampleFor(type) ?? (isBinary(type) ? octets : undefined);
  if (!sample) return undefined;
  if (!graph) return textOfBytes(sample.bytes);
  const { encoding } = contentOf(node, graph);
  const text = encodedBytes(sample.bytes, encoding);
  if (text === undefined || graph.accepts(node, text)) return text;
  const { least, most } = boundsOf(node, graph);
  if (least > MAX_BYTES || most < least) return undefined;
  const other =
    sample === octets
      ? text.repeat(Math.ceil(Math.max(least, 1) / text.length)).slice(0, Math.max(least, Math.min(most, text.length)))
      : text.padEnd(encoding === undefined ? least : 0, PADDING);
  return graph.accepts(node, other) ? other : undefined;
}

/** The lengths that a schema allows, as far as it and what it references say so. */
function boundsOf(node: JsonSchema, graph: SchemaGraph): { least: number; most: number } {
  const nodes = saidOfSameValue(node, graph);
  return {
    least: Math.max(...nodes.map(({ minLength = 0 }) => minLength), 0),
    most: Math.min(...nodes.map(({ maxLength = Number.POSITIVE_INFINITY }) => maxLength)),
  };
}
