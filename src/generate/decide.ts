import { isObject, own } from "../base/json.ts";
import { derive, Random } from "../base/random.ts";
import type { Discriminator, JsonSchema, SchemaNode } from "../contract/schema/schema.ts";
import { DeadEnd } from "./errors.ts";
import { identifiedBy } from "./expansion.ts";
import { affinity } from "./fit.ts";
import { minimumDepth } from "./minimum-depth.ts";
import { type Choice, jsonTypeOf, type ObjectPart, type Shape } from "./shape.ts";
import { type Maker, negation, type Site, type Wish, wishedFor } from "./site.ts";

/**
 * Resolves all choices of a shape: `oneOf`, `anyOf`, `if`, subtypes. What is wished for comes first, else branches
 * spread by ordinal or seed. Each attempt at a place takes another combination.
 */
export function decide(maker: Maker, shape: Shape, site: Site, wish: Wish): Shape {
  let decided = shape;
  let turn = site.attempt;
  let choices = 0;
  let conditions = 0;
  // A branch may bring choices of its own, and a subtype too: they are appended, so the loops reach them.
  for (let round = 0; round < MAX_ROUNDS; round++) {
    decided = takeSubtype(maker, decided, site, wish);
    if (choices === decided.choices.length && conditions === decided.conditions.length) return decided;
    for (; choices < decided.choices.length; choices++) {
      const choice = decided.choices[choices] as Choice;
      const order = branchOrder(maker, decided, choice, choices, site, wish);
      const ways = waysOf(choice);
      const wholly = turn % ways >= order.length ? takeAll(maker, decided, choice) : undefined;
      decided = wholly ?? takeBranch(maker, decided, choice, rotate(order, turn % ways), wish);
      turn = Math.floor(turn / ways);
    }
    for (; conditions < decided.conditions.length; conditions++) {
      decided = takeCondition(maker, decided, conditions, turn, wish);
      turn = Math.floor(turn / 2);
    }
  }
  throw new DeadEnd("oneOf", "alternatives lead to alternatives without end");
}

/** Whether a shape is the same in all values: it leaves no choice, and stands for no subtype. */
export function isSettled(maker: Maker, { choices, conditions, sources }: Shape): boolean {
  const isBase = (source: SchemaNode): boolean => maker.graph.annotations(source).discriminator !== undefined;
  return choices.length === 0 && conditions.length === 0 && !sources.some(isBase);
}

/**
 * What an embedded thing ranks behind its id where either may stand, as servers send the thing only to who asks for it.
 * Less than what any wish weighs.
 */
const UNEXPANDED = 0.5;

/** How often branches and subtypes may bring new choices. */
const MAX_ROUNDS = 16;

/** The combinations of a shape's own choices. */
export function combinations({ choices, conditions }: Shape): number {
  const branches = choices.reduce((product, choice) => product * waysOf(choice), 1);
  return Math.min(branches * 2 ** Math.min(conditions.length, 6), 64);
}

/** One for each branch, and one more where all of them may hold together. */
function waysOf({ exclusive, branches }: Choice): number {
  return exclusive || branches.length === 1 ? branches.length : branches.length + 1;
}

/** Every branch of an `anyOf` at once; `undefined` where they exclude each other. */
function takeAll(maker: Maker, shape: Shape, { branches }: Choice): Shape | undefined {
  const taken = branches.reduce((narrowed: Shape, branch) => maker.shapes.with(narrowed, branch), shape);
  return taken.never ? undefined : taken;
}

