import { escapeToken } from "../../base/json.ts";
import type { TextShape } from "../request/text-shape.ts";
import type { JsonSchema } from "../schema/schema.ts";
import type { XmlElement } from "./xml-document.ts";
import type { XmlNode } from "./xml-node.ts";

/** What a part of a document says, and what in it is not written as the XML Objects ask. */
export interface XmlReading {
  readonly value: unknown;
  readonly defects: readonly XmlDefect[];
}

/** Reads elements by their schemas. */
export interface ElementReader {
  element(element: XmlElement, node: XmlNode): XmlReading;
  /** Reads elements as the items of a list. */
  items(elements: readonly XmlElement[], list: XmlNode, shape: TextShape): XmlReading;
  /** Text as a value of a schema. */
  scalar(text: string, schema: JsonSchema): unknown;
  /** The first reading that the schema accepts, shape by shape; else the first. */
  firstAccepted(schema: JsonSchema, readingsOf: (shape: TextShape) => Iterable<XmlReading>): XmlReading;
}

/** Something that no schema can refuse, because the value does not show it. */
export interface XmlDefect {
  /** JSON Pointer below the value. */
  readonly at: string;
  /** Ends a sentence that begins with the place: `must be the element <tag>`. */
  readonly predicate: string;
}

/** More defects than these are not collected: nobody reads on. */
const MAX_DEFECTS = 100;

export function plainReading(value: unknown): XmlReading {
  return { value, defects: [] };
}

/** The defects of what stands under a name or index. */
export function defectsBelow(key: string | number, defects: readonly XmlDefect[]): readonly XmlDefect[] {
  return defects.map(({ at, predicate }) => ({ at: `/${escapeToken(key)}${at}`, predicate }));
}

export function collect(target: XmlDefect[], defects: readonly XmlDefect[]): void {
  target.push(...defects.slice(0, Math.max(0, MAX_DEFECTS - target.length)));
}

/** Whether an element or attribute is in another namespace than its schema says; prefixes are a matter of taste. */
export function namespaceDefect(
  { namespace: found }: Pick<XmlElement, "namespace">,
  { namespace, nodeType }: XmlNode,
): readonly XmlDefect[] {
  if (namespace === undefined || namespace === "" || found === namespace) return [];
  const kind = nodeType === "attribute" ? "attribute" : "element";
  return [{ at: "", predicate: `must be an ${kind} in the namespace ${JSON.stringify(namespace)}` }];
}

/** How a member should have been written. */
export function wantedForm({ nodeType, name }: XmlNode): string {
  if (nodeType === "attribute") return `must be written as the attribute ${JSON.stringify(name)}`;
  if (nodeType === "element") return `must be written as the element <${name}>`;
  return "must be written as text";
}
