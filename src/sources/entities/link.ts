import { uriComponent } from "../../base/uri-component.ts";
import type { Call } from "../../contract/request/call.ts";
import type { EnvelopeField, Relation } from "../../contract/resource/envelope.ts";
import type { Paging } from "../../contract/resource/paging.ts";
import type { Resource } from "../../contract/resource/resource-model.ts";
import { parts } from "../../contract/resource/structure.ts";
import type { Schema } from "../../contract/schema/schema.ts";
import { firstNumber, firstOffset, type Page, writeCursor } from "./page.ts";

/** Where another page begins; `undefined` where there is none. */
export function offsetOf(relation: Relation, { offset, limit, total }: Page): number | undefined {
  const last = limit > 0 ? Math.floor(Math.max(0, total - 1) / limit) * limit : 0;
  switch (relation) {
    case "self":
      return offset;
    case "first":
      return 0;
    case "last":
      return last;
    case "next":
      return limit > 0 && offset + limit < total ? offset + limit : undefined;
    case "previous":
      return offset > 0 ? Math.max(0, offset - limit) : undefined;
  }
}

/** Another page as an envelope names it: an address, a cursor, the number of a page or an offset. */
export function pageName(
  as: EnvelopeField["as"],
  offset: number,
  page: Page,
  paging: Paging,
  call: Call,
): string | number | undefined {
  switch (as ?? (paging.cursor ? "cursor" : "link")) {
    case "cursor":
      return writeCursor(offset);
    case "page":
      return pageNumber(offset, page) + firstNumber(paging.page);
    case "offset":
      return offset + firstOffset(paging.offset);
    default:
      return pageLink(offset, page, paging, call);
  }
}

/** The number of the page that begins at an offset, counted from 0. */
export function pageNumber(offset: number, { limit }: Page): number {
  return limit > 0 ? Math.floor(offset / limit) : 0;
}

/** The request's own target with another position in its query; `undefined` where the operation cannot be paged. */
export function pageLink(offset: number, page: Page, paging: Paging, call: Call): string | undefined {
  const [path = "", query = ""] = call.request.target.split("?", 2);
  const parameters = new URLSearchParams(query);
  if (paging.page) parameters.set(paging.page.name, String(pageNumber(offset, page) + firstNumber(paging.page)));
  else if (paging.offset) parameters.set(paging.offset.name, String(offset + firstOffset(paging.offset)));
  else if (paging.cursor) parameters.set(paging.cursor.name, writeCursor(offset));
  else if (offset !== page.offset) return undefined;
  // A cursor that was sent would win over the page number beside it.
  if (paging.cursor && (paging.page ?? paging.offset)) parameters.delete(paging.cursor.name);
  const text = parameters.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** Relations of the Link header (RFC 8288 §3.3), in the order in which they are written. */
const linkRelations: readonly (readonly [Relation, string])[] = [
  ["first", "first"],
  ["previous", "prev"],
  ["next", "next"],
  ["last", "last"],
];

/** A Link header for a list (RFC 8288 §3); `undefined` where the operation cannot be paged. */
export function linkHeader(page: Page, paging: Paging, call: Call): string | undefined {
  const links = linkRelations.flatMap(([relation, name]) => {
    const offset = offsetOf(relation, page);
    const target = offset === undefined ? undefined : pageLink(offset, page, paging, call);
    return target === undefined ? [] : [`<${target}>; rel="${name}"`];
  });
  return links.length > 0 ? links.join(", ") : undefined;
}

const literals = new WeakMap<Resource, readonly string[]>();

/** What stands between the parameters of the path of an item. */
function literalsOf(resource: Resource): readonly string[] {
  const known = literals.get(resource) ?? (resource.itemTemplate ?? "").split(/\{[^{}]*\}/);
  literals.set(resource, known);
  return known;
}

/** The path of an item under the base path that the request used, for Location (RFC 9110 §10.2.2). */
export function itemPath(
  resource: Resource,
  values: readonly string[],
  id: string | number,
  prefix: string,
): string | undefined {
  if (resource.itemTemplate === undefined) return undefined;
  let path = prefix;
  for (const [index, literal] of literalsOf(resource).entries()) {
    if (index > 0) path += uriComponent(String((index <= resource.scope.length ? values[index - 1] : id) ?? ""));
    path += literal;
  }
  return path;
}

/**
 * An address in the form that a schema wants: with scheme and host where its format is "uri", where its examples have
 * them, or where its description speaks of a URL.
 */
export function asAddress(path: string, schema: Schema | undefined, call: Call): string {
  return schema && isAbsolute(schema) ? originOf(call) + path : path;
}

const absoluteFormats: ReadonlySet<string> = new Set(["uri", "url", "iri"]);

function isAbsolute({ graph, node }: Schema): boolean {
  return parts(graph, node).some((part) => {
    const { examples, description } = graph.annotations(part);
    const [example] = examples;
    if (part.format !== undefined) return absoluteFormats.has(part.format);
    return typeof example === "string" ? /^https?:/.test(example) : /\bUR[LI]\b/.test(description ?? "");
  });
}

/** Scheme and Host that were asked, if the latter is one that an address can hold (RFC 3986 §3.2). */
export function originOf({ request }: Call): string {
  const host = request.headers["host"] ?? "";
  return `http://${/^[\w.:[\]-]{1,255}$/.test(host) ? host : "localhost"}`;
}
