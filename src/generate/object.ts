import { isObject, type JsonValue, own, setOwn } from "../base/json.ts";
import { compilePattern } from "../base/pattern.ts";
import { derive } from "../base/random.ts";
import type { JsonSchema } from "../contract/schema.ts";
import { BudgetError, DeadEnd } from "./errors.ts";
import { stringValue } from "./leaf.ts";
import { minimumDepth } from "./minimum-depth.ts";
import type { ObjectPart, Shape } from "./shape.ts";
import { type Maker, negation, placeOf, type Site, type Wish } from "./site.ts";

/** The most members that an answer holds in one object. */
const MAX_MEMBERS = 10_000;

/** Makes an object: required and optional members in the document's order, then what was preferred beyond them. */
export function makeObject(maker: Maker, shape: Shape, site: Site, wish: Wish): JsonValue {
  const adopted = maker.options.adopt?.(placeOf(site, shape, "object"));
  const at: Site = adopted ? { ...site, seed: adopted.seed, ordinal: adopted.ordinal } : site;
  const names = memberNames(maker, shape, at, wish);
  const grown = withContrary(maker, withDependents(maker, shape, names), at);
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

function memberNames(maker: Maker, shape: Shape, site: Site, wish: Wish): Set<string> {
  const required = requiredNames(shape);
  const names = new Set<string>();
  let room = shape.maxProperties - required.size;
  const forbidden = forbiddenNames(maker, shape, required);
  for (const name of candidateNames(shape, wish)) {
    if (required.has(name)) names.add(name);
    else if (room > 0 && !forbidden.has(name) && isWelcome(maker, shape, site, wish, name)) {
      names.add(name);
      room--;
    }
  }
  for (const name of required) names.add(name);
  if (names.size > MAX_MEMBERS) throw new BudgetError("required", `more than ${MAX_MEMBERS} members are asked for`);
  return names;
}

/** `required`, and what `dependentRequired` makes of it. */
function requiredNames({ required, dependentRequired }: Shape): Set<string> {
  const names = new Set(required);
  for (let before = -1; before !== names.size; ) {
    before = names.size;
    for (const [trigger, others] of dependentRequired) {
      if (names.has(trigger)) for (const other of others) names.add(other);
    }
  }
  return names;
}

/** Declared names, those of the document's example where a map allows any, and those that somebody prefers. */
function* candidateNames(shape: Shape, wish: Wish): Generator<string> {
  for (const { properties } of shape.objects) yield* Object.keys(properties);
  if (isObject(wish.example)) {
    for (const name of Object.keys(wish.example)) if (memberSchemas(shape, name).length > 0) yield name;
  }
  if (isObject(wish.preferred)) yield* Object.keys(wish.preferred);
}

/** `not: { required: [a] }` forbids the members that nothing else asks for. */
function forbiddenNames(maker: Maker, shape: Shape, required: ReadonlySet<string>): ReadonlySet<string> {
  const forbidden = new Set<string>();
  for (const schema of shape.not) {
    const negated = maker.shapes.of(schema);
    if (negated.values || negated.string.patterns.length > 0) continue;
    const avoidable = [...negated.required].find((name) => !required.has(name));
    if (avoidable !== undefined) forbidden.add(avoidable);
  }
  return forbidden;
}

/** Whether an optional member is made. */
function isWelcome(maker: Maker, shape: Shape, site: Site, wish: Wish, name: string): boolean {
  const schemas = memberSchemas(shape, name);
  if (schemas.includes(false)) return false;
  if (shape.closed && !isDeclared(shape, name)) return false;
  if (!shape.propertyNames.every((schema) => maker.graph.accepts(schema, name))) return false;
  const missing = shape.dependentRequired.some(([trigger, others]) => trigger === name && others.length > 0);
  const member = maker.shapes.ofAll(schemas);
  if (member.never) return false;
  if (isObject(wish.preferred) && Object.hasOwn(wish.preferred, name)) return true;
  // Every third try at an object that cannot be found otherwise leaves out what is optional.
  if (site.attempt % 3 === 1 || missing) return false;
  if (maker.isLean(shape, site) || maker.isLean(member, { ...site, ancestors: [...site.ancestors, shape] }))
    return false;
  return member.roots.every((root) => minimumDepth(maker.shapes, root) < Number.POSITIVE_INFINITY);
}

function isDeclared({ objects }: Shape, name: string): boolean {
  return objects.some(
    (part) => Object.hasOwn(part.properties, name) || part.additional !== undefined || matching(part, name).length > 0,
  );
}

/** Every schema that the parts hold against a member of this name. */
export function memberSchemas({ objects, closed }: Shape, name: string): JsonSchema[] {
  const schemas: JsonSchema[] = [];
  for (const part of objects) {
    const declared = own(part.properties, name) as JsonSchema | undefined;
    const patterned = matching(part, name);
    if (declared !== undefined) schemas.push(declared);
    schemas.push(...patterned);
    if (declared === undefined && patterned.length === 0 && part.additional !== undefined)
      schemas.push(part.additional);
  }
  return schemas.length === 0 && closed ? [false] : schemas;
}

function matching({ patternProperties }: ObjectPart, name: string): JsonSchema[] {
  return patternProperties.flatMap(([pattern, schema]) => (compilePattern(pattern)?.test(name) ? [schema] : []));
}

/** `dependentSchemas` whose trigger is there hold for the object itself. */
function withDependents(maker: Maker, shape: Shape, names: ReadonlySet<string>): Shape {
  let grown = shape;
  for (const [trigger, schema] of shape.dependentSchemas) {
    if (names.has(trigger) && !grown.roots.includes(schema)) grown = maker.shapes.with(grown, schema);
  }
  if (grown.never) throw new DeadEnd(grown.never.reason, { proven: true, pointer: grown.never.pointer });
  return grown;
}

/**
 * Open objects that an exclusive choice must tell apart differ in optional members only: one that belongs to another
 * branch, with a value that the branch refuses, makes the difference. Every third try does it.
 */
function withContrary(maker: Maker, shape: Shape, site: Site): Shape {
  if (site.attempt % 3 !== 2) return shape;
  let grown = shape;
  for (const schema of shape.not) {
    const negated = maker.shapes.of(schema);
    for (const [name, member] of negated.objects.flatMap(({ properties }) => Object.entries(properties))) {
      if (member === true || isNamed(grown, name) || memberSchemas(grown, name).includes(false)) continue;
      grown = maker.shapes.with(grown, contrarySchema(name, member));
      break;
    }
  }
  return grown;
}

const contrarySchemas = new WeakMap<object, Map<string, JsonSchema>>();

/** The schema of an object whose member is there and is not what the schema of the member says. */
function contrarySchema(name: string, member: JsonSchema): JsonSchema {
  const negated = negation(member);
  if (typeof negated === "boolean") return { required: [name] };
  const byName = contrarySchemas.get(negated) ?? new Map<string, JsonSchema>();
  const made = byName.get(name) ?? { required: [name], properties: { [name]: negated } };
  contrarySchemas.set(negated, byName.set(name, made));
  return made;
}

function isNamed({ objects }: Shape, name: string): boolean {
  return objects.some(({ properties }) => Object.hasOwn(properties, name));
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
    if (error instanceof DeadEnd && !isDependedOn(shape, name)) return undefined;
    throw error;
  }
}

