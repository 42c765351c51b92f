import { escapeToken } from "../base/json.ts";
import { listViewOf } from "../contract/resource/list-view.ts";
import type { JsonSchema, SchemaGraph } from "../contract/schema/schema.ts";

const known = new WeakMap<object, Map<string, string | undefined>>();

/**
 * Whether the array at a path is what the whole value is about: the value itself, or the list in an envelope.
 *
 * @param name - what the value is called
 */
export function isMainList(
  graph: SchemaGraph,
  node: JsonSchema,
  name: string,
  path: readonly (string | number)[],
): boolean {
  if (path.length === 0) return true;
  if (path.length > 2 || typeof node === "boolean") return false;
  const pointers = known.get(node) ?? new Map<string, string | undefined>();
  if (!pointers.has(name)) pointers.set(name, listViewOf(graph, node, name)?.pointer);
  known.set(node, pointers);
  return pointers.get(name) === path.map((step) => `/${escapeToken(step)}`).join("");
}
