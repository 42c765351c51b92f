import { isObject, type JsonValue } from "../base/json.ts";
import { derive } from "../base/random.ts";
import type { JsonType, SchemaGraph } from "../contract/schema/schema.ts";
import { makeArray } from "./array.ts";
import { contraries } from "./contrary.ts";
import { combinations, decide, isSettled } from "./decide.ts";
import { BudgetError, DeadEnd } from "./errors.ts";
import { leastDepth } from "./minimum-depth.ts";
import { makeObject } from "./object.ts";
import { makeScalar } from "./scalar.ts";
import { hardest, jsonTypeOf, type Shape } from "./shape.ts";
import type { Shapes } from "./shapes.ts";
import { type Maker, type MakerOptions, pathOf, placeOf, type Site, type Wish } from "./site.ts";
import type { Form } from "./spot.ts";
import { Tries } from "./tries.ts";
import { everyType, excludedTypes, impliedTypes } from "./type-choice.ts";

/** Past this many values only what is required is made. */
const SOFT_VALUES = 2_000;
/** Past this many values the answer is given up. */
const MAX_VALUES = 10_000;
const MAX_DEPTH = 32;
/** How many values a search may try below one place of the value: what is hopeless there must not use up what another choice above needs. */
const MAX_STEPS_BELOW = 500;
/** One choice may use up this part of what a search may try: an eighth. */
const PARTS = 8;

type PathTest = (path: readonly (string | number)[]) => boolean;

/** One run over a schema. Where `isCareful` says so, if it is there, every choice is checked at once and others are tried. */
export class Generation implements Maker {
  readonly graph: SchemaGraph;
  readonly shapes: Shapes;
  readonly options: MakerOptions;
  readonly #isCareful: PathTest | undefined;
  readonly #lean: boolean;
  readonly #isMainList: PathTest;
  /** Shapes for which a search found nothing. */
  readonly #hopeless = new Map<Shape, DeadEnd>();
  #careful = false;
  #values = 0;
  readonly #maxSteps: number;
  #steps = 0;

  /**
   * @param lean - make the smallest value instead of a telling one
   * @param isMainList - tells the list that the value is about
   * @param maxSteps - how many values a search may try before it gives up
   */
  constructor(
    shapes: Shapes,
    options: MakerOptions,
    isCareful: PathTest | undefined,
    lean: boolean,
    isMainList: PathTest,
    maxSteps: number,
  ) {
    this.graph = shapes.graph;
    this.shapes = shapes;
    this.options = options;
    this.#isCareful = isCareful;
    this.#lean = lean;
    this.#isMainList = isMainList;
    this.#maxSteps = maxSteps;
  }

  get careful(): boolean {
    return this.#careful;
  }

  /** How many values a search has tried. */
  get steps(): number {
    return this.#steps;
  }

  get isFrugal(): boolean {
    return this.#lean || this.#values > SOFT_VALUES;
  }

  make(shape: Shape, site: Site, wish: Wish): JsonValue {
    this.#count(shape);
    this.#giveUpEarly(shape, site);
    if (this.#isCareful === undefined) return this.#attempt(shape, site, wish);
    const outer = this.#careful;
    this.#careful = outer || this.#isCareful(pathOf(site));
    try {
      return this.#careful ? this.#search(shape, site, wish) : this.#attempt(shape, site, wish);
    } finally {
      this.#careful = outer;
    }
  }

  /** Spares the search what is known to lead nowhere. */
  #giveUpEarly(shape: Shape, { spot }: Site): void {
    const form = spot.formOf(shape);
    form.leastDepth ??= leastDepth(this.shapes, shape);
    const depth = spot.depth + form.leastDepth;
    if (depth === Number.POSITIVE_INFINITY)
      throw new DeadEnd(hardest(shape), shape.never?.reason ?? "it contains itself");
    if (depth > MAX_DEPTH) throw new DeadEnd("required", `the value is nested deeper than ${MAX_DEPTH} levels`);
    const failure = this.#hopeless.get(shape);
    if (failure) throw failure;
  }

  isLean(shape: Shape, { spot }: Site): boolean {
    return this.isFrugal || spot.isLean(shape);
  }

  usualItems(site: Site): number {
    const { items, rootItems } = this.options;
    site.spot.isMainList ??= this.#isMainList(pathOf(site));
    return site.spot.isMainList ? rootItems : items;
  }

