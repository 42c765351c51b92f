import type { JsonValue } from "../base/json.ts";
import { childrenOf } from "../contract/schema/children.ts";
import type { JsonSchema, Schema, SchemaNode } from "../contract/schema/schema.ts";

/**
 * Whether also validators accept a body that divide doubles: to them 19.99 is no multiple of 0.01, though it is one as it
 * is written. Which number a step is about is not looked for: a body with an uneven one is made anew, number by number.
 */
export function dividesEvenly(body: JsonValue, schema: Schema): boolean {
  const fractions = [...fractionsIn(body)];
  if (fractions.length === 0) return true;
  const steps = fractionalSteps(schema);
  return fractions.every((value) => steps.every((step) => Number.isInteger(value / step)));
}

function* fractionsIn(value: JsonValue): Generator<number> {
  if (typeof value === "number" && !Number.isInteger(value)) yield value;
  else if (typeof value === "object" && value !== null)
    for (const part of Object.values(value)) yield* fractionsIn(part);
}

const known = new WeakMap<SchemaNode, readonly number[]>();

/** Every `multipleOf` below a schema that is no whole number. */
function fractionalSteps({ graph, node: root }: Schema): readonly number[] {
  const found = typeof root === "boolean" ? [] : known.get(root);
  if (found || typeof root === "boolean") return found ?? [];
  const steps = new Set<number>();
  const seen = new Set<JsonSchema>();
  const pending: JsonSchema[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (typeof node === "boolean" || seen.has(node)) continue;
    seen.add(node);
    if (node.multipleOf !== undefined && !Number.isInteger(node.multipleOf)) steps.add(node.multipleOf);
    pending.push(...childrenOf(node, graph));
  }
  known.set(root, [...steps]);
  return [...steps];
}
