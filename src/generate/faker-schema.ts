import { type JsonSchema as FakerSchema, generateSync } from "json-schema-faker";
import type { JsonValue } from "../base/json.ts";
import type { Seed } from "../base/random.ts";
import type { JsonSchema, SchemaGraph } from "../contract/schema.ts";

/** The most referenced schemas that are handed over: json-schema-faker has no budget of its own. */
const MAX_DEFINITIONS = 200;

/** How deep json-schema-faker may go; deeper, wide recursive schemas grow without bound. */
const MAX_DEPTH = 12;

/**
 * Asks json-schema-faker, which reaches some schemas by luck that a search does not. Its values are often invalid:
 * the caller checks them. The only file that imports it.
 */
export function fakerInstance(graph: SchemaGraph, node: JsonSchema, seed: Seed): JsonValue | undefined {
  const schema = closure(graph, node);
  if (!schema) return undefined;
  try {
    const options = { seed, maxDepth: MAX_DEPTH, maxDefaultItems: 2, optionalsProbability: 0.5 };
    return generateSync(schema as FakerSchema, options) as JsonValue;
  } catch {
    // Unknown formats, unreachable counts: whatever it stumbles over, the caller has another way.
    return undefined;
  }
}

/** The schema with everything that it references under `$defs`; `undefined` where that is too much. */
function closure(graph: SchemaGraph, node: JsonSchema): unknown {
  const names = new Map<string, string>();
  const pending: string[] = [];
  const nameOf = (ref: string): string => {
    let name = names.get(ref);
    if (name === undefined) {
      name = `d${names.size}`;
      names.set(ref, name);
      pending.push(ref);
    }
    return `#/$defs/${name}`;
  };
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).map(([key, inner]) => [
      key,
      key === "$ref" && typeof inner === "string" ? nameOf(inner) : copy(inner),
    ]);
    return Object.fromEntries(entries);
  };
  const root = copy(node);
  const definitions: [string, unknown][] = [];
  for (let ref = pending.pop(); ref !== undefined; ref = pending.pop()) {
    if (names.size > MAX_DEFINITIONS) return undefined;
    definitions.push([names.get(ref) ?? "", copy(graph.resolve(ref))]);
  }
  return typeof root === "object" ? { ...root, $defs: Object.fromEntries(definitions) } : root;
}
