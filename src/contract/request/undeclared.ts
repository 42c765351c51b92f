import { escapeToken, isObject } from "../../base/json.ts";
import { suggestion } from "../../base/nearest.ts";
import { compilePattern } from "../../base/pattern.ts";
import type { Violation } from "../../base/violation.ts";
import type { JsonSchema, Schema, SchemaGraph, SchemaNode } from "../schema/schema.ts";

/** More than these are not looked for. */
const MAX_FOUND = 100;

/** How deep `$ref` and combinators are followed from one value. */
const MAX_DEPTH = 32;

/**
 * The members of a value that no part of its schema declares, where the schema does not itself say what becomes of
 * others (`additionalProperties`, `unevaluatedProperties`, `propertyNames`). An object of which no property is
 * declared is a map: its names are free.
 */
export function undeclaredMembers({ node, graph }: Schema, value: unknown, at: string): Violation[] {
  const found: Violation[] = [];
  search([node], value, at, graph, found);
  return found;
}

function search(
  schemas: readonly JsonSchema[],
  value: unknown,
  at: string,
  graph: SchemaGraph,
  found: Violation[],
): void {
  if (typeof value !== "object" || value === null || found.length > MAX_FOUND) return;
  const facets = [...new Set(schemas.flatMap((schema) => facetsOf(schema, graph)))];
  if (facets.length === 0) return;
  if (isObject(value)) searchMembers(facets, value, at, graph, found);
  for (const [index, item] of Array.isArray(value) ? value.entries() : []) {
    const below = facets.flatMap((node) => itemSchemas(node, index));
    search(below, item, `${at}/${index}`, graph, found);
  }
}

function searchMembers(
  facets: readonly SchemaNode[],
  object: Readonly<Record<string, unknown>>,
  at: string,
  graph: SchemaGraph,
  found: Violation[],
): void {
  const isOpen = facets.some(saysOfOthers) || !facets.some((node) => node.properties !== undefined);
  for (const [name, member] of Object.entries(object)) {
    if (found.length > MAX_FOUND) return;
    const declared = facets.flatMap((node) => memberSchemas(node, name));
    if (declared.length === 0 && !isOpen) found.push(undeclared(name, at, facets));
    else search(declared, member, `${at}/${escapeToken(name)}`, graph, found);
  }
}

const known = new WeakMap<SchemaNode, readonly SchemaNode[]>();

/** Every schema that may speak of the value, whichever branch it takes. */
function facetsOf(schema: JsonSchema, graph: SchemaGraph): readonly SchemaNode[] {
  if (typeof schema === "boolean") return [];
  const remembered = known.get(schema);
  if (remembered) return remembered;
  const nodes = new Set<SchemaNode>();
  gather(schema, graph, nodes, 0);
  const facets = [...nodes];
  known.set(schema, facets);
  return facets;
}

function gather(schema: JsonSchema, graph: SchemaGraph, nodes: Set<SchemaNode>, depth: number): void {
  if (typeof schema === "boolean" || nodes.has(schema) || depth > MAX_DEPTH) return;
  nodes.add(schema);
  const { $ref, allOf = [], anyOf = [], oneOf = [], dependentSchemas = {} } = schema;
  const others = [...allOf, ...anyOf, ...oneOf, ...Object.values(dependentSchemas)];
  for (const other of [schema.if, schema.then, schema.else]) if (other !== undefined) others.push(other);
  if ($ref !== undefined) others.push(graph.resolve($ref));
  for (const other of others) gather(other, graph, nodes, depth + 1);
}

function saysOfOthers({ additionalProperties, unevaluatedProperties, propertyNames }: SchemaNode): boolean {
  return [additionalProperties, unevaluatedProperties, propertyNames].some((schema) => schema !== undefined);
}

function memberSchemas(node: SchemaNode, name: string): JsonSchema[] {
  const { properties = {}, patternProperties = {}, additionalProperties } = node;
  const matching = Object.entries(patternProperties).filter(([pattern]) => compilePattern(pattern)?.test(name));
  const found = matching.map(([, schema]) => schema);
  if (Object.hasOwn(properties, name)) found.push(properties[name] ?? true);
  return found.length === 0 && additionalProperties !== undefined ? [additionalProperties] : found;
}

function itemSchemas({ prefixItems = [], items, contains }: SchemaNode, index: number): JsonSchema[] {
  return [prefixItems[index] ?? items, contains].filter((schema) => schema !== undefined);
}

function undeclared(name: string, at: string, nodes: readonly SchemaNode[]): Violation {
  const known = nodes.flatMap(({ properties }) => Object.keys(properties ?? {}));
  const hint = name.length <= 100 ? suggestion(name, known.slice(0, 200)) : "";
  const place = at === "" ? "The body" : `The body at ${at.slice(0, 100)}`;
  const message = `${place} has the property ${JSON.stringify(name.slice(0, 100))}, which the document does not declare${hint}`;
  return {
    in: "body",
    instancePath: at,
    keyword: "undeclared",
    message: message.endsWith("?") ? message : `${message}.`,
    code: "body-undeclared",
  };
}
