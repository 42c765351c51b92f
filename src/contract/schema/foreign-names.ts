import { escapeToken, isObject, own } from "../../base/json.ts";
import type { References } from "./reference.ts";
import type { Direction } from "./schema.ts";

/** Property names that the other direction owns: `readOnly` in requests, `writeOnly` in responses (OAS 3.1 §4.8.24). */
export type ForeignNames = ReadonlySet<string>;

export const noNames: ForeignNames = new Set();

/** How deep `allOf` is searched, references followed: as deep as generation merges it. */
const MAX_DEPTH = 1_000;

/**
 * The names of the other direction's properties among the node's own and those of its `allOf` members: `required`
 * often stands beside the member that declares the property.
 */
export function foreignNames(
  raw: Readonly<Record<string, unknown>>,
  pointer: string,
  inherited: ForeignNames,
  { direction, references }: { readonly direction: Direction; readonly references: References },
): ForeignNames {
  // A single value has no properties, and a reference alone says nothing that its target does not say for itself.
  if (raw["properties"] === undefined && raw["allOf"] === undefined && raw["$ref"] === undefined) return inherited;
  if (Object.hasOwn(raw, "$ref") && Object.keys(raw).length === 1) return inherited;
  const names = searchOf(references, direction).names(raw, pointer);
  return names.size === 0 ? inherited : new Set([...names, ...inherited]);
}

const searches = new WeakMap<References, Map<Direction, Search>>();

function searchOf(references: References, direction: Direction): Search {
  const ofDocument = searches.get(references) ?? new Map<Direction, Search>();
  searches.set(references, ofDocument);
  const search =
    ofDocument.get(direction) ?? new Search(references, direction === "request" ? "readOnly" : "writeOnly");
  ofDocument.set(direction, search);
  return search;
}

/** Searches each schema once, however many ways lead to it. */
class Search {
  readonly #references: References;
  readonly #mark: string;
  readonly #known = new Map<unknown, ForeignNames>();

  constructor(references: References, mark: string) {
    this.#references = references;
    this.#mark = mark;
  }

  names(raw: unknown, pointer: string, depth = 0): ForeignNames {
    const found = this.#references.follow(raw, pointer);
    if (!("node" in found) || !isObject(found.node) || depth > MAX_DEPTH) return noNames;
    const known = this.#known.get(found.node);
    if (known) return known;
    const names = new Set<string>();
    // Known before it is complete, so that a loop ends: what is on it may miss some, and cannot be validated anyway.
    this.#known.set(found.node, names);
    for (const name of this.#declared(found.node, found.pointer)) names.add(name);
    const members = own(found.node, "allOf");
    if (!Array.isArray(members)) return names;
    for (const [index, member] of members.entries()) {
      for (const name of this.names(member, `${found.pointer}/allOf/${index}`, depth + 1)) names.add(name);
    }
    return names;
  }

  *#declared(node: object, pointer: string): Generator<string> {
    const declared = this.#references.follow(own(node, "properties"), `${pointer}/properties`);
    if (!("node" in declared) || !isObject(declared.node)) return;
    for (const [name, schema] of Object.entries(declared.node)) {
      if (this.#isMarked(schema, `${declared.pointer}/${escapeToken(name)}`)) yield name;
    }
  }

  #isMarked(schema: unknown, pointer: string): boolean {
    if (own(schema, this.#mark) === true) return true;
    const found = this.#references.follow(schema, pointer);
    return "node" in found && own(found.node, this.#mark) === true;
  }
}
