import type { JsonValue } from "../base/json.ts";
import { derive } from "../base/random.ts";
import { BudgetError, DeadEnd } from "./errors.ts";
import { itemShape, mostItems, type Placements, placeContained, prefixed } from "./items.ts";
import { isEndless } from "./minimum-depth.ts";
import type { Shape } from "./shape.ts";
import { type Maker, noWish, type Site, type Wish } from "./site.ts";
import type { Form, Spot } from "./spot.ts";

/** The most items that an answer holds in one array. */
const MAX_ITEMS = 10_000;

/** How often another value is tried where items must differ. */
const MAX_UNIQUE_TRIES = 24;

/** Makes an array: the preferred items completed, or as many as the schema asks for. */
export function makeArray(maker: Maker, shape: Shape, site: Site, wish: Wish): JsonValue {
  const preferred = Array.isArray(wish.preferred) ? wish.preferred : undefined;
  const example = Array.isArray(wish.example) ? wish.example : undefined;
  for (const { least } of shape.contains) checkBudget("minContains", least);
  // One item may have to serve several `contains`: every other try lets it.
  const placed = placeContained(maker.shapes, shape, site.attempt % 2 === 1);
  const least = Math.max(shape.minItems, ...[...placed.keys()].map((index) => index + 1));
  const form = site.spot.formOf(shape);
  const count = itemCount(maker, shape, site, least, preferred ?? example);
  const items: JsonValue[] = [];
  const seen = new Set<string>();
  for (let index = 0; index < count; index++) {
    const item = itemShapeOf(maker, form, index, placed);
    const itemWish = itemWishFor(preferred, example, index);
    const value = makeItem(maker, item, itemSite(site, index, form.item), itemWish, shape.unique ? seen : undefined);
    if (value === undefined) {
      if (items.length >= least) break;
      throw new DeadEnd("uniqueItems", "not enough different items were found");
    }
    if (shape.unique) seen.add(JSON.stringify(value));
    items.push(value);
  }
  return items;
}

function itemWishFor(
  preferred: readonly unknown[] | undefined,
  example: readonly unknown[] | undefined,
  index: number,
): Wish {
  return preferred || example ? { preferred: preferred?.[index], example: example?.[index] } : noWish;
}

/** What is demanded of all items alike is found once. */
function itemShapeOf({ shapes }: Maker, form: Form, index: number, placed: Placements): Shape {
  const { shape, items } = form;
  if (placed.size > 0 || shape.contains.length > 0) return itemShape(shapes, shape, index, placed);
  const first = Math.min(index, prefixed(shape));
  let item = items[first];
  if (item === undefined) {
    item = itemShape(shapes, shape, first, placed);
    items[first] = item;
  }
  return item;
}

function itemCount(
  maker: Maker,
  shape: Shape,
  site: Site,
  least: number,
  wished: readonly unknown[] | undefined,
): number {
  checkBudget("minItems", least);
  const form = site.spot.formOf(shape);
  form.mostItems ??= mostItems(shape);
  const most = form.mostItems;
  if (least > most) throw new DeadEnd("minItems", "more items are required than allowed");
  const within = (count: number) => Math.min(most, Math.max(least, Math.min(count, MAX_ITEMS)));
  if (wished) return within(wished.length);
  if (maker.isLean(shape, site) || !isWorthwhile(maker, form)) return least;
  const declared = shape.arrays.length > 0 || shape.contains.length > 0;
  return within(prefixed(shape) || (declared ? maker.usualItems(site) : 0));
}

function checkBudget(keyword: string, least: number): void {
  if (least > MAX_ITEMS) throw new BudgetError(keyword, `${least} items are asked for, ${MAX_ITEMS} are made at most`);
}

/** Items that lead back to an enclosing object, or that cannot exist, are left out where the schema allows it. */
function isWorthwhile(maker: Maker, form: Form): boolean {
  if (form.isItemWorthwhile === undefined) {
    const item = itemShapeOf(maker, form, 0, new Map());
    form.isItemWorthwhile = !isEndless(maker.shapes, item) && !form.spot.isLean(item);
  }
  return form.isItemWorthwhile;
}

function itemSite(site: Site, index: number, spot: Spot): Site {
  return {
    spot,
    above: site,
    step: index,
    objectSeed: site.objectSeed,
    seed: derive(site.seed, index),
    index,
    ordinal: (site.ordinal ?? 0) + index,
    siblings: site.siblings,
    attempt: 0,
  };
}

function makeItem(
  maker: Maker,
  shape: Shape,
  site: Site,
  wish: Wish,
  seen: ReadonlySet<string> | undefined,
): JsonValue | undefined {
  const first = maker.make(shape, site, wish);
  if (!seen?.has(JSON.stringify(first))) return first;
  for (let attempt = 1; attempt <= MAX_UNIQUE_TRIES; attempt++) {
    const ordinal = (site.ordinal ?? 0) + attempt;
    const value = maker.make(shape, { ...site, seed: derive(site.seed, `other ${attempt}`), ordinal, attempt }, {});
    if (!seen.has(JSON.stringify(value))) return value;
  }
  return [...(shape.values ?? simplest)].find(
    (value) => !seen.has(JSON.stringify(value)) && shape.roots.every((root) => maker.graph.accepts(root, value)),
  );
}

const simplest: readonly JsonValue[] = [true, false, null, ...Array.from({ length: 64 }, (_, number) => number)];
