import type { View } from "./view.ts";

const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** A text as the value that the schema's types make of it. Says whether that was open. */
export function typed(text: string, view: View | undefined): { value: unknown; ambiguous: boolean } {
  // What nothing is said of can be anything.
  if (view === undefined) return { value: text, ambiguous: false };
  const listed = view.values.find((value) => String(value) === text);
  if (listed !== undefined) return { value: listed, ambiguous: false };
  const ambiguous = view.types.size !== 1 || view.ambiguous;
  const isNumber = view.types.has("integer") || view.types.has("number");
  if (isNumber && NUMBER.test(text)) return { value: Number(text), ambiguous };
  if (view.types.has("boolean") && /^(true|false)$/.test(text)) return { value: text === "true", ambiguous };
  if (view.types.has("null") && (text === "" || text === "null")) return { value: null, ambiguous };
  return { value: text, ambiguous };
}

export function isStructured(view: View | undefined): boolean {
  return view !== undefined && (view.types.has("object") || view.types.has("array"));
}