  #search(shape: Shape, site: Site, wish: Wish): JsonValue {
    const allowance = site.above === undefined ? this.#maxSteps : MAX_STEPS_BELOW;
    const last = this.#steps + allowance;
    const attempts = Math.max(isHard(shape) ? 12 : 4, combinations(shape) * 3);
    const tries = new Tries(shape, attempts, Math.max(allowance / PARTS, MAX_STEPS_BELOW));
    let failure: DeadEnd | undefined;
    for (let next = tries.next(this.#steps); next && this.#steps <= last; next = tries.next(this.#steps)) {
      const { shape: tried, attempt } = next;
      const salted =
        attempt === 0 ? site : { ...site, attempt: site.attempt + attempt, seed: derive(site.seed, `try ${attempt}`) };
      try {
        const decided = decide(this, tried, salted, wish);
        // What is wished for may be what stands in the way.
        const value = this.#make(decided, salted, attempt < attempts / 2 ? wish : {});
        if (shape.roots.every((root) => this.graph.accepts(root, value))) return value;
        failure = new DeadEnd(hardest(shape), "every value that was tried breaks the schema");
        // A `not` that is not met is left by one of the ways out of it, all else being as it was.
        tries.add(this.#waysOut(tried, decided, value), next);
      } catch (error) {
        if (!(error instanceof DeadEnd)) throw error;
        failure = error;
      }
    }
    failure ??= new DeadEnd(hardest(shape), "nothing was tried");
    this.#hopeless.set(shape, failure);
    throw failure;
  }

  /** The shape narrowed in each way that leads out of what the value should not be; what came in last goes first. */
  #waysOut(shape: Shape, decided: Shape, value: JsonValue): readonly Shape[] {
    const { not, sources } = decided;
    const broken = not.filter((schema) => this.graph.accepts(schema, value)).reverse();
    const ways = broken.flatMap((schema) => contraries(this.graph, schema));
    const fresh = ways.filter((way) => typeof way === "boolean" || !sources.includes(way));
    const open = fresh.filter((way) => this.shapes.with(decided, way).never === undefined);
    return open.map((way) => this.shapes.with(shape, way)).filter(({ never }) => never === undefined);
  }

  #attempt(shape: Shape, site: Site, wish: Wish): JsonValue {
    const form = site.spot.formOf(shape);
    form.isSettled ??= isSettled(this, shape);
    return this.#make(form.isSettled ? shape : decide(this, shape, site, wish), site, wish);
  }

  /** Makes a value of a shape without open choices. */
  #make(shape: Shape, site: Site, wish: Wish): JsonValue {
    if (shape.never) throw new DeadEnd(hardest(shape), shape.never.reason);
    const form = site.spot.formOf(shape);
    const known = withExample(this, form, site, wish);
    const type = this.#typeOf(form, site, known);
    if (type === "object" && !shape.values)
      return makeObject(this, shape, site, this.#advised(shape, site, known, type));
    if (type === "array" && !shape.values) return makeArray(this, shape, site, this.#advised(shape, site, known, type));
    return makeScalar(this, form, type, site, known);
  }

  /** For objects and arrays advice ranks behind what the caller prefers, and before the document's examples. */
  #advised(shape: Shape, site: Site, wish: Wish, type: JsonType): Wish {
    const advice = wish.preferred === undefined ? this.options.advise?.(placeOf(site, shape, type)) : undefined;
    return advice === undefined ? wish : { preferred: advice, example: wish.example };
  }

  #typeOf(form: Form, site: Site, wish: Wish): JsonType {
    form.excludedTypes ??= excludedTypes(form.shape);
    const { shape, excludedTypes: excluded } = form;
    for (const wished of [wish.preferred, wish.example]) {
      if (wished === undefined) continue;
      const type = jsonTypeOf(wished);
      if (shape.allows(type) && !excluded.has(type)) return type;
    }
    if (site.attempt > 0) return this.#firstType(form, excluded, site.attempt);
    form.usualType ??= this.#firstType(form, excluded, 0);
    return form.usualType;
  }

  /** What a value is of which nothing is wished for. */
  #firstType({ shape, spot }: Form, excluded: ReadonlySet<JsonType>, attempt: number): JsonType {
    const isLastResort = this.#lean && attempt > 0;
    const implied = isLastResort ? everyType : impliedTypes(shape, spot.depth, attempt);
    const allowed = (shape.types ?? implied).filter((type) => !excluded.has(type));
    const telling = allowed.filter((type) => type !== "null");
    const types = telling.length > 0 ? telling : allowed;
    const type = types[attempt % types.length];
    if (type === undefined) throw new DeadEnd("type", "no type is left for the value");
    return type;
  }

  #count(shape: Shape): void {
    if (++this.#values > MAX_VALUES && !this.#careful) {
      throw new BudgetError(hardest(shape), `the smallest answer has more than ${MAX_VALUES} values`);
    }
    if (this.#careful && ++this.#steps > this.#maxSteps) {
      throw new BudgetError(hardest(shape), "no value was found in as many tries as are made");
    }
  }
}

function isHard(shape: Shape): boolean {
  return (
    shape.not.length > 0 ||
    shape.unevaluated.length > 0 ||
    shape.unique ||
    shape.contains.length > 0 ||
    shape.propertyNames.length > 0 ||
    shape.dependentSchemas.length > 0 ||
    shape.string.patterns.length > 0
  );
}

/** An object or array example of the schema stands behind whatever is wished for its parts. */
function withExample(maker: Maker, form: Form, site: Site, wish: Wish): Wish {
  const isVaried = site.ordinal !== undefined && site.ordinal !== 0;
  if (wish.example !== undefined || isVaried || site.attempt > 0 || !maker.options.useExamples) return wish;
  form.structureExample ??= structureExample(maker, form.shape);
  const { value } = form.structureExample;
  return value === undefined ? wish : { preferred: wish.preferred, example: value };
}

function structureExample(maker: Maker, shape: Shape): { readonly value: JsonValue | undefined } {
  const examples = maker.shapes.annotations(shape).flatMap((annotations) => annotations.examples);
  const isStructure = (value: JsonValue): boolean => isObject(value) || Array.isArray(value);
  return { value: examples.find((value) => isStructure(value) && shape.allows(jsonTypeOf(value))) };
}
