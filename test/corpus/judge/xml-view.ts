import { child, type Document, type Place } from "./document.ts";
import { entries, list, member, text } from "./tree.ts";

/** A schema as far as reading XML needs it: `$ref`s followed, `allOf` and alternatives laid over each other. */
export interface View {
  readonly types: Set<string>;
  readonly properties: Map<string, Place>;
  /** Where else a property is described that was described before. */
  readonly restated: Map<string, Place[]>;
  readonly required: Set<string>;
  /** Values that `enum` and `const` list. */
  readonly values: unknown[];
  items?: Place;
  additional?: Place;
  xmlName?: string;
  attribute: boolean;
  wrapped: boolean;
  isText: boolean;
  /** Alternatives or nothing at all about the type. */
  ambiguous: boolean;
}

export function viewOf(document: Document, ...places: readonly Place[]): View {
  const view: View = {
    types: new Set(),
    properties: new Map(),
    restated: new Map(),
    required: new Set(),
    values: [],
    attribute: false,
    wrapped: false,
    isText: false,
    ambiguous: false,
  };
  const seen = new Set<string>();
  for (const place of places) overlay(document, place, view, seen);
  if (view.types.size === 0 && view.properties.size > 0) view.types.add("object");
  if (view.types.size === 0 && view.items !== undefined) view.types.add("array");
  if (view.types.size === 0 && view.values.length === 0) view.ambiguous = true;
  return view;
}

function overlay(document: Document, from: Place, view: View, seen: Set<string>): void {
  const key = `${from.file}#${from.pointer}`;
  if (seen.has(key)) return;
  seen.add(key);
  const node = document.at(from);
  readXmlObject(member(node, "xml"), view, document);
  const ref = text(node, "$ref");
  const target = ref === undefined ? undefined : document.resolve(ref, from);
  if (target !== undefined) overlay(document, target, view, seen);
  const type = member(node, "type");
  for (const each of typeof type === "string" ? [type] : list(type)) view.types.add(String(each));
  if (member(node, "nullable") === true) view.types.add("null");
  for (const [name] of entries(member(node, "properties"))) addProperty(view, name, child(from, "properties", name));
  for (const name of list(member(node, "required"))) view.required.add(String(name));
  view.values.push(...list(member(node, "enum")));
  if (member(node, "const") !== undefined) view.values.push(member(node, "const"));
  if (member(node, "items") !== undefined) view.items ??= child(from, "items");
  if (typeof member(node, "additionalProperties") === "object") view.additional ??= child(from, "additionalProperties");
  for (const branches of ["allOf", "oneOf", "anyOf"]) {
    list(member(node, branches)).forEach((_, index) => {
      if (branches !== "allOf") view.ambiguous = true;
      overlay(document, child(from, branches, index), view, seen);
    });
  }
}

function addProperty(view: View, name: string, place: Place): void {
  if (view.properties.has(name)) view.restated.set(name, [...(view.restated.get(name) ?? []), place]);
  else view.properties.set(name, place);
}

function readXmlObject(xml: unknown, view: View, document: Document): void {
  const name = text(xml, "name");
  if (name !== undefined) view.xmlName ??= name;
  const nodeType = document.dialect === "3.2" ? text(xml, "nodeType") : undefined;
  if (member(xml, "attribute") === true || nodeType === "attribute") view.attribute = true;
  if (member(xml, "wrapped") === true || nodeType === "element") view.wrapped = true;
  if (nodeType === "text" || nodeType === "cdata") view.isText = true;
}
