import { coerce } from "../request/coerce.ts";
import { structuresOf, type TextShape, textShapesOf } from "../request/text-shape.ts";
import type { JsonSchema, Schema, SchemaGraph } from "../schema/schema.ts";
import type { XmlElement } from "./xml-document.ts";
import { childrenByName, isNil, plainAttributes, untyped } from "./xml-element.ts";
import { xmlFactsOf } from "./xml-facts.ts";
import { XmlMembers } from "./xml-members.ts";
import { itemNodeOf, rootNode, type XmlNode } from "./xml-node.ts";
import {
  collect,
  defectsBelow,
  type ElementReader,
  namespaceDefect,
  plainReading,
  type XmlDefect,
  type XmlReading,
} from "./xml-reading.ts";

/**
 * Reads a document into a value of its schema, by the XML Objects (OAS 3.1 §4.8.26, 3.2 §4.27). Of alternatives the
 * first that accepts the value counts, as for other text. What the schema does not know of is kept, so that a closed
 * schema can refuse it.
 */
export function readXmlDocument(root: XmlElement, { node, graph }: Schema): XmlReading {
  const names = rootNames(node, graph, 0);
  const { value, defects } = new XmlReader(graph).element(root, rootNode(node, graph));
  if (names === undefined || names.has(root.name)) return { value, defects };
  const wanted = [...names].map((name) => `<${name}>`).join(" or ");
  return { value, defects: [{ at: "", predicate: `must have the root element ${wanted}` }, ...defects] };
}

/** How deep alternatives of the root are looked for. */
const MAX_DEPTH = 16;

/** The names that the document gives to the root in its alternatives; `undefined` where one has none: any will do. */
function rootNames(node: JsonSchema, graph: SchemaGraph, depth: number): ReadonlySet<string> | undefined {
  if (typeof node === "boolean" || depth > MAX_DEPTH) return undefined;
  const branches = [...(node.oneOf ?? []), ...(node.anyOf ?? [])];
  if (branches.length === 0 && node.$ref !== undefined && graph.annotations(node).xml?.["name"] === undefined)
    return rootNames(graph.resolve(node.$ref), graph, depth + 1);
  if (branches.length === 0) {
    const { name } = xmlFactsOf(node, graph);
    return name === undefined ? undefined : new Set([name.slice(name.indexOf(":") + 1)]);
  }
  const found = branches.map((branch) => rootNames(branch, graph, depth + 1));
  return found.includes(undefined) ? undefined : new Set(found.flatMap((names) => [...(names ?? [])]));
}

/** Reads elements by their schemas; each pair of the two once, so that alternatives inside alternatives stay cheap. */
class XmlReader implements ElementReader {
  readonly #graph: SchemaGraph;
  readonly #known = new WeakMap<XmlElement, Map<JsonSchema, XmlReading>>();

  constructor(graph: SchemaGraph) {
    this.#graph = graph;
  }

  element(element: XmlElement, node: XmlNode): XmlReading {
    const found = isLeaf(element) ? this.#read(element, node) : this.#readOnce(element, node);
    const misplaced = namespaceDefect(element, node);
    return misplaced.length === 0 ? found : { value: found.value, defects: [...misplaced, ...found.defects] };
  }

  #readOnce(element: XmlElement, node: XmlNode): XmlReading {
    const known = this.#known.get(element) ?? new Map<JsonSchema, XmlReading>();
    this.#known.set(element, known);
    const found = known.get(node.schema) ?? this.#read(element, node);
    known.set(node.schema, found);
    return found;
  }

  #read(element: XmlElement, node: XmlNode): XmlReading {
    if (isNil(element)) return plainReading(null);
    return this.firstAccepted(node.schema, (shape) => this.#readings(element, node, shape));
  }

  firstAccepted(schema: JsonSchema, readingsOf: (shape: TextShape) => Iterable<XmlReading>): XmlReading {
    let first: XmlReading | undefined;
    const shapes = textShapesOf(schema, this.#graph);
    for (const shape of shapes) {
      for (const reading of readingsOf(shape)) {
        if (shapes.length === 1 && structuresOf(shape).length === 1) return reading;
        if (this.#graph.accepts(schema, reading.value)) return reading;
        first ??= reading;
      }
    }
    return first ?? plainReading(undefined);
  }

  *#readings(element: XmlElement, node: XmlNode, shape: TextShape): Iterable<XmlReading> {
    if (isOpen(shape)) yield plainReading(untyped(element));
    else {
      for (const structure of structuresOf(shape)) {
        if (structure === "array") yield this.#list(element, node, shape);
        else if (structure === "object") yield this.#object(element, node, shape);
        else yield plainReading(isLeaf(element) ? this.scalar(element.text, node.schema, shape) : untyped(element));
      }
    }
  }

  /** A list with an element of its own: all that stands in it are items. */
  #list(element: XmlElement, node: XmlNode, shape: TextShape): XmlReading {
    if (element.children.length === 0 && element.text.trim() !== "") return plainReading(element.text);
    return this.items(element.children, { ...node, wrapped: true }, shape);
  }

  items(elements: readonly XmlElement[], list: XmlNode, shape: TextShape): XmlReading {
    const defects: XmlDefect[] = [];
    const kinds = new Map<JsonSchema, ItemKind>();
    const items = elements.map((element, index) => {
      const schema = shape.leading[index] ?? shape.items ?? true;
      const kind = kinds.get(schema) ?? itemKind(schema, list, this.#graph);
      kinds.set(schema, kind);
      const { value, defects: below } = this.element(element, kind.node);
      if (kind.isNamed && kind.node.name !== element.name)
        collect(defects, defectsBelow(index, [{ at: "", predicate: `must be the element <${kind.node.name}>` }]));
      collect(defects, defectsBelow(index, below));
      return value;
    });
    return { value: items, defects };
  }

  #object(element: XmlElement, node: XmlNode, shape: TextShape): XmlReading {
    const isText = element.children.length === 0 && plainAttributes(element).length === 0 && element.text.trim() !== "";
    const members = new XmlMembers(element, childrenByName(element), this, this.#graph);
    const reading = members.read(node, shape);
    return isText && !members.tookText ? plainReading(element.text) : reading;
  }

  /** Text around which white space means nothing unless it is wanted, and with the truth values of XML Schema. */
  scalar(text: string, schema: JsonSchema, shape?: TextShape): unknown {
    const value = coerce(text, schema, this.#graph);
    if (this.#graph.accepts(schema, value)) return value;
    const trimmed = text.trim();
    const isBoolean = shape?.types?.includes("boolean") ?? false;
    const written = isBoolean && (trimmed === "1" || trimmed === "0") ? String(trimmed === "1") : trimmed;
    const second = coerce(written, schema, this.#graph);
    return this.#graph.accepts(schema, second) ? second : value;
  }
}

interface ItemKind {
  readonly node: XmlNode;
  /** Whether the document names the items. */
  readonly isNamed: boolean;
}

function itemKind(schema: JsonSchema, list: XmlNode, graph: SchemaGraph): ItemKind {
  return { node: itemNodeOf(list, schema, graph), isNamed: xmlFactsOf(schema, graph).name !== undefined };
}

function isLeaf({ children }: XmlElement): boolean {
  return children.length === 0;
}

function isOpen({ types, properties, additional, leading, items }: TextShape): boolean {
  const says = [types, additional, items].some((part) => part !== undefined);
  return !says && properties.size === 0 && leading.length === 0;
}
