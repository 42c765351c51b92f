import type { JsonType, SchemaNode } from "../contract/schema/schema.ts";
import { jsonTypeOf, type Shape } from "./shape.ts";

/**
 * Adds what a node says by itself to a shape: its own keywords, references and `allOf` apart.
 *
 * @param pointer - where the node stands, for the proof if it contradicts what the shape holds already
 */
export function mergeNode(shape: Shape, node: SchemaNode, pointer: string): void {
  mergeTypes(shape, node, pointer);
  mergeScalars(shape, node);
  mergeObjects(shape, node);
  mergeArrays(shape, node);
  mergeApplicators(shape, node);
  const conflict = conflictIn(shape);
  if (conflict !== undefined) contradict(shape, conflict, pointer);
}

/** Notes why no value of the shape can exist; the first reason counts. */
export function contradict(shape: Shape, reason: string, pointer: string): void {
  shape.never ??= { reason, pointer };
}

function mergeTypes(shape: Shape, node: SchemaNode, pointer: string): void {
  if (node.type !== undefined) {
    const types = [node.type].flat() as JsonType[];
    shape.types = shape.types === undefined ? types : commonTypes(shape.types, types);
    if (shape.types.length === 0)
      contradict(shape, `type ${types.join(" or ")} excludes the other types asked for`, pointer);
  }
  const values = node.const !== undefined ? [node.const] : node.enum;
  if (values) {
    const allowed = new Set(values.map((value) => JSON.stringify(value)));
    shape.values = shape.values ? shape.values.filter((value) => allowed.has(JSON.stringify(value))) : values;
  }
}

/** Integers are numbers: "number" and "integer" have "integer" in common. */
function commonTypes(left: readonly JsonType[], right: readonly JsonType[]): JsonType[] {
  const common = new Set<JsonType>();
  for (const type of left) {
    if (right.includes(type)) common.add(type);
    else if (type === "integer" && right.includes("number")) common.add("integer");
    else if (type === "number" && right.includes("integer")) common.add("integer");
  }
  return [...common];
}

function mergeScalars(shape: Shape, node: SchemaNode): void {
  const { string, number } = shape;
  string.minLength = Math.max(string.minLength, node.minLength ?? 0);
  string.maxLength = Math.min(string.maxLength, node.maxLength ?? Number.POSITIVE_INFINITY);
  if (node.pattern !== undefined) string.patterns.push(node.pattern);
  if (node.format !== undefined) string.formats.push(node.format);
  if (node.contentEncoding === "base64" && node.format === undefined) string.formats.push("byte");
  mergeContent(shape, node);
  number.minimum = Math.max(number.minimum, node.minimum ?? Number.NEGATIVE_INFINITY);
  number.maximum = Math.min(number.maximum, node.maximum ?? Number.POSITIVE_INFINITY);
  number.exclusiveMinimum = Math.max(number.exclusiveMinimum, node.exclusiveMinimum ?? Number.NEGATIVE_INFINITY);
  number.exclusiveMaximum = Math.min(number.exclusiveMaximum, node.exclusiveMaximum ?? Number.POSITIVE_INFINITY);
  if (node.multipleOf !== undefined) number.multipleOf.push(node.multipleOf);
}

function mergeContent(shape: Shape, node: SchemaNode): void {
  // 3.0 said with a format what `contentEncoding` says.
  const encoding = node.contentEncoding ?? (node.format === "byte" ? "base64" : undefined);
  const { contentMediaType: mediaType, contentSchema: schema } = node;
  if (encoding === undefined && mediaType === undefined) return;
  const { content } = shape;
  shape.content = {
    encoding: content?.encoding ?? encoding,
    mediaType: content?.mediaType ?? mediaType,
    schema: content?.schema ?? schema,
  };
}

function mergeObjects(shape: Shape, node: SchemaNode): void {
  for (const name of node.required ?? []) shape.required.add(name);
  shape.minProperties = Math.max(shape.minProperties, node.minProperties ?? 0);
  shape.maxProperties = Math.min(shape.maxProperties, node.maxProperties ?? Number.POSITIVE_INFINITY);
  if (node.properties || node.patternProperties || node.additionalProperties !== undefined) {
    shape.objects.push({
      properties: node.properties ?? {},
      patternProperties: Object.entries(node.patternProperties ?? {}),
      additional: node.additionalProperties,
    });
  }
  if (node.propertyNames !== undefined) shape.propertyNames.push(node.propertyNames);
  for (const entry of Object.entries(node.dependentRequired ?? {})) shape.dependentRequired.push(entry);
  for (const entry of Object.entries(node.dependentSchemas ?? {})) shape.dependentSchemas.push(entry);
}

function mergeArrays(shape: Shape, node: SchemaNode): void {
  shape.minItems = Math.max(shape.minItems, node.minItems ?? 0);
  shape.maxItems = Math.min(shape.maxItems, node.maxItems ?? Number.POSITIVE_INFINITY);
  shape.unique ||= node.uniqueItems === true;
  if (node.items !== undefined || node.prefixItems) {
    shape.arrays.push({ prefix: node.prefixItems ?? [], items: node.items });
    if (node.items === false) shape.maxItems = Math.min(shape.maxItems, node.prefixItems?.length ?? 0);
  }
  if (node.unevaluatedItems !== undefined) shape.unevaluatedItems.push(node.unevaluatedItems);
  if (node.contains !== undefined) {
    const least = node.minContains ?? 1;
    shape.contains.push({ schema: node.contains, least, most: node.maxContains ?? Number.POSITIVE_INFINITY });
  }
}

function mergeApplicators(shape: Shape, node: SchemaNode): void {
  if (node.oneOf) shape.choices.push({ exclusive: true, branches: node.oneOf, node });
  if (node.anyOf) shape.choices.push({ exclusive: false, branches: node.anyOf, node });
  if (node.if !== undefined) shape.conditions.push({ if: node.if, then: node.then, else: node.else });
  if (node.not !== undefined) shape.not.push(node.not);
}

/** A contradiction that can be read off the record: the proof that no value exists, in words. */
function conflictIn(shape: Shape): string | undefined {
  if (shape.values?.length === 0) return "enum and const have no value in common";
  if (shape.values && !shape.values.some((value) => shape.allows(jsonTypeOf(value)))) {
    return "no value of enum has the type that is asked for";
  }
  const [type, ...others] = shape.types ?? [];
  return type === undefined || others.length > 0 ? undefined : conflicts[type]?.(shape);
}

const conflicts: Partial<Record<JsonType, (shape: Shape) => string | undefined>> = {
  string: ({ string }) => (string.minLength > string.maxLength ? "minLength exceeds maxLength" : undefined),
  array: ({ minItems, maxItems }) => (minItems > maxItems ? "minItems exceeds what the array may hold" : undefined),
  object: ({ minProperties, maxProperties, required }) =>
    Math.max(minProperties, required.size) > maxProperties
      ? "more members are asked for than maxProperties allows"
      : undefined,
  number: boundsConflict,
  integer: boundsConflict,
};

function boundsConflict({ number }: Shape): string | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = number;
  const isEmpty =
    minimum > maximum || exclusiveMinimum >= Math.min(maximum, exclusiveMaximum) || minimum >= exclusiveMaximum;
  return isEmpty ? "the bounds of the number leave nothing between them" : undefined;
}
