import { child, type Document, type Place } from "./document.ts";
import { isTree, text } from "./tree.ts";

/** Dynamic anchor → where it leads. */
export type Bound = ReadonlyMap<string, Place>;

export const unbound: Bound = new Map();

/** What is bound inside the schema at a place: what is bound already, then the dynamic anchors of its resource. */
export function bindAnchors(document: Document, place: Place, outer: Bound): Bound {
  const found = new Map(outer);
  collect(document, resourceOf(document, place), found, true);
  return found.size === outer.size ? outer : found;
}

/** The nearest schema around a place that has an `$id`, else the place itself. */
function resourceOf(document: Document, place: Place): Place {
  for (let { pointer } = place; pointer !== ""; pointer = pointer.slice(0, pointer.lastIndexOf("/"))) {
    const around = { file: place.file, pointer };
    if (text(document.at(around), "$id") !== undefined) return around;
  }
  return place;
}

function collect(document: Document, place: Place, found: Map<string, Place>, isRoot: boolean): void {
  const node = document.at(place);
  if (typeof node !== "object" || node === null || (!isRoot && text(node, "$id") !== undefined)) return;
  const name = text(node, "$dynamicAnchor");
  if (name !== undefined && !found.has(name)) found.set(name, place);
  for (const key of Object.keys(node)) {
    const isData = isTree(node) && /^(examples?|default|enum|const|x-.*)$/.test(key);
    if (!isData) collect(document, child(place, key), found, false);
  }
}
