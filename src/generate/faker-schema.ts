import { type JsonSchema as FakerSchema, generateSync } from "json-schema-faker";
import { type JsonValue, setOwn } from "../base/json.ts";
import type { Seed } from "../base/random.ts";
import type { JsonSchema, SchemaGraph, SchemaNode } from "../contract/schema/schema.ts";

/**
 * How much is handed over at most: values that a schema asks for, with all references written out. json-schema-faker
 * has no budget of its own, and what recurs or multiplies makes it run out of time or memory.
 */
const MAX_VALUES = 5_000;

/** The longest string that it may be asked for. */
const MAX_LENGTH = 10_000;

/** Items of an array that asks for no number. */
const ITEMS = 2;

/** How deep json-schema-faker may go before it leaves stubs. */
const MAX_DEPTH = 24;

/**
 * Asks json-schema-faker, which reaches some schemas by luck that a search does not. Its values are often invalid:
 * the caller checks them. The only file that imports it.
 */
export function fakerInstance(graph: SchemaGraph, node: JsonSchema, seed: Seed): JsonValue | undefined {
  const schema = new Expansion(graph).expand(node, [], 1);
  if (schema === undefined) return undefined;
  try {
    const options = { seed, maxDepth: MAX_DEPTH, maxDefaultItems: ITEMS, optionalsProbability: 0.5 };
    return generateSync(schema as FakerSchema, options) as JsonValue;
  } catch {
    // Unknown formats, unreachable counts: whatever it stumbles over, the caller has another way.
    return undefined;
  }
}

/** Writes references out. Gives up, with `undefined`, where that has no end or asks for too much. */
class Expansion {
  readonly #graph: SchemaGraph;
  #values = 0;

  constructor(graph: SchemaGraph) {
    this.#graph = graph;
  }

  /**
   * @param open - what is being written out around it: meeting one of them again is a recursion
   * @param times - how often a value of it will be made
   */
  expand(value: unknown, open: readonly unknown[], times: number): unknown {
    if (typeof value !== "object" || value === null) return value;
    this.#values += times;
    if (open.includes(value) || this.#values > MAX_VALUES) return undefined;
    const around = [...open, value];
    return Array.isArray(value) ? this.#list(value, around, times) : this.#members(value, around, times);
  }

  #list(values: readonly unknown[], open: readonly unknown[], times: number): unknown {
    const items = values.map((item) => this.expand(item, open, times));
    return items.includes(undefined) ? undefined : items;
  }

  #members(node: SchemaNode, open: readonly unknown[], times: number): unknown {
    if (isHuge(node)) return undefined;
    const within = times * repetitions(node);
    this.#values += times * (Array.isArray(node.required) ? node.required.length : 0);
    const copy = {};
    for (const [key, inner] of Object.entries(node)) {
      const target = key === "$ref" && typeof inner === "string" ? this.#graph.resolve(inner) : undefined;
      const isRepeated = ["items", "contains", "additionalProperties"].includes(key);
      const expanded = this.expand(target ?? inner, open, isRepeated ? within : times);
      if (expanded === undefined) return undefined;
      // What a reference leads to becomes a part of `allOf`, so that its siblings still count.
      if (target === undefined) setOwn(copy, key, expanded);
      else setOwn(copy, "allOf", [expanded]);
    }
    return copy;
  }
}

/** Strings that would be written out character by character. */
function isHuge({ minLength, pattern }: SchemaNode): boolean {
  return Number(minLength) > MAX_LENGTH || (typeof pattern === "string" && /\{\d*,?\d{4,}\}/.test(pattern));
}

/** How many items or members of a kind there will be. */
function repetitions({ minItems, minContains, minProperties }: SchemaNode): number {
  return Math.max(ITEMS, ...[minItems, minContains, minProperties].map((count) => Number(count) || 0));
}
