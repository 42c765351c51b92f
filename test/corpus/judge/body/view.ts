import { child, type Document, type Place } from "../document.ts";
import { entries, list, member, text } from "../tree.ts";

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
  readonly prefix: Place[];
  additional?: Place;
  xmlName?: string;
  xmlNamespace?: string;
  /** As written, or as `attribute` and `wrapped` say (OAS 3.2 §4.26). */
  nodeType?: string;
  /** Name of the component that the schema refers to. */
  component?: string;
  /** How a string holds other content: `contentEncoding`, and `format: byte` before 3.1. */
  contentEncoding?: string;
  contentMediaType?: string;
  /** `format: binary`, or `type: file` of Swagger 2.0. */
  isBinary: boolean;
  /** The type is not said, but told from what is said of members or items: other types are as valid. */
  isGuessed: boolean;
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
    prefix: [],
    isBinary: false,
    isGuessed: false,
    ambiguous: false,
  };
  const seen = new Set<string>();
  for (const place of places) overlay(document, place, view, seen, true);
  view.isGuessed = view.types.size === 0;
  if (view.types.size === 0 && view.properties.size > 0) view.types.add("object");
  if (view.types.size === 0 && view.items !== undefined) view.types.add("array");
  if (view.types.size === 0 && view.values.length === 0) view.ambiguous = true;
  return view;
}

/** @param isWhole Whether the schema at the place is the one itself, and not a branch of it. */
function overlay(document: Document, from: Place, view: View, seen: Set<string>, isWhole: boolean): void {
  const key = `${from.file}#${from.pointer}`;
  if (seen.has(key)) return;
  seen.add(key);
  const node = document.at(from);
  readXmlObject(member(node, "xml"), view, document);
  const ref = text(node, "$ref") ?? text(node, "$dynamicRef");
  const target = ref === undefined ? undefined : document.resolve(ref, from);
  if (target !== undefined) {
    if (isWhole) view.component ??= /^#\/(?:components\/schemas|definitions)\/([^/]+)$/.exec(ref ?? "")?.[1] ?? "";
    overlay(document, target, view, seen, isWhole);
  }
  readOwn(document, from, node, view);
  for (const branches of ["allOf", "oneOf", "anyOf"]) {
    list(member(node, branches)).forEach((_, index) => {
      if (branches !== "allOf") view.ambiguous = true;
      overlay(document, child(from, branches, index), view, seen, false);
    });
  }
}

function readOwn(document: Document, from: Place, node: unknown, view: View): void {
  const type = member(node, "type");
  for (const each of typeof type === "string" ? [type] : list(type)) view.types.add(String(each));
  if (member(node, "nullable") === true) view.types.add("null");
  for (const [name] of entries(member(node, "properties"))) addProperty(view, name, child(from, "properties", name));
  for (const name of list(member(node, "required"))) view.required.add(String(name));
  view.values.push(...list(member(node, "enum")));
  if (member(node, "const") !== undefined) view.values.push(member(node, "const"));
  if (member(node, "items") !== undefined) view.items ??= child(from, "items");
  list(member(node, "prefixItems")).forEach((_, index) => {
    view.prefix[index] ??= child(from, "prefixItems", index);
  });
  if (typeof member(node, "additionalProperties") === "object") view.additional ??= child(from, "additionalProperties");
  readContent(document, node, view);
}

/** What a string holds beside text. */
function readContent(document: Document, node: unknown, view: View): void {
  if (text(node, "format") === "binary" || member(node, "type") === "file") view.isBinary = true;
  const isOld = document.dialect === "2.0" || document.dialect === "3.0";
  const encoding = isOld && text(node, "format") === "byte" ? "base64" : text(node, "contentEncoding");
  if (encoding !== undefined) view.contentEncoding ??= encoding.toLowerCase();
  const mediaType = text(node, "contentMediaType");
  if (mediaType !== undefined) view.contentMediaType ??= mediaType;
}

function addProperty(view: View, name: string, place: Place): void {
  if (view.properties.has(name)) view.restated.set(name, [...(view.restated.get(name) ?? []), place]);
  else view.properties.set(name, place);
}

function readXmlObject(xml: unknown, view: View, document: Document): void {
  const name = text(xml, "name");
  if (name !== undefined) view.xmlName ??= name;
  const namespace = text(xml, "namespace");
  if (namespace !== undefined) view.xmlNamespace ??= namespace;
  const written = document.dialect === "3.2" ? text(xml, "nodeType") : undefined;
  const older =
    member(xml, "attribute") === true ? "attribute" : member(xml, "wrapped") === true ? "element" : undefined;
  const nodeType = written ?? older;
  if (nodeType !== undefined) view.nodeType ??= nodeType;
}