function rotate<T>(items: readonly T[], by: number): readonly T[] {
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

function branchOrder(
  maker: Maker,
  shape: Shape,
  choice: Choice,
  index: number,
  site: Site,
  wish: Wish,
): readonly number[] {
  const { branches } = choice;
  const wished = wishedFor(wish);
  const isExpandable = site.spot.depth > 0 && identifiedBy(maker.shapes, choice) !== undefined;
  const start =
    site.ordinal === undefined
      ? new Random(derive(site.seed, `choice ${index}`)).integer(0, branches.length - 1)
      : (site.spot.nameSeed + site.ordinal) % branches.length;
  const order = rotate([...branches.keys()], start);
  const rank = (position: number): number => {
    const branch = maker.shapes.of(branches[position] ?? true);
    if (isForNull(branch)) return wished === null ? -1 : 1_000;
    const depth = minimumDepth(maker.shapes, branches[position] ?? true);
    if (depth === Number.POSITIVE_INFINITY) return 2_000;
    return (
      (maker.isLean(shape, site) ? depth : isExpandable && branch.objects.length > 0 ? UNEXPANDED : 0) -
      (affinity(maker.shapes, branch, wished) + tagMatch(maker, choice, position, wished))
    );
  };
  const ranks = new Map(order.map((position) => [position, rank(position)]));
  return order.toSorted((left, right) => (ranks.get(left) ?? 0) - (ranks.get(right) ?? 0));
}

/** `type: null`, or how OAS 3.0, which lacks that type, has to say so: a nullable object that may have no member. */
function isForNull({ types, objects }: Shape): boolean {
  if (types === undefined || !types.includes("null") || types.some((type) => type !== "null" && type !== "object")) {
    return false;
  }
  const isBare = ({ properties, patternProperties, additional }: ObjectPart): boolean =>
    additional === false && patternProperties.length === 0 && Object.keys(properties).length === 0;
  return types.length === 1 || objects.some(isBare);
}

/** A discriminator's tag says more than all other members. */
function tagMatch(maker: Maker, { node, branches }: Choice, position: number, wished: unknown): number {
  const { discriminator } = maker.graph.annotations(node);
  const branch = branches[position];
  if (!discriminator || typeof branch !== "object" || !isObject(wished)) return 0;
  const tag = own(wished, discriminator.propertyName);
  const target = typeof tag === "string" ? (discriminator.mapping.get(tag) ?? discriminator.defaultMapping) : undefined;
  return target && target.$ref === branch.$ref ? 100 : 0;
}

function takeBranch(maker: Maker, shape: Shape, choice: Choice, order: readonly number[], wish: Wish): Shape {
  for (const position of order) {
    const branch = choice.branches[position] ?? true;
    let taken = maker.shapes.with(shape, branch);
    if (taken.never) continue;
    taken = withTag(maker, taken, choice.node, branch, wish);
    if (!choice.exclusive || !maker.careful) return taken;
    const others = choice.branches.filter((_, other) => other !== position);
    return others.reduce((narrowed: Shape, other) => maker.shapes.with(narrowed, negation(other)), taken);
  }
  throw new DeadEnd(choice.exclusive ? "oneOf" : "anyOf", "every alternative contradicts what stands beside it");
}

/** Sets the discriminator's property to the tag of the branch, where the branch allows it (OAS 3.1 §4.8.25). */
function withTag(maker: Maker, shape: Shape, node: SchemaNode, branch: JsonSchema, wish: Wish): Shape {
  const { discriminator } = maker.graph.annotations(node);
  if (!discriminator || typeof branch !== "object" || branch.$ref === undefined) return shape;
  const target = maker.graph.resolve(branch.$ref);
  const wished = own(wishedFor(wish), discriminator.propertyName);
  // A tag that stands for nothing is right for the branch that all such tags lead to.
  const isOther = typeof wished === "string" && !discriminator.mapping.has(wished);
  if (isOther && discriminator.defaultMapping?.$ref === branch.$ref) return shape;
  for (const [tag, { $ref }] of discriminator.mapping) {
    if ($ref === undefined || ($ref !== branch.$ref && maker.graph.resolve($ref) !== target)) continue;
    const tagged = maker.shapes.with(shape, tagSchema(discriminator.propertyName, tag));
    if (!contradictsTag(maker, tagged, discriminator.propertyName)) return tagged;
  }
  return shape;
}

const tagSchemas = new Map<string, SchemaNode>();

function tagSchema(propertyName: string, tag: string | undefined): JsonSchema {
  if (tag === undefined) return true;
  const key = JSON.stringify([propertyName, tag]);
  let schema = tagSchemas.get(key);
  if (!schema) {
    schema = { properties: { [propertyName]: { const: tag } }, required: [propertyName] };
    tagSchemas.set(key, schema);
  }
  return schema;
}

function contradictsTag(maker: Maker, shape: Shape, propertyName: string): boolean {
  const schemas = shape.objects.flatMap((part) => own(part.properties, propertyName) ?? []) as JsonSchema[];
  return maker.shapes.ofAll(schemas).never !== undefined;
}

function takeCondition(maker: Maker, shape: Shape, index: number, turn: number, wish: Wish): Shape {
  const condition = shape.conditions[index];
  if (!condition) return shape;
  const yes = [condition.if, condition.then ?? true];
  const no = [negation(condition.if), condition.else ?? true];
  const isContrary = affinity(maker.shapes, maker.shapes.of(condition.if), wishedFor(wish)) < 0;
  const first = condition.then === undefined || isContrary ? 1 : 0;
  const order = (turn + first) % 2 === 0 ? [yes, no] : [no, yes];
  for (const schemas of order) {
    const taken = schemas.reduce((narrowed: Shape, schema) => maker.shapes.with(narrowed, schema), shape);
    if (!taken.never) return taken;
  }
  throw new DeadEnd("if", "both outcomes of if contradict what stands beside it");
}

/** A base class (a discriminator without `oneOf`) stands for one of its subtypes, or for the subtype it is part of. */
function takeSubtype(maker: Maker, shape: Shape, site: Site, wish: Wish): Shape {
  for (const source of shape.sources) {
    if (source.oneOf || source.anyOf) continue;
    const { discriminator } = maker.graph.annotations(source);
    if (!discriminator || hasTag(shape, discriminator)) continue;
    const targets = targetsOf(maker, discriminator);
    const within = targets.findLast(({ target }) => target !== source && isSource(shape, target));
    const chosen = within ?? subtype(targets, source, site, wish, discriminator.propertyName);
    if (!chosen) continue;
    const extended = within ? shape : maker.shapes.with(shape, chosen.node);
    const tagged = maker.shapes.with(extended, tagSchema(discriminator.propertyName, chosen.tag));
    if (!tagged.never && !contradictsTag(maker, tagged, discriminator.propertyName)) return tagged;
  }
  return shape;
}

interface Target {
  /** `undefined` for what objects are whose tag stands for nothing. */
  readonly tag: string | undefined;
  readonly node: SchemaNode;
  readonly target: JsonSchema;
}

function targetsOf(maker: Maker, { mapping, defaultMapping }: Discriminator): Target[] {
  const tags: [string | undefined, SchemaNode][] = [...mapping];
  const isNamed = defaultMapping && tags.some(([, { $ref }]) => $ref === defaultMapping.$ref);
  if (defaultMapping && !isNamed) tags.push([undefined, defaultMapping]);
  return tags.map(([tag, node]) => ({ tag, node, target: resolved(maker, node) }));
}

function resolved(maker: Maker, { $ref }: SchemaNode): JsonSchema {
  return $ref === undefined ? true : maker.graph.resolve($ref);
}

function hasTag(shape: Shape, { propertyName, mapping }: Discriminator): boolean {
  return [...mapping.keys()].some((tag) => isSource(shape, tagSchema(propertyName, tag)));
}

function isSource({ sources }: Shape, node: JsonSchema): boolean {
  return typeof node === "object" && sources.includes(node);
}

function subtype(
  targets: readonly Target[],
  base: SchemaNode,
  site: Site,
  wish: Wish,
  propertyName: string,
): Target | undefined {
  const wished = own(wishedFor(wish), propertyName);
  const fallback = typeof wished === "string" ? targets.find(({ tag }) => tag === undefined) : undefined;
  const asked = (wished === undefined ? undefined : targets.find(({ tag }) => tag === wished)) ?? fallback;
  if (asked) return asked;
  const others = targets.filter(({ target }) => target !== base && jsonTypeOf(target) === "object");
  const pool = others.length > 0 ? others : targets;
  const turn = site.attempt + (site.ordinal ?? derive(site.seed, "subtype"));
  return pool[turn % pool.length];
}
