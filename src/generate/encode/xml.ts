import { isObject, type JsonValue, own } from "../../base/json.ts";
import { isXml } from "../../base/media-type.ts";
import type { JsonSchema, Schema, SchemaGraph } from "../../contract/schema/schema.ts";
import type { Encoder } from "./encoder.ts";

/** How deep a search for a property's schema goes through `$ref` and combinators. */
const MAX_SEARCH = 32;

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

interface XmlFacts {
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
  readonly prefix?: string | undefined;
  readonly attribute: boolean;
  readonly wrapped: boolean;
}

class XmlWriter {
  readonly #schema: Schema | undefined;

  constructor(schema: Schema | undefined) {
    this.#schema = schema;
  }

  root(value: JsonValue): string {
    const node = this.#schema?.node ?? true;
    const facts = this.#facts(node);
    const element = { name: facts.name ?? this.#component(node) ?? "root", node, facts };
    if (!Array.isArray(value)) return this.#element(element, value);
    // A document has one root element, so a list at the root is always wrapped.
    return this.#tagged(element, "", this.#items(element, value));
  }

  #element(element: Element, value: JsonValue): string {
    if (Array.isArray(value)) return this.#list(element, value);
    if (!isObject(value)) return this.#tagged(element, "", escapeText(textOf(value)));
    let attributes = "";
    let content = "";
    for (const [name, member] of Object.entries(value as Record<string, JsonValue>)) {
      const node = this.#member(element.node, name, 0) ?? true;
      const facts = this.#facts(node);
      const child = { name: facts.name ?? name, node, facts };
      if (facts.attribute && !isObject(member)) attributes += ` ${qualified(child)}="${escapeText(textOf(member))}"`;
      else content += this.#element(child, member);
    }
    return this.#tagged(element, attributes, content);
  }

  #list(element: Element, items: readonly JsonValue[]): string {
    const written = this.#items(element, items);
    return element.facts.wrapped ? this.#tagged(element, "", written) : written;
  }

  #items(element: Element, items: readonly JsonValue[]): string {
    const node = this.#itemSchema(element.node, 0) ?? true;
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

  /** The XML Object of the node, or of what it references. */
  #facts(node: JsonSchema): XmlFacts {
    const written = this.#along(node, (at, graph) => graph.annotations(at).xml, 0) ?? {};
    const text = (key: string) => (typeof written[key] === "string" ? (written[key] as string) : undefined);
    return {
      name: text("name"),
      namespace: text("namespace"),
      prefix: text("prefix"),
      // 3.2 says with `nodeType` what `attribute` and `wrapped` said before.
      attribute: written["attribute"] === true || written["nodeType"] === "attribute",
      wrapped: written["wrapped"] === true || written["nodeType"] === "element",
    };
  }

  #component(node: JsonSchema): string | undefined {
    return this.#along(node, (at, graph) => graph.annotations(at).component, 0);
  }

  #itemSchema(node: JsonSchema, depth: number): JsonSchema | undefined {
    return this.#along(node, (at) => (typeof at === "object" ? at.items : undefined), depth);
  }

  #member(node: JsonSchema, name: string, depth: number): JsonSchema | undefined {
    return this.#along(node, (at) => declaredMember(at, name), depth);
  }

  /** Asks the node, then what it references, then its combinators, until one answers. */
  #along<T>(
    node: JsonSchema,
    ask: (node: JsonSchema, graph: SchemaGraph) => T | undefined,
    depth: number,
  ): T | undefined {
    const graph = this.#schema?.graph;
    if (!graph || typeof node === "boolean" || depth > MAX_SEARCH) return undefined;
    const here = ask(node, graph);
    if (here !== undefined) return here;
    const others = [...(node.allOf ?? []), ...(node.oneOf ?? []), ...(node.anyOf ?? [])];
    if (node.$ref !== undefined) others.unshift(graph.resolve(node.$ref));
    for (const other of others) {
      const found = this.#along(other, ask, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function declaredMember(node: JsonSchema, name: string): JsonSchema | undefined {
  if (typeof node === "boolean") return undefined;
  const declared = own(node.properties, name);
  if (declared !== undefined) return declared as JsonSchema;
  return typeof node.additionalProperties === "object" ? node.additionalProperties : undefined;
}

function qualified({ name, facts }: Element): string {
  const safe = xmlName(name);
  return facts.prefix ? `${xmlName(facts.prefix)}:${safe}` : safe;
}

/** A name that XML allows (XML 1.0 §2.3), as close to the wanted one as can be. */
function xmlName(name: string): string {
  const safe = name.replaceAll(/[^\p{L}\p{N}_.-]/gu, "_");
  return /^[\p{L}_]/u.test(safe) ? safe : `_${safe}`;
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
