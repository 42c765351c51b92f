import { XMLParser, XMLValidator } from "fast-xml-parser";
import type { Document, Place } from "./document.ts";
import { isTree, member, text } from "./tree.ts";
import { type View, viewOf } from "./xml-view.ts";

/** An element, its attributes and what stands in it; prefixes are left out. */
interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  readonly text: string;
}

/** What an XML body says when read back by the `xml` objects of its schema (OAS 3.1 §4.8.26). */
export interface XmlReading {
  readonly value?: unknown;
  /** Why it cannot be read at all. */
  readonly fault?: string;
  /** The schema leaves open how to read it (alternatives, no type), so that a rejection proves nothing. */
  readonly ambiguous: boolean;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
});

export function readXml(document: Document, schema: Place, body: string): XmlReading {
  const wellFormed = XMLValidator.validate(body);
  if (wellFormed !== true) return { fault: `not well-formed: ${wellFormed.err.msg}`, ambiguous: false };
  const roots = elementsOf(parser.parse(body));
  const root = roots[0];
  if (root === undefined || roots.length > 1) return { fault: "not exactly one root element", ambiguous: false };
  const view = viewOf(document, schema);
  if (view.xmlName !== undefined && view.xmlName !== root.name) {
    return { fault: `root element <${root.name}>, not <${view.xmlName}>`, ambiguous: false };
  }
  const state = { ambiguous: false };
  const reader = new Reader(document, state);
  const value = view.types.has("array") ? reader.array(root.children, view) : reader.value(root, view);
  return { value, ambiguous: state.ambiguous };
}

class Reader {
  readonly #document: Document;
  readonly #state: { ambiguous: boolean };

  constructor(document: Document, state: { ambiguous: boolean }) {
    this.#document = document;
    this.#state = state;
  }

  value(element: Element, view: View): unknown {
    if (view.ambiguous) this.#state.ambiguous = true;
    if (element.attributes.get("nil") === "true") return null;
    if (view.types.has("array")) return this.array(element.children, view);
    const isObject = view.types.has("object") || (view.types.size === 0 && element.children.length > 0);
    if (isObject) return this.#object(element, view);
    return this.#scalar(element.text, view);
  }

  array(children: readonly Element[], view: View): unknown[] {
    const items = view.items === undefined ? undefined : viewOf(this.#document, view.items);
    if (items === undefined) this.#state.ambiguous = true;
    return children.map((child) => (items === undefined ? child.text : this.value(child, items)));
  }

  #object(element: Element, view: View): unknown {
    const pairs: [string, unknown][] = [];
    const known = new Set<string>();
    for (const [name, place] of view.properties) {
      const property = viewOf(this.#document, place, ...(view.restated.get(name) ?? []));
      const found = this.#property(element, name, property, view.required.has(name), known);
      if (found !== undefined) pairs.push([name, found.value]);
    }
    for (const child of element.children) {
      if (known.has(child.name)) continue;
      const place = view.additional;
      pairs.push([
        child.name,
        place === undefined ? this.#untyped(child) : this.value(child, viewOf(this.#document, place)),
      ]);
    }
    return Object.fromEntries(pairs);
  }

  #property(
    element: Element,
    name: string,
    view: View,
    required: boolean,
    known: Set<string>,
  ): { value: unknown } | undefined {
    const tag = view.xmlName ?? name;
    if (view.attribute) return this.#attribute(element.attributes.get(tag), view);
    if (view.isText) return { value: this.#scalar(element.text, view) };
    const isList = view.types.has("array") && !view.wrapped;
    const names = isList ? this.#itemTags(view, tag, name) : [tag, name];
    const children = element.children.filter((child) => names.includes(child.name));
    for (const found of names) known.add(found);
    if (isList) return children.length === 0 && !required ? undefined : { value: this.array(children, view) };
    const child = children[0];
    return child === undefined ? undefined : { value: this.value(child, view) };
  }

  #attribute(text: string | undefined, view: View): { value: unknown } | undefined {
    // Nobody says how an attribute holds a list or an object.
    if (view.types.has("object") || view.types.has("array")) this.#state.ambiguous = true;
    return text === undefined ? undefined : { value: this.#scalar(text, view) };
  }

  /** The name of unwrapped items: their own, else that of the array (OAS 3.0.3 §4.7.26.2). */
  #itemTags(view: View, tag: string, property: string): string[] {
    const items = view.items === undefined ? undefined : viewOf(this.#document, view.items);
    return items?.xmlName === undefined ? [tag, property] : [items.xmlName];
  }

  #scalar(content: string, view: View): unknown {
    const listed = view.values.find((value) => String(value) === content);
    if (listed !== undefined) return listed;
    if (view.types.size !== 1) this.#state.ambiguous = true;
    const isNumber = view.types.has("integer") || view.types.has("number");
    if (isNumber && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(content)) return Number(content);
    if (view.types.has("boolean") && /^(true|false)$/.test(content)) return content === "true";
    if (view.types.has("null") && content === "") return null;
    return content;
  }

  #untyped(element: Element): unknown {
    if (element.children.length === 0) return element.text;
    return Object.fromEntries(element.children.map((child) => [child.name, this.#untyped(child)]));
  }
}

/** The parser's ordered tree as elements; declarations and comments are left out. */
function elementsOf(nodes: unknown): Element[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: unknown) => {
    const name = isTree(node) ? Object.keys(node).find((key) => key !== ":@" && key !== "#text") : undefined;
    if (name === undefined || name.startsWith("?") || name.startsWith("!")) return [];
    const children = member(node, name);
    const attributes = Object.entries(Object(member(node, ":@"))).map(
      ([key, value]) => [local(key), String(value)] as const,
    );
    return [
      { name: local(name), attributes: new Map(attributes), children: elementsOf(children), text: textOf(children) },
    ];
  });
}

function textOf(nodes: unknown): string {
  if (!Array.isArray(nodes)) return "";
  return nodes.map((node) => text(node, "#text") ?? "").join("");
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
