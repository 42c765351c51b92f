import { type JsonValue, own, setOwn } from "../base/json.ts";
import type { JsonSchema } from "../contract/schema/schema.ts";
import { BudgetError, DeadEnd } from "./errors.ts";
import { fillUp } from "./free-members.ts";
import { memberNames, memberSchemas } from "./members.ts";
import type { Shape } from "./shape.ts";
import { type Maker, placeOf, type Site, siteOfMember, type Wish } from "./site.ts";

/** Makes an object: required and optional members in the document's order, then what was preferred beyond them. */
export function makeObject(maker: Maker, shape: Shape, site: Site, wish: Wish): JsonValue {
  const adopted = maker.options.adopt?.(placeOf(site, shape, "object"));
  const at: Site = adopted ? { ...site, seed: adopted.seed, ordinal: adopted.ordinal } : site;
  const names = memberNames(maker, shape, at, wish);
  const grown = withDependents(maker, shape, names);
  if (grown !== shape) return makeObject(maker, grown, site, wish);
  const result = {};
  const siblings = [...names];
  for (const name of names) {
    const value = makeMember(maker, shape, at, wish, name, siblings);
    if (value !== undefined) setOwn(result, name, value);
  }
  fillUp(maker, shape, at, result);
  return result as JsonValue;
}

/** The first of the `dependentSchemas` whose trigger is there holds for the object itself; it may forbid other triggers. */
function withDependents(maker: Maker, shape: Shape, names: ReadonlySet<string>): Shape {
  const dependent = shape.dependentSchemas.find(([name, schema]) => names.has(name) && !isMet(shape, schema));
  if (dependent === undefined) return shape;
  const grown = maker.shapes.with(shape, dependent[1]);
  if (grown.never) throw new DeadEnd("dependentSchemas", grown.never.reason);
  return grown;
}

function isMet({ roots }: Shape, schema: JsonSchema): boolean {
  return schema === true || roots.includes(schema);
}

function makeMember(
  maker: Maker,
  shape: Shape,
  site: Site,
  wish: Wish,
  name: string,
  siblings: readonly string[],
): JsonValue | undefined {
  const member = maker.shapes.ofAll(memberSchemas(shape, name));
  const memberSite = siteOfMember(shape, site, name, siblings);
  const memberWish = { preferred: own(wish.preferred, name), example: own(wish.example, name) };
  if (shape.required.has(name)) return maker.make(member, memberSite, memberWish);
  try {
    return maker.make(member, memberSite, memberWish);
  } catch (error) {
    // What is optional may be missing.
    const isMissing = error instanceof DeadEnd || error instanceof BudgetError;
    if (isMissing && !isDependedOn(shape, name)) return undefined;
    throw error;
  }
}

function isDependedOn({ dependentRequired }: Shape, name: string): boolean {
  return dependentRequired.some(([, others]) => others.includes(name));
}
