import type { JsonValue } from "../base/json.ts";
import { derive } from "../base/random.ts";
import type { JsonSchema } from "../contract/schema.ts";
import { BudgetError, DeadEnd } from "./errors.ts";
import { minimumDepth } from "./minimum-depth.ts";
import type { Shape } from "./shape.ts";
import { type Maker, negation, type Site, type Wish } from "./site.ts";

/** The most items that an answer holds in one array. */
const MAX_ITEMS = 10_000;

/** How often another value is tried where items must differ. */
const MAX_UNIQUE_TRIES = 24;

/** Makes an array: the preferred items completed, or as many as the schema asks for. */
export function makeArray(maker: Maker, shape: Shape, site: Site, wish: Wish): JsonValue {
  const preferred = Array.isArray(wish.preferred) ? wish.preferred : undefined;
  const example = Array.isArray(wish.example) ? wish.example : undefined;
  const count = itemCount(maker, shape, site, preferred ?? example);
  const items: JsonValue[] = [];
  const seen = new Set<string>();
  for (let index = 0; index < count; index++) {
    const item = itemShape(maker, shape, index, count);
    const itemWish: Wish = { preferred: preferred?.[index], example: example?.[index] };
    const value = makeItem(maker, item, itemSite(site, index, shape), itemWish, shape.unique ? seen : undefined);
    if (value === undefined) {
      if (items.length >= leastItems(shape)) break;
      throw new DeadEnd("not enough different items exist");
    }
    seen.add(JSON.stringify(value));
    items.push(value);
  }
  return items;
}

function leastItems({ minItems, contains }: Shape): number {
  return Math.max(minItems, ...contains.map(({ least }) => least));
}

function itemCount(maker: Maker, shape: Shape, site: Site, wished: readonly unknown[] | undefined): number {
  const least = leastItems(shape);
  if (least > MAX_ITEMS)
    throw new BudgetError("minItems", `${least} items are asked for, ${MAX_ITEMS} are made at most`);
  const prefixed = Math.max(0, ...shape.arrays.map(({ prefix }) => prefix.length));
  const open = shape.arrays.some(({ items }) => items !== undefined && items !== false);
  const declared = shape.arrays.length > 0 || shape.contains.length > 0;
  const most = Math.min(shape.maxItems, shape.closedItems && !open ? prefixed : Number.POSITIVE_INFINITY);
  if (least > most) throw new DeadEnd("more items are required than allowed", { proven: true });
  const within = (count: number) => Math.min(most, Math.max(least, Math.min(count, MAX_ITEMS)));
  if (wished) return within(wished.length);
  if (maker.isLean(shape, site) || !isWorthwhile(maker, shape, site)) return least;
  const usual = site.path.length === 0 ? maker.options.rootItems : maker.options.items;
  return within(prefixed > 0 ? prefixed : declared ? usual : 0);
}

/** Items that lead back to an enclosing object, or that cannot exist, are left out where the schema allows it. */
function isWorthwhile(maker: Maker, shape: Shape, site: Site): boolean {
  const item = itemShape(maker, shape, 0, 1);
  if (item.never) return false;
  const depth = Math.max(0, ...item.roots.map((root) => minimumDepth(maker.shapes, root)));
  return depth < Number.POSITIVE_INFINITY && !maker.isLean(item, site);
}

/** What the item at a position must be; the first ones meet `contains` too. */
function itemShape(maker: Maker, shape: Shape, index: number, count: number): Shape {
  const schemas: JsonSchema[] = [];
  for (const { prefix, items } of shape.arrays) {
    const schema = index < prefix.length ? prefix[index] : items;
    if (schema !== undefined) schemas.push(schema);
  }
  for (const { schema, least, most } of shape.contains) {
    if (index < least) schemas.push(schema);
    else if (count > most) schemas.push(negation(schema));
  }
  return maker.shapes.ofAll(schemas);
}

function itemSite(site: Site, index: number, shape: Shape): Site {
  return {
    ...site,
    path: [...site.path, index],
    seed: derive(site.seed, index),
    parentComponent: shape.component ?? site.parentComponent,
    index,
    ordinal: (site.ordinal ?? 0) + index,
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
