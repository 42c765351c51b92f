import type { Place } from "../corpus/judge/document.ts";
import { text } from "../corpus/judge/tree.ts";
import type { Api, Served } from "./api.ts";
import { view } from "./api.ts";

/** `GET /things` with `GET /things/{thing}`: what can be inferred without knowing the API. */
export interface Collection {
  readonly list: Served;
  /** Member of the answer that holds the entries; `undefined` where the answer itself is the list. */
  readonly member: string | undefined;
  /** Schema of an entry. */
  readonly item: Place;
  readonly detail?: Detail | undefined;
}

export interface Detail {
  readonly served: Served;
  /** Path parameter of the detail, and the member of an entry that it names. */
  readonly parameter: string;
  readonly key: string;
  /** List and detail are of one schema, so that an entry can be expected to be equal. */
  readonly isSame: boolean;
}

/** Every GET whose answer is a list of objects, or an object with exactly one such list. */
export function collectionsOf(api: Api): Collection[] {
  return api.served.flatMap((list) => {
    if (list.operation.method !== "GET" || list.schema === undefined) return [];
    const found = findItems(api, list.schema);
    return found === undefined ? [] : [{ list, ...found, detail: detailFor(api, list, found.item) }];
  });
}

function findItems(api: Api, schema: Place): { member: string | undefined; item: Place } | undefined {
  const body = view(api, schema);
  if (body.types.has("array")) {
    return body.items !== undefined && isObject(api, body.items) ? { member: undefined, item: body.items } : undefined;
  }
  const lists = [...body.properties].flatMap(([member, place]) => {
    const { items, types } = view(api, place);
    return types.has("array") && items !== undefined && isObject(api, items) ? [{ member, item: items }] : [];
  });
  return lists.length === 1 ? lists[0] : undefined;
}

function isObject(api: Api, place: Place): boolean {
  const { types, properties } = view(api, place);
  return types.has("object") && properties.size > 0;
}

function detailFor(api: Api, list: Served, item: Place): Detail | undefined {
  const template = list.operation.template.replace(/\/$/, "");
  for (const served of api.served) {
    const { method, template: candidate } = served.operation;
    const parameter = /^\/\{([^}/]+)\}\/?$/.exec(
      candidate.startsWith(template) ? candidate.slice(template.length) : "",
    )?.[1];
    if (method !== "GET" || parameter === undefined || served.schema === undefined) continue;
    const key = keyFor(parameter, [...view(api, item).properties.keys()]);
    if (key === undefined || !view(api, served.schema).properties.has(key)) return undefined;
    return { served, parameter, key, isSame: target(api, item) === target(api, served.schema) };
  }
  return undefined;
}

/** The member that a path parameter names: of the same name, else `id` for anything that ends in "id". */
export function keyFor(parameter: string, members: readonly string[]): string | undefined {
  const same = members.find((member) => plain(member) === plain(parameter));
  if (same !== undefined) return same;
  return /id$/i.test(parameter) && members.includes("id") ? "id" : undefined;
}

export function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

/** Where a schema stands once its `$ref`s are followed. */
export function target(api: Api, place: Place): string {
  const at = api.document.follow(place) ?? place;
  return `${at.file}#${at.pointer}`;
}

/** The entries of a list's answer. */
export function entriesOf({ member }: Collection, body: unknown): Record<string, unknown>[] {
  const entries: unknown = member === undefined ? body : Object(body)[member];
  return Array.isArray(entries) ? entries.filter((entry) => typeof entry === "object" && entry !== null) : [];
}

/** Query parameters of the list, by what they are for. */
export function parameterNamed(collection: Collection, names: RegExp): string | undefined {
  return collection.list.operation.fields.find((field) => field.in === "query" && names.test(field.name))?.name;
}

/** Type that a schema names, e.g. "integer"; `undefined` for several or none. */
export function typeAt(api: Api, place: Place): string | undefined {
  const types = [...view(api, place).types].filter((type) => type !== "null");
  return types.length === 1 ? types[0] : text(api.document.at(place), "type");
}
