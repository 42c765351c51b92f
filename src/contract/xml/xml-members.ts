import { setOwn } from "../../base/json.ts";
import { structuresOf, type TextShape, textShapesOf } from "../request/text-shape.ts";
import type { JsonSchema, SchemaGraph } from "../schema/schema.ts";
import type { XmlAttribute, XmlElement } from "./xml-document.ts";
import { plainAttributes, untyped } from "./xml-element.ts";
import { memberSchema, xmlFactsOf } from "./xml-facts.ts";
import { itemNodeOf, nodeOf, type XmlNode } from "./xml-node.ts";
import {
  collect,
  defectsBelow,
  type ElementReader,
  namespaceDefect,
  plainReading,
  wantedForm,
  type XmlDefect,
  type XmlReading,
} from "./xml-reading.ts";
import { requiredNames } from "./xml-required.ts";

type Structures = ReadonlySet<"scalar" | "array" | "object">;

/** The members of one object out of the element that it stands in. */
export class XmlMembers {
  /** Whether the element's own text is one of the members. */
  tookText = false;
  readonly #element: XmlElement;
  readonly #children: ReadonlyMap<string, readonly XmlElement[]>;
  readonly #reader: ElementReader;
  readonly #graph: SchemaGraph;
  readonly #takenChildren = new Set<string>();
  readonly #takenAttributes = new Set<string>();

  constructor(
    element: XmlElement,
    children: ReadonlyMap<string, readonly XmlElement[]>,
    reader: ElementReader,
    graph: SchemaGraph,
  ) {
    this.#element = element;
    this.#children = children;
    this.#reader = reader;
    this.#graph = graph;
  }

