import { type JsonSchema as FakerSchema, generateSync } from "json-schema-faker";
import { type JsonValue, setOwn } from "../base/json.ts";
import type { Seed } from "../base/random.ts";
import type { JsonSchema, SchemaGraph } from "../contract/schema.ts";

/**
 * The largest schema that is handed over, in keywords with all references written out. json-schema-faker has no
 * budget of its own, and what recurs makes it run out of time or memory.
 */
const MAX_KEYWORDS = 5_000;

/** How deep json-schema-faker may go before it leaves stubs. */
const MAX_DEPTH = 24;

/**
 * Asks json-schema-faker, which reaches some schemas by luck that a search does not. Its values are often invalid:
 * the caller checks them. The only file that imports it.
 */
export function fakerInstance(graph: SchemaGraph, node: JsonSchema, seed: Seed): JsonValue | undefined {
  const schema = new Expansion(graph).expand(node, []);
  if (schema === undefined) return undefined;
  try {
    const options = { seed, maxDepth: MAX_DEPTH, maxDefaultItems: 2, optionalsProbability: 0.5 };
    return generateSync(schema as FakerSchema, options) as JsonValue;
  } catch {
    // Unknown formats, unreachable counts: whatever it stumbles over, the caller has another way.
    return undefined;
  }
}

/** Writes references out. Gives up, with `undefined`, where that has no end or grows too large. */
class Expansion {
  readonly #graph: SchemaGraph;
  #keywords = 0;

  constructor(graph: SchemaGraph) {
    this.#graph = graph;
  }

  /** @param open - what is being written out around it: meeting one of them again is a recursion */
  expand(value: unknown, open: readonly unknown[]): unknown {
    if (typeof value !== "object" || value === null) return value;
    if (open.includes(value) || ++this.#keywords > MAX_KEYWORDS) return undefined;
    const around = [...open, value];
    return Array.isArray(value) ? this.#list(value, around) : this.#members(value, around);
  }

  #list(values: readonly unknown[], open: readonly unknown[]): unknown {
    const items = values.map((item) => this.expand(item, open));
    return items.includes(undefined) ? undefined : items;
  }

  #members(node: object, open: readonly unknown[]): unknown {
    const copy = {};
    for (const [key, inner] of Object.entries(node)) {
      const target = key === "$ref" && typeof inner === "string" ? this.#graph.resolve(inner) : undefined;
      const expanded = this.expand(target ?? inner, open);
      if (expanded === undefined) return undefined;
      // What a reference leads to becomes a part of `allOf`, so that its siblings still count.
      if (target === undefined) setOwn(copy, key, expanded);
      else setOwn(copy, "allOf", [expanded]);
    }
    return copy;
  }
}
