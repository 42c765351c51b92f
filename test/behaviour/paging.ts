import { type Answered, type Api, ask, view } from "./api.ts";
import { type Collection, collectionsOf, entriesOf, parameterNamed } from "./resources.ts";
import { count, newTally, type Tally } from "./tally.ts";

const PAGE_SIZE = 4;
const MAX_PAGES = 60;

const SIZE = /^(limit|per_?page|page_?size|size|max_?results|count|top)$/i;
const OFFSET = /^(offset|skip|start(_?index)?)$/i;
const PAGE = /^(page|page_?(number|num|no))$/i;
const CURSOR = /^(cursor|page_?token|after|starting_after|next_?(token|cursor)|marker|continue)$/i;
const NEXT = /^(next_?(cursor|token|page_?token|marker)|cursor|end_?cursor|marker|continue)$/i;
const TOTAL = /^(total(_?(count|items|results|size|elements|entries))?|count_?total)$/i;

/** All entries of a collection, or `undefined` where the list has no pages that could be inferred. */
export async function allEntries(api: Api, collection: Collection): Promise<Walk | undefined> {
  const steps = stepper(api, collection);
  if (steps === undefined) return undefined;
  const pages: Record<string, unknown>[][] = [];
  let values: Record<string, unknown> | undefined = steps.first;
  let total: number | undefined;
  while (values !== undefined && pages.length < MAX_PAGES) {
    const answered: Answered = await ask(api, collection.list, values);
    const entries = entriesOf(collection, answered.body);
    total ??= totalIn(answered);
    if (entries.length === 0) return { pages, total, ended: true };
    pages.push(entries);
    values = steps.next(pages.length, answered.body);
  }
  return { pages, total, ended: values === undefined };
}

export interface Walk {
  readonly pages: readonly (readonly Record<string, unknown>[])[];
  /** What the first page says that all pages have together. */
  readonly total: number | undefined;
  readonly ended: boolean;
}

/** Pages end, are disjoint, and have together as many entries as the total says. */
export async function paging(api: Api): Promise<Tally[]> {
  const [ends, disjoint, union] = [newTally("pages end"), newTally("pages are disjoint"), newTally("union = total")];
  for (const collection of collectionsOf(api)) {
    const key = collection.detail?.key ?? (view(api, collection.item).properties.has("id") ? "id" : undefined);
    const walk = key === undefined ? undefined : await allEntries(api, collection);
    if (key === undefined || walk === undefined || walk.pages.length === 0) continue;
    const name = `${api.name} ${collection.list.operation.name}`;
    const ids = walk.pages.flat().map((entry) => JSON.stringify(entry[key]));
    count(ends, walk.ended, `${name}: no end after ${walk.pages.length} pages`);
    count(disjoint, new Set(ids).size === ids.length, `${name}: ${ids.length} entries, ${new Set(ids).size} ids`);
    if (walk.total !== undefined) count(union, ids.length === walk.total, `${name}: ${ids.length} of ${walk.total}`);
  }
  return [ends, disjoint, union];
}

interface Steps {
  readonly first: Record<string, unknown>;
  /** Values for the page behind `page` pages; `undefined` at the end. */
  next(page: number, body: unknown): Record<string, unknown> | undefined;
}

function stepper(api: Api, collection: Collection): Steps | undefined {
  const [size, offset] = [parameterNamed(collection, SIZE), parameterNamed(collection, OFFSET)];
  const [page, cursor] = [parameterNamed(collection, PAGE), parameterNamed(collection, CURSOR)];
  if (size === undefined) return undefined;
  const first = { [size]: PAGE_SIZE };
  if (offset !== undefined) return { first, next: (pages) => ({ ...first, [offset]: pages * PAGE_SIZE }) };
  if (page !== undefined) {
    const start = firstPage(api, collection, page);
    return { first: { ...first, [page]: start }, next: (pages) => ({ ...first, [page]: start + pages }) };
  }
  if (cursor === undefined) return undefined;
  return {
    first,
    next: (_, body) => {
      const value = membersOf(body).find(([name]) => NEXT.test(name))?.[1];
      return value === undefined || value === null || value === "" ? undefined : { ...first, [cursor]: value };
    },
  };
}

/** Pages count from 1, except where the document itself allows a page 0 or starts there. */
function firstPage(api: Api, { list }: Collection, name: string): number {
  const field = list.operation.fields.find((candidate) => candidate.in === "query" && candidate.name === name);
  const schema = field?.schema && Object(api.document.at(api.document.follow(field.schema) ?? field.schema));
  return schema?.default === 0 || (schema?.default === undefined && schema?.minimum === 0) ? 0 : 1;
}

function totalIn({ headers, body }: Answered): number | undefined {
  const header = headers.get("x-total-count");
  if (header !== null) return Number(header);
  const value = membersOf(body).find(([name]) => TOTAL.test(name))?.[1];
  return typeof value === "number" ? value : undefined;
}

/** Members of the envelope, and of the objects directly in it ("pagination", "meta"). */
function membersOf(body: unknown): [string, unknown][] {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return [];
  const own = Object.entries(body);
  return [
    ...own,
    ...own.flatMap(([, value]) => (value !== null && !Array.isArray(value) ? Object.entries(Object(value)) : [])),
  ];
}
