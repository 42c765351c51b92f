import { escapeToken } from "../../base/json.ts";
import type { JsonSchema, SchemaGraph } from "../schema/schema.ts";
import { plain } from "./inflect.ts";
import { isObjectSchema, parts, propertiesOf, typeOf } from "./structure.ts";

/** What a field beside a list says about it. */
export type EnvelopeMeaning =
  | "total"
  | "count"
  | "pages"
  | "limit"
  | "offset"
  | "page"
  | "remaining"
  | "hasMore"
  | "hasPrevious"
  | "isFirst"
  | "isLast"
  | Relation;

/** Another page of the list (RFC 8288 §3.3). */
export type Relation = "self" | "first" | "previous" | "next" | "last";

/** One field of an envelope that can be computed. */
export interface EnvelopeField {
  /** JSON Pointer into the body. */
  readonly pointer: string;
  readonly meaning: EnvelopeMeaning;
  /** For a relation: how the other page is named. */
  readonly as?: "link" | "cursor" | "page" | "offset";
  readonly schema: JsonSchema;
}

/** Objects in an envelope that are about paging; their fields count as the envelope's. */
const containers: ReadonlySet<string> = new Set([
  ...["meta", "metadata", "pagination", "paging", "page", "pageinfo", "pageable", "links", "cursors", "cursor"],
  ...["responsemetadata", "pager", "resultinfo", "data", "listmeta", "summary"],
]);

/** Whether an object of this name in an envelope is about paging, such as `meta` and `links`. */
export function isAboutPaging(name: string): boolean {
  return containers.has(plain(name));
}

/** Names of fields with a number or a flag, spelling apart. */
const counters: Readonly<Record<string, EnvelopeMeaning>> = {
  ...all("total", ["total", "totalcount", "totalitems", "totalelements", "totalresults", "totalrecords", "totalhits"]),
  ...all("total", ["totalsize", "totalrows", "recordcount", "resultcount", "itemcount", "odatacount", "totalnumber"]),
  ...all("count", ["count", "numberofelements", "currentcount", "pageitems", "itemsinpage", "returned"]),
  ...all("pages", ["totalpages", "pagecount", "pages", "lastpage", "numpages", "totalpagecount"]),
  ...all("limit", ["limit", "perpage", "pagesize", "pagelimit", "itemsperpage", "maxresults", "size"]),
  ...all("offset", ["offset", "skip", "startindex", "start", "pageoffset"]),
  ...all("page", ["page", "currentpage", "pagenumber", "pageno", "pageindex", "number", "current"]),
  ...all("remaining", ["remaining", "remainingitemcount", "remainingcount"]),
};

const flags: Readonly<Record<string, EnvelopeMeaning>> = {
  ...all("hasMore", ["hasmore", "hasnext", "hasnextpage", "more", "moreavailable", "morerecords", "hasmoreitems"]),
  ...all("hasPrevious", ["hasprevious", "hasprev", "haspreviouspage", "hasprevpage"]),
  ...all("isFirst", ["first", "isfirst", "firstpage", "isfirstpage"]),
  ...all("isLast", ["last", "islast", "lastpage", "islastpage"]),
};

/** What is left of a relation's name when the relation is taken off says how the page is named. */
const relation =
  /^(?:odata)?(self|href|url|uri|first|previous|prev|next|last|continue|continuation|after|before|marker)(.*)$/;

const relations: Readonly<Record<string, Relation>> = {
  ...{ self: "self", href: "self", url: "self", uri: "self", first: "first", last: "last" },
  ...{ previous: "previous", prev: "previous", before: "previous" },
  ...{ next: "next", continue: "next", continuation: "next", after: "next", marker: "next" },
};

function all(meaning: EnvelopeMeaning, names: readonly string[]): Record<string, EnvelopeMeaning> {
  return Object.fromEntries(names.map((name) => [name, meaning]));
}

/**
 * The computable fields around a list: those of the body, of the objects on the way to the list, and of objects about
 * paging such as `meta.pagination`.
 */
export function envelopeFields(graph: SchemaGraph, body: JsonSchema, list: string): readonly EnvelopeField[] {
  const found: EnvelopeField[] = [];
  collect(graph, body, { pointer: "", list, depth: 0, links: false }, found);
  // A lone `count` is the total (as in `{count, next, previous, results}`); beside a total it counts this page.
  if (found.some(({ meaning }) => meaning === "total")) return found;
  return found.map((field) =>
    field.meaning === "count" && plain(lastToken(field.pointer)) === "count" ? { ...field, meaning: "total" } : field,
  );
}