function isDependedOn({ dependentRequired }: Shape, name: string): boolean {
  return dependentRequired.some(([, others]) => others.includes(name));
}

function siteOfMember(shape: Shape, site: Site, name: string, siblings: readonly string[]): Site {
  const { index: _, ...inherited } = site;
  return {
    ...inherited,
    path: [...site.path, name],
    name,
    parents: [...site.parents, ...(shape.component === undefined ? [] : [shape.component]), ...parentName(site)],
    parentComponent: shape.component,
    objectSeed: site.seed,
    seed: derive(site.seed, name),
    siblings,
    ancestors: [...site.ancestors, shape],
    attempt: 0,
  };
}

function parentName({ name }: Site): readonly string[] {
  return name === "" ? [] : [name];
}

/** Names for members that only a number asks for, or that show what a map holds. */
const fillers = ["key", "item", "entry", "field", "value"];

/** Adds members of free names up to `minProperties`, and one or two to a map that would be empty. */
function fillUp(maker: Maker, shape: Shape, site: Site, result: object): void {
  const isMap = shape.objects.some(({ additional, patternProperties }) => {
    return typeof additional === "object" || patternProperties.length > 0;
  });
  const shown = isMap && Object.keys(result).length === 0 && !maker.isLean(shape, site) ? 2 : 0;
  const wanted = Math.max(shape.minProperties, Math.min(shown, shape.maxProperties));
  if (wanted > MAX_MEMBERS)
    throw new BudgetError("minProperties", `${wanted} members are asked for, at most ${MAX_MEMBERS} are made`);
  for (let turn = 0; Object.keys(result).length < wanted && turn < wanted + 40; turn++) {
    const name = freeName(maker, shape, site, turn);
    if (name === undefined || Object.hasOwn(result, name)) continue;
    addFree(maker, shape, site, result, name);
  }
  if (Object.keys(result).length < shape.minProperties) throw new DeadEnd("not enough members can be added");
}

function addFree(maker: Maker, shape: Shape, site: Site, result: object, name: string): void {
  const schemas = memberSchemas(shape, name);
  const member = maker.shapes.ofAll(schemas);
  const isRequired = Object.keys(result).length < shape.minProperties;
  if (schemas.includes(false) || member.never) return;
  const inner = { ...site, ancestors: [...site.ancestors, shape] };
  const deep = member.roots.some((root) => minimumDepth(maker.shapes, root) === Number.POSITIVE_INFINITY);
  if (!isRequired && (deep || maker.isLean(member, inner))) return;
  try {
    setOwn(result, name, maker.make(member, siteOfMember(shape, site, name, []), {}));
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
    const place = { ...nameSite(site, turn), now: maker.options.now };
    return stringValue({ minLength: 1, maxLength: 64, patterns: [pattern], formats: [] }, place);
  }
  return `${fillers[turn % fillers.length]}${turn < fillers.length ? "" : turn}`;
}

function nameSite(site: Site, turn: number): Site {
  return { ...site, name: "key", seed: derive(site.seed, `name ${turn}`), ordinal: turn, attempt: turn };
}
