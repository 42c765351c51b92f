import { listedValues } from "./few-values.ts";
import { itemSchemas, mostItems } from "./items.ts";
import type { Reason, Shape } from "./shape.ts";
import type { Shapes } from "./shapes.ts";

/** What a proof about part of a value needs of the proof about all of it. */
export interface Proving {
  readonly shapes: Shapes;
  against(shape: Shape): Reason | undefined;
  because(shape: Shape, reason: string): Reason;
}

/** So many items of a tuple are looked at. */
const MAX_POSITIONS = 64;

/** Why no array can meet the shape. */
export function againstArray(proving: Proving, shape: Shape): Reason | undefined {
  if (shape.contains.some(({ least, most }) => least > most)) {
    return proving.because(shape, "minContains asks for more items than maxContains allows");
  }
  if (shape.minItems > mostItems(shape)) return proving.because(shape, "more items are required than allowed");
  const needed = Math.min(shape.minItems, prefixed(shape) + 1, MAX_POSITIONS);
  for (let index = 0; index < needed; index++) {
    const reason = proving.against(proving.shapes.ofAll(itemSchemas(shape, index)));
    if (reason) return reason;
  }
  return againstContains(proving, shape) ?? againstUnique(proving, shape);
}

/** How many items have schemas of their own. */
function prefixed({ arrays }: Shape): number {
  return Math.max(0, ...arrays.map(({ prefix }) => prefix.length));
}

/** Fewer places than `contains` asks for could hold what it asks for. */
function againstContains(proving: Proving, shape: Shape): Reason | undefined {
  const own = prefixed(shape);
  const most = mostItems(shape);
  for (const { schema, least } of shape.contains) {
    if (least === 0 || own >= MAX_POSITIONS) continue;
    // The place behind the tuple stands for all that follow.
    const positions = [...Array(own + 1).keys()].filter((index) => index < most);
    const reasons = positions.map((index) =>
      proving.against(proving.shapes.ofAll([...itemSchemas(shape, index), schema])),
    );
    const rooms = positions.map((index) => (reasons[index] ? 0 : index < own ? 1 : most - own));
    const possible = rooms.reduce((sum, room) => sum + room, 0);
    const first = reasons.find((reason) => reason !== undefined);
    if (possible < least) return first ?? proving.because(shape, "contains asks for more items than are allowed");
  }
  return undefined;
}

function againstUnique(proving: Proving, shape: Shape): Reason | undefined {
  if (!shape.unique || shape.minItems < 2 || prefixed(shape) > 0) return undefined;
  const values = listedValues(proving.shapes.ofAll(itemSchemas(shape, 0)));
  if (!values || new Set(values.map((value) => JSON.stringify(value))).size >= shape.minItems) return undefined;
  return proving.because(shape, `${shape.minItems} different items are asked for, and only ${values.length} exist`);
}
