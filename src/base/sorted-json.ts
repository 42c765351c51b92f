import { isObject, type JsonValue, setOwn } from "./json.ts";

/** A copy whose objects have their members in code unit order, at every depth: what is equal has one text. */
export function sortedJson(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sortedJson);
  if (!isObject(value)) return value;
  const copy: { [key: string]: JsonValue } = {};
  for (const key of Object.keys(value).sort()) setOwn(copy, key, sortedJson(value[key] as JsonValue));
  return copy;
}

/** Code unit order: the same on every machine, unlike a locale's. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
