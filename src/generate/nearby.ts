import type { JsonValue } from "../base/json.ts";
import { nearest } from "../base/nearest.ts";
import type { SchemaError } from "../contract/schema/schema.ts";

type Nearby = (value: JsonValue, params: SchemaError["params"]) => readonly unknown[];

/**
 * Values that differ little from a single value that a keyword rejects, the best first. They only may be valid.
 */
export function nearbyValues(value: JsonValue, { keyword, params }: SchemaError): readonly JsonValue[] {
  return (rules[keyword]?.(value, params) ?? []) as readonly JsonValue[];
}

const rules: Readonly<Record<string, Nearby>> = {
  minimum: (_, { limit }) => [limit],
  maximum: (_, { limit }) => [limit],
  exclusiveMinimum: (_, { limit }) => [Number(limit) + 1],
  exclusiveMaximum: (_, { limit }) => [Number(limit) - 1],
  type: (value) => (typeof value === "number" ? [Math.trunc(value)] : []),
  const: (_, { allowedValue }) => [allowedValue],
  maxLength: (value, { limit }) => (typeof value === "string" ? [[...value].slice(0, Number(limit)).join("")] : []),
  enum: (value, { allowedValues }) => {
    const words = Array.isArray(allowedValues) ? allowedValues.filter((one) => typeof one === "string") : [];
    return typeof value === "string" && value.length <= 100 ? nearest(value, words.slice(0, 200)) : [];
  },
  format: (value, { format }) => (typeof value === "string" ? (formats[String(format)]?.(value) ?? []) : []),
};

const formats: Readonly<Record<string, (value: string) => readonly string[]>> = {
  "date-time": (value) => [`${value}Z`, `${value.replace(" ", "T")}Z`, `${value}T00:00:00Z`],
  date: (value) => [value.slice(0, 10)],
  uri: (value) => [`https://${value}`],
};
