import { decimalOf, floorDivide, leastCommonMultiple, numberOf } from "../base/decimal.ts";
import type { JsonValue } from "../base/json.ts";
import type { JsonType } from "../contract/schema/schema.ts";
import { listedTexts } from "./few-texts.ts";
import { mostItems } from "./items.ts";
import { memberSchemas } from "./members.ts";
import type { Shape } from "./shape.ts";

/** Longer lists are not written out. */
const MAX_LISTED = 1_000;

/** All values that a shape leaves by enumeration, type and bounds, where they are few: other keywords may refuse some. */
export function listedValues(shape: Shape): readonly JsonValue[] | undefined {
  if (shape.values) return shape.values.length <= MAX_LISTED ? shape.values : undefined;
  const lists = shape.types?.map((type) => listedOf(shape, type));
  return lists?.every((list) => list !== undefined) ? lists.flat() : undefined;
}

function listedOf(shape: Shape, type: JsonType): readonly JsonValue[] | undefined {
  switch (type) {
    case "null":
      return [null];
    case "boolean":
      return [true, false];
    case "integer":
      return integersOf(shape);
    case "string":
      return listedTexts(shape);
    case "array":
      return mostItems(shape) === 0 ? [[]] : undefined;
    case "object":
      return forbidsMembers(shape) ? [{}] : undefined;
    default:
      return undefined;
  }
}

/** Whether a closed schema leaves out all names, as two do that stand side by side in `allOf` and know nothing in common. */
function forbidsMembers(shape: Shape): boolean {
  if (shape.maxProperties === 0) return true;
  const closed = shape.objects.find((part) => part.additional === false && part.patternProperties.length === 0);
  return (
    closed !== undefined && Object.keys(closed.properties).every((name) => memberSchemas(shape, name).includes(false))
  );
}

function integersOf(shape: Shape): readonly number[] | undefined {
  const { least, most } = boundsOf(shape);
  const first = Math.ceil(least);
  const count = Math.max(0, Math.floor(most) - first + 1);
  return count <= MAX_LISTED ? Array.from({ length: count }, (_, index) => first + index) : undefined;
}

/** Whether the bounds, or they and `multipleOf`, leave no number. */
export function noNumberLeft(shape: Shape, integer: boolean): boolean {
  const { least, most } = boundsOf(shape);
  if (least > most) return true;
  const divisors = [...(integer ? [1] : []), ...shape.number.multipleOf].filter((divisor) => divisor > 0);
  if (divisors.length === 0 || !Number.isFinite(least) || !Number.isFinite(most)) return false;
  const step = divisors.map(decimalOf).reduce(leastCommonMultiple);
  const last = floorDivide(decimalOf(most), step);
  return numberOf({ units: step.units * last, scale: step.scale }) < least;
}

function boundsOf({ number }: Shape): { least: number; most: number } {
  return {
    least: Math.max(number.minimum, number.exclusiveMinimum),
    most: Math.min(number.maximum, number.exclusiveMaximum),
  };
}
