import { SaxesParser, type SaxesTagPlain } from "saxes";

/** An element, its names taken apart. */
export interface XmlElement extends XmlName {
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** Its own text, that of CDATA sections among it; not that of its children. */
  readonly text: string;
}

export interface XmlAttribute extends XmlName {
  readonly value: string;
}

interface XmlName {
  /** The local name. */
  readonly name: string;
  /** "" where the name has none. */
  readonly prefix: string;
  /** The URI that the prefix stands for; `undefined` where nothing declares it. */
  readonly namespace: string | undefined;
}

/** Nesting beyond which a document is refused: what walks the value later would exhaust its stack. */
const MAX_DEPTH = 100;

/** Elements and attributes of one document. */
const MAX_NODES = 100_000;

/**
 * Reads a document that nobody vouches for (XML 1.0). It has to be well-formed. Entities other than the five of XML do
 * not exist: a document type that declares something or lies elsewhere is refused, so nothing is expanded or fetched.
 * A prefix that nothing declares is no fault, because documents of OpenAPI often name prefixes without namespaces.
 *
 * @returns the root element, or in words what is wrong and where; whether that is no XML at all or more than is read.
 */
export function parseXml(
  text: string,
): { readonly root: XmlElement } | { readonly fault: string; readonly isMalformed: boolean } {
  const builder = new TreeBuilder();
  // The parser looks at every carriage return by itself (XML 1.0 §2.11).
  const normalised = text.replaceAll("\r\n", "\n");
  try {
    builder.parser.write(normalised).close();
  } catch (error) {
    if (error instanceof XmlFault) return { fault: error.message, isMalformed: error.isMalformed };
    throw error;
  }
  return builder.root ? { root: builder.root } : { fault: "has no root element", isMalformed: true };
}

class XmlFault extends Error {
  readonly isMalformed: boolean;

  constructor(message: string, isMalformed: boolean) {
    super(message);
    this.isMalformed = isMalformed;
  }
}

/** Namespaces by prefix, "" for the default one. Linked: copies of a long list for each of many elements would not do. */
interface Scope {
  readonly declared: ReadonlyMap<string, string>;
  readonly outer: Scope | undefined;
}

const outermost: Scope = {
  declared: new Map([
    ["xml", "http://www.w3.org/XML/1998/namespace"],
    ["xmlns", "http://www.w3.org/2000/xmlns/"],
  ]),
  outer: undefined,
};

interface OpenElement {
  readonly tag: SaxesTagPlain;
  readonly scope: Scope;
  readonly children: XmlElement[];
  readonly texts: string[];
}

class TreeBuilder {
  readonly parser = new SaxesParser({ xmlns: false, position: true });
  root: XmlElement | undefined;
  readonly #open: OpenElement[] = [];
  #nodes = 0;

  constructor() {
    this.parser.on("error", ({ message }) => {
      const [, line = "1", column = "0", reason = message] = /^(\d+):(\d+): (.*)$/s.exec(message) ?? [];
      throw new XmlFault(
        `is not well-formed XML: ${reason.slice(0, 200).replace(/\.$/, "")} (line ${line}, column ${column})`,
        true,
      );
    });
    this.parser.on("doctype", (declared) => {
      if (/\[|\b(?:SYSTEM|PUBLIC)\b/.test(declared))
        throw this.#fault("has a document type declaration with entities or of its own file; leave it out");
    });
    this.parser.on("opentag", (tag) => this.#begin(tag));
    this.parser.on("closetag", () => this.#end());
    this.parser.on("text", (text) => this.#open.at(-1)?.texts.push(text));
    this.parser.on("cdata", (text) => this.#open.at(-1)?.texts.push(text));
  }

  #begin(tag: SaxesTagPlain): void {
    const names = Object.keys(tag.attributes);
    this.#nodes += 1 + names.length;
    if (this.#nodes > MAX_NODES) throw this.#fault(`has more than ${MAX_NODES} elements and attributes`);
    if (this.#open.length === MAX_DEPTH) throw this.#fault(`is nested deeper than ${MAX_DEPTH} levels`);
    const outer = this.#open.at(-1)?.scope ?? outermost;
    this.#open.push({ tag, scope: scopeOf(tag.attributes, names, outer), children: [], texts: [] });
  }

  #end(): void {
    const ended = this.#open.pop();
    if (!ended) return;
    const { tag, scope, children, texts } = ended;
    const attributes = Object.keys(tag.attributes).map((name) => {
      const { name: local, prefix, namespace } = takeApart(name, scope, false);
      return { name: local, prefix, namespace, value: tag.attributes[name] ?? "" };
    });
    const { name, prefix, namespace } = takeApart(tag.name, scope, true);
    const text = texts.length === 1 ? (texts[0] ?? "") : texts.join("");
    const element: XmlElement = { name, prefix, namespace, attributes, children, text };
    const parent = this.#open.at(-1);
    if (parent) parent.children.push(element);
    else this.root = element;
  }

  #fault(reason: string): XmlFault {
    return new XmlFault(`${reason} (line ${this.parser.line}, column ${this.parser.column})`, false);
  }
}

function scopeOf(attributes: Readonly<Record<string, string>>, names: readonly string[], outer: Scope): Scope {
  const declared = names.filter((name) => name === "xmlns" || name.startsWith("xmlns:"));
  if (declared.length === 0) return outer;
  return { declared: new Map(declared.map((name) => [name.slice("xmlns:".length), attributes[name] ?? ""])), outer };
}

/** An empty text undoes the default namespace (Namespaces in XML 1.0 §6.2). */
function namespaceOf(prefix: string, scope: Scope | undefined): string | undefined {
  for (let at = scope; at; at = at.outer) {
    const found = at.declared.get(prefix);
    if (found !== undefined) return found || undefined;
  }
  return undefined;
}

function takeApart(written: string, scope: Scope, isElement: boolean): XmlName {
  const colon = written.indexOf(":");
  const prefix = written.slice(0, Math.max(colon, 0));
  // The default namespace is not one of attributes (Namespaces in XML 1.0 §6.2).
  const isBare = prefix === "" && !isElement;
  return { name: written.slice(colon + 1), prefix, namespace: isBare ? undefined : namespaceOf(prefix, scope) };
}
