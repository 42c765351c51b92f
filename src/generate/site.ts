import type { JsonValue } from "../base/json.ts";
import { derive, type Seed } from "../base/random.ts";
import type { JsonSchema, JsonType, SchemaGraph } from "../contract/schema/schema.ts";
import type { Shape } from "./shape.ts";
import type { Shapes } from "./shapes.ts";

/** A place of the instance, as callers' hooks see it. */
export interface Place {
  /** From the root of the instance. */
  readonly path: readonly (string | number)[];
  /** Nearest property name; the root has the name that was given. */
  readonly name: string;
  /** Component that the value is an instance of ("User" for a `$ref` to it), and that of the enclosing object. */
  readonly component?: string | undefined;
  readonly parentComponent?: string | undefined;
  /** Seed of the enclosing object. */
  readonly objectSeed: Seed;
  readonly seed: Seed;
  /** The type that was chosen for the value. */
  readonly type: JsonType;
  /** What `enum` or `const` allows; `undefined` where neither speaks. */
  readonly values?: readonly JsonValue[] | undefined;
  readonly depth: number;
}

/** A place while its value is made. */
export interface Site {
  readonly path: readonly (string | number)[];
  readonly name: string;
  /** Names of components and properties around it, the nearest last. */
  readonly parents: readonly string[];
  readonly parentComponent?: string | undefined;
  readonly objectSeed: Seed;
  readonly seed: Seed;
  /** Position in the nearest enclosing array. */
  readonly index?: number | undefined;
  /** Which of many like it: the first takes the document's examples, others spread over what is allowed. */
  readonly ordinal?: number | undefined;
  /** Names of all members of the enclosing object. */
  readonly siblings?: readonly string[] | undefined;
  /** Shapes of the enclosing objects, from the outside in: tells when a schema recurs. */
  readonly ancestors: readonly Shape[];
  /** Counts the tries at this place; each takes other choices. */
  readonly attempt: number;
}

/** What a value should be, where the schema lets it. */
export interface Wish {
  /** Kept wherever it is valid. */
  readonly preferred?: unknown;
  /** From the document; gives way to what is preferred. */
  readonly example?: unknown;
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
  /** Whether only what must be there is to be made: deep inside, in a recursion, or when the answer is large already. */
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

/** The hooks' view of a site. */
export function placeOf(site: Site, shape: Shape, type: JsonType): Place {
  const { path, name, parentComponent, objectSeed, seed } = site;
  const { component, values } = shape;
  return { path, name, component, parentComponent, objectSeed, seed, type, values, depth: path.length };
}

/** The site of a member of the object at a site. */
export function siteOfMember(shape: Shape, site: Site, name: string, siblings: readonly string[]): Site {
  const parents = [...site.parents];
  if (shape.component !== undefined) parents.push(shape.component);
  if (site.name !== "") parents.push(site.name);
  // Written out: a copy by spreading costs more than the value that is made at many a place.
  return {
    path: [...site.path, name],
    name,
    parents,
    parentComponent: shape.component,
    objectSeed: site.seed,
    seed: derive(site.seed, name),
    index: undefined,
    ordinal: site.ordinal,
    siblings,
    ancestors: [...site.ancestors, shape],
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
