import { escapeToken, isObject, own } from "../../base/json.ts";
import type { References } from "./reference.ts";
import type { Direction } from "./schema.ts";

/** Property names that the other direction owns: `readOnly` in requests, `writeOnly` in responses (OAS 3.1 §4.8.24). */
export type ForeignNames = ReadonlySet<string>;

export const noNames: ForeignNames = new Set();

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
  const mark = direction === "request" ? "readOnly" : "writeOnly";
  const names = new Set<string>();
  collectMarked(raw, pointer, { mark, references, names, seen: new Set() });
  if (names.size === 0) return inherited;
  for (const name of inherited) names.add(name);
  return names;
}

interface Collection {
  readonly mark: string;
  readonly references: References;
  readonly names: Set<string>;
  readonly seen: Set<unknown>;
}

function collectMarked(raw: unknown, pointer: string, collection: Collection): void {
  const { references, names, seen } = collection;
  const found = references.follow(raw, pointer);
  if (!("node" in found) || !isObject(found.node) || seen.has(found.node)) return;
  seen.add(found.node);
  const declared = references.follow(own(found.node, "properties"), `${found.pointer}/properties`);
  if ("node" in declared && isObject(declared.node)) {
    for (const [name, schema] of Object.entries(declared.node)) {
      if (isMarked(schema, `${declared.pointer}/${escapeToken(name)}`, collection)) names.add(name);
    }
  }
  const members = own(found.node, "allOf");
  if (!Array.isArray(members)) return;
  for (const [index, member] of members.entries()) {
    collectMarked(member, `${found.pointer}/allOf/${index}`, collection);
  }
}

function isMarked(schema: unknown, pointer: string, { mark, references }: Collection): boolean {
  if (own(schema, mark) === true) return true;
  const found = references.follow(schema, pointer);
  return "node" in found && own(found.node, mark) === true;
}
