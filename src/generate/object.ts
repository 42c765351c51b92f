import { type JsonValue, own, setOwn } from "../base/json.ts";
import type { JsonSchema } from "../contract/schema/schema.ts";
import { BudgetError, DeadEnd } from "./errors.ts";
import { fillUp } from "./free-members.ts";
import { membersOf } from "./members.ts";
import type { Shape } from "./shape.ts";
import { isWish, type Maker, placeOf, type Site, siteOfMember, type Wish } from "./site.ts";
import type { Member } from "./spot.ts";

/** Makes an object: required and optional members in the document's order, then what was preferred beyond them. */
export function makeObject(maker: Maker, shape: Shape, site: Site, wish: Wish): JsonValue {
  const adopted = maker.options.adopt?.(placeOf(site, shape, "object"));
  const at: Site = adopted ? { ...site, seed: adopted.seed, ordinal: adopted.ordinal } : site;
  const { set, names, list } = membersOf(maker, shape, at, wish);
  const grown = withDependents(maker, shape, set);
  if (grown !== shape) return makeObject(maker, grown, site, wish);
  const result = {};
  for (const member of list) {
    const value = makeMember(maker, member, siteOfMember(at, member.spot, names), wish);
    if (value !== undefined) setOwn(result, member.name, value);
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

function makeMember(maker: Maker, member: Member, site: Site, wish: Wish): JsonValue | undefined {
  const { name, shape } = member;
  const memberWish = isWish(wish) ? { preferred: own(wish.preferred, name), example: own(wish.example, name) } : wish;
  if (member.isRequired) return maker.make(shape, site, memberWish);
  try {
    return maker.make(shape, site, memberWish);
  } catch (error) {
    // What is optional may be missing.
    const isMissing = error instanceof DeadEnd || error instanceof BudgetError;
    if (isMissing && !member.isDependedOn) return undefined;
    throw error;
  }
}