  read(node: XmlNode, shape: TextShape): XmlReading {
    const declared = this.#declared(node, shape);
    const value = {};
    const defects: XmlDefect[] = [];
    const add = (name: string, reading: XmlReading) => {
      setOwn(value, name, reading.value);
      collect(defects, defectsBelow(name, reading.defects));
    };
    for (const [name, reading] of declared) add(name, reading);
    for (const [name, reading] of this.#strays(node)) {
      // What stands under a declared name without being that member is no value of it.
      const schema = shape.properties.get(name);
      if (schema === undefined) add(name, reading);
      else
        collect(defects, [
          ...defectsBelow(name, [{ at: "", predicate: wantedForm(nodeOf(schema, name, this.#graph)) }]),
        ]);
    }
    if (!this.tookText && this.#element.children.length > 0 && this.#element.text.trim() !== "")
      collect(defects, [{ at: "", predicate: "must not have text between its elements" }]);
    return { value, defects };
  }

  #declared(node: XmlNode, shape: TextShape): [string, XmlReading][] {
    const required = requiredNames(node.schema, this.#graph);
    return [...shape.properties].flatMap(([name, schema]): [string, XmlReading][] => {
      const reading = this.#member(nodeOf(schema, name, this.#graph), required.has(name));
      return reading ? [[name, reading]] : [];
    });
  }

  /** `undefined` where the member is not there. */
  #member(node: XmlNode, isRequired: boolean): XmlReading | undefined {
    const structures: Structures = new Set(textShapesOf(node.schema, this.#graph).flatMap(structuresOf));
    if (node.nodeType === "attribute") return this.#attribute(node);
    if (structures.has("array") && !node.wrapped) return this.#unwrapped(node, structures, isRequired);
    if (node.nodeType === "none" && structures.has("object")) return this.#inlined(node);
    if (node.nodeType === "text" || node.nodeType === "cdata") return this.#text(node, isRequired);
    return this.#elements(node);
  }

  #attribute(node: XmlNode): XmlReading | undefined {
    const attribute = plainAttributes(this.#element).find(({ name }) => name === node.name);
    if (!attribute) return undefined;
    this.#takenAttributes.add(attribute.name);
    return { value: this.#reader.scalar(attribute.value, node.schema), defects: namespaceDefect(attribute, node) };
  }

  #text({ schema }: XmlNode, isRequired: boolean): XmlReading | undefined {
    const { text } = this.#element;
    this.tookText = true;
    return text === "" && !isRequired ? undefined : plainReading(this.#reader.scalar(text, schema));
  }

  /** An object without an element: its members stand here. */
  #inlined(node: XmlNode): XmlReading | undefined {
    const reading = this.#reader.firstAccepted(node.schema, (shape) => {
      const declared = this.#declared(node, shape);
      return declared.length === 0 ? [] : [objectOf(declared)];
    });
    return reading.value === undefined ? undefined : reading;
  }

  /** One element, or several where one is meant, which the schema then refuses. */
  #elements(node: XmlNode): XmlReading | undefined {
    const found = this.#take(node.name);
    const [only] = found;
    if (only === undefined || found.length > 1) {
      return only && plainReading(found.map((element) => this.#reader.element(element, node).value));
    }
    return this.#reader.element(only, node);
  }

  /** A list without an element of its own. An empty one leaves no trace: it counts as sent where it is required. */
  #unwrapped(node: XmlNode, structures: Structures, isRequired: boolean): XmlReading | undefined {
    const names = this.#itemNames(node);
    for (const name of names) this.#takenChildren.add(name);
    const [first = "", ...others] = names;
    const found =
      others.length === 0
        ? (this.#children.get(first) ?? [])
        : this.#element.children.filter(({ name }) => names.has(name));
    const [only] = found;
    if (only === undefined) return isRequired && !structures.has("scalar") ? plainReading([]) : undefined;
    if (found.length === 1 && structures.size > 1) {
      const single = this.#reader.element(only, node);
      if (this.#graph.accepts(node.schema, single.value)) return single;
    }
    return this.#reader.firstAccepted(node.schema, (shape) =>
      structuresOf(shape).includes("array") ? [this.#reader.items(found, node, shape)] : [],
    );
  }

  #itemNames(node: XmlNode): ReadonlySet<string> {
    const names = new Set<string>();
    for (const shape of textShapesOf(node.schema, this.#graph)) {
      for (const schema of [...shape.leading, shape.items ?? true]) {
        if (schema === true && names.size > 0) continue;
        names.add(itemNodeOf(node, schema, this.#graph).name);
        // Whether the items take the list's own name is read both ways.
        if (xmlFactsOf(schema, this.#graph).name === undefined) names.add(node.name);
      }
    }
    return names;
  }

  #take(name: string): readonly XmlElement[] {
    this.#takenChildren.add(name);
    return this.#children.get(name) ?? [];
  }

  /** What nothing has claimed, under its local name. */
  *#strays(node: XmlNode): Iterable<[string, XmlReading]> {
    for (const attribute of plainAttributes(this.#element)) {
      if (!this.#takenAttributes.has(attribute.name)) yield [attribute.name, this.#strayAttribute(node, attribute)];
    }
    for (const [name, elements] of this.#children) {
      if (!this.#takenChildren.has(name)) yield [name, this.#strayElements(node, name, elements)];
    }
  }

  #strayAttribute(node: XmlNode, { name, value }: XmlAttribute): XmlReading {
    const schema = this.#openSchema(node, name);
    return plainReading(schema === undefined ? value : this.#reader.scalar(value, schema));
  }

  #strayElements(node: XmlNode, name: string, elements: readonly XmlElement[]): XmlReading {
    const schema = this.#openSchema(node, name);
    const member = schema === undefined ? undefined : this.#member(nodeOf(schema, name, this.#graph), false);
    if (member) return member;
    const values = elements.map(untyped);
    return plainReading(values.length > 1 ? values : values[0]);
  }

  /** What is said of members that are not named. */
  #openSchema(node: XmlNode, name: string): JsonSchema | undefined {
    return memberSchema(node.schema, name, this.#graph);
  }
}

function objectOf(members: readonly [string, XmlReading][]): XmlReading {
  const value = {};
  const defects: XmlDefect[] = [];
  for (const [name, reading] of members) {
    setOwn(value, name, reading.value);
    collect(defects, defectsBelow(name, reading.defects));
  }
  return { value, defects };
}
