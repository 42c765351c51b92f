import { setOwn } from "../base/json.ts";
import type { JsonSchema, JsonType, SchemaGraph, SchemaNode } from "../contract/schema/schema.ts";
import { negation } from "./site.ts";

const everyType: readonly JsonType[] = ["object", "array", "string", "number", "boolean", "null"];

/** A member that is so called is not declared anywhere. */
const UNDECLARED_NAME = "other";

const known = new WeakMap<SchemaNode, readonly JsonSchema[]>();

/**
 * Ways not to be what a schema says: schemas each of which breaks one of its keywords. What a search needs to get out
 * of a `not`, or out of the other branches of a `oneOf`. Keywords that chance breaks well enough (`pattern`, `format`,
 * `multipleOf`) have none.
 */
export function contraries(graph: SchemaGraph, schema: JsonSchema): readonly JsonSchema[] {
  if (typeof schema === "boolean") return [];
  const found = known.get(schema) ?? waysOut(graph, schema);
  known.set(schema, found);
  return found;
}

function waysOut(graph: SchemaGraph, node: SchemaNode): readonly JsonSchema[] {
  return [
    ...memberContraries(node),
    ...itemContraries(node),
    ...boundContraries(node),
    ...combinedContraries(graph, node),
    ...typeContraries(node),
  ];
}

function typeContraries({ type, const: only }: SchemaNode): JsonSchema[] {
  if (typeof only === "boolean") return [{ const: !only }];
  if (type === undefined) return [];
  const excluded = new Set([type].flat() as JsonType[]);
  return [{ type: everyType.filter((other) => !excluded.has(other)) }];
}

function boundContraries(node: SchemaNode): JsonSchema[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, minLength, maxLength } = node;
  const ways: (SchemaNode | false)[] = [
    minimum !== undefined && { type: "number", exclusiveMaximum: minimum },
    maximum !== undefined && { type: "number", exclusiveMinimum: maximum },
    exclusiveMinimum !== undefined && { type: "number", maximum: exclusiveMinimum },
    exclusiveMaximum !== undefined && { type: "number", minimum: exclusiveMaximum },
    minLength !== undefined && minLength > 0 && { type: "string", maxLength: minLength - 1 },
    maxLength !== undefined && { type: "string", minLength: maxLength + 1 },
  ];
  return ways.filter((way) => way !== false);
}

function memberContraries(node: SchemaNode): JsonSchema[] {
  const { required = [], properties = {}, additionalProperties, minProperties = 0, maxProperties } = node;
  const ways: JsonSchema[] = [];
  for (const name of required) ways.push({ type: "object", properties: member(name, false) });
  for (const [name, schema] of Object.entries(properties)) {
    if (schema !== true) ways.push({ type: "object", required: [name], properties: member(name, negation(schema)) });
  }
  const undeclared = additionalProperties ?? node.unevaluatedProperties ?? true;
  if (undeclared !== true) {
    const properties = member(UNDECLARED_NAME, negation(undeclared));
    ways.push({ type: "object", required: [UNDECLARED_NAME], properties });
  }
  if (minProperties > 0) ways.push({ type: "object", maxProperties: minProperties - 1 });
  if (maxProperties !== undefined) ways.push({ type: "object", minProperties: maxProperties + 1 });
  return ways;
}

function member(name: string, schema: JsonSchema): Record<string, JsonSchema> {
  const properties = {};
  setOwn(properties, name, schema);
  return properties;
}

function itemContraries(node: SchemaNode): JsonSchema[] {
  const { prefixItems = [], items = node.unevaluatedItems, contains, minItems = 0, maxItems } = node;
  const ways: JsonSchema[] = [];
  for (const [index, schema] of prefixItems.entries()) {
    const before: JsonSchema[] = Array.from({ length: index }, () => true);
    ways.push({ type: "array", minItems: index + 1, prefixItems: [...before, negation(schema)] });
  }
  if (items !== undefined && items !== true) {
    const before: JsonSchema[] = prefixItems.map(() => true);
    ways.push({ type: "array", minItems: before.length + 1, prefixItems: [...before, negation(items)] });
  }
  if (contains !== undefined) ways.push({ type: "array", items: negation(contains) });
  if (minItems > 0) ways.push({ type: "array", maxItems: minItems - 1 });
  if (maxItems !== undefined) ways.push({ type: "array", minItems: maxItems + 1 });
  return ways;
}

function combinedContraries(graph: SchemaGraph, node: SchemaNode): JsonSchema[] {
  const { $ref, allOf = [], anyOf, oneOf, not, if: condition } = node;
  const ways = allOf.map(negation);
  if ($ref !== undefined) ways.push(negation(graph.resolve($ref)));
  if (anyOf) ways.push({ allOf: anyOf.map(negation) });
  if (oneOf) ways.push({ allOf: oneOf.map(negation) }, ...pairs(oneOf));
  if (not !== undefined) ways.push(not);
  if (condition !== undefined) {
    ways.push({ allOf: [condition, negation(node.then ?? true)] });
    ways.push({ allOf: [negation(condition), negation(node.else ?? true)] });
  }
  return ways;
}

/** Two branches of a `oneOf` at once break it; neighbours will do. */
function pairs(branches: readonly JsonSchema[]): JsonSchema[] {
  return branches.slice(1).map((branch, index) => ({ allOf: [branches[index] ?? true, branch] }));
}
