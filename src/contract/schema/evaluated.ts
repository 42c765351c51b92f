import { compilePattern } from "../../base/pattern.ts";
import type { JsonSchema, SchemaGraph, SchemaNode } from "./schema.ts";

type Judge = Pick<SchemaGraph, "resolve" | "accepts">;

/**
 * The members of a valid object, or items of a valid array, that a node leaves to its own `unevaluatedProperties` or
 * `unevaluatedItems` (JSON Schema 2020-12 §11): those that neither its other keywords speak of nor a schema that holds
 * for the same value. A branch that does not hold speaks of nothing, and neither does `not`.
 */
export function unevaluatedNames(judge: Judge, node: SchemaNode, value: object): readonly string[] {
  const names = new Set(Object.keys(value));
  const { unevaluatedProperties: _, ...others } = node;
  visit(judge, others, value, (schema) => strikeNames(schema, names));
  return [...names];
}

/** The same for items, by position. */
export function unevaluatedIndexes(judge: Judge, node: SchemaNode, value: readonly unknown[]): readonly number[] {
  const indexes = new Set(value.keys());
  const { unevaluatedItems: _, ...others } = node;
  visit(judge, others, value, (schema) => strikeIndexes(judge, schema, value, indexes));
  return [...indexes];
}

function strikeNames(node: SchemaNode, names: Set<string>): void {
  const { properties = {}, patternProperties = {}, additionalProperties, unevaluatedProperties } = node;
  // Whatever else there is, these two speak of it.
  if (additionalProperties !== undefined || unevaluatedProperties !== undefined) names.clear();
  const patterns = Object.keys(patternProperties).map(compilePattern);
  for (const name of names) {
    if (Object.hasOwn(properties, name) || patterns.some((pattern) => pattern?.test(name))) names.delete(name);
  }
}

function strikeIndexes(judge: Judge, node: SchemaNode, value: readonly unknown[], indexes: Set<number>): void {
  const { prefixItems = [], items, contains, unevaluatedItems } = node;
  if (items !== undefined || unevaluatedItems !== undefined) indexes.clear();
  for (const index of indexes) {
    const isContained = contains !== undefined && judge.accepts(contains, value[index]);
    if (index < prefixItems.length || isContained) indexes.delete(index);
  }
}

/** Calls back for every node that holds for the value, the given one first. */
function visit(judge: Judge, schema: JsonSchema, value: object, found: (node: SchemaNode) => void): void {
  const seen = new Set<JsonSchema>();
  const pending: JsonSchema[] = [schema];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === "boolean" || seen.has(next)) continue;
    seen.add(next);
    found(next);
    pending.push(...holding(judge, next, value));
  }
}

/** The schemas inside a node that hold for its value. */
function holding(judge: Judge, node: SchemaNode, value: object): readonly JsonSchema[] {
  const { $ref, allOf = [], anyOf = [], oneOf = [], dependentSchemas = {} } = node;
  const schemas: JsonSchema[] = $ref === undefined ? [...allOf] : [judge.resolve($ref), ...allOf];
  for (const branch of [...anyOf, ...oneOf]) if (judge.accepts(branch, value)) schemas.push(branch);
  for (const [name, schema] of Object.entries(dependentSchemas)) {
    if (Object.hasOwn(value, name) && !Array.isArray(value)) schemas.push(schema);
  }
  if (node.if === undefined) return schemas;
  if (judge.accepts(node.if, value)) return [...schemas, node.if, node.then ?? true];
  return [...schemas, node.else ?? true];
}
