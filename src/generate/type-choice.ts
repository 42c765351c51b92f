import type { JsonType } from "../contract/schema/schema.ts";
import { jsonTypeOf, type Shape } from "./shape.ts";

export const everyType: readonly JsonType[] = ["string", "integer", "boolean", "object", "array", "number", "null"];

/** What the keywords of an untyped schema are about; where no such value is found, one of another type will do. */
export function impliedTypes(shape: Shape, depth: number, attempt: number): readonly JsonType[] {
  const { values, string, number } = shape;
  if (values) return [...new Set(values.map(jsonTypeOf))];
  if (shape.objects.length > 0 || shape.required.size > 0 || shape.minProperties > 0) return ["object"];
  if (shape.arrays.length > 0 || shape.contains.length > 0 || shape.minItems > 0) return ["array"];
  if (string.patterns.length > 0 || string.formats.length > 0 || string.minLength > 0) return ["string"];
  if (string.maxLength < Number.POSITIVE_INFINITY) return ["string"];
  if (Number.isFinite(number.minimum + number.maximum) || number.multipleOf.length > 0) return ["number"];
  if (attempt > 0 || shape.not.length > 0) return everyType;
  return depth === 0 ? ["object"] : ["string"];
}

const none: ReadonlySet<JsonType> = new Set();

/** Types that a plain `not: { type }` forbids. */
export function excludedTypes({ not }: Shape): ReadonlySet<JsonType> {
  if (not.length === 0) return none;
  const excluded = new Set<JsonType>();
  for (const schema of not) {
    if (typeof schema === "boolean" || schema.type === undefined || Object.keys(schema).length > 1) continue;
    for (const type of [schema.type].flat() as JsonType[]) excluded.add(type);
  }
  if (excluded.has("number")) excluded.add("integer");
  return excluded;
}
