import type { JsonSchema, SchemaGraph } from "../schema/schema.ts";
import { componentOf, itemSchema, memberSchema, type XmlNodeType, xmlFactsOf } from "./xml-facts.ts";
import { xmlName } from "./xml-name.ts";

/** How a value stands in a document. A list that is not wrapped has no node: its items stand where it would. */
export interface XmlNode {
  readonly schema: JsonSchema;
  /** Of a value that is no list. */
  readonly nodeType: XmlNodeType;
  /** Whether a list has an element of its own around its items. */
  readonly wrapped: boolean;
  /** Local name. */
  readonly name: string;
  readonly prefix?: string | undefined;
  readonly namespace?: string | undefined;
  /** What the name is where no XML Object gives another: the items of a list inherit it. */
  readonly inferred: string;
  readonly isRoot?: boolean | undefined;
}

/** The root element. It takes its name from the XML Object, else from the component. A list has an element here, too. */
export function rootNode(schema: JsonSchema, graph: SchemaGraph | undefined, value?: unknown): XmlNode {
  const node = nodeOf(schema, (graph && componentOf(schema, graph, value)) ?? "root", graph, value);
  // A document has one root element.
  return { ...node, nodeType: "element", wrapped: true, isRoot: true };
}

/** @param of - the object that has the member, with its own value where it is known */
export function memberNode(
  of: { readonly node: XmlNode; readonly value?: unknown },
  name: string,
  graph: SchemaGraph | undefined,
  value?: unknown,
): XmlNode {
  const schema = (graph && memberSchema(of.node.schema, name, graph, of.value)) ?? true;
  return nodeOf(schema, name, graph, value);
}

/** Items are called as the list is, unless they have a name of their own; in a list that is the document, as their component. */
export function itemNode(list: XmlNode, index: number, graph: SchemaGraph | undefined, value?: unknown): XmlNode {
  return itemNodeOf(list, (graph && itemSchema(list.schema, graph, index)) ?? true, graph, value);
}

/** @param schema - of the item */
export function itemNodeOf(
  list: XmlNode,
  schema: JsonSchema,
  graph: SchemaGraph | undefined,
  value?: unknown,
): XmlNode {
  const component = list.isRoot && graph ? componentOf(schema, graph, value) : undefined;
  const node = nodeOf(schema, component ?? (list.wrapped ? list.name : list.inferred), graph, value);
  // Nobody could tell where a list inside a list ends, had it no element of its own.
  return { ...node, wrapped: true };
}

/** @param inferred - the name that the place gives */
export function nodeOf(schema: JsonSchema, inferred: string, graph: SchemaGraph | undefined, value?: unknown): XmlNode {
  if (!graph) return { schema, nodeType: "element", wrapped: false, inferred, ...split(inferred, undefined) };
  const { name, prefix, namespace, nodeType, wrapped } = xmlFactsOf(schema, graph, value);
  const isReference = typeof schema === "object" && schema.$ref !== undefined;
  // In 3.2 what a reference leads to keeps its own name (§4.27.3), before that the place gives one.
  const given = graph.dialect === "3.2" && isReference ? componentOf(schema, graph, value) : undefined;
  const inferredHere = given ?? inferred;
  return { schema, nodeType, wrapped, namespace, inferred: inferredHere, ...split(name ?? inferredHere, prefix) };
}

/** Many write the prefix into the name, as in "soap:Envelope". */
function split(written: string, prefix: string | undefined): { name: string; prefix?: string | undefined } {
  const [, own, local] = /^([^:]+):([^:]+)$/.exec(written) ?? [];
  if (prefix === undefined && own !== undefined && local !== undefined)
    return { name: xmlName(local), prefix: xmlName(own) };
  return { name: xmlName(written), prefix: prefix ? xmlName(prefix) : undefined };
}
