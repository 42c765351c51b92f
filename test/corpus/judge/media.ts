import { child, type Document, type Place } from "./document.ts";
import { examplesOf, readHeaders } from "./field.ts";
import type { Encoding, Encodings, Media } from "./reading.ts";
import { entries, list, member, text } from "./tree.ts";

/** The Media Type Objects under `content`. */
export function readMedia(document: Document, holder: Place): Media[] {
  return entries(member(document.at(holder), "content")).map(([range]) => {
    const place = document.follow(child(holder, "content", range)) ?? child(holder, "content", range);
    const node = document.at(place);
    return {
      range,
      schema: member(node, "schema") === undefined ? undefined : child(place, "schema"),
      itemSchema: member(node, "itemSchema") === undefined ? undefined : child(place, "itemSchema"),
      encodings: readEncodings(document, place, 0),
      examples: examplesOf(document, place),
    };
  });
}

const MAX_NESTING = 4;

/** `encoding`, and since 3.2 `prefixEncoding` and `itemEncoding`, which may hold more of them (OAS 3.2 §4.15). */
function readEncodings(document: Document, holder: Place, depth: number): Encodings {
  const node = document.at(holder);
  if (depth > MAX_NESTING) return { byName: new Map(), prefix: [] };
  const named = entries(member(node, "encoding")).map(
    ([name]) => [name, readEncoding(document, child(holder, "encoding", name), depth)] as const,
  );
  return {
    byName: new Map(named),
    prefix: list(member(node, "prefixEncoding")).map((_, index) =>
      readEncoding(document, child(holder, "prefixEncoding", index), depth),
    ),
    item:
      member(node, "itemEncoding") === undefined
        ? undefined
        : readEncoding(document, child(holder, "itemEncoding"), depth),
  };
}

function readEncoding(document: Document, place: Place, depth: number): Encoding {
  const node = document.at(place);
  const explode = member(node, "explode");
  return {
    contentType: text(node, "contentType"),
    style: text(node, "style"),
    explode: typeof explode === "boolean" ? explode : undefined,
    headers: readHeaders(document, place),
    nested: readEncodings(document, place, depth + 1),
  };
}
