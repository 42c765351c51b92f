import { SaxesParser } from "saxes";

/** An element of an XML document with the namespaces of it and of its attributes resolved. */
export interface Element {
  /** Local name, without a prefix. */
  readonly name: string;
  /** "" for none. */
  readonly namespace: string;
  readonly attributes: readonly Attribute[];
  readonly children: Element[];
  text: string;
  hasCdata: boolean;
}

export interface Attribute {
  readonly name: string;
  readonly namespace: string;
  readonly value: string;
}

const XMLNS = "http://www.w3.org/2000/xmlns/";

/** Reads XML 1.0 with namespaces, strictly: everything that makes it not well-formed is a fault. */
export function parseXml(body: string): { root: Element } | { fault: string } {
  const parser = new SaxesParser({ xmlns: true });
  const open: Element[] = [];
  let root: Element | undefined;
  let fault: string | undefined;
  parser.on("error", (error) => {
    fault ??= error.message;
  });
  parser.on("opentag", ({ local, uri, attributes }) => {
    const written = Object.values(attributes).filter((attribute) => attribute.uri !== XMLNS);
    const element: Element = {
      name: local,
      namespace: uri,
      attributes: written.map((attribute) => ({
        name: attribute.local,
        namespace: attribute.uri,
        value: attribute.value,
      })),
      children: [],
      text: "",
      hasCdata: false,
    };
    root ??= element;
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => open.pop());
  parser.on("text", (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on("cdata", (text) => {
    const element = open.at(-1);
    if (element) Object.assign(element, { text: element.text + text, hasCdata: true });
  });
  parser.write(body).close();
  if (fault !== undefined) return { fault };
  return root === undefined ? { fault: "no element" } : { root };
}
