import type { Parameter } from "../operation.ts";
import { plain } from "./inflect.ts";
import { typeOf } from "./structure.ts";

/** The query parameters by which a list is cut into pages and sorted. */
export interface Paging {
  /** How many items a page holds. */
  readonly limit?: Parameter;
  /** How many items are skipped. */
  readonly offset?: Parameter;
  readonly page?: Parameter;
  /** An opaque position, or the id of the item before the page. */
  readonly cursor?: Parameter;
  readonly sort?: Parameter;
  /** "asc" or "desc" for `sort`. */
  readonly order?: Parameter;
}

/** Names by what they mean, spelling apart, the surest first. */
const names: Readonly<Record<keyof Paging, readonly string[]>> = {
  limit: [
    ...["limit", "perpage", "pagesize", "pagelimit", "maxresults", "top", "take", "size", "maxitems", "resultsperpage"],
    ...["itemsperpage", "maxresultcount", "count", "rows", "first", "num", "per"],
  ],
  offset: ["offset", "skip", "pageoffset", "startindex", "startat", "start", "from"],
  page: ["page", "pagenumber", "pageno", "pagenum", "pageindex", "currentpage"],
  cursor: [
    ...["cursor", "pagetoken", "nexttoken", "nextcursor", "startingafter", "pagecursor", "nextpagetoken", "after"],
    ...["marker", "continuationtoken", "continuation", "continue", "bookmark", "startafter", "position"],
  ],
  sort: ["sort", "sortby", "orderby", "ordering", "order"],
  order: ["order", "sortorder", "sortdirection", "sortdir", "direction", "dir", "orderdirection"],
};

const numeric: ReadonlySet<keyof Paging> = new Set(["limit", "offset", "page"]);

/** Recognises an operation's paging parameters by name and type. */
export function pagingOf(parameters: readonly Parameter[]): Paging {
  const query = new Map<string, Parameter>();
  for (const parameter of parameters) {
    // `listOptions.limit` and `page[size]`: the last part alone may be the word.
    if (parameter.in !== "query") continue;
    for (const name of [plain(parameter.name), plain(parameter.name.split(".").at(-1) ?? "")]) {
      if (!query.has(name)) query.set(name, parameter);
    }
  }
  const paging: { -readonly [role in keyof Paging]: Paging[role] } = {};
  for (const role of Object.keys(names) as (keyof Paging)[]) {
    const found = names[role].map((name) => query.get(name)).find((parameter) => parameter && fits(parameter, role));
    if (found && !pagingParameters(paging).includes(found)) paging[role] = found;
  }
  return paging;
}

function fits({ schema }: Parameter, role: keyof Paging): boolean {
  const type = schema && typeOf(schema.graph, schema.node);
  if (numeric.has(role)) return type === "integer" || type === "number";
  if (role === "sort") return type === "string" || type === "array";
  return type === "string" || type === undefined;
}

/** Whether all members can be reached page by page. */
export function canPage(paging: Paging): boolean {
  return Boolean(paging.offset ?? paging.page ?? paging.cursor);
}

/** The query parameters that say which part of a list is wanted, and therefore filter nothing. */
export function pagingParameters(paging: Paging): readonly Parameter[] {
  const { limit, offset, page, cursor, sort, order } = paging;
  return [limit, offset, page, cursor, sort, order].filter((parameter) => parameter !== undefined);
}
