import type { JsonSchema, SchemaGraph } from "../schema/schema.ts";

const MAX_DEPTH = 16;
const known = new WeakMap<object, ReadonlySet<string>>();

/** The members that an object must have, whichever alternative it meets. */
export function requiredNames(schema: JsonSchema, graph: SchemaGraph): ReadonlySet<string> {
  if (typeof schema === "boolean") return new Set();
  const remembered = known.get(schema);
  if (remembered) return remembered;
  const names = new Set(collect(schema, graph, 0));
  known.set(schema, names);
  return names;
}

function collect(schema: JsonSchema, graph: SchemaGraph, depth: number): readonly string[] {
  if (typeof schema === "boolean" || depth > MAX_DEPTH) return [];
  const others = [...(schema.$ref === undefined ? [] : [graph.resolve(schema.$ref)]), ...(schema.allOf ?? [])];
  return [...(schema.required ?? []), ...others.flatMap((other) => collect(other, graph, depth + 1))];
}
