import { isObject, own } from "../base/json.ts";
import { compilePattern } from "../base/pattern.ts";
import { derive, Random } from "../base/random.ts";
import type { JsonSchema } from "../contract/schema/schema.ts";
import { BudgetError } from "./errors.ts";
import { isEndless } from "./minimum-depth.ts";
import type { ObjectPart, Shape } from "./shape.ts";
import { type Maker, noWish, type Site, type Wish } from "./site.ts";
import type { Form, Member, Members } from "./spot.ts";

/** The most members that an answer holds in one object. */
export const MAX_MEMBERS = 10_000;

/** The most optional members that are made of those that are declared. */
const MAX_OPTIONAL = 2_000;

/** The members that an object of the shape gets at a site. */
export function membersOf(maker: Maker, shape: Shape, site: Site, wish: Wish): Members {
  const form = site.spot.formOf(shape);
  if (!isUsual(maker, site)) return listed(maker, form, memberNames(maker, shape, site, wish));
  // Nearly all objects of a form have the same members, and finding them takes longer than making them.
  form.usualMembers ??= listed(maker, form, memberNames(maker, shape, site, noWish));
  const { usualMembers } = form;
  if (isWithin(wish.preferred, usualMembers) && isWithin(wish.example, usualMembers)) return usualMembers;
  return listed(maker, form, memberNames(maker, shape, site, wish));
}

/** Whether nothing but what is wished for could add or leave out members. */
function isUsual({ options, isFrugal }: Maker, { attempt }: Site): boolean {
  return attempt === 0 && options.optionals === 1 && !isFrugal;
}

/** Whether an object that is wished for has no members but those that are made anyway. */
function isWithin(wished: unknown, { set }: Members): boolean {
  if (!isObject(wished)) return true;
  for (const name of Object.keys(wished)) if (!set.has(name)) return false;
  return true;
}

function listed(maker: Maker, form: Form, set: ReadonlySet<string>): Members {
  const { shape } = form;
  const list = Array.from(set, (name): Member => {
    const isDependedOn = shape.dependentRequired.some(([, others]) => others.includes(name));
    const isRequired = shape.required.has(name);
    return {
      name,
      shape: maker.shapes.ofAll(memberSchemas(shape, name)),
      spot: form.member(name),
      isRequired,
      isDependedOn,
    };
  });
  return { set, names: [...set], list };
}

/** The members that an object of the shape gets, in the document's order, those that are preferred beyond it last. */
function memberNames(maker: Maker, shape: Shape, site: Site, wish: Wish): Set<string> {
  const required = requiredNames(shape);
  if (required.size > MAX_MEMBERS) throw tooMany();
  const names = new Set<string>();
  let room = Math.min(shape.maxProperties, MAX_OPTIONAL) - required.size;
  const forbidden = forbiddenNames(maker, shape, required);
  for (const name of candidateNames(shape, wish)) {
    if (required.has(name)) names.add(name);
    else if (room > 0 && !forbidden.has(name) && isWelcome(maker, shape, site, wish, name)) {
      names.add(name);
      room--;
    }
  }
  for (const name of required) names.add(name);
  if (names.size > MAX_MEMBERS) throw tooMany();
  return names;
}

function tooMany(): BudgetError {
  return new BudgetError("required", `more than ${MAX_MEMBERS} members are asked for`);
}

/** `required`, and what `dependentRequired` makes of it. */
export function requiredNames({ required, dependentRequired }: Shape): Set<string> {
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
  if (!shape.propertyNames.every((schema) => maker.graph.accepts(schema, name))) return false;
  const missing = shape.dependentRequired.some(([trigger, others]) => trigger === name && others.length > 0);
  const member = maker.shapes.ofAll(schemas);
  if (member.never) return false;
  if (isObject(wish.preferred) && Object.hasOwn(wish.preferred, name)) return true;
  if (isUnlucky(maker, site, name)) return false;
  // Every third try at an object that cannot be found otherwise leaves out what is optional.
  if (site.attempt % 3 === 1 || missing) return false;
  if (maker.isLean(shape, site) || site.spot.formOf(shape).isLeanInside(member)) return false;
  return !isEndless(maker.shapes, member);
}

/** Whether a member is one of those that are left out of the optional ones. The same objects always lack the same. */
function isUnlucky({ options: { optionals } }: Maker, { seed }: Site, name: string): boolean {
  return optionals < 1 && !new Random(derive(seed, `optional ${name}`)).chance(optionals);
}

/** Every schema that the parts hold against a member of this name; `false` among them forbids it. */
export function memberSchemas({ objects, unevaluated }: Shape, name: string): JsonSchema[] {
  const schemas: JsonSchema[] = [];
  const speaking = new Set<ObjectPart>();
  for (const part of objects) {
    const found = ownSchemas(part, name);
    schemas.push(...found);
    if (found.length > 0) speaking.add(part);
  }
  for (const { schema, unseen } of unevaluated) {
    if ([...speaking].every((part) => unseen.has(part))) schemas.push(schema);
  }
  return schemas;
}

function ownSchemas(part: ObjectPart, name: string): JsonSchema[] {
  const declared = own(part.properties, name) as JsonSchema | undefined;
  const schemas = [...(declared === undefined ? [] : [declared]), ...matching(part, name)];
  return schemas.length === 0 && part.additional !== undefined ? [part.additional] : schemas;
}

function matching({ patternProperties }: ObjectPart, name: string): JsonSchema[] {
  return patternProperties.flatMap(([pattern, schema]) => (compilePattern(pattern)?.test(name) ? [schema] : []));
}
