import { saidOfSameValue } from "../schema/same-value.ts";
import type { JsonSchema, SchemaGraph } from "../schema/schema.ts";

const known = new WeakMap<object, ReadonlySet<string>>();

/** The members that an object must have, whichever alternative it meets. */
export function requiredNames(schema: JsonSchema, graph: SchemaGraph): ReadonlySet<string> {
  if (typeof schema === "boolean") return new Set();
  const remembered = known.get(schema);
  if (remembered) return remembered;
  const names = new Set(saidOfSameValue(schema, graph).flatMap(({ required = [] }) => required));
  known.set(schema, names);
  return names;
}
