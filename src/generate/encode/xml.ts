import { isObject, type JsonValue } from "../../base/json.ts";
import { isXml } from "../../base/media-type.ts";
import type { SchemaGraph } from "../../contract/schema/schema.ts";
import { itemNode, memberNode, rootNode, type XmlNode } from "../../contract/xml/xml-node.ts";
import type { Encoder } from "./encoder.ts";
import { attributeText, cdata, contentText, isXmlDocument, scalarText } from "./xml-text.ts";

const INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

/**
 * XML 1.0, shaped by the XML Objects of the schema (OAS 3.1 §4.8.26, 3.2 §4.27). Text that is a document already is
 * sent as it is.
 */
export const xml: Encoder = {
  name: "xml",
  writes: (mediaType) => isXml(mediaType),
  encode(value, { mediaType: { schema } }) {
    if (typeof value === "string" && isXmlDocument(value)) return { bytes: Buffer.from(value) };
    const writer = new XmlWriter(schema?.graph);
    const root = rootNode(schema?.node ?? true, schema?.graph, value);
    return { bytes: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${writer.element(root, value, noScope)}\n`) };
  },
};

/** Namespaces by prefix, as the elements around declare them; "" is the default one. */
type Scope = ReadonlyMap<string, string>;

const noScope: Scope = new Map([["xml", "http://www.w3.org/XML/1998/namespace"]]);

/** What the members of an object, or the items of a list, add to the element that they stand in. */
interface Inside {
  readonly attributes: Map<string, { readonly node: XmlNode; readonly text: string }>;
  content: string;
}

class XmlWriter {
  readonly #graph: SchemaGraph | undefined;

  constructor(graph: SchemaGraph | undefined) {
    this.#graph = graph;
  }

  element(node: XmlNode, value: JsonValue, outer: Scope): string {
    const scope = new Map(outer);
    const name = qualified(node);
    let declared = declare(node, node.prefix ?? "", scope);
    if (value === null) return `<${name}${declared}${declareInstance(scope)} xsi:nil="true"/>`;
    let written = "";
    // Attributes come first: what stands inside can lean on the namespaces that they declare.
    for (const { node: attribute, text } of this.#inside(node, value, undefined).attributes.values()) {
      if (attribute.prefix !== undefined) declared += declare(attribute, attribute.prefix, scope);
      written += ` ${qualified(attribute)}="${attributeText(text)}"`;
    }
    const { content } = this.#inside(node, value, scope);
    return content === "" ? `<${name}${declared}${written}/>` : `<${name}${declared}${written}>${content}</${name}>`;
  }

  /** @param scope - `undefined` where only the attributes are wanted */
  #inside(node: XmlNode, value: JsonValue, scope: Scope | undefined): Inside {
    const inside: Inside = { attributes: new Map(), content: "" };
    if (Array.isArray(value)) this.#items(inside, node, value, scope);
    else if (isObject(value)) this.#members(inside, node, value as Record<string, JsonValue>, scope);
    else inside.content = contentText(scalarText(value));
    return inside;
  }

  #members(inside: Inside, node: XmlNode, members: Record<string, JsonValue>, scope: Scope | undefined): void {
    const elements = new Set<string>();
    for (const [name, member] of Object.entries(members)) {
      const child = memberNode({ node, value: members }, name, this.#graph, member);
      if (isSecond(child, member, elements)) continue;
      this.#add(inside, child, member, scope);
    }
  }

  #items(inside: Inside, list: XmlNode, items: readonly JsonValue[], scope: Scope | undefined): void {
    for (const [index, item] of items.entries()) {
      this.#add(inside, itemNode(list, index, this.#graph, item), item, scope);
    }
  }

  /** Puts a value where its node says; what has no node of its own leaves its parts here. */
  #add(inside: Inside, node: XmlNode, value: JsonValue, scope: Scope | undefined): void {
    const { nodeType } = node;
    if (Array.isArray(value) && nodeType !== "attribute") {
      if (!node.wrapped) this.#items(inside, node, value, scope);
      else if (scope) inside.content += this.element(node, value, scope);
    } else if (nodeType === "none" && isObject(value)) {
      this.#members(inside, node, value as Record<string, JsonValue>, scope);
    } else if (nodeType === "attribute" && !isObject(value)) addAttribute(inside, node, value);
    else if (scope) inside.content += this.#content(node, value, scope);
  }

  #content(node: XmlNode, value: JsonValue, scope: Scope): string {
    if (node.nodeType === "element" || isObject(value)) return this.element(node, value, scope);
    return node.nodeType === "cdata" ? cdata(scalarText(value)) : contentText(scalarText(value));
  }
}

/** Of two members that are written as elements of one name the first counts: nobody could tell which is which. */
function isSecond(node: XmlNode, value: JsonValue, elements: Set<string>): boolean {
  if (node.nodeType !== "element" || Array.isArray(value)) return false;
  const name = qualified(node);
  if (elements.has(name)) return true;
  elements.add(name);
  return false;
}

/** Null cannot be told from nothing here (OAS 3.2 §4.27.5); of two attributes of one name the first counts. */
function addAttribute({ attributes }: Inside, node: XmlNode, value: JsonValue): void {
  const name = qualified(node);
  if (value !== null && !attributes.has(name)) attributes.set(name, { node, text: scalarText(value) });
}

/** The declaration that a prefix or the default namespace needs here, and its entry in the scope. */
function declare({ namespace }: XmlNode, prefix: string, scope: Map<string, string>): string {
  // A prefix that nobody explains would make the document unreadable (Namespaces in XML 1.0 §5).
  const wanted = namespace ?? (prefix === "" ? undefined : (scope.get(prefix) ?? `urn:${prefix}`));
  if (wanted === undefined || scope.get(prefix) === wanted) return "";
  scope.set(prefix, wanted);
  return ` xmlns${prefix === "" ? "" : `:${prefix}`}="${attributeText(wanted)}"`;
}

function declareInstance(scope: Map<string, string>): string {
  if (scope.get("xsi") === INSTANCE) return "";
  scope.set("xsi", INSTANCE);
  return ` xmlns:xsi="${INSTANCE}"`;
}

function qualified({ name, prefix }: XmlNode): string {
  return prefix === undefined ? name : `${prefix}:${name}`;
}
