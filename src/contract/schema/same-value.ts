import type { JsonSchema, SchemaGraph, SchemaNode } from "./schema.ts";

/** Schemas that are looked at for one value: real ones reach 20, a hostile document has thousands. */
const MAX_SCHEMAS = 1_000;

/**
 * The node and what else holds for the same value: `$ref` and `allOf` looked through, in the order in which they are
 * written. Each schema once, however many ways lead to it: a chain of forty that refer to the next one twice has 2^40.
 *
 * @param withBranches - whether `anyOf` and `oneOf` are looked through too, whichever of them holds
 */
export function saidOfSameValue(schema: JsonSchema, graph: SchemaGraph, withBranches = false): readonly SchemaNode[] {
  const found = new Set<SchemaNode>();
  const visit = (node: JsonSchema): void => {
    if (typeof node === "boolean" || found.has(node) || found.size >= MAX_SCHEMAS) return;
    found.add(node);
    if (node.$ref !== undefined) visit(graph.resolve(node.$ref));
    for (const part of node.allOf ?? []) visit(part);
    if (withBranches) for (const branch of [...(node.anyOf ?? []), ...(node.oneOf ?? [])]) visit(branch);
  };
  visit(schema);
  return [...found];
}
