import { DOMParser, type Element as DomElement, type Node as DomNode } from "@xmldom/xmldom";
import { XMLValidator } from "fast-xml-parser";

/** An element of an XML document with the namespaces of it and of its attributes resolved. */
export interface Element {
  /** Local name, without a prefix. */
  readonly name: string;
  /** "" for none. */
  readonly namespace: string;
  readonly attributes: readonly Attribute[];
  readonly children: readonly Element[];
  /** All text that stands directly in it. */
  readonly text: string;
  readonly hasCdata: boolean;
}

export interface Attribute {
  readonly name: string;
  readonly namespace: string;
  readonly value: string;
}

const XMLNS = "http://www.w3.org/2000/xmlns/";

/** Characters that no XML 1.0 document can hold (§2.2). */
const ILLEGAL = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/**
 * The DOM has no room for an element of this name, but XML has: what is reserved is the prefix (Namespaces in XML 1.0
 * §3). The parser is given another name.
 */
const TAKEN = "xmlns";
const STAND_IN = "judge-xmlns";

function withStandIn(body: string): string {
  return body.replaceAll(new RegExp(`(</?)${TAKEN}(?=[\\s/>])`, "g"), `$1${STAND_IN}`);
}

function withoutStandIn(text: string): string {
  return text.replaceAll(STAND_IN, TAKEN);
}

/** Reads XML 1.0 with namespaces: what either of two parsers finds not well-formed is a fault. */
export function parseXml(body: string): { root: Element } | { fault: string } {
  const illegal = ILLEGAL.exec(body);
  if (illegal !== null) return { fault: `character ${JSON.stringify(illegal[0])}` };
  const opinion = XMLValidator.validate(body);
  if (opinion !== true) return { fault: opinion.err.msg };
  const faults: string[] = [];
  try {
    const parser = new DOMParser({ onError: (_, message) => faults.push(message) });
    const root = parser.parseFromString(withStandIn(body), "text/xml").documentElement;
    if (faults[0] !== undefined || root === null) return { fault: faults[0] ?? "no element" };
    return { root: elementOf(root) };
  } catch (error) {
    return { fault: String(error) };
  }
}

function elementOf(element: DomElement): Element {
  const nodes = [...element.childNodes];
  const texts = nodes.filter((node) => isOf(node, "TEXT_NODE") || isOf(node, "CDATA_SECTION_NODE"));
  return {
    name: withoutStandIn(element.localName ?? element.tagName),
    namespace: element.namespaceURI ?? "",
    attributes: [...element.attributes]
      .filter((attribute) => attribute.namespaceURI !== XMLNS)
      .map((attribute) => ({
        name: attribute.localName ?? attribute.name,
        namespace: attribute.namespaceURI ?? "",
        value: attribute.value,
      })),
    children: nodes.filter((node): node is DomElement => isOf(node, "ELEMENT_NODE")).map(elementOf),
    text: withoutStandIn(texts.map((node) => node.nodeValue ?? "").join("")),
    hasCdata: texts.some((node) => isOf(node, "CDATA_SECTION_NODE")),
  };
}

function isOf(node: DomNode, type: "ELEMENT_NODE" | "TEXT_NODE" | "CDATA_SECTION_NODE"): boolean {
  return node.nodeType === node[type];
}
