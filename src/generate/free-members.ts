import { setOwn } from "../base/json.ts";
import { derive } from "../base/random.ts";
import type { JsonSchema } from "../contract/schema/schema.ts";
import { BudgetError, DeadEnd } from "./errors.ts";
import { stringValue } from "./leaf/leaf.ts";
import { MAX_MEMBERS, memberSchemas } from "./members.ts";
import { isEndless } from "./minimum-depth.ts";
import type { Shape } from "./shape.ts";
import { type Maker, type Site, siteOfMember } from "./site.ts";

/** Names for members that only a number asks for, or that show what a map holds. */
const fillers = ["key", "item", "entry", "field", "value"];

/** Adds members of free names up to `minProperties`, and one or two to a map that would be empty. */
export function fillUp(maker: Maker, shape: Shape, site: Site, result: object): void {
  const isMap = shape.objects.some(({ additional, patternProperties }) => {
    return typeof additional === "object" || patternProperties.length > 0;
  });
  const shown = isMap && Object.keys(result).length === 0 && !maker.isLean(shape, site) ? 2 : 0;
  const wanted = Math.max(shape.minProperties, Math.min(shown, shape.maxProperties));
  if (wanted === 0) return;
  if (wanted > MAX_MEMBERS)
    throw new BudgetError("minProperties", `${wanted} members are asked for, at most ${MAX_MEMBERS} are made`);
  for (let turn = 0; Object.keys(result).length < wanted && turn < wanted + 40; turn++) {
    const name = freeName(maker, shape, site, turn);
    if (name === undefined || Object.hasOwn(result, name)) continue;
    addFree(maker, shape, site, result, name);
  }
  if (Object.keys(result).length < shape.minProperties)
    throw new DeadEnd("minProperties", "not enough members can be added");
}

function addFree(maker: Maker, shape: Shape, site: Site, result: object, name: string): void {
  const schemas = memberSchemas(shape, name);
  const member = maker.shapes.ofAll(schemas);
  const isRequired = Object.keys(result).length < shape.minProperties;
  if (schemas.includes(false) || isEndless(maker.shapes, member)) return;
  const form = site.spot.formOf(shape);
  if (!isRequired && (maker.isFrugal || form.isLeanInside(member))) return;
  try {
    setOwn(result, name, maker.make(member, siteOfMember(site, form.member(name), []), {}));
  } catch (error) {
    if (!(error instanceof DeadEnd)) throw error;
  }
}

const anyText: JsonSchema = { type: "string" };

/** A name that the object allows: by `propertyNames` or `patternProperties` where they speak, else a plain word. */
function freeName(maker: Maker, shape: Shape, site: Site, turn: number): string | undefined {
  const [named] = shape.propertyNames;
  if (named !== undefined && typeof named !== "boolean") {
    const made = maker.make(maker.shapes.ofAll([...shape.propertyNames, anyText]), nameSite(site, turn), {});
    return String(made);
  }
  const patterns = shape.objects.flatMap(({ patternProperties }) => patternProperties.map(([pattern]) => pattern));
  const closed = shape.objects.some(({ additional }) => additional === false);
  if (patterns.length > 0 && (closed || turn % 2 === 0)) {
    const pattern = patterns[Math.floor(turn / 2) % patterns.length] as string;
    const { spot, objectSeed, seed, index, ordinal, siblings } = nameSite(site, turn);
    const { name, parents } = spot;
    const place = { name, parents, objectSeed, seed, index, ordinal, siblings, now: maker.options.now };
    return stringValue({ minLength: 1, maxLength: 64, patterns: [pattern], formats: [] }, place);
  }
  return `${fillers[turn % fillers.length]}${turn < fillers.length ? "" : turn}`;
}

function nameSite(site: Site, turn: number): Site {
  const seed = derive(site.seed, `name ${turn}`);
  return { ...site, spot: site.spot.called("key"), objectSeed: seed, seed, ordinal: turn, attempt: turn };
}
