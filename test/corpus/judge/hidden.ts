import { child, type Document, type Place } from "./document.ts";
import { entries, list, member } from "./tree.ts";

/**
 * Names of the properties that a schema, or any `allOf` branch of it, marks as belonging to the other direction:
 * `writeOnly` in a response, `readOnly` in a request (OAS 3.0.3 §4.7.24.2).
 */
export function hiddenNames(document: Document, place: Place, direction: "request" | "response"): Set<string> {
  const names = new Set<string>();
  const keyword = direction === "response" ? "writeOnly" : "readOnly";
  collect(document, place, keyword, names, new Set());
  return names;
}

function collect(document: Document, from: Place, keyword: string, names: Set<string>, seen: Set<string>): void {
  const place = document.follow(from);
  if (place === undefined || seen.has(`${place.file}#${place.pointer}`)) return;
  seen.add(`${place.file}#${place.pointer}`);
  const node = document.at(place);
  const properties = document.follow(child(place, "properties"));
  for (const [name] of entries(properties && document.at(properties))) {
    if (properties && isMarked(document, child(properties, name), keyword)) names.add(name);
  }
  list(member(node, "allOf")).forEach((_, index) => {
    collect(document, child(place, "allOf", index), keyword, names, seen);
  });
}

/**
 * Marked where it stands or behind its `$ref`. A sibling of `$ref` counts from 3.1 on; what it frees from being judged
 * it frees before, too, for nobody writes it without meaning it.
 */
function isMarked(document: Document, place: Place, keyword: string): boolean {
  const node = document.at(place);
  const counts = keyword === "readOnly" || document.dialect === "3.1" || document.dialect === "3.2";
  if (member(node, keyword) === true && (counts || member(node, "$ref") === undefined)) return true;
  const target = document.follow(place);
  return target !== undefined && member(document.at(target), keyword) === true;
}
