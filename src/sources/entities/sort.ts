import { atPointer, escapeToken, type JsonObject, own } from "../../base/json.ts";
import type { Call } from "../../contract/request/call.ts";
import { plain } from "../../contract/resource/inflect.ts";
import type { Paging } from "../../contract/resource/paging.ts";
import type { Resource } from "../../contract/resource/resource-model.ts";
import { propertiesOf } from "../../contract/resource/structure.ts";

type Order = (one: JsonObject, other: JsonObject) => number;

/**
 * The order that a request asks for: `sort=name`, `sort=-created_at`, `sort=created_at:desc`, `sort=name&order=desc`.
 *
 * @returns `undefined` where none is asked for or the members have no such property
 */
export function sortOrder({ schema }: Resource, { sort, order }: Paging, call: Call): Order | undefined {
  const asked = sort && own(call.parameters.query, sort.name);
  const first = Array.isArray(asked) ? asked[0] : asked;
  if (typeof first !== "string") return undefined;
  const [, sign = "", name = "", suffix = ""] = /^([+-]?)([^:, ]+)(?:[: ](\w+))?/.exec(first) ?? [];
  const properties = propertiesOf(schema.graph, schema.node).names;
  const property = properties.find((candidate) => plain(candidate) === plain(name));
  if (property === undefined) return undefined;
  const direction = suffix || String((order && own(call.parameters.query, order.name)) ?? "");
  const factor = sign === "-" || /^desc/i.test(direction) ? -1 : 1;
  const pointer = `/${escapeToken(property)}`;
  return (one, other) => factor * compare(atPointer(one, pointer), atPointer(other, pointer));
}

/** Numbers by size, everything else as text by code units: the same order in every locale. */
function compare(one: unknown, other: unknown): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  const [left, right] = [String(one ?? ""), String(other ?? "")];
  return left < right ? -1 : left > right ? 1 : 0;
}
