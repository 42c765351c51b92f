import { own } from "../../base/json.ts";
import { compilePattern } from "../../base/pattern.ts";
import type { JsonSchema, SchemaGraph, SchemaNode } from "../schema/schema.ts";

/** What a schema's value is in a document: OAS 3.2 `nodeType`; earlier versions said `attribute` for one of them. */
export type XmlNodeType = "element" | "attribute" | "text" | "cdata" | "none";

/** The XML Object of a schema (OAS 3.1 §4.8.26, 3.2 §4.27), with defaults filled in. */
export interface XmlFacts {
  /** `undefined` where the schema does not rename itself: then the property, component or list gives the name. */
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
  readonly prefix?: string | undefined;
  /** Of a value that is no list. */
  readonly nodeType: XmlNodeType;
  /** Whether the items of a list stand inside an element of the list's own. */
  readonly wrapped: boolean;
}

/** How many schemas a search looks at behind `$ref` and combinators, each once. */
const MAX_SEARCH = 1_000;

type Seen = Set<JsonSchema>;

const nodeTypes: readonly XmlNodeType[] = ["element", "attribute", "text", "cdata", "none"];

type Written = Readonly<Record<string, unknown>>;

/**
 * The XML Object of the node, completed by those of what it references.
 *
 * @param value - of several alternatives those that accept it count; without it the first one does
 */
export function xmlFactsOf(node: JsonSchema, graph: SchemaGraph, value?: unknown): XmlFacts {
  const layers = xmlObjects(node, graph, value, new Set());
  const text = (key: string) => layers.map((layer) => layer[key]).find((found) => typeof found === "string");
  const typed = layers.find((layer) => layer["nodeType"] !== undefined || layer["attribute"] === true);
  const nodeType = nodeTypes.find((known) => known === typed?.["nodeType"]);
  return {
    name: text("name"),
    namespace: text("namespace"),
    prefix: text("prefix"),
    // 3.2 says with `nodeType` what `attribute` and `wrapped` said before.
    nodeType: nodeType ?? (typed?.["attribute"] === true ? "attribute" : "element"),
    wrapped: nodeType === "element" || layers.find((layer) => layer["wrapped"] !== undefined)?.["wrapped"] === true,
  };
}

/** The XML Objects that speak of a value, the nearest first. */
function xmlObjects(node: JsonSchema, graph: SchemaGraph, value: unknown, seen: Seen): readonly Written[] {
  if (typeof node === "boolean" || seen.size > MAX_SEARCH || seen.has(node)) return [];
  seen.add(node);
  const { xml } = graph.annotations(node);
  const below = (other: JsonSchema) => xmlObjects(other, graph, value, seen);
  const layers: Written[] = xml && !isReuse(node, xml, graph) ? [xml] : [];
  if (node.$ref !== undefined) layers.push(...below(graph.resolve(node.$ref)));
  layers.push(...(node.allOf ?? []).flatMap(below));
  for (const branch of branchesOf(node, graph, value)) {
    const found = below(branch);
    if (found.length > 0) return [...layers, ...found];
  }
  return layers;
}

/** In 3.2 a `$ref` is no node of its own unless it says so, and its name counts for nothing (§4.27.2). */
function isReuse(node: SchemaNode, xml: Written, graph: SchemaGraph): boolean {
  return graph.dialect === "3.2" && node.$ref !== undefined && xml["nodeType"] === undefined;
}

/** The component that the node is or references. */
export function componentOf(node: JsonSchema, graph: SchemaGraph, value?: unknown): string | undefined {
  return along(node, graph, (at) => graph.annotations(at).component, value);
}

/** The schema of a member of an object; `undefined` where nothing is said of it. */
export function memberSchema(
  node: JsonSchema,
  name: string,
  graph: SchemaGraph,
  value?: unknown,
): JsonSchema | undefined {
  return (
    along(node, graph, (at) => own(at.properties, name) as JsonSchema | undefined, value) ??
    along(node, graph, (at) => openMember(at, name), value)
  );
}

/** The schema of an item of a list; `undefined` where nothing is said of it. */
export function itemSchema(node: JsonSchema, graph: SchemaGraph, index = 0, value?: unknown): JsonSchema | undefined {
  return along(node, graph, (at) => at.prefixItems?.[index] ?? at.items, value);
}

/** Asks the node, then what it references, then its combinators, until one answers. */
function along<T>(
  node: JsonSchema,
  graph: SchemaGraph,
  ask: (node: SchemaNode) => T | undefined,
  value: unknown,
  seen: Seen = new Set(),
): T | undefined {
  if (typeof node === "boolean" || seen.size > MAX_SEARCH || seen.has(node)) return undefined;
  seen.add(node);
  const here = ask(node);
  if (here !== undefined) return here;
  const references = node.$ref === undefined ? [] : [graph.resolve(node.$ref)];
  for (const other of [...references, ...(node.allOf ?? []), ...branchesOf(node, graph, value)]) {
    const found = along(other, graph, ask, value, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

function branchesOf(node: SchemaNode, graph: SchemaGraph, value: unknown): readonly JsonSchema[] {
  const branches = [...(node.oneOf ?? []), ...(node.anyOf ?? [])];
  if (value === undefined || branches.length < 2) return branches;
  const fitting = branches.filter((branch) => graph.accepts(branch, value));
  return fitting.length > 0 ? fitting : branches;
}

function openMember(node: SchemaNode, name: string): JsonSchema | undefined {
  for (const [pattern, schema] of Object.entries(node.patternProperties ?? {})) {
    if (compilePattern(pattern)?.test(name)) return schema;
  }
  return typeof node.additionalProperties === "object" ? node.additionalProperties : undefined;
}
