import { type JsonValue, own, pointerTokens, setOwn } from "../../base/json.ts";
import type { DeclaredHeader } from "../../contract/operation.ts";
import type { Call } from "../../contract/request/call.ts";
import { type EnvelopeField, fieldOf, type Relation } from "../../contract/resource/envelope.ts";
import type { Paging } from "../../contract/resource/paging.ts";
import { typeOf } from "../../contract/resource/structure.ts";
import type { SchemaGraph } from "../../contract/schema/schema.ts";
import { asAddress, linkHeader, offsetOf, pageName, pageNumber } from "./link.ts";
import { firstNumber, firstOffset, type Page } from "./page.ts";
import { asType } from "./value.ts";

/** A page of a list and how it was asked for. */
export interface PageContext {
  readonly page: Page;
  /** How many items this page has. */
  readonly count: number;
  readonly paging: Paging;
  readonly call: Call;
}

/** The value of a field beside the list; `undefined` where there is nothing to say, such as the page after the last. */
export function fieldValue(
  field: Pick<EnvelopeField, "meaning" | "as" | "schema">,
  context: PageContext,
  graph: SchemaGraph,
): JsonValue | undefined {
  const { meaning, as, schema } = field;
  const value = isRelation(meaning) ? relationValue(meaning, as, context) : counted(meaning, context);
  if (typeof value === "string" && value.startsWith("/")) {
    return asAddress(value, { graph, node: schema, pointer: "" }, context.call);
  }
  return asType(value, typeOf(graph, schema));
}

const relations: readonly string[] = ["self", "first", "previous", "next", "last"] satisfies Relation[];

function isRelation(meaning: EnvelopeField["meaning"]): meaning is Relation {
  return relations.includes(meaning);
}

function relationValue(
  relation: Relation,
  as: EnvelopeField["as"],
  { page, paging, call }: PageContext,
): JsonValue | undefined {
  const offset = offsetOf(relation, page);
  return offset === undefined ? undefined : pageName(as, offset, page, paging, call);
}

function counted(
  meaning: Exclude<EnvelopeField["meaning"], Relation>,
  { page, count, paging }: PageContext,
): JsonValue {
  const { offset, limit, total } = page;
  const values: Record<typeof meaning, JsonValue> = {
    total,
    count,
    pages: limit > 0 ? Math.ceil(total / limit) : 0,
    limit,
    offset: offset + firstOffset(paging.offset),
    page: pageNumber(offset, page) + firstNumber(paging.page),
    remaining: Math.max(0, total - offset - count),
    hasMore: offset + count < total,
    hasPrevious: offset > 0,
    isFirst: offset === 0,
    isLast: offset + count >= total,
  };
  return values[meaning];
}

/** Values for declared headers that say something of the page: `Link`, `X-Total-Count`, `X-Next-Page`. */
export function pageHeaders(headers: readonly DeclaredHeader[], context: PageContext): Record<string, JsonValue> {
  const found = {};
  for (const { name, schema } of headers) {
    const value = headerValue(name, schema, context);
    if (value !== undefined) setOwn(found, name, value);
  }
  return found;
}

function headerValue(name: string, schema: DeclaredHeader["schema"], context: PageContext): JsonValue | undefined {
  if (name.toLowerCase() === "link") return linkHeader(context.page, context.paging, context.call);
  if (!schema) return undefined;
  const bare = name.replace(/^x-/i, "").replace(/^pagination-/i, "");
  const field = fieldOf(schema.graph, bare, schema.node, false);
  return field && fieldValue({ ...field, schema: schema.node }, context, schema.graph);
}

/** A copy of a body without the member at a pointer; the body itself where there is none. */
export function without(body: JsonValue, pointer: string): JsonValue {
  const [token, ...rest] = pointerTokens(pointer);
  const inner = token === undefined ? undefined : (own(body, token) as JsonValue | undefined);
  if (token === undefined || inner === undefined || typeof body !== "object" || body === null) return body;
  const copy = { ...body } as Record<string, JsonValue>;
  if (rest.length === 0) delete copy[token];
  else setOwn(copy, token, without(inner, `/${rest.join("/")}`));
  return copy;
}
