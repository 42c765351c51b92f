import { type View, viewOf } from "../judge/body/view.ts";
import type { Document, Place } from "../judge/document.ts";
import { isTree } from "../judge/tree.ts";

/** An instance as XML, as the XML Objects of its schema want it. */
export function writeXml(document: Document, schema: Place | undefined, value: unknown): string {
  const view = schema && viewOf(document, schema);
  const writer = new XmlWriter(document);
  const name = view?.xmlName ?? (view?.component || "root");
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writer.root(name, view, value)}\n`;
}

class XmlWriter {
  readonly #document: Document;

  constructor(document: Document) {
    this.#document = document;
  }

  root(name: string, view: View | undefined, value: unknown): string {
    if (!Array.isArray(value)) return this.#element(name, view, value);
    const items = view?.items && this.#view(view.items);
    const tag = items?.xmlName ?? (items?.component || name);
    return wrapped(name, view, "", value.map((item) => this.#element(tag, items, item)).join(""));
  }

  #element(name: string, view: View | undefined, value: unknown): string {
    if (value === null) {
      return `<${name} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>`;
    }
    if (Array.isArray(value)) {
      const items = view?.items && this.#view(view.items);
      const inner = value.map((item) => this.#element(items?.xmlName ?? name, items, item)).join("");
      return view?.nodeType === "element" ? wrapped(name, view, "", inner) : inner;
    }
    if (!isTree(value)) return wrapped(name, view, "", escaped(value));
    const { attributes, content } = this.#members(view, value);
    return wrapped(name, view, attributes, content);
  }

  #members(view: View | undefined, value: Readonly<Record<string, unknown>>): { attributes: string; content: string } {
    let attributes = "";
    let content = "";
    for (const [key, member] of Object.entries(value)) {
      const place = view?.properties.get(key) ?? view?.additional;
      const property = place && this.#view(place, ...(view?.restated.get(key) ?? []));
      const name = property?.xmlName ?? key;
      if (property?.nodeType === "attribute") attributes += attribute(name, property, member);
      else if (property?.nodeType === "text") content += escaped(member);
      else if (property?.nodeType === "cdata") content += `<![CDATA[${String(member)}]]>`;
      else if (property?.nodeType === "none" && isTree(member)) {
        const inner = this.#members(property, member);
        attributes += inner.attributes;
        content += inner.content;
      } else content += this.#element(name, property, member);
    }
    return { attributes, content };
  }

  #view(...places: readonly Place[]): View {
    return viewOf(this.#document, ...places);
  }
}

function wrapped(name: string, view: View | undefined, attributes: string, content: string): string {
  const namespace = view?.xmlNamespace === undefined ? "" : ` xmlns:n="${escaped(view.xmlNamespace)}"`;
  const tag = namespace === "" ? name : `n:${name}`;
  return `<${tag}${namespace}${attributes}>${content}</${tag}>`;
}

function attribute(name: string, view: View, value: unknown): string {
  if (view.xmlNamespace === undefined) return ` ${name}="${escaped(value)}"`;
  return ` xmlns:a="${escaped(view.xmlNamespace)}" a:${name}="${escaped(value)}"`;
}

function escaped(value: unknown): string {
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
