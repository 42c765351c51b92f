import { isObject, type JsonValue } from "../base/json.ts";
import { derive } from "../base/random.ts";
import type { JsonType, SchemaGraph, SchemaNode } from "../contract/schema.ts";
import { makeArray } from "./array.ts";
import { combinations, decide } from "./decide.ts";
import { BudgetError, DeadEnd } from "./errors.ts";
import { makeObject } from "./object.ts";
import { makeScalar } from "./scalar.ts";
import { jsonTypeOf, type Shape } from "./shape.ts";
import type { Shapes } from "./shapes.ts";
import { type Maker, type MakerOptions, placeOf, type Site, type Wish } from "./site.ts";

/** Past this many values only what is required is made. */
const SOFT_VALUES = 2_000;
/** Past this many values the answer is given up. */
const MAX_VALUES = 10_000;
/** Optional objects and arrays are left out below this depth, everything optional below the second. */
const SOFT_DEPTH = 5;
const LEAN_DEPTH = 8;
const MAX_DEPTH = 32;
/** How many values a search may try before it gives up. */
const MAX_STEPS = 20_000;

/** One run over a schema. Where `isCareful` says so, every choice is checked at once and others are tried. */
export class Generation implements Maker {
  readonly graph: SchemaGraph;
  readonly shapes: Shapes;
  readonly options: MakerOptions;
  readonly #isCareful: (path: readonly (string | number)[]) => boolean;
  readonly #lean: boolean;
  #careful = false;
  #values = 0;
  #steps = 0;

  /** @param lean - make the smallest value instead of a telling one */
  constructor(
    shapes: Shapes,
    options: MakerOptions,
    isCareful: (path: readonly (string | number)[]) => boolean,
    lean: boolean,
  ) {
    this.graph = shapes.graph;
    this.shapes = shapes;
    this.options = options;
    this.#isCareful = isCareful;
    this.#lean = lean;
  }

  get careful(): boolean {
    return this.#careful;
  }

  make(shape: Shape, site: Site, wish: Wish): JsonValue {
    this.#count(site);
    if (shape.never) throw new DeadEnd(shape.never.reason, { proven: true, pointer: shape.never.pointer });
    const outer = this.#careful;
    this.#careful = outer || this.#isCareful(site.path);
    try {
      return this.#careful ? this.#search(shape, site, wish) : this.#attempt(shape, site, wish);
    } finally {
      this.#careful = outer;
    }
  }

  isLean(shape: Shape, site: Site): boolean {
    const depth = site.path.length;
    if (this.#lean || this.#values > SOFT_VALUES || depth >= LEAN_DEPTH) return true;
    if (depth >= SOFT_DEPTH && isStructured(shape)) return true;
    // A tree shows one level of itself near the root, and none further in.
    const key = keyOf(shape);
    const recurrences = site.ancestors.filter((ancestor) => keyOf(ancestor) === key).length;
    return key !== undefined && recurrences >= (depth <= 2 ? 2 : 1);
  }

  #search(shape: Shape, site: Site, wish: Wish): JsonValue {
    const attempts = Math.max(isHard(shape) ? 12 : 4, combinations(shape) * 3);
    let proven = true;
    let last: DeadEnd | undefined;
    for (let attempt = 0; attempt < attempts; attempt++) {
      const salted =
        attempt === 0 ? site : { ...site, attempt: site.attempt + attempt, seed: derive(site.seed, `try ${attempt}`) };
      try {
        // What is wished for may be what stands in the way.
        const value = this.#attempt(shape, salted, attempt < attempts / 2 ? wish : {});
        if (shape.roots.every((root) => this.graph.accepts(root, value))) return value;
        last = new DeadEnd("every value that was tried breaks the schema");
      } catch (error) {
        if (!(error instanceof DeadEnd)) throw error;
        last = error;
      }
      proven &&= last.proven;
    }
    const { message, pointer } = last ?? new DeadEnd("nothing was tried");
    throw new DeadEnd(message, { proven, pointer });
  }

