import { escapeToken, type JsonObject, type JsonValue, setOwn } from "../../base/json.ts";
import type { JsonSchema, Schema, SchemaGraph, SchemaNode } from "../../contract/schema/schema.ts";
import { likeliest } from "./alternative.ts";
import { type Merged, mergedOf } from "./merged.ts";
import { isOwned } from "./owned.ts";
import { MAX_WRITTEN_DEPTH } from "./wire-limits.ts";

/** A single value in a body that a model may write. */
export interface Leaf {
  /** Into the body. */
  readonly pointer: string;
  /** The same as {@link pointer}, with places in arrays as numbers. */
  readonly path: readonly (string | number)[];
  readonly node: JsonSchema;
  readonly graph: SchemaGraph;
  /** What stands there: text or a number. */
  readonly current: JsonValue;
}

/** The value without the members that are ours, at any depth. Elements of arrays stay where they are. */
export function withoutOwned({ graph, node }: Schema, value: JsonValue): JsonValue {
  return stripped(mergedOf(graph, node), value, graph, 0);
}

function stripped(open: Merged, value: JsonValue, graph: SchemaGraph, depth: number): JsonValue {
  if (typeof value !== "object" || value === null || depth > MAX_WRITTEN_DEPTH) return value;
  const merged = likeliest(open, value);
  if (Array.isArray(value)) {
    return value.map((item: JsonValue, index) => {
      const below = merged.item(index);
      return below ? stripped(below, item, graph, depth + 1) : item;
    });
  }
  const rest = {};
  for (const [name, inner] of Object.entries(value as JsonObject)) {
    const member = merged.member(name);
    // What a map has as keys is data, and says nothing of the kind of its values.
    const spoken = merged.names.includes(name) ? name : "";
    if (member && isOwned(spoken, member.node, graph)) continue;
    setOwn(rest, name, member ? stripped(member, inner, graph, depth + 1) : inner);
  }
  return rest;
}

/** The texts and numbers in a valid body that a model may write, in the order of the body. */
export function openLeaves({ graph, node }: Schema, body: JsonValue, max: number): readonly Leaf[] {
  const found: Leaf[] = [];
  collect(mergedOf(graph, node), body, "", [], { found, max, graph });
  return found;
}

interface Collecting {
  readonly found: Leaf[];
  readonly max: number;
  readonly graph: SchemaGraph;
}

/** @param name - of the member, or of the list that it is an item of */
function collect(open: Merged, value: JsonValue, name: string, path: Leaf["path"], into: Collecting): void {
  const { found, max, graph } = into;
  if (found.length >= max || path.length > MAX_WRITTEN_DEPTH) return;
  const merged = likeliest(open, value);
  if (typeof value === "object" && value !== null) {
    for (const part of partsOf(merged, value, name, graph)) {
      collect(part.merged, part.value, part.name, [...path, part.token], into);
    }
  } else if (isOpen(merged, value) && !isOwned(name, merged.node, graph)) {
    const pointer = path.map((token) => `/${escapeToken(token)}`).join("");
    found.push({ pointer, path, node: open.node, graph, current: value });
  }
}

interface Part {
  readonly merged: Merged;
  readonly value: JsonValue;
  readonly name: string;
  readonly token: string | number;
}

/** The items and members of a value that are not ours as a whole. */
function partsOf(merged: Merged, value: object, name: string, graph: SchemaGraph): readonly Part[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: JsonValue, token) => {
      const below = merged.item(token);
      return below ? [{ merged: below, value: item, name, token }] : [];
    });
  }
  return Object.entries(value as JsonObject).flatMap(([token, inner]) => {
    const below = merged.member(token);
    const spoken = merged.names.includes(token) ? token : "";
    return below && !isOwned(spoken, below.node, graph) ? [{ merged: below, value: inner, name: spoken, token }] : [];
  });
}

/** Text in one's own words, or a number. What has to match a pattern is right as it was made. */
function isOpen({ nodes, values, kinds }: Merged, value: JsonValue): boolean {
  if (values || nodes.some(({ pattern }) => pattern !== undefined)) return false;
  const isWritten = typeof value === "string" || typeof value === "number";
  return isWritten && kinds.some((kind) => kind === "string" || kind === "number" || kind === "integer");
}

/** Schemas looked at for one answer: where there are more, some of them is open. */
const MAX_SEARCHED = 2_000;

const answers = new WeakMap<SchemaNode, boolean>();

/** Whether a model has anything to write for a schema at all. Looked up once for each node. */
export function hasOpenLeaf({ graph, node }: Pick<Schema, "graph" | "node">): boolean {
  if (typeof node === "boolean") return false;
  const known = answers.get(node) ?? search(graph, node);
  answers.set(node, known);
  return known;
}

function search(graph: SchemaGraph, root: SchemaNode): boolean {
  const seen = new Set<SchemaNode>();
  const pending: { merged: Merged; name: string }[] = [{ merged: mergedOf(graph, root), name: "" }];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (seen.size > MAX_SEARCHED) return true;
    const { name } = at;
    for (const merged of at.merged.alternatives) {
      if (isOpenSchema(merged) && !isOwned(name, merged.node, graph)) return true;
      const isNew = merged.identity.some((node) => !seen.has(node));
      for (const node of merged.identity) seen.add(node);
      if (isNew) pending.push(...below(merged, name, graph));
    }
  }
  return false;
}

function isOpenSchema(merged: Merged): boolean {
  return isOpen(merged, "") && merged.types !== undefined;
}

function below(merged: Merged, name: string, graph: SchemaGraph): { merged: Merged; name: string }[] {
  const members = merged.names.flatMap((key) => {
    const member = merged.member(key);
    return member && !isOwned(key, member.node, graph) ? [{ merged: member, name: key }] : [];
  });
  const others = merged.others;
  const item = merged.kinds.includes("array") ? merged.item(0) : undefined;
  return [
    ...members,
    ...(others && others.nodes.length > 0 ? [{ merged: others, name: "" }] : []),
    ...merged.patterns.map(([, pattern]) => ({ merged: pattern, name: "" })),
    ...(item ? [{ merged: item, name }] : []),
    ...Array.from({ length: merged.leading }, (_, index) => merged.item(index)).flatMap((leading) =>
      leading ? [{ merged: leading, name }] : [],
    ),
  ];
}
