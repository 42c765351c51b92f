import type { JsonSchema } from "../contract/schema/schema.ts";
import type { Shape } from "./shape.ts";
import type { Shapes } from "./shapes.ts";
import { negation } from "./site.ts";

/** Every schema that the parts of an array's shape hold against the item at a position, `contains` apart. */
export function itemSchemas({ arrays, unevaluatedItems, contains }: Shape, index: number): JsonSchema[] {
  const schemas = arrays.flatMap(({ prefix, items }) => (index < prefix.length ? prefix[index] : items) ?? []);
  const isEvaluated = arrays.some(({ prefix, items }) => index < prefix.length || items !== undefined);
  if (isEvaluated) return schemas;
  // What meets a `contains` counts as evaluated (JSON Schema 2020-12 §11.2).
  return contains.length > 0 && unevaluatedItems.includes(false) ? [anyContained(contains)] : unevaluatedItems;
}

const alternatives = new WeakMap<Shape["contains"], JsonSchema>();

/** The same node each time, so that caches work. */
function anyContained(contains: Shape["contains"]): JsonSchema {
  let schema = alternatives.get(contains);
  if (schema === undefined) {
    const schemas = contains.map(({ schema: each }) => each);
    schema = schemas.length === 1 ? (schemas[0] ?? true) : { anyOf: schemas };
    alternatives.set(contains, schema);
  }
  return schema;
}

/** How many items have a schema of their own. */
export function prefixed({ arrays }: Shape): number {
  let most = 0;
  for (const { prefix } of arrays) most = Math.max(most, prefix.length);
  return most;
}

/** The most items that the array can have. */
export function mostItems(shape: Shape): number {
  const ends = [0, ...shape.arrays.map(({ prefix }) => prefix.length)];
  const closed = ends.filter((index) => itemSchemas(shape, index).includes(false));
  return Math.min(shape.maxItems, ...closed);
}

/** Which items are there for the sake of `contains`, by position. */
export type Placements = ReadonlyMap<number, readonly JsonSchema[]>;

const nothing: Placements = new Map();

/**
 * Finds an item for each time that a `contains` must be met: the first ones that can meet it.
 *
 * @param shared - let one item serve several `contains`
 */
export function placeContained(shapes: Shapes, shape: Shape, shared: boolean): Placements {
  if (shape.contains.length === 0) return nothing;
  const placed = new Map<number, JsonSchema[]>();
  for (const { schema, least } of shape.contains) {
    let missing = least;
    const end = prefixed(shape) + placed.size + least;
    for (let index = 0; missing > 0 && index < end; index++) {
      const already = placed.get(index) ?? [];
      if (already.length > 0 && !shared) continue;
      if (shapes.ofAll([...itemSchemas(shape, index), ...already, schema]).never) continue;
      placed.set(index, [...already, schema]);
      missing--;
    }
  }
  return placed;
}

/** What the item at a position must be. */
export function itemShape(shapes: Shapes, shape: Shape, index: number, placed: Placements): Shape {
  const contained = placed.get(index) ?? [];
  const bounded = shape.contains.filter(({ most }) => most < Number.POSITIVE_INFINITY);
  const others = bounded.flatMap(({ schema }) => (contained.includes(schema) ? [] : [negation(schema)]));
  return shapes.ofAll([...itemSchemas(shape, index), ...contained, ...others]);
}
