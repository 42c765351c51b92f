import { own } from "../../base/json.ts";
import type { JsonSchema, SchemaGraph } from "../schema/schema.ts";

/** What a schema's value is in a document: OAS 3.2 `nodeType`; earlier versions said `attribute` for one of them. */
export type XmlNodeType = "element" | "attribute" | "text" | "cdata" | "none";

/** The XML Object of a schema (OAS 3.1 §4.8.26), with defaults filled in. */
export interface XmlFacts {
  /** `undefined` where the schema does not rename itself: then the property, component or list gives the name. */
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
  readonly prefix?: string | undefined;
  readonly nodeType: XmlNodeType;
  /** Whether the items of a list stand inside an element of the list's own. */
  readonly wrapped: boolean;
}

/** How deep a search goes through `$ref` and combinators. */
const MAX_SEARCH = 32;

/** The XML Object of the node, or of what it references. */
export function xmlFactsOf(node: JsonSchema, graph: SchemaGraph): XmlFacts {
  const written = along(node, graph, (at) => graph.annotations(at).xml) ?? {};
  const text = (key: string) => (typeof written[key] === "string" ? (written[key] as string) : undefined);
  const nodeType = nodeTypes.find((known) => known === written["nodeType"]);
  return {
    name: text("name"),
    namespace: text("namespace"),
    prefix: text("prefix"),
    // 3.2 says with `nodeType` what `attribute` and `wrapped` said before.
    nodeType: nodeType ?? (written["attribute"] === true ? "attribute" : "element"),
    wrapped: written["wrapped"] === true || nodeType === "element",
  };
}

const nodeTypes: readonly XmlNodeType[] = ["element", "attribute", "text", "cdata", "none"];

/** The name of the root element: its own, else the component's, else "root". */
export function xmlRootName(node: JsonSchema, graph: SchemaGraph): string {
  return xmlFactsOf(node, graph).name ?? along(node, graph, (at) => graph.annotations(at).component) ?? "root";
}

/** The schema of a member of an object; `undefined` where nothing is said of it. */
export function memberSchema(node: JsonSchema, name: string, graph: SchemaGraph): JsonSchema | undefined {
  return along(node, graph, (at) => declaredMember(at, name));
}

/** The schema of the items of a list; `undefined` where nothing is said of them. */
export function itemSchema(node: JsonSchema, graph: SchemaGraph): JsonSchema | undefined {
  return along(node, graph, (at) => (typeof at === "object" ? at.items : undefined));
}

/** Asks the node, then what it references, then its combinators, until one answers. */
function along<T>(
  node: JsonSchema,
  graph: SchemaGraph,
  ask: (node: JsonSchema) => T | undefined,
  depth = 0,
): T | undefined {
  if (typeof node === "boolean" || depth > MAX_SEARCH) return undefined;
  const here = ask(node);
  if (here !== undefined) return here;
  const others = [...(node.allOf ?? []), ...(node.oneOf ?? []), ...(node.anyOf ?? [])];
  if (node.$ref !== undefined) others.unshift(graph.resolve(node.$ref));
  for (const other of others) {
    const found = along(other, graph, ask, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function declaredMember(node: JsonSchema, name: string): JsonSchema | undefined {
  if (typeof node === "boolean") return undefined;
  const declared = own(node.properties, name);
  if (declared !== undefined) return declared as JsonSchema;
  return typeof node.additionalProperties === "object" ? node.additionalProperties : undefined;
}
