import type { Document, Place } from "../document.ts";
import { type Evidence, fault, NOT_TEXT, type Reading, rejected, textOf } from "./evidence.ts";
import { typed } from "./typed.ts";
import { type View, viewOf } from "./view.ts";
import { type Element, parseXml } from "./xml-tree.ts";

/** XML as an instance of its schema, read back by the XML Objects (OAS 3.1 §4.8.26, 3.2 §4.26). */
export async function readXmlBody(evidence: Evidence): Promise<Reading> {
  const { document, judge, media } = evidence;
  const body = textOf(evidence);
  if (body === undefined) return rejected(NOT_TEXT);
  const tree = parseXml(body);
  if ("fault" in tree) return rejected(`not well-formed: ${tree.fault}`);
  if (media.schema === undefined) return { complaints: [] };
  const view = viewOf(document, media.schema);
  const reader = new Reader(document);
  // A string that is not written as one element is the text of the document.
  const isText = view.types.size === 1 && view.types.has("string") && view.nodeType === undefined && !view.xmlName;
  if (isText && (await judge.complaints(media.schema, body)).length === 0) return { value: body, complaints: [] };
  const value = reader.root(tree.root, view);
  const complaints = [...reader.faults.map(fault), ...(await judge.complaints(media.schema, value))];
  return { value, complaints, ambiguous: complaints.length > 0 && reader.ambiguous };
}

/** XML 1.0 §2.3. */
const ELEMENT_NAME = /^[\p{L}_:][\p{L}\p{N}\p{M}._:-]*$/u;

type Found = { readonly value: unknown } | undefined;

class Reader {
  readonly faults: string[] = [];
  /** The schema leaves open how to read the document (alternatives, no type), so that a rejection proves nothing. */
  ambiguous = false;
  readonly #document: Document;

  constructor(document: Document) {
    this.#document = document;
  }

  root(root: Element, view: View): unknown {
    if (view.xmlName !== undefined && view.xmlName !== root.name) {
      this.faults.push(`root element <${root.name}>, not <${view.xmlName}>`);
    }
    this.#checkNamespace(root, view);
    return view.types.has("array") ? this.#items(root.children, view, undefined) : this.#value(root, view);
  }

