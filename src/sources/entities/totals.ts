import { isObject, type JsonObject, type JsonValue, own, setOwn } from "../../base/json.ts";
import { plain, stem } from "../../contract/resource/inflect.ts";

/** What the lines of an order, an invoice or a cart are called, in the singular. */
const lineNames: ReadonlySet<string> = new Set(["item", "line", "position", "entry", "product"].flatMap(compounds));
const prices = ["unitprice", "price", "unitamount", "priceperunit", "itemprice", "unitcost"];
const quantities = ["quantity", "qty", "count", "units"];
const subtotals = ["subtotal", "subtotalprice", "subtotalamount", "itemstotal", "netamount", "nettotal"];
const totals = ["total", "totalprice", "totalamount", "grandtotal", "ordertotal", "amounttotal", "totalcost"];
const surcharges = ["tax", "taxamount", "totaltax", "vat", "shipping", "shippingcost", "shippingfee", "deliveryfee"];
const reductions = ["discount", "discountamount", "totaldiscount", "discounttotal"];

function compounds(noun: string): string[] {
  return [noun, ...["line", "order", "cart", "invoice", "basket", "purchase"].map((owner) => owner + noun)];
}

/**
 * The entity with totals that follow from its lines: Σ price × quantity, plus taxes and shipping, less a discount.
 *
 * @param given - what is fixed about the entity; a total in it stays
 * @returns the entity itself where it has no lines or no totals
 */
export function withTotals(entity: JsonObject, given: JsonObject): JsonObject {
  const subtotal = sumOf(entity);
  if (subtotal === undefined) return entity;
  const around = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + (amountIn(memberOf(entity, [name])?.value) ?? 0), 0);
  const total = Math.max(0, subtotal + around(surcharges) - around(reductions));
  return replaced(replaced(entity, subtotals, subtotal, given), totals, total, given);
}

function sumOf(entity: JsonObject): number | undefined {
  const lines = Object.entries(entity).find(([name, value]) => Array.isArray(value) && lineNames.has(stem(name)))?.[1];
  if (!Array.isArray(lines) || lines.length === 0) return undefined;
  let sum = 0;
  for (const line of lines as readonly JsonValue[]) {
    const price = isObject(line) ? amountIn(memberOf(line as JsonObject, prices)?.value) : undefined;
    const quantity = isObject(line) ? amountIn(memberOf(line as JsonObject, quantities)?.value ?? 1) : undefined;
    if (price === undefined || quantity === undefined) return undefined;
    sum += price * quantity;
  }
  return Number(sum.toFixed(2));
}

function memberOf(object: JsonObject, names: readonly string[]): { name: string; value: JsonValue } | undefined {
  const name = Object.keys(object).find((key) => names.includes(plain(key)));
  return name === undefined ? undefined : { name, value: own(object, name) as JsonValue };
}

/** An amount is a number, its text, or an object around one: `{amount: 12.5, currency: "EUR"}`. */
function amountIn(value: JsonValue | undefined): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "string") return /^\d{1,12}(\.\d{1,4})?$/.test(value) ? Number(value) : undefined;
  return isObject(value) ? amountIn(memberOf(value as JsonObject, ["amount", "value"])?.value) : undefined;
}

function replaced(entity: JsonObject, names: readonly string[], amount: number, given: JsonObject): JsonObject {
  const member = memberOf(entity, names);
  if (!member || own(given, member.name) !== undefined) return entity;
  const value = rewritten(member.value, Number(amount.toFixed(2)));
  return value === undefined ? entity : assigned(entity, member.name, value);
}

/** The same form with another amount. */
function rewritten(value: JsonValue, amount: number): JsonValue | undefined {
  if (typeof value === "number") return amount;
  if (typeof value === "string") return amount.toFixed(value.split(".")[1]?.length ?? 0);
  const inner = isObject(value) ? memberOf(value as JsonObject, ["amount", "value"]) : undefined;
  const changed = inner && rewritten(inner.value, amount);
  return inner && changed !== undefined ? assigned(value as JsonObject, inner.name, changed) : undefined;
}

function assigned(object: JsonObject, name: string, value: JsonValue): JsonObject {
  const copy = { ...object };
  setOwn(copy, name, value);
  return copy;
}
