import { isObject, type JsonValue } from "../../base/json.ts";
import { isXml } from "../../base/media-type.ts";
import type { JsonSchema, Schema } from "../../contract/schema/schema.ts";
import { itemSchema, memberSchema, type XmlFacts, xmlFactsOf, xmlRootName } from "../../contract/xml/xml-facts.ts";
import { xmlName } from "../../contract/xml/xml-name.ts";
import type { Encoder } from "./encoder.ts";

/** XML 1.0, shaped by the XML Objects of the schema (OAS 3.1 §4.8.26). */
export const xml: Encoder = {
  name: "xml",
  writes: (mediaType) => isXml(mediaType),
  encode(value, schema) {
    const writer = new XmlWriter(schema);
    return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${writer.root(value)}`);
  },
};

/** What the document says of one element: its XML Object, and the schema below it. */
interface Element {
  readonly name: string;
  readonly node: JsonSchema;
  readonly facts: XmlFacts;
}

const plain: XmlFacts = { nodeType: "element", wrapped: false };

class XmlWriter {
  readonly #schema: Schema | undefined;

  constructor(schema: Schema | undefined) {
    this.#schema = schema;
  }

  root(value: JsonValue): string {
    const node = this.#schema?.node ?? true;
    const facts = this.#facts(node);
    const element = { name: this.#rootName(node), node, facts };
    if (!Array.isArray(value)) return this.#element(element, value);
    // A document has one root element, so a list at the root is always wrapped.
    return this.#tagged(element, "", this.#written(element, value));
  }

  #element(element: Element, value: JsonValue): string {
    if (Array.isArray(value)) return this.#list(element, value);
    if (!isObject(value)) return this.#tagged(element, "", escapeText(textOf(value)));
    let attributes = "";
    let content = "";
    for (const [name, member] of Object.entries(value as Record<string, JsonValue>)) {
      const node = this.#member(element.node, name);
      const facts = this.#facts(node);
      const child = { name: facts.name ?? name, node, facts };
      if (facts.nodeType === "attribute" && !isObject(member))
        attributes += ` ${qualified(child)}="${escapeText(textOf(member))}"`;
      else content += this.#element(child, member);
    }
    return this.#tagged(element, attributes, content);
  }

  #list(element: Element, items: readonly JsonValue[]): string {
    const written = this.#written(element, items);
    return element.facts.wrapped ? this.#tagged(element, "", written) : written;
  }

  #written(element: Element, items: readonly JsonValue[]): string {
    const node = this.#items(element.node);
    const facts = this.#facts(node);
    const child = { name: facts.name ?? element.name, node, facts };
    return items.map((item) => this.#element(child, item)).join("");
  }

  #tagged(element: Element, attributes: string, content: string): string {
    const name = qualified(element);
    const { namespace, prefix } = element.facts;
    const declared = namespace === undefined ? "" : ` xmlns${prefix ? `:${prefix}` : ""}="${escapeText(namespace)}"`;
    return content === ""
      ? `<${name}${declared}${attributes}/>`
      : `<${name}${declared}${attributes}>${content}</${name}>`;
  }

  #facts(node: JsonSchema): XmlFacts {
    return this.#schema ? xmlFactsOf(node, this.#schema.graph) : plain;
  }

  #rootName(node: JsonSchema): string {
    return this.#schema ? xmlRootName(node, this.#schema.graph) : "root";
  }

  #items(node: JsonSchema): JsonSchema {
    return (this.#schema && itemSchema(node, this.#schema.graph)) ?? true;
  }

  #member(node: JsonSchema, name: string): JsonSchema {
    return (this.#schema && memberSchema(node, name, this.#schema.graph)) ?? true;
  }
}

function qualified({ name, facts }: Element): string {
  const safe = xmlName(name);
  return facts.prefix ? `${xmlName(facts.prefix)}:${safe}` : safe;
}

function textOf(value: JsonValue): string {
  return value === null ? "" : typeof value === "string" ? value : JSON.stringify(value);
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Escapes markup, and leaves out the control characters that XML 1.0 cannot carry at all (§2.2). */
function escapeText(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}
