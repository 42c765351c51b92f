import { setOwn } from "../../base/json.ts";
import type { XmlAttribute, XmlElement } from "./xml-document.ts";

const INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

/** The attributes that say something; the others are about namespaces, types and white space. */
export function plainAttributes({ attributes }: XmlElement): readonly XmlAttribute[] {
  if (attributes.length === 0) return attributes;
  return attributes.filter(
    (attribute) =>
      attribute.prefix !== "xmlns" &&
      attribute.prefix !== "xml" &&
      !isInstance(attribute) &&
      !(attribute.prefix === "" && attribute.name === "xmlns"),
  );
}

/** Whether an element says that it is null (XML Schema Part 1 §2.6.2). */
export function isNil({ attributes }: XmlElement): boolean {
  return attributes.some(
    (attribute) => isInstance(attribute) && attribute.name === "nil" && /^\s*(?:true|1)\s*$/.test(attribute.value),
  );
}

function isInstance({ prefix, namespace }: XmlAttribute): boolean {
  return prefix === "xsi" || namespace === INSTANCE;
}

/** The elements in an element by their local names, in the order of the document. */
export function childrenByName({ children }: XmlElement): ReadonlyMap<string, readonly XmlElement[]> {
  const groups = new Map<string, XmlElement[]>();
  for (const child of children) {
    const group = groups.get(child.name);
    if (group) group.push(child);
    else groups.set(child.name, [child]);
  }
  return groups;
}

/** What an element says of which no schema speaks: its text, or an object of what stands in it. */
export function untyped(element: XmlElement): unknown {
  if (isNil(element)) return null;
  const attributes = plainAttributes(element);
  if (element.children.length === 0 && attributes.length === 0) return element.text;
  const object = {};
  for (const { name, value } of attributes) setOwn(object, name, value);
  for (const [name, group] of childrenByName(element)) {
    const values = group.map(untyped);
    setOwn(object, name, values.length > 1 ? values : values[0]);
  }
  if (element.children.length === 0 && element.text !== "") setOwn(object, "#text", element.text);
  return object;
}