interface Around {
  readonly pointer: string;
  readonly list: string;
  readonly depth: number;
  /** Inside an object called "links", where a bare "next" is an address. */
  readonly links: boolean;
}

function collect(graph: SchemaGraph, schema: JsonSchema, around: Around, found: EnvelopeField[]): void {
  for (const [key, property] of propertiesOf(graph, schema)) {
    const pointer = `${around.pointer}/${escapeToken(key)}`;
    if (pointer === around.list) continue;
    if (!isObjectSchema(graph, property)) {
      const field = fieldOf(graph, key, property, around.links);
      if (field) found.push({ ...field, pointer, schema: property });
      continue;
    }
    const name = plain(key);
    if (around.links && Object.hasOwn(relations, name)) collectLink(graph, property, pointer, relations[name], found);
    else if (around.depth < 2 && (isAboutPaging(key) || around.list.startsWith(`${pointer}/`))) {
      collect(graph, property, { ...around, pointer, depth: around.depth + 1, links: name === "links" }, found);
    }
  }
}

/** `links: {next: {href}}` (HAL). */
function collectLink(
  graph: SchemaGraph,
  schema: JsonSchema,
  pointer: string,
  meaning: Relation | undefined,
  found: EnvelopeField[],
): void {
  for (const [key, property] of propertiesOf(graph, schema)) {
    if (meaning && ["href", "url"].includes(plain(key))) {
      found.push({ pointer: `${pointer}/${escapeToken(key)}`, meaning, as: "link", schema: property });
    }
  }
}

/**
 * What a field (or header) of this name and type says about a list.
 *
 * @param isLink - whether it stands among links, where a bare "next" is an address
 */
export function fieldOf(
  graph: SchemaGraph,
  key: string,
  schema: JsonSchema,
  isLink: boolean,
): Pick<EnvelopeField, "meaning" | "as"> | undefined {
  const name = plain(key);
  const type = typeOf(graph, schema);
  if (type === "boolean") return meaningIn(flags, name);
  if (type === "integer" || type === "number") return meaningIn(counters, name) ?? numberedPage(name);
  if (type !== "string" && type !== undefined) return undefined;
  return relationOf(name, isLink || isAddress(graph, schema));
}

/** `next`, `next_page_url`, `prevCursor`, `selfLink`. */
function relationOf(name: string, isLink: boolean): Pick<EnvelopeField, "meaning" | "as"> | undefined {
  const [, word = "", rest = ""] = relation.exec(name) ?? [];
  const meaning = Object.hasOwn(relations, word) ? relations[word] : undefined;
  if (!meaning) return namedCursor(name);
  if (isLink || /(ur[il]|link|href)$/.test(rest)) return { meaning, as: "link" };
  // "firstName" and "lastError" are none of these.
  if (!/^(page|cursor|token|marker|key|after|before)*$/.test(rest)) return undefined;
  if (rest !== "") return { meaning, as: "cursor" };
  if (/^(self|href|url|uri)$/.test(word)) return { meaning, as: "link" };
  return /^(next|previous|prev|first|last)$/.test(word) ? { meaning } : { meaning, as: "cursor" };
}

/** `cursor`, `endCursor`, `pageToken`. */
function namedCursor(name: string): Pick<EnvelopeField, "meaning" | "as"> | undefined {
  if (!/(cursor|pagetoken)$/.test(name)) return undefined;
  return { meaning: name.startsWith("start") ? "previous" : "next", as: "cursor" };
}

function meaningIn(
  table: Readonly<Record<string, EnvelopeMeaning>>,
  name: string,
): Pick<EnvelopeField, "meaning"> | undefined {
  const meaning = Object.hasOwn(table, name) ? table[name] : undefined;
  return meaning && { meaning };
}

/** `next_page: 3`, `prevOffset: 10`. */
function numberedPage(name: string): Pick<EnvelopeField, "meaning" | "as"> | undefined {
  const [, word = "", rest = ""] = /^(first|previous|prev|next|last)(page|offset|)(?:number)?$/.exec(name) ?? [];
  const meaning = Object.hasOwn(relations, word) ? relations[word] : undefined;
  return meaning && { meaning, as: rest === "offset" ? "offset" : "page" };
}

function isAddress(graph: SchemaGraph, schema: JsonSchema): boolean {
  return parts(graph, schema).some(({ format }) => /^[ui]r[il]/.test(format ?? ""));
}

function lastToken(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf("/") + 1);
}
