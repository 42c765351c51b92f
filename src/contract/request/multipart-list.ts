import type { Violation } from "../../base/violation.ts";
import { streamOf } from "../content/stream.ts";
import type { MediaType } from "../operation.ts";
import type { Schema } from "../schema/schema.ts";
import { coerce, type TextTree } from "./coerce.ts";
import { judgeBody } from "./judge.ts";
import type { Part } from "./multipart.ts";
import { MAX_PART_VIOLATIONS, type MultipartReading } from "./multipart-form.ts";
import { checkPart } from "./part-check.ts";
import { readPart } from "./part-content.ts";
import type { ReadingSettings } from "./reading-settings.ts";
import { structuresOf, type TextShape, textShapesOf } from "./text-shape.ts";

/** Whether a multipart body is a list of parts that go by their position (OAS 3.2 §4.14.4). */
export function isPartList({ schema, itemSchema }: MediaType): boolean {
  return itemSchema !== undefined || (schema !== undefined && listShapeOf(schema) !== undefined);
}

/**
 * Reads the parts of multipart/mixed and its like by their position, each as `prefixEncoding` or `itemEncoding` says,
 * and judges them by `prefixItems` and `items`, or by `itemSchema`.
 *
 * @param type - the concrete type
 */
export function readPartList(
  parts: readonly Part[],
  mediaType: MediaType,
  type: string,
  settings: Pick<ReadingSettings, "strict">,
): MultipartReading {
  const { schema, itemSchema, prefixEncoding, itemEncoding } = mediaType;
  const shape = schema && listShapeOf(schema);
  const graph = (itemSchema ?? schema)?.graph;
  if (!graph) return { value: undefined, violations: [] };
  const violations: Violation[] = [];
  const trees = parts.map((part, index): TextTree => {
    const encoding = prefixEncoding[index] ?? itemEncoding;
    if (violations.length <= MAX_PART_VIOLATIONS) violations.push(...checkPart(part, encoding, `/${index}`));
    const node = itemSchema?.node ?? shape?.leading[index] ?? shape?.items ?? true;
    return readPart(part, node, encoding, graph);
  });
  const value = itemSchema
    ? trees.map((tree) => coerce(tree, itemSchema.node, graph))
    : coerce(trees, schema?.node ?? true, graph);
  const items = value as readonly unknown[];
  const stream = streamOf(mediaType, type);
  violations.push(...judgeBody(stream ? stream.whole : schema, value, settings));
  for (const [index, item] of stream?.item ? items.entries() : []) {
    if (violations.length > MAX_PART_VIOLATIONS) break;
    violations.push(...judgeBody(stream?.item, item, settings, `/${index}`));
  }
  return { value, violations };
}

function listShapeOf({ node, graph }: Schema): TextShape | undefined {
  const shapes = textShapesOf(node, graph);
  const isList = shapes.every((shape) => structuresOf(shape)[0] === "array");
  return isList ? shapes.find(({ items, leading }) => items !== undefined || leading.length > 0) : undefined;
}
