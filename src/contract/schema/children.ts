import type { JsonSchema, SchemaGraph, SchemaNode } from "./schema.ts";

/** Keywords with one schema, with a list of them, and with a map of them. What `not` holds shows what is wrong. */
const single = ["items", "contains", "if", "then", "else", "additionalProperties", "contentSchema"] as const;
const unevaluated = ["unevaluatedItems", "unevaluatedProperties", "propertyNames"] as const;
const lists = ["allOf", "anyOf", "oneOf", "prefixItems"] as const;
const maps = ["properties", "patternProperties", "dependentSchemas"] as const;

/** The schemas that a node holds or refers to, those of `not` left out. */
export function* childrenOf(node: SchemaNode, graph: SchemaGraph): Generator<JsonSchema> {
  if (node.$ref !== undefined) yield graph.resolve(node.$ref);
  for (const keyword of [...single, ...unevaluated]) if (node[keyword] !== undefined) yield node[keyword];
  for (const keyword of lists) yield* node[keyword] ?? [];
  for (const keyword of maps) yield* Object.values(node[keyword] ?? {});
}
