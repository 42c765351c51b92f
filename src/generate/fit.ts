import { isObject, own } from "../base/json.ts";
import { compilePattern } from "../base/pattern.ts";
import { formatAccepts } from "../contract/schema/format.ts";
import type { JsonSchema } from "../contract/schema/schema.ts";
import { jsonTypeOf, type Shape } from "./shape.ts";
import type { Shapes } from "./shapes.ts";

/**
 * Whether a scalar meets the shape's own constraints, choices and `not` apart. Spares compiling a validator for every
 * leaf; the whole answer is validated in the end.
 */
export function scalarFits(shape: Shape, value: unknown): boolean {
  if (shape.never || !shape.allows(jsonTypeOf(value))) return false;
  if (shape.values && !includes(shape.values, value)) return false;
  if (typeof value === "string") return textFits(shape, value);
  return typeof value !== "number" || numberFits(shape, value);
}

function includes(values: readonly unknown[], value: unknown): boolean {
  if (values.includes(value)) return true;
  if (typeof value !== "object" || value === null) return false;
  const text = JSON.stringify(value);
  return values.some((allowed) => JSON.stringify(allowed) === text);
}

function textFits({ string }: Shape, value: string): boolean {
  const bounded = string.minLength > 0 || string.maxLength < Number.POSITIVE_INFINITY;
  const length = bounded ? [...value].length : 0;
  return (
    (!bounded || (length >= string.minLength && length <= string.maxLength)) &&
    string.patterns.every((pattern) => compilePattern(pattern)?.test(value) ?? true) &&
    string.formats.every((format) => formatAccepts(format, value))
  );
}

function numberFits({ number, string }: Shape, value: number): boolean {
  return (
    value >= number.minimum &&
    value <= number.maximum &&
    value > number.exclusiveMinimum &&
    value < number.exclusiveMaximum &&
    number.multipleOf.every((step) => Number.isInteger(value / step)) &&
    string.formats.every((format) => formatAccepts(format, value))
  );
}

/** How well a wished value suits a branch: higher is better, below zero it contradicts the branch; 0 without a wish. */
export function affinity(shapes: Shapes, branch: Shape, wished: unknown): number {
  if (wished === undefined) return 0;
  if (branch.never || !branch.allows(jsonTypeOf(wished))) return -50;
  if (Array.isArray(wished)) return 5;
  if (!isObject(wished)) return scalarFits(branch, wished) ? 10 : -10;
  let score = 0;
  for (const name of branch.required) score += Object.hasOwn(wished, name) ? 2 : -3;
  for (const [name, value] of Object.entries(wished)) score += memberAffinity(shapes, branch, name, value);
  return score;
}

function memberAffinity(shapes: Shapes, branch: Shape, name: string, value: unknown): number {
  const declared = branch.objects.flatMap((part) => own(part.properties, name) ?? []) as JsonSchema[];
  if (declared.length === 0) return 0;
  const member = shapes.ofAll(declared);
  const fits = isStructure(value) ? member.allows(jsonTypeOf(value)) : scalarFits(member, value);
  if (!fits) return -10;
  // A constant that agrees says more than free text that would agree with anything.
  return member.values ? 5 : 1;
}

function isStructure(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