  #value(element: Element, view: View): unknown {
    if (view.ambiguous) this.ambiguous = true;
    if (element.attributes.some(({ name, value }) => name === "nil" && value === "true")) return null;
    if (view.types.has("array")) return this.#items(element.children, view, view.xmlName ?? element.name);
    const isObject = view.types.has("object") || (view.types.size === 0 && element.children.length > 0);
    if (isObject) return this.#object(element, view);
    if (element.children.length > 0) this.faults.push(`<${element.name}> holds elements instead of text`);
    return this.#scalar(element.text, view);
  }

  /** @param tag Name of items that have none of their own; `undefined` where any will do. */
  #items(children: readonly Element[], view: View, tag: string | undefined): unknown[] {
    const items = view.items === undefined ? undefined : this.#view(view.items);
    if (items === undefined) this.ambiguous = true;
    return children.map((child) => {
      const names = items?.xmlName === undefined ? [tag, items?.component] : [items.xmlName];
      if ((tag ?? items?.xmlName) !== undefined && !names.includes(child.name)) {
        this.faults.push(`item <${child.name}>, not <${names[0]}>`);
      }
      if (items !== undefined) this.#checkNamespace(child, items);
      return items === undefined ? child.text : this.#value(child, items);
    });
  }

  #object(element: Element, view: View): unknown {
    const known = new Set<string>();
    const pairs = this.#members(element, view, known);
    const hasText = [...view.properties].some(([, place]) => isText(this.#view(place)));
    if (!hasText && element.text.trim() !== "") {
      this.faults.push(`stray text in <${element.name}>`);
      if (view.isGuessed && element.children.length === 0) this.ambiguous = true;
    }
    for (const child of element.children) {
      if (known.has(child.name)) continue;
      const place = view.additional;
      pairs.push([child.name, place === undefined ? untyped(child) : this.#value(child, this.#view(place))]);
    }
    // Nobody says how a member is written whose name no element can have.
    const found = new Set(pairs.map(([name]) => name));
    if ([...view.required].some((name) => !found.has(name) && !ELEMENT_NAME.test(name))) this.ambiguous = true;
    return Object.fromEntries(pairs);
  }

  #members(element: Element, view: View, known: Set<string>): [string, unknown][] {
    const pairs: [string, unknown][] = [];
    for (const [name, place] of view.properties) {
      const property = this.#view(place, ...(view.restated.get(name) ?? []));
      const found = this.#property(element, name, property, view.required.has(name), known);
      if (found !== undefined) pairs.push([name, found.value]);
    }
    return pairs;
  }

  #property(element: Element, name: string, view: View, required: boolean, known: Set<string>): Found {
    const tag = view.xmlName ?? name;
    if (view.nodeType === "attribute") return this.#attribute(element, tag, view);
    if (isText(view)) return this.#text(element, view);
    if (view.nodeType === "none" && view.types.has("object")) {
      return { value: Object.fromEntries(this.#members(element, view, known)) };
    }
    if (view.types.has("array") && view.nodeType !== "element") return this.#list(element, tag, view, required, known);
    const names = this.#document.dialect === "3.2" && view.component ? [tag, view.component] : [tag];
    const children = element.children.filter((child) => names.includes(child.name));
    for (const found of names) known.add(found);
    const [child, second] = children;
    if (second !== undefined) this.faults.push(`<${tag}> more than once`);
    if (child === undefined) return undefined;
    this.#checkNamespace(child, view);
    return { value: this.#value(child, view) };
  }

  /** Unwrapped items stand beside the other members (OAS 3.0.3 §4.7.26.2). No item is no list, unless one must be. */
  #list(element: Element, tag: string, view: View, required: boolean, known: Set<string>): Found {
    const items = view.items === undefined ? undefined : this.#view(view.items);
    const name = items?.xmlName ?? tag;
    known.add(name);
    const children = element.children.filter((child) => child.name === name);
    return children.length === 0 && !required ? undefined : { value: this.#items(children, view, name) };
  }

  #attribute(element: Element, tag: string, view: View): Found {
    // Nobody says how an attribute holds a list or an object.
    if (view.types.has("object") || view.types.has("array")) this.ambiguous = true;
    const found = element.attributes.find(({ name }) => name === tag);
    if (found === undefined) return undefined;
    if (view.xmlNamespace !== undefined && found.namespace !== view.xmlNamespace) {
      this.faults.push(`attribute ${tag} in the namespace "${found.namespace}"`);
    }
    return { value: this.#scalar(found.value, view) };
  }

  #text(element: Element, view: View): Found {
    const isMissing = view.nodeType === "cdata" && element.text !== "" && !element.hasCdata;
    if (isMissing) this.faults.push(`the text of <${element.name}> is no CDATA section`);
    return { value: this.#scalar(element.text, view) };
  }

  #checkNamespace({ name, namespace }: Element, view: View): void {
    if (view.xmlNamespace === undefined || namespace === view.xmlNamespace) return;
    this.faults.push(`<${name}> in the namespace "${namespace}", not "${view.xmlNamespace}"`);
  }

  #scalar(content: string, view: View): unknown {
    const { value, ambiguous } = typed(content, view);
    if (ambiguous) this.ambiguous = true;
    return value;
  }

  #view(...places: readonly Place[]): View {
    return viewOf(this.#document, ...places);
  }
}

function isText({ nodeType }: View): boolean {
  return nodeType === "text" || nodeType === "cdata";
}

function untyped(element: Element): unknown {
  if (element.children.length === 0) return element.text;
  return Object.fromEntries(element.children.map((child) => [child.name, untyped(child)]));
}
