import { _, type FuncKeywordDefinition, type SchemaValidateFunction, str } from "ajv";
import { isMultipleOf } from "../../base/decimal.ts";
import { escapeToken } from "../../base/json.ts";
import { unevaluatedIndexes, unevaluatedNames } from "./evaluated.ts";
import type { Direction, JsonSchema, SchemaError, SchemaGraph, SchemaNode } from "./schema.ts";

/** How far from a whole number the quotient of `multipleOf` may be in a request. Answers must be exact. */
const REQUEST_TOLERANCE = 1e-10;

type Graph = Pick<SchemaGraph, "resolve" | "accepts" | "errors">;

/** The keywords that Helix checks itself, because Ajv is slow at them or errs. */
export function ownKeywords(direction: Direction, graph: Graph): readonly FuncKeywordDefinition[] {
  return [
    { keyword: "uniqueItems", type: "array", schemaType: "boolean", validate: uniqueItems },
    {
      keyword: "multipleOf",
      type: "number",
      schemaType: "number",
      validate: direction === "request" ? isNearMultiple : isMultiple,
      error: {
        message: ({ schemaCode }) => str`must be multiple of ${schemaCode}`,
        params: ({ schemaCode }) => _`{multipleOf: ${schemaCode}}`,
      },
    },
    left("unevaluatedProperties", "object", (schema, node, value: object) =>
      unevaluatedNames(graph, node, value).flatMap((name) =>
        schema === false
          ? [{ params: { unevaluatedProperty: name }, message: "must NOT have unevaluated properties" }]
          : within(graph.errors(schema, (value as Record<string, unknown>)[name]), name),
      ),
    ),
    left("unevaluatedItems", "array", (schema, node, value: readonly unknown[]) =>
      unevaluatedIndexes(graph, node, value).flatMap((index) =>
        schema === false
          ? [{ params: { limit: index }, message: `must NOT have an unevaluated item at ${index}` }]
          : within(graph.errors(schema, value[index]), index),
      ),
    ),
  ];
}

type Fault = Partial<Pick<SchemaError, "keyword" | "schemaPath">> &
  Pick<SchemaError, "params" | "message"> & { instancePath?: string; parentSchema?: SchemaNode };

/**
 * A keyword for what the others leave over. Ajv's own also leaves out what branches speak of that do not hold, and no
 * item that `contains` has not met.
 */
function left<Value>(
  keyword: "unevaluatedProperties" | "unevaluatedItems",
  type: "object" | "array",
  faultsOf: (schema: JsonSchema, node: SchemaNode, value: Value) => readonly Fault[],
): FuncKeywordDefinition {
  const validate: SchemaValidateFunction = (schema: JsonSchema, value: Value, parent, at) => {
    const node = parent as SchemaNode;
    const faults = schema === true ? [] : faultsOf(schema, node, value);
    validate.errors = faults.map(({ instancePath = "", ...fault }) => ({
      keyword,
      schemaPath: `#/${keyword}`,
      parentSchema: node,
      ...fault,
      instancePath: `${at?.instancePath ?? ""}${instancePath}`,
    }));
    return faults.length === 0;
  };
  return { keyword, type, schemaType: ["boolean", "object"], errors: true, validate };
}

/** Errors of a member or an item as those of what it is in. */
function within(errors: readonly SchemaError[], key: string | number): readonly Fault[] {
  return errors.map(({ node, instancePath, ...error }) => ({
    ...error,
    instancePath: `/${escapeToken(key)}${instancePath}`,
    ...(typeof node === "object" ? { parentSchema: node } : {}),
  }));
}

/** The division of two doubles errs for decimals, and overflows: 19.99 is a multiple of 0.01. */
function isMultiple(step: number, value: number): boolean {
  return Number.isInteger(value / step) || isMultipleOf(value, step);
}

/** Clients that count in doubles send 0.30000000000000004 for 0.3. */
function isNearMultiple(step: number, value: number): boolean {
  const quotient = value / step;
  return Math.abs(Math.round(quotient) - quotient) <= REQUEST_TOLERANCE || isMultiple(step, value);
}

/** Ajv compares every pair; a body of 60 000 items would take minutes. One canonical text per item does the same. */
function uniqueItems(expected: boolean, items: readonly unknown[]): boolean {
  if (!expected || items.length < 2) return true;
  return new Set(items.map(canonical)).size === items.length;
}

/** JSON text with sorted keys: equal for equal values (JSON Schema 2020-12 §4.2.2). */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}