  #attempt(shape: Shape, site: Site, wish: Wish): JsonValue {
    const decided = decide(this, shape, site, wish);
    if (decided.never)
      throw new DeadEnd(decided.never.reason, { proven: decided === shape, pointer: decided.never.pointer });
    const known = withExample(this, decided, site, wish);
    const type = this.#typeOf(decided, site, known);
    if (type === "object" && !decided.values)
      return makeObject(this, decided, site, this.#advised(decided, site, known, type));
    if (type === "array" && !decided.values)
      return makeArray(this, decided, site, this.#advised(decided, site, known, type));
    return makeScalar(this, decided, type, site, known);
  }

  /** For objects and arrays advice ranks behind what the caller prefers, and before the document's examples. */
  #advised(shape: Shape, site: Site, wish: Wish, type: JsonType): Wish {
    const advice = wish.preferred === undefined ? this.options.advise?.(placeOf(site, shape, type)) : undefined;
    return advice === undefined ? wish : { ...wish, preferred: advice };
  }

  #typeOf(shape: Shape, site: Site, wish: Wish): JsonType {
    const excluded = excludedTypes(shape);
    const allowed = (shape.types ?? impliedTypes(shape, site)).filter((type) => !excluded.has(type));
    for (const wished of [wish.preferred, wish.example]) {
      if (wished === undefined) continue;
      const type = jsonTypeOf(wished);
      if (shape.allows(type) && !excluded.has(type)) return type;
    }
    const telling = allowed.filter((type) => type !== "null");
    const types = telling.length > 0 ? telling : allowed;
    const type = types[site.attempt % types.length];
    if (type === undefined) throw new DeadEnd("no type is left for the value");
    return type;
  }

  #count({ path }: Site): void {
    if (++this.#values > MAX_VALUES && !this.#careful) {
      throw new BudgetError("values", `the smallest answer has more than ${MAX_VALUES} values`);
    }
    if (this.#careful && ++this.#steps > MAX_STEPS) throw new DeadEnd("the search came to the end of its budget");
    if (path.length > MAX_DEPTH) throw new DeadEnd(`the value is nested deeper than ${MAX_DEPTH} levels`);
  }
}

function isStructured({ types }: Shape): boolean {
  return types === undefined || types.includes("object") || types.includes("array");
}

/** The schema that a recursion comes back to, whatever references lead there. */
function keyOf({ sources }: Shape): SchemaNode | undefined {
  return sources.find((source) => source.$ref === undefined);
}

function isHard(shape: Shape): boolean {
  return (
    shape.not.length > 0 ||
    shape.closed ||
    shape.unique ||
    shape.contains.length > 0 ||
    shape.propertyNames.length > 0 ||
    shape.dependentSchemas.length > 0 ||
    shape.string.patterns.length > 0
  );
}

/** An object or array example of the schema stands behind whatever is wished for its parts. */
function withExample(maker: Maker, shape: Shape, site: Site, wish: Wish): Wish {
  const isVaried = site.ordinal !== undefined && site.ordinal !== 0;
  if (wish.example !== undefined || isVaried || site.attempt > 0 || !maker.options.useExamples) return wish;
  const examples = maker.shapes.annotations(shape).flatMap((annotations) => annotations.examples);
  const example = examples.find(
    (value) => (isObject(value) || Array.isArray(value)) && shape.allows(jsonTypeOf(value)),
  );
  return example === undefined ? wish : { ...wish, example };
}

/** What the keywords of an untyped schema are about. */
function impliedTypes(shape: Shape, { path, attempt }: Site): readonly JsonType[] {
  const { values, string, number } = shape;
  if (values) return [...new Set(values.map(jsonTypeOf))];
  if (shape.objects.length > 0 || shape.required.size > 0 || shape.minProperties > 0) return ["object"];
  if (shape.arrays.length > 0 || shape.contains.length > 0 || shape.minItems > 0) return ["array"];
  if (string.patterns.length > 0 || string.formats.length > 0 || string.minLength > 0) return ["string"];
  if (string.maxLength < Number.POSITIVE_INFINITY) return ["string"];
  if (Number.isFinite(number.minimum + number.maximum) || number.multipleOf.length > 0) return ["number"];
  if (attempt > 0 || shape.not.length > 0) return ["string", "integer", "boolean", "object", "array", "number", "null"];
  return path.length === 0 ? ["object"] : ["string"];
}

/** Types that a plain `not: { type }` forbids. */
function excludedTypes({ not }: Shape): ReadonlySet<JsonType> {
  const excluded = new Set<JsonType>();
  for (const schema of not) {
    if (typeof schema === "boolean" || schema.type === undefined || Object.keys(schema).length > 1) continue;
    for (const type of [schema.type].flat() as JsonType[]) excluded.add(type);
  }
  if (excluded.has("number")) excluded.add("integer");
  return excluded;
}
