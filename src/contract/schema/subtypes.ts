import { escapeToken, isObject, own } from "../../base/json.ts";
import type { References } from "./reference.ts";

/** Base schema → the component schemas whose `allOf` names it, both as JSON Pointers. */
function buildSubtypeIndex(references: References): Map<string, string[]> {
  const index = new Map<string, string[]>();
  const components = references.at("/components/schemas");
  if (!isObject(components)) return index;
  for (const [name, schema] of Object.entries(components)) {
    const members = own(schema, "allOf");
    if (!Array.isArray(members)) continue;
    const subtype = `/components/schemas/${escapeToken(name)}`;
    for (const member of members) {
      const reference = own(member, "$ref");
      const base = typeof reference === "string" ? references.pointerOf(reference, subtype) : undefined;
      if (base !== undefined) index.set(base, [...(index.get(base) ?? []), subtype]);
    }
  }
  return index;
}

/** Finds subtypes with one walk over the component schemas, made when the first discriminator asks. */
export function subtypeIndex(references: References): (pointer: string) => readonly string[] {
  let index: Map<string, string[]> | undefined;
  return (pointer) => {
    index ??= buildSubtypeIndex(references);
    return index.get(pointer) ?? [];
  };
}
