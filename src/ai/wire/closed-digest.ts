import { createHash } from "node:crypto";
import { isObject, type JsonValue } from "../../base/json.ts";
import type { JsonSchema, Schema, SchemaGraph, SchemaNode } from "../../contract/schema/schema.ts";

/** Hexadecimal digits of a digest: 128 bits, short enough for people to compare. */
const DIGITS = 32;

const known = new WeakMap<SchemaNode, string>();

/**
 * Names what a schema asks for and says, with all that it refers to: the beginning of a SHA-256, in hexadecimal digits.
 * The order of keys and the places of schemas in the document count for nothing, so an edit elsewhere does not change
 * it. Counted are the keywords that decide what is valid, descriptions and discriminators.
 */
export function closedDigest({ graph, node }: Pick<Schema, "graph" | "node">): string {
  if (typeof node === "boolean") return digestOf(graph, node);
  const digest = known.get(node) ?? digestOf(graph, node);
  known.set(node, digest);
  return digest;
}

function digestOf(graph: SchemaGraph, root: JsonSchema): string {
  const closure = new Closure(graph);
  const hash = createHash("sha256").update(closure.nameOf(root));
  // What is written of one schema names others, which are appended: no nesting is too deep.
  for (const node of closure.nodes) hash.update("\n").update(closure.textOf(node));
  return hash.digest("hex").slice(0, DIGITS);
}

/** Schemas as text in which those below them are numbers, in the order in which they are first met. */
class Closure {
  readonly #graph: SchemaGraph;
  readonly #numbers = new Map<SchemaNode, number>();
  readonly nodes: SchemaNode[] = [];

  constructor(graph: SchemaGraph) {
    this.#graph = graph;
  }

  nameOf(schema: JsonSchema): string {
    if (typeof schema === "boolean") return String(schema);
    const number = this.#numbers.get(schema) ?? this.nodes.push(schema) - 1;
    this.#numbers.set(schema, number);
    return `#${number}`;
  }

  textOf(node: SchemaNode): string {
    const { description, discriminator } = this.#graph.annotations(node);
    const parts = Object.keys(node)
      .sort()
      .map((keyword) => `${JSON.stringify(keyword)}:${this.#keyword(keyword, node[keyword as keyof SchemaNode])}`);
    if (description !== undefined) parts.push(`"description":${JSON.stringify(description)}`);
    if (discriminator) {
      const { propertyName, mapping } = discriminator;
      const targets = Object.fromEntries([...mapping].map(([tag, target]) => [tag, this.#targetOf(target)]));
      parts.push(`"discriminator":{${JSON.stringify(propertyName)}:${this.#map(targets)}}`);
    }
    return `{${parts.join(",")}}`;
  }

  #keyword(keyword: string, value: unknown): string {
    if (keyword === "$ref") return this.nameOf(this.#graph.resolve(String(value)));
    if (keyword === "required") return canonical([...(value as readonly string[])].sort());
    if (maps.has(keyword)) return this.#map(value as Readonly<Record<string, JsonSchema>>);
    if (lists.has(keyword)) return `[${(value as readonly JsonSchema[]).map((one) => this.nameOf(one)).join(",")}]`;
    if (single.has(keyword)) return this.nameOf(value as JsonSchema);
    return canonical(value as JsonValue);
  }

  #map(schemas: Readonly<Record<string, JsonSchema>>): string {
    const names = Object.keys(schemas).sort();
    return `{${names.map((name) => `${JSON.stringify(name)}:${this.nameOf(schemas[name] ?? true)}`).join(",")}}`;
  }

  #targetOf(target: SchemaNode): JsonSchema {
    return target.$ref === undefined ? target : this.#graph.resolve(target.$ref);
  }
}

const maps: ReadonlySet<string> = new Set(["properties", "patternProperties", "dependentSchemas"]);
const lists: ReadonlySet<string> = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const single: ReadonlySet<string> = new Set([
  ...["items", "contains", "if", "then", "else", "not", "additionalProperties", "contentSchema"],
  ...["unevaluatedItems", "unevaluatedProperties", "propertyNames"],
]);

/** JSON with the members of objects in the order of their names. */
function canonical(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value as Readonly<Record<string, JsonValue>>).sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  return `{${members.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(",")}}`;
}
