import { own } from "../base/json.ts";
import type { JsonSchema, SchemaGraph, SchemaNode } from "../contract/schema/schema.ts";
import type { Shape } from "./shape.ts";
import type { Shapes } from "./shapes.ts";

const known = new WeakMap<SchemaNode, number>();

/** What is known of a schema so far. */
type Lookup = (schema: JsonSchema) => number;

/**
 * How many levels of objects and arrays a value of the schema has at least. `Infinity` is the proof that none exists:
 * every value would contain another one.
 */
export function minimumDepth({ graph }: Shapes, schema: JsonSchema): number {
  if (typeof schema === "boolean") return schema ? 0 : Number.POSITIVE_INFINITY;
  return known.get(schema) ?? leastFixedPoint(graph, schema);
}

/** How many levels a value of the shape has at least; `Infinity` where it is known that none exists. */
export function leastDepth(shapes: Shapes, { never, roots }: Shape): number {
  if (never) return Number.POSITIVE_INFINITY;
  return roots.reduce((least: number, root) => Math.max(least, minimumDepth(shapes, root)), 0);
}

/** Whether every value of the shape would contain another one, or none can exist for a simpler reason. */
export function isEndless(shapes: Shapes, shape: Shape): boolean {
  return leastDepth(shapes, shape) === Number.POSITIVE_INFINITY;
}

/** Starts from "no value" everywhere and lowers it until nothing changes: what stays infinite has no way out. */
function leastFixedPoint(graph: SchemaGraph, root: SchemaNode): number {
  const depths = new Map<SchemaNode, number>();
  const lookup: Lookup = (schema) => {
    if (typeof schema === "boolean") return schema ? 0 : Number.POSITIVE_INFINITY;
    return known.get(schema) ?? depths.get(schema) ?? Number.POSITIVE_INFINITY;
  };
  const nodes = unknownBelow(graph, root);
  for (const node of boundToThemselves(graph, nodes)) depths.set(node, 0);
  for (let changed = true; changed; ) {
    changed = false;
    for (const node of nodes) {
      const depth = depthOf(graph, node, lookup);
      if (depth >= lookup(node)) continue;
      depths.set(node, depth);
      changed = true;
    }
  }
  for (const node of nodes) known.set(node, lookup(node));
  return lookup(root);
}

/** The node and all that its depth depends on, those furthest away first, so that few rounds are needed. */
function unknownBelow(graph: SchemaGraph, root: SchemaNode): readonly SchemaNode[] {
  const found = new Set<SchemaNode>([root]);
  for (const node of found) {
    for (const schema of [...combined(graph, node), ...alternatives(node).flat(), ...inner(node)]) {
      if (typeof schema === "object" && !known.has(schema)) found.add(schema);
    }
  }
  return [...found].reverse();
}

/**
 * Nodes that come back to themselves without going into the value, or lead to such a one. That says nothing about the
 * value, so it is no proof against it either.
 */
function boundToThemselves(graph: SchemaGraph, nodes: readonly SchemaNode[]): ReadonlySet<SchemaNode> {
  const bound = new Set(nodes);
  for (let before = -1; before !== bound.size; ) {
    before = bound.size;
    for (const node of bound) {
      const next = [...combined(graph, node), ...alternatives(node).flat()];
      if (!next.some((schema) => typeof schema === "object" && bound.has(schema))) bound.delete(node);
    }
  }
  return bound;
}

function depthOf(graph: SchemaGraph, node: SchemaNode, lookup: Lookup): number {
  let depth = 0;
  // No spread: a schema may have more parts than a call may have arguments.
  for (const schema of combined(graph, node)) depth = Math.max(depth, lookup(schema));
  for (const schema of inner(node)) depth = Math.max(depth, 1 + lookup(schema));
  for (const branches of alternatives(node)) {
    depth = Math.max(
      depth,
      branches.reduce((least, schema) => Math.min(least, lookup(schema)), Number.POSITIVE_INFINITY),
    );
  }
  return depth;
}

/** What holds for the same value. */
function combined(graph: SchemaGraph, { $ref, allOf = [] }: SchemaNode): readonly JsonSchema[] {
  return $ref === undefined ? allOf : [graph.resolve($ref), ...allOf];
}

function alternatives({ oneOf, anyOf }: SchemaNode): readonly (readonly JsonSchema[])[] {
  return [oneOf, anyOf].filter((branches) => branches !== undefined);
}

/** The schemas of members and items that must be there, unless a scalar would do. */
function inner(node: SchemaNode): readonly JsonSchema[] {
  const types = node.type === undefined ? [] : [node.type].flat();
  const isObject = types.length === 1 && types[0] === "object";
  const isArray = types.length === 1 && types[0] === "array";
  if (node.enum || node.const !== undefined) return [];
  if (isObject) {
    return (node.required ?? []).flatMap((name) => (own(node.properties, name) as JsonSchema | undefined) ?? []);
  }
  if (!isArray) return [];
  const { prefixItems = [], items = true, minItems = 0, contains, minContains = 1 } = node;
  const contained = contains !== undefined && minContains > 0 ? [contains] : [];
  return [...[...prefixItems, items].slice(0, minItems), ...contained];
}
