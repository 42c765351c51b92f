import { atPointer, isObject, type JsonObject, type JsonValue, own } from "../../base/json.ts";
import { childrenOf } from "../schema/children.ts";
import type { JsonSchema, Schema, SchemaNode } from "../schema/schema.ts";
import type { BrokenValue } from "./broken-value.ts";

/**
 * Holds `example`, `examples` and `default` of every schema that the given ones reach against the schema itself. A
 * schema that is read in both directions differs by `readOnly` and `writeOnly` members: what one of them accepts is
 * fine. One step is one schema with something to judge.
 */
export function* checkSchemaExamples(
  schemas: readonly Schema[],
  document: JsonObject,
  report: (broken: BrokenValue) => void,
): Generator<void> {
  const verdicts = new Map<string, BrokenValue | "accepted">();
  for (const schema of reachable(schemas)) {
    const { graph, node, pointer } = schema;
    const shown = shownBy(atPointer(document, pointer), pointer);
    if (shown.length === 0) continue;
    for (const { kind, value, pointer: at } of shown) {
      if (verdicts.get(at) === "accepted") continue;
      verdicts.set(at, graph.accepts(node, value) ? "accepted" : { kind, value, pointer: at, schema });
    }
    yield;
  }
  for (const verdict of verdicts.values()) if (verdict !== "accepted") report(verdict);
}

type Shown = Pick<BrokenValue, "kind" | "value" | "pointer">;

/** The values that a Schema Object shows, with their places. */
function shownBy(raw: unknown, pointer: string): Shown[] {
  if (!isObject(raw)) return [];
  const shown: Shown[] = [];
  const add = (kind: Shown["kind"], value: unknown, at: string): void => {
    if (value !== undefined) shown.push({ kind, value: value as JsonValue, pointer: `${pointer}/${at}` });
  };
  add("example", own(raw, "example"), "example");
  const examples = own(raw, "examples");
  if (Array.isArray(examples)) {
    for (const [index, example] of examples.entries()) add("example", example, `examples/${index}`);
  }
  add("default", own(raw, "default"), "default");
  return shown;
}

/** Every schema below the given ones, each once for each direction. */
function* reachable(schemas: readonly Schema[]): Generator<Schema & { readonly node: SchemaNode }> {
  const seen = new Set<JsonSchema>();
  for (const { graph, node: root } of schemas) {
    const pending: JsonSchema[] = [root];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (typeof node === "boolean" || seen.has(node)) continue;
      seen.add(node);
      const { pointer } = graph.annotations(node);
      if (pointer !== "") yield { graph, node, pointer };
      pending.push(...childrenOf(node, graph));
    }
  }
}
