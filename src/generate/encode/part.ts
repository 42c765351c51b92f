import { isObject, type JsonValue } from "../../base/json.ts";
import { isJson, isXml } from "../../base/media-type.ts";
import type { Encoding, MediaType } from "../../contract/operation.ts";
import { textShapesOf } from "../../contract/request/text-shape.ts";
import type { JsonSchema, SchemaGraph } from "../../contract/schema/schema.ts";
import { itemSchema, memberSchema } from "../../contract/xml/xml-facts.ts";
import { usualIn } from "./concrete-type.ts";
import { contentOf } from "./string-content.ts";

/** One part of a multipart body, before its bytes. */
export interface Part {
  /** Where its value stands in the body's value. */
  readonly path: readonly (string | number)[];
  /** `undefined` where parts go by their position. */
  readonly name?: string | undefined;
  readonly value: JsonValue;
  readonly node: JsonSchema;
  readonly graph?: SchemaGraph | undefined;
  readonly encoding?: Encoding | undefined;
  readonly contentType: string;
}

/**
 * The parts that a value consists of (OAS 3.2 §4.14.5): a member of an object by its name, several for a list under
 * one name; an item of a list by its position.
 */
export function partsOf(value: JsonValue, mediaType: MediaType): readonly Part[] {
  const { schema, itemSchema: streamed, encoding, prefixEncoding, itemEncoding } = mediaType;
  const { node = true, graph } = schema ?? streamed ?? {};
  if (isObject(value)) {
    const members = Object.entries(value as Record<string, JsonValue>);
    return members.flatMap(([name, member]) => {
      const at = (graph && memberSchema(node, name, graph)) ?? true;
      return namedParts(name, member, { node: at, graph, encoding: encoding.get(name) });
    });
  }
  const items: readonly JsonValue[] = Array.isArray(value) ? value : [value as JsonValue];
  return items.map((item, index) => {
    const at = streamed?.node ?? (graph && itemSchema(node, graph, index)) ?? true;
    return partOf([index], undefined, item, { node: at, graph, encoding: prefixEncoding[index] ?? itemEncoding });
  });
}

interface Description {
  readonly node: JsonSchema;
  readonly graph: SchemaGraph | undefined;
  readonly encoding: Encoding | undefined;
}

function namedParts(name: string, value: JsonValue, description: Description): Part[] {
  const { node, graph, encoding } = description;
  // A style writes the whole list as one text.
  if (!Array.isArray(value) || encoding?.style !== undefined) return [partOf([name], name, value, description)];
  return value.map((item: JsonValue, index) => {
    const at = (graph && itemSchema(node, graph, index)) ?? true;
    return partOf([name, index], name, item, { ...description, node: at });
  });
}

function partOf(
  path: readonly (string | number)[],
  name: string | undefined,
  value: JsonValue,
  description: Description,
): Part {
  return { path, name, value, ...description, contentType: partType(value, description) };
}

/** As the Encoding Object says, else by the type of the value (OAS 3.2 §4.15.1.1). */
function partType(value: JsonValue, { node, graph, encoding }: Description): string {
  const isStructure = typeof value === "object" && value !== null;
  if (encoding?.contentType !== undefined && encoding.style === undefined) {
    const types = encoding.contentType.split(",").map((type) => usualIn(type.trim()));
    const fitting = isStructure ? types.find((type) => isJson(type) || isXml(type)) : undefined;
    return fitting ?? types[0] ?? "application/octet-stream";
  }
  if (isStructure) return "application/json";
  if (typeof value !== "string") return "text/plain";
  if (isOpen(node, graph) || !graph) return "application/octet-stream";
  const { mediaType, encoding: encoded, isBinary } = contentOf(node, graph);
  return mediaType ?? (encoded !== undefined || isBinary ? "application/octet-stream" : "text/plain");
}

/** Whether a schema says nothing of its value: then it may be bytes (OAS 3.2 §4.15.1.1). */
export function isOpen(node: JsonSchema, graph: SchemaGraph | undefined): boolean {
  if (!graph) return true;
  return textShapesOf(node, graph).every(
    ({ types, properties, items, leading }) =>
      types === undefined && properties.size === 0 && items === undefined && leading.length === 0,
  );
}
