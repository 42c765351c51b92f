import { child, type Document, type Place } from "./document.ts";
import { type Bound, bindAnchors, unbound } from "./dynamic.ts";
import { hiddenNames } from "./hidden.ts";
import { dataKeyword, isSchema, regexOf } from "./keywords.ts";
import { entries, isTree, list, member, type Tree, text } from "./tree.ts";

export type Direction = "request" | "response";

/** All schemas of a document for one direction as JSON Schema 2020-12, under `$defs`. */
export interface Bundle {
  readonly direction: Direction;
  /** Name under `$defs` for the schema at this place; converts it and what it refers to on first use. */
  nameOf(place: Place): string;
  readonly definitions: Tree;
}

/** What a schema inherits from the schemas around it on the same instance. */
interface Surroundings {
  /** Properties that another schema of the same instance marks as belonging to the other direction. */
  readonly hidden: ReadonlySet<string>;
  /** Where the dynamic anchors lead that were met on the way. */
  readonly bound: Bound;
}

/**
 * Converts schema objects of any OpenAPI version, as a strict reader would: `nullable` counts only beside `type`
 * (OAS 3.0.3 §4.7.24.1), `$ref` hides its siblings before 3.1, `writeOnly` members are refused in responses and
 * `readOnly` ones say nothing in requests. What no JSON Schema reader could understand is dropped.
 * `$dynamicRef` is followed in the scope of the schemas through which it was reached.
 */
export function bundleSchemas(document: Document, direction: Direction): Bundle {
  const names = new Map<string, string>();
  const definitions: Record<string, unknown> = {};
  const modern = document.dialect === "3.1" || document.dialect === "3.2";

  const isDynamic = modern && JSON.stringify(document.at(document.root)).includes('"$dynamicRef"');

  function define(place: Place, surroundings: Surroundings): string {
    const binding = [...surroundings.bound].map(([name, { file, pointer }]) => `#${name} ${file} ${pointer}`).sort();
    const key = [place.file, place.pointer, ...[...surroundings.hidden].sort(), ...binding].join("\n");
    let name = names.get(key);
    if (name === undefined) {
      name = `s${names.size}`;
      names.set(key, name);
      definitions[name] = convert(place, surroundings);
    }
    return name;
  }

  /** The reference as one into `$defs`; nothing where it dangles, which lets anything through. */
  function reference(node: Tree, from: Place, surroundings: Surroundings): Tree {
    const ref = text(node, "$ref") ?? text(node, "$dynamicRef");
    let target = ref === undefined ? undefined : document.resolve(ref, from);
    const name = text(node, "$ref") === undefined ? ref?.split("#")[1] : undefined;
    if (target && name !== undefined && text(document.at(target), "$dynamicAnchor") === name) {
      target = surroundings.bound.get(name) ?? target;
    }
    return target === undefined ? {} : { $ref: `#/$defs/${define(target, surroundings)}` };
  }

  function convert(place: Place, inherited: Surroundings): unknown {
    const node = document.at(place);
    if (typeof node === "boolean") return node;
    if (!isTree(node)) return true;
    if (!modern && text(node, "$ref") !== undefined) return reference(node, place, inherited);
    const hidden = new Set([...inherited.hidden, ...hiddenNames(document, place, direction)]);
    const surroundings = { hidden, bound: isDynamic ? bindAnchors(document, place, inherited.bound) : unbound };
    const parts: Parts = { document, place, surroundings, convert };
    const converted: Record<string, unknown> = { ...reference(node, place, surroundings) };
    for (const [keyword, value] of Object.entries(node)) Object.assign(converted, keywordOf(keyword, value, parts));
    Object.assign(
      converted,
      contentOf(node, modern, () => define(child(place, "contentSchema"), { ...surroundings, hidden: new Set() })),
    );
    return applyDialect(converted, node, modern, hidden, direction);
  }

  return { direction, definitions, nameOf: (place) => define(place, { hidden: new Set(), bound: unbound }) };
}

/** What a string holds, as one keyword that the judge asserts; before 3.1 nothing said so but `format: byte`. */
function contentOf(node: Tree, modern: boolean, defineSchema: () => string): Tree {
  const encoding = text(node, "contentEncoding");
  const mediaType = text(node, "contentMediaType");
  if (!modern || (encoding === undefined && mediaType === undefined)) return {};
  if (mediaType === undefined && !isEncodable(node)) return {};
  const hasSchema = mediaType !== undefined && isSchema(node["contentSchema"]);
  return { judgeContent: { encoding, mediaType, schema: hasSchema ? defineSchema() : undefined } };
}

