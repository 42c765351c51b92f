import { own } from "../../base/json.ts";
import { RECURSIVE_ANCHOR } from "./identifiers.ts";
import { invalid, type KeywordPlace, report } from "./normalise-context.ts";
import { isKnownDangling } from "./reference.ts";
import type { JsonSchema } from "./schema.ts";

/** The absolute URI that a reference leads to. */
export function reference(value: unknown, place: KeywordPlace): unknown {
  if (typeof value !== "string") return invalid(place, "a URI reference");
  const { references, uriOf, dynamic } = place.context;
  const pointer = references.pointerOf(value, place.pointer);
  if (pointer !== undefined) return uriOf(pointer, dynamic);
  if (isKnownDangling(value)) return undefined;
  report(place.context, place.pointer, {
    code: "ref-dangling",
    keyword: place.keyword,
    message: `nothing stands at ${JSON.stringify(value)}`,
    remedy: "point $ref at an existing schema; until then any value is accepted here",
  });
  return undefined;
}

/**
 * A `$dynamicRef` to a dynamic anchor leads to the outermost resource on the way that has this anchor; any other is a
 * `$ref` (JSON Schema 2020-12 §8.2.3.2).
 */
export function dynamicReference(value: unknown, place: KeywordPlace): unknown {
  if (typeof value !== "string") return invalid(place, "a URI reference");
  const { references, uriOf, dynamic } = place.context;
  const name = value.slice(value.indexOf("#") + 1);
  const initial = references.pointerOf(value, place.pointer);
  const isDynamic = initial !== undefined && own(references.at(initial), "$dynamicAnchor") === name;
  const bound = isDynamic ? dynamic.lookup(name) : undefined;
  return bound === undefined ? reference(value, place) : uriOf(bound, dynamic);
}

/** The same in 2019-09 (§8.2.4.2.1), where a resource as a whole is the only anchor. */
export function recursiveReference(value: unknown, place: KeywordPlace): unknown {
  if (value !== "#") return invalid(place, '"#"');
  const { references, uriOf, dynamic } = place.context;
  const { resource } = references.scopeAt(place.pointer);
  const isDynamic = own(references.at(resource), RECURSIVE_ANCHOR) === true;
  return uriOf((isDynamic ? dynamic.lookup(RECURSIVE_ANCHOR) : undefined) ?? resource, dynamic);
}

/** Adds a dynamic reference to a node; a `$ref` may stand beside it. */
export function refer(node: Record<string, unknown>, $ref: string): void {
  if (node["$ref"] === undefined) node["$ref"] = $ref;
  else node["allOf"] = [...((node["allOf"] as JsonSchema[] | undefined) ?? []), { $ref }];
}
