import { own } from "../../base/json.ts";
import type { Parameter } from "../../contract/operation.ts";
import type { Call } from "../../contract/request/call.ts";
import type { ListView } from "../../contract/resource/list-view.ts";
import { canPage, type Paging } from "../../contract/resource/paging.ts";
import { parts } from "../../contract/resource/structure.ts";
import type { SchemaGraph } from "../../contract/schema/schema.ts";

/** How many items a page holds where neither request nor schema says it. */
const USUAL_LIMIT = 10;

/** The part of a list that a request asks for. */
export interface Page {
  readonly offset: number;
  /** At least 0; how many items the page may hold. */
  readonly limit: number;
  readonly total: number;
}

/** What decides on the part of a list. */
export interface PageAsk {
  readonly call: Call;
  readonly paging: Paging;
  readonly view: ListView;
  readonly graph: SchemaGraph;
  /** The ids of all items in order: a cursor may be the id of the item before the page. */
  readonly ids: readonly string[];
  /** How many items a page holds where neither request nor schema says it. Default: 10. */
  readonly usual?: number | undefined;
}

/** Reads from a request which part of a list it wants. Without anything to page by, all is shown. */
export function pageOf({ call, paging, view, graph, ids, usual }: PageAsk): Page {
  const total = ids.length;
  const limit = limitOf({ call, paging, view, graph, ids, usual });
  const offset = offsetOf(call, paging, limit, ids);
  return { offset: Math.max(0, Math.min(offset, total)), limit, total };
}

function limitOf({ call, paging, view, graph, ids, usual: wished = USUAL_LIMIT }: PageAsk): number {
  const bounds = parts(graph, view.array);
  const most = Math.min(...bounds.map(({ maxItems }) => maxItems ?? Infinity));
  const least = Math.max(0, ...bounds.map(({ minItems }) => minItems ?? 0));
  const asked = numberOf(call, paging.limit);
  const usual = canPage(paging) || paging.limit ? wished : ids.length;
  return Math.floor(Math.max(least, Math.min(most, asked ?? usual, maximumOf(paging.limit))));
}

function maximumOf(limit: Parameter | undefined): number {
  if (!limit?.schema) return Infinity;
  return Math.min(...parts(limit.schema.graph, limit.schema.node).map(({ maximum }) => maximum ?? Infinity));
}

function offsetOf(call: Call, paging: Paging, limit: number, ids: readonly string[]): number {
  const cursor = queryValue(call, paging.cursor);
  if (typeof cursor === "string" && cursor !== "") {
    return readCursor(cursor) ?? ids.indexOf(cursor) + 1;
  }
  const page = numberOf(call, paging.page);
  if (page !== undefined) return Math.floor(page - firstNumber(paging.page)) * limit;
  const offset = numberOf(call, paging.offset);
  return offset === undefined ? 0 : Math.floor(offset - firstOffset(paging.offset));
}

/** Pages count from 1, unless the parameter itself allows or defaults to 0. */
export function firstNumber(page: Parameter | undefined): 0 | 1 {
  const { least, usual } = startOf(page);
  return usual === 0 || (usual === undefined && least === 0) ? 0 : 1;
}

/** Offsets count from 0, unless the parameter starts at 1 (SCIM's `startIndex`). */
export function firstOffset(offset: Parameter | undefined): 0 | 1 {
  const { least, usual } = startOf(offset);
  return least === 1 || usual === 1 ? 1 : 0;
}

function startOf(parameter: Parameter | undefined): { least: number | undefined; usual: unknown } {
  if (!parameter?.schema) return { least: undefined, usual: undefined };
  const { graph, node } = parameter.schema;
  const nodes = parts(graph, node);
  const least = nodes.map(({ minimum }) => minimum).find((minimum) => minimum !== undefined);
  const usual = nodes.map((part) => graph.annotations(part).default).find((value) => value !== undefined);
  return { least, usual };
}

/** A position as an opaque text. Clients must not read anything into it; it survives restarts. */
export function writeCursor(offset: number): string {
  return Buffer.from(`offset:${offset}`).toString("base64url");
}

function readCursor(cursor: string): number | undefined {
  const match = /^offset:(\d{1,9})$/.exec(Buffer.from(cursor, "base64url").toString("latin1"));
  return match ? Number(match[1]) : undefined;
}

function numberOf(call: Call, parameter: Parameter | undefined): number | undefined {
  const value = queryValue(call, parameter);
  return typeof value === "number" ? value : undefined;
}

function queryValue(call: Call, parameter: Parameter | undefined): unknown {
  return parameter && own(call.parameters.query, parameter.name);
}