/** Whether base64 of any length meets the pattern: an encoding that cannot be there is nothing but an annotation. */
function isEncodable(node: Tree): boolean {
  const expression = regexOf(text(node, "pattern") ?? "");
  const lengths = Array.from({ length: 100 }, (_, length) => Buffer.alloc(length, "sample").toString("base64"));
  return expression === undefined || lengths.some((encoded) => encoded !== "" && expression.test(encoded));
}

interface Parts {
  readonly document: Document;
  readonly place: Place;
  readonly surroundings: Surroundings;
  readonly convert: (place: Place, surroundings: Surroundings) => unknown;
}

interface Applicator {
  readonly shape: "schema" | "schemas" | "map";
  readonly inPlace: boolean;
}

/** Keywords that hold schemas; those that judge the same instance keep hidden what is hidden around them. */
const APPLICATORS: ReadonlyMap<string, Applicator> = new Map<string, Applicator>([
  ...["allOf", "anyOf", "oneOf"].map((name) => [name, { shape: "schemas", inPlace: true }] as const),
  ...["not", "if", "then", "else"].map((name) => [name, { shape: "schema", inPlace: true }] as const),
  ...["additionalProperties", "propertyNames", "contains", "items", "unevaluatedItems", "unevaluatedProperties"].map(
    (name) => [name, { shape: "schema", inPlace: false }] as const,
  ),
  ["prefixItems", { shape: "schemas", inPlace: false }],
  ["properties", { shape: "map", inPlace: false }],
  ["patternProperties", { shape: "map", inPlace: false }],
  ["dependentSchemas", { shape: "map", inPlace: true }],
]);

/** One keyword of the original as keywords of 2020-12; nothing where it says nothing. */
function keywordOf(keyword: string, value: unknown, parts: Parts): Tree {
  const applicator = APPLICATORS.get(keyword);
  if (applicator === undefined) return dataKeyword(keyword, value);
  const surroundings = applicator.inPlace ? parts.surroundings : { ...parts.surroundings, hidden: new Set<string>() };
  const at = child(parts.place, keyword);
  // Before 2020-12, `items` with a list was what `prefixItems` is now.
  if (applicator.shape === "schemas" || (keyword === "items" && Array.isArray(value))) {
    const branches = list(value).map((_, index) => parts.convert(child(at, index), surroundings));
    return branches.length > 0 ? { [keyword === "items" ? "prefixItems" : keyword]: branches } : {};
  }
  if (applicator.shape === "schema") return isSchema(value) ? { [keyword]: parts.convert(at, surroundings) } : {};
  // Real documents also put a `$ref` in place of the whole map.
  const map = (typeof member(value, "$ref") === "string" ? parts.document.follow(at) : undefined) ?? at;
  const names = entries(parts.document.at(map)).map(([name]) => name);
  const usable = names.filter((name) => keyword !== "patternProperties" || regexOf(name) !== undefined);
  const schemas = usable.map((name) => [name, parts.convert(child(map, name), surroundings)]);
  return { [keyword]: Object.fromEntries(schemas) };
}

function applyDialect(
  converted: Record<string, unknown>,
  node: Tree,
  modern: boolean,
  hidden: ReadonlySet<string>,
  direction: Direction,
): Tree {
  if (!modern && node["nullable"] === true && typeof converted["type"] === "string") {
    converted["type"] = [converted["type"], "null"];
  }
  for (const [flag, bound] of [
    ["exclusiveMinimum", "minimum"],
    ["exclusiveMaximum", "maximum"],
  ] as const) {
    if (node[flag] !== true || converted[bound] === undefined) continue;
    converted[flag] = converted[bound];
    delete converted[bound];
  }
  hide(converted, hidden, direction);
  return converted;
}

function hide(converted: Record<string, unknown>, hidden: ReadonlySet<string>, direction: Direction): void {
  if (Array.isArray(converted["required"])) {
    converted["required"] = converted["required"].filter((name: string) => !hidden.has(name));
  }
  if (!isTree(converted["properties"])) return;
  const properties = entries(converted["properties"]);
  converted["properties"] = Object.fromEntries(
    properties.map(([name, schema]) => [name, hidden.has(name) ? direction === "request" : schema]),
  );
}
