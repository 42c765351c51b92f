import type { JsonValue } from "../base/json.ts";
import { deriveBy, type Seed } from "../base/random.ts";
import type { JsonSchema, JsonType, SchemaGraph } from "../contract/schema/schema.ts";
import { thingBeside } from "./expansion.ts";
import type { Shape } from "./shape.ts";
import type { Shapes } from "./shapes.ts";
import type { Spot } from "./spot.ts";

/** A place of the instance, as callers' hooks see it. */
export interface Place {
  /** From the root of the instance. */
  readonly path: readonly (string | number)[];
  /** Nearest property name; the root has the name that was given. */
  readonly name: string;
  /** Component that the value is an instance of ("User" for a `$ref` to it), and that of the enclosing object. */
  readonly component?: string | undefined;
  readonly parentComponent?: string | undefined;
  /** Component of the thing that might stand here instead of its id: "Customer" for `customer: "cus_1"`. */
  readonly identifies?: string | undefined;
  /** Seed of the enclosing object. */
  readonly objectSeed: Seed;
  readonly seed: Seed;
  /** The type that was chosen for the value. */
  readonly type: JsonType;
  /** What `enum` or `const` allows; `undefined` where neither speaks. */
  readonly values?: readonly JsonValue[] | undefined;
  readonly depth: number;
  /** Position in the array that it is an item of. */
  readonly index?: number | undefined;
}

/** A place while its value is made: its spot, and what sets this value apart from others there. */
export interface Site {
  readonly spot: Spot;
  /** The object or array that it is in, and the name or index there; `undefined` for the root. */
  readonly above: Site | undefined;
  readonly step: string | number;
  readonly objectSeed: Seed;
  readonly seed: Seed;
  /** Position in the nearest enclosing array. */
  readonly index: number | undefined;
  /** Which of many like it: the first takes the document's examples, others spread over what is allowed. */
  readonly ordinal: number | undefined;
  /** Names of all members of the enclosing object. */
  readonly siblings: readonly string[] | undefined;
  /** Counts the tries at this place; each takes other choices. */
  readonly attempt: number;
}

/** From the root of the instance. */
export function pathOf({ above, step }: Site): readonly (string | number)[] {
  return above === undefined ? [] : [...pathOf(above), step];
}

/** What a value should be, where the schema lets it. */
export interface Wish {
  /** Kept wherever it is valid. */
  readonly preferred?: unknown;
  /** From the document; gives way to what is preferred. */
  readonly example?: unknown;
}

/** For what nobody has wished anything. */
export const noWish: Wish = { preferred: undefined, example: undefined };

/** Whether anything is wished for. */
export function isWish({ preferred, example }: Wish): boolean {
  return preferred !== undefined || example !== undefined;
}

/** What is preferred, which may be null, else what the document's example has. */
export function wishedFor({ preferred, example }: Wish): unknown {
  return preferred === undefined ? example : preferred;
}

/** What the builders of objects and arrays need of the one who makes whole values. */
export interface Maker {
  readonly graph: SchemaGraph;
  readonly shapes: Shapes;
  readonly options: MakerOptions;
  /** Makes a value of the shape; throws `DeadEnd` where it finds none. */
  make(shape: Shape, site: Site, wish: Wish): JsonValue;
  /** Whether only what must be there is to be made anywhere: the answer is large already, or shall be small. */
  readonly isFrugal: boolean;
  /** Whether only what must be there is to be made of a shape: deep inside, in a recursion, or anywhere. */
  isLean(shape: Shape, site: Site): boolean;
  /** Whether a schema may be left to the final check; otherwise every choice is checked at once. */
  readonly careful: boolean;
  /** How many items an array gets that says nothing of it. */
  usualItems(site: Site): number;
}

export interface MakerOptions {
  readonly now: number;
  readonly useExamples: boolean;
  readonly items: number;
  readonly rootItems: number;
  readonly optionals: number;
  readonly locale: string | undefined;
  readonly advise?: ((place: Place) => JsonValue | undefined) | undefined;
  readonly adopt?: ((place: Place) => Adoption | undefined) | undefined;
}

/** The identity of an entity that an embedded object shows: its values are made as that entity's. */
export interface Adoption {
  readonly seed: Seed;
  readonly ordinal?: number | undefined;
}

/** The hooks' view of a site; most of them look at little of it. */
class SitePlace implements Place {
  readonly #site: Site;
  readonly #shape: Shape;
  readonly type: JsonType;

  constructor(site: Site, shape: Shape, type: JsonType) {
    this.#site = site;
    this.#shape = shape;
    this.type = type;
  }

  get path(): readonly (string | number)[] {
    return pathOf(this.#site);
  }

  get name(): string {
    return this.#site.spot.name;
  }

  get component(): string | undefined {
    return this.#shape.component;
  }

  get parentComponent(): string | undefined {
    return this.#site.spot.parentComponent;
  }

  get identifies(): string | undefined {
    return this.#shape.choices.length === 0 ? undefined : thingBeside(this.#shape);
  }

  get objectSeed(): Seed {
    return this.#site.objectSeed;
  }

  get seed(): Seed {
    return this.#site.seed;
  }

  get values(): readonly JsonValue[] | undefined {
    return this.#shape.values;
  }

  get index(): number | undefined {
    return this.#site.index;
  }

  get depth(): number {
    return this.#site.spot.depth;
  }
}

export function placeOf(site: Site, shape: Shape, type: JsonType): Place {
  return new SitePlace(site, shape, type);
}

/** Where a value begins. */
export function rootSite(spot: Spot, seed: Seed, ordinal: number | undefined): Site {
  return {
    spot,
    above: undefined,
    step: "",
    objectSeed: seed,
    seed,
    index: undefined,
    ordinal,
    siblings: undefined,
    attempt: 0,
  };
}

/** The site of a member of the object at a site. */
export function siteOfMember(site: Site, spot: Spot, siblings: readonly string[]): Site {
  // Written out: a copy by spreading costs more than the value that is made at many a place.
  return {
    spot,
    above: site,
    step: spot.name,
    objectSeed: site.seed,
    seed: deriveBy(site.seed, spot.nameSeed),
    index: undefined,
    ordinal: site.ordinal,
    siblings,
    attempt: 0,
  };
}

const negations = new WeakMap<object, JsonSchema>();

/** The schema that accepts what another refuses; the same node each time, so that caches work. */
export function negation(schema: JsonSchema): JsonSchema {
  if (typeof schema === "boolean") return !schema;
  const known = negations.get(schema);
  if (known !== undefined) return known;
  const negated = { not: schema };
  negations.set(schema, negated);
  return negated;
}
