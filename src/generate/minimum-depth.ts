import { own } from "../base/json.ts";
import type { JsonSchema, SchemaNode } from "../contract/schema.ts";
import type { Shapes } from "./shapes.ts";

const known = new WeakMap<SchemaNode, number>();

/**
 * How many levels of objects and arrays a value of the schema has at least. `Infinity` is the proof that none exists:
 * every value would contain another one.
 */
export function minimumDepth(shapes: Shapes, schema: JsonSchema): number {
  return depthOf(shapes, schema, new Set());
}

function depthOf(shapes: Shapes, schema: JsonSchema, open: Set<SchemaNode>): number {
  if (typeof schema === "boolean") return schema ? 0 : Number.POSITIVE_INFINITY;
  const found = known.get(schema);
  if (found !== undefined) return found;
  if (open.has(schema)) return Number.POSITIVE_INFINITY;
  open.add(schema);
  const depth = Math.max(besides(shapes, schema, open), structural(shapes, schema, open));
  open.delete(schema);
  // Inside an open recursion an infinite result holds for this path only.
  if (depth < Number.POSITIVE_INFINITY || open.size === 0) known.set(schema, depth);
  return depth;
}

/** What references and combinators demand. */
function besides(shapes: Shapes, { $ref, allOf, oneOf, anyOf }: SchemaNode, open: Set<SchemaNode>): number {
  const all = [...(allOf ?? []), ...($ref === undefined ? [] : [shapes.graph.resolve($ref)])];
  const deepest = Math.max(0, ...all.map((part) => depthOf(shapes, part, open)));
  const cheapest = [oneOf, anyOf].map((branches) =>
    branches ? Math.min(...branches.map((branch) => depthOf(shapes, branch, open))) : 0,
  );
  return Math.max(deepest, ...cheapest);
}

/** What required members and items demand, unless a scalar would do. */
function structural(shapes: Shapes, node: SchemaNode, open: Set<SchemaNode>): number {
  const types = node.type === undefined ? [] : [node.type].flat();
  if (node.enum || node.const !== undefined || types.some((type) => type !== "object" && type !== "array")) return 0;
  let depth = 0;
  if (types.length === 0 || types.includes("object")) {
    for (const name of node.required ?? []) {
      const member = own(node.properties, name) as JsonSchema | undefined;
      if (member !== undefined) depth = Math.max(depth, 1 + depthOf(shapes, member, open));
    }
  }
  if ((node.minItems ?? 0) > 0 && node.items !== undefined && !types.includes("object")) {
    depth = Math.max(depth, 1 + depthOf(shapes, node.items, open));
  }
  return depth;
}
