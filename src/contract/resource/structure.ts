import { pointerTokens } from "../../base/json.ts";
import type { JsonSchema, JsonType, Schema, SchemaGraph, SchemaNode } from "../schema/schema.ts";

/** Longest chain of references and nesting of `allOf` that is followed; what lies deeper is not looked at. */
const MAX_DEPTH = 16;

/** The schema behind references and behind wrappers of one branch, such as `anyOf: [{$ref}, {type: "null"}]`. */
export function core(graph: SchemaGraph, schema: JsonSchema): JsonSchema {
  let at = schema;
  for (let step = 0; step < MAX_DEPTH; step++) {
    const next = behind(graph, at);
    if (next === undefined) return at;
    at = next;
  }
  return at;
}

function behind(graph: SchemaGraph, schema: JsonSchema): JsonSchema | undefined {
  if (typeof schema === "boolean") return undefined;
  if (schema.$ref !== undefined) return graph.resolve(schema.$ref);
  if (schema.properties) return undefined;
  if (schema.allOf?.length === 1) return schema.allOf[0];
  const branches = (schema.oneOf ?? schema.anyOf)?.filter((branch) => !isNull(branch));
  return branches?.length === 1 ? branches[0] : undefined;
}

function isNull(schema: JsonSchema): boolean {
  return typeof schema === "object" && (schema.type === "null" || schema.const === null);
}

/** The name of the component that a schema refers to or is, e.g. "Pet". */
export function componentOf(graph: SchemaGraph, schema: JsonSchema): string | undefined {
  return graph.annotations(core(graph, schema)).component;
}

/** Properties by name, in the order of the schema. Each schema is made when it is asked for: most never are. */
export class Properties {
  readonly names: readonly string[];
  /** By name, the node that has the property. */
  readonly #owners = new Map<string, SchemaNode>();
  #all: ReadonlyMap<string, JsonSchema> | undefined;

  constructor(nodes: readonly SchemaNode[]) {
    for (const node of nodes) {
      for (const name of Object.keys(node.properties ?? {})) if (!this.#owners.has(name)) this.#owners.set(name, node);
    }
    this.names = [...this.#owners.keys()];
  }

  get size(): number {
    return this.names.length;
  }

  has(name: string): boolean {
    return this.#owners.has(name);
  }

  get(name: string): JsonSchema | undefined {
    return this.#owners.get(name)?.properties?.[name];
  }

  [Symbol.iterator](): IterableIterator<[name: string, schema: JsonSchema]> {
    this.#all ??= new Map(this.names.map((name) => [name, this.get(name) ?? true]));
    return this.#all.entries();
  }
}

const noProperties = new Properties([]);

/** By node, which belongs to one graph and never changes. */
const propertiesByNode = new WeakMap<SchemaNode, Properties>();

/** Every property that an object of this schema may have: its own, those of `allOf`, and those of the alternatives. */
export function propertiesOf(graph: SchemaGraph, schema: JsonSchema): Properties {
  if (typeof schema === "boolean") return noProperties;
  const known = propertiesByNode.get(schema) ?? new Properties(parts(graph, schema));
  propertiesByNode.set(schema, known);
  return known;
}

/** The schema of the property at a JSON Pointer into an entity. */
export function nodeAt(schema: Pick<Schema, "graph" | "node">, pointer: string): JsonSchema | undefined {
  let node: JsonSchema | undefined = schema.node;
  for (const token of pointerTokens(pointer)) {
    node = node === undefined ? undefined : propertiesOf(schema.graph, node).get(token);
  }
  return node;
}

/** The type of a schema apart from null, written or implied by its keywords; `undefined` where several are possible. */
export function typeOf(graph: SchemaGraph, schema: JsonSchema): JsonType | undefined {
  const found = new Set<JsonType>();
  for (const node of parts(graph, schema)) {
    for (const type of typesOf(node)) if (type !== "null") found.add(type);
  }
  if (found.size === 2 && found.has("integer") && found.has("number")) return "integer";
  return found.size === 1 ? [...found][0] : undefined;
}

function typesOf(node: SchemaNode): readonly JsonType[] {
  if (typeof node.type === "string") return [node.type];
  if (node.type) return node.type;
  if (node.properties) return ["object"];
  if (node.items !== undefined || node.prefixItems) return ["array"];
  const values = node.enum ?? (node.const === undefined ? [] : [node.const]);
  return values.flatMap((value): JsonType[] => (typeof value === "string" ? ["string"] : []));
}

/** The schema of an array's items, or `undefined` where the schema is no array. */
export function itemsOf(graph: SchemaGraph, schema: JsonSchema): JsonSchema | undefined {
  for (const node of parts(graph, schema)) if (node.items !== undefined) return node.items;
  return undefined;
}

/** Whether a schema takes objects and nothing else but null. */
export function isObjectSchema(graph: SchemaGraph, schema: JsonSchema): boolean {
  return typeOf(graph, schema) === "object";
}

/** Whether a schema takes single values: neither objects nor arrays. */
export function isScalarSchema(graph: SchemaGraph, schema: JsonSchema): boolean {
  for (const node of parts(graph, schema)) {
    if (typesOf(node).some((type) => type === "object" || type === "array")) return false;
  }
  return true;
}

/** What {@link parts} found at nodes that consist of several: each is asked about many times. */
const known = new WeakMap<SchemaNode, readonly SchemaNode[]>();

/** The node itself and all that `$ref`, `allOf`, `anyOf` and `oneOf` add to it, each once. */
export function parts(graph: SchemaGraph, schema: JsonSchema): readonly SchemaNode[] {
  if (typeof schema === "boolean") return [];
  if (schema.$ref === undefined && !schema.allOf && !schema.oneOf && !schema.anyOf) return [schema];
  const before = known.get(schema);
  if (before) return before;
  const found = new Set<SchemaNode>();
  collect(graph, schema, found, 0);
  const list = [...found];
  known.set(schema, list);
  return list;
}

function collect(graph: SchemaGraph, schema: JsonSchema, found: Set<SchemaNode>, depth: number): void {
  if (typeof schema === "boolean" || found.has(schema) || depth > MAX_DEPTH) return;
  found.add(schema);
  if (schema.$ref !== undefined) collect(graph, graph.resolve(schema.$ref), found, depth + 1);
  for (const branches of [schema.allOf, schema.oneOf, schema.anyOf]) {
    for (const branch of branches ?? []) collect(graph, branch, found, depth + 1);
  }
}
