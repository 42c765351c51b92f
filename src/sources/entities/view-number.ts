import type { JsonSchema } from "../../contract/schema/schema.ts";

const viewNumbers = new WeakMap<object, number>();
let views = 0;

/** Tells schemas apart in keys; negative where there is no node. */
export function numberOf(view: JsonSchema | undefined): number {
  if (typeof view !== "object") return view === undefined ? -1 : view ? -2 : -3;
  const known = viewNumbers.get(view) ?? views++;
  viewNumbers.set(view, known);
  return known;
}
