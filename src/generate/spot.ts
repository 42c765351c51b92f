import type { JsonValue } from "../base/json.ts";
import { type Seed, seedOf } from "../base/random.ts";
import type { JsonSchema, JsonType, SchemaNode } from "../contract/schema/schema.ts";
import type { LeafMaker } from "./leaf/leaf.ts";
import type { LeafSpot } from "./leaf/place.ts";
import type { Shape } from "./shape.ts";

/** Optional objects and arrays are left out below this depth, everything optional below the second. */
const SOFT_DEPTH = 5;
const LEAN_DEPTH = 8;

/** Names of members that are kept for an object; clients may send any number of others. */
const MAX_NAMES = 500;

/** So many forms are kept for all documents together, some 40 MB; then all are forgotten and made anew. */
const MAX_FORMS = 20_000;

let roots = new WeakMap<SchemaNode, Map<string, Spot>>();
let kept = 0;

/** Where the values of a schema begin. */
export function rootSpot(node: JsonSchema, name: string): Spot {
  if (typeof node === "boolean") return new Spot(name, [], undefined, [], 0);
  let known = roots.get(node);
  if (known === undefined) {
    known = new Map();
    roots.set(node, known);
  }
  let root = known.get(name);
  if (root === undefined) {
    root = new Spot(name, [], undefined, [], 0);
    known.set(name, root);
  }
  return root;
}

function count(): void {
  if (++kept <= MAX_FORMS) return;
  roots = new WeakMap();
  kept = 0;
}

/**
 * A place in a schema, reached through members and items: all that is the same for the values that are made there,
 * whichever instance they are part of. Worked out once and kept, because most of what a value looks like follows from
 * it: making one takes a tenth of the time then.
 */
export class Spot {
  /** Nearest property name; the root has the name that was given. */
  readonly name: string;
  readonly nameSeed: Seed;
  /** Names of components and properties around it, the nearest last. */
  readonly parents: readonly string[];
  readonly parentComponent: string | undefined;
  /** Shapes of the enclosing objects, from the outside in: tells when a schema recurs. */
  readonly ancestors: readonly Shape[];
  /** How many members and items lead here. */
  readonly depth: number;
  /** Whether a list here is what the whole value is about. */
  isMainList?: boolean | undefined;
  #last: Form | undefined;
  /** Only where there is more than one. */
  #forms: Map<Shape, Form> | undefined;

  constructor(
    name: string,
    parents: readonly string[],
    parentComponent: string | undefined,
    ancestors: readonly Shape[],
    depth: number,
  ) {
    this.name = name;
    this.nameSeed = seedOf(name);
    this.parents = parents;
    this.parentComponent = parentComponent;
    this.ancestors = ancestors;
    this.depth = depth;
  }

  /** The values of a shape here. */
  formOf(shape: Shape): Form {
    if (this.#last?.shape === shape) return this.#last;
    const known = this.#forms?.get(shape);
    const form = known ?? new Form(this, shape);
    if (known === undefined) {
      count();
      if (this.#last) {
        this.#forms ??= new Map([[this.#last.shape, this.#last]]);
        this.#forms.set(shape, form);
      }
    }
    this.#last = form;
    return form;
  }

  /** The same place for values that are called otherwise. */
  called(name: string): Spot {
    return new Spot(name, this.parents, this.parentComponent, this.ancestors, this.depth);
  }

  /** The same place for values that are no part of what is around them. */
  apart(): Spot {
    return new Spot(this.name, this.parents, this.parentComponent, [], this.depth);
  }

  /** Whether only what must be there is made of a shape: deep inside, or in a recursion. */
  isLean(shape: Shape): boolean {
    return isLean(shape, this.depth, this.ancestors);
  }
}

/** A member of an object. */
export interface Member {
  readonly name: string;
  readonly shape: Shape;
  readonly spot: Spot;
  readonly isRequired: boolean;
  /** Whether another member asks for it. */
  readonly isDependedOn: boolean;
}

/** The members of an object, in the order in which they are made. */
export interface Members {
  readonly set: ReadonlySet<string>;
  readonly names: readonly string[];
  readonly list: readonly Member[];
}

/** What the document shows of single values. */
export interface ScalarExamples {
  readonly examples: readonly JsonValue[];
  readonly fallback: JsonValue | undefined;
  /** Whether there are enough of them to take turns. */
  readonly isRepeatable: boolean;
}

/** What is around the members of an object. */
type Surroundings = Pick<Spot, "parents" | "ancestors">;

/** The values of one shape at one spot. What a room knows of them that is always the same, it leaves here. */
export class Form {
  readonly spot: Spot;
  readonly shape: Shape;
  /** How many levels such a value has at least. */
  leastDepth?: number | undefined;
  /** Whether no choice is open. */
  isSettled?: boolean | undefined;
  excludedTypes?: ReadonlySet<JsonType> | undefined;
  /** What a value is of which nothing is wished for. */
  usualType?: JsonType | undefined;
  /** The document's example of an object or array. */
  structureExample?: { readonly value: JsonValue | undefined } | undefined;
  scalarExamples?: ScalarExamples | undefined;
  usualMembers?: Members | undefined;
  mostItems?: number | undefined;
  /** Whether arrays have more items than they must. */
  isItemWorthwhile?: boolean | undefined;
  /** What the document lists, by type. */
  listed?: Map<JsonType, readonly JsonValue[]> | undefined;
  /** Shapes of the items up to the first that is like all after it. */
  readonly items: Shape[] = [];
  leafSpot?: LeafSpot | undefined;
  leafMakers?: Map<JsonType, LeafMaker<JsonValue>> | undefined;
  #members: Map<string, Spot> | undefined;
  #surroundings: Surroundings | undefined;
  #item: Spot | undefined;

  constructor(spot: Spot, shape: Shape) {
    this.spot = spot;
    this.shape = shape;
  }

  /** Where the member of a name stands. */
  member(name: string): Spot {
    this.#members ??= new Map();
    const known = this.#members.get(name);
    if (known) return known;
    this.#surroundings ??= this.#newSurroundings();
    const { parents, ancestors } = this.#surroundings;
    const member = new Spot(name, parents, this.shape.component, ancestors, this.spot.depth + 1);
    if (this.#members.size < MAX_NAMES) this.#members.set(name, member);
    return member;
  }

  /** Where the items stand, all of them. */
  get item(): Spot {
    if (this.#item === undefined) {
      const { name, parents, parentComponent, ancestors, depth } = this.spot;
      this.#item = new Spot(name, parents, this.shape.component ?? parentComponent, ancestors, depth + 1);
    }
    return this.#item;
  }

  /** Whether only what must be there is made of a member of this shape. */
  isLeanInside(member: Shape): boolean {
    this.#surroundings ??= this.#newSurroundings();
    return isLean(member, this.spot.depth, this.#surroundings.ancestors);
  }

  #newSurroundings(): Surroundings {
    const { spot, shape } = this;
    const parents = [...spot.parents];
    if (shape.component !== undefined) parents.push(shape.component);
    if (spot.name !== "") parents.push(spot.name);
    return { parents, ancestors: [...spot.ancestors, shape] };
  }
}

function isLean(shape: Shape, depth: number, ancestors: readonly Shape[]): boolean {
  if (depth >= LEAN_DEPTH) return true;
  if (depth >= SOFT_DEPTH && isStructured(shape)) return true;
  // A tree shows one level of itself near the root, and none further in.
  const key = keyOf(shape);
  const recurrences = ancestors.filter((ancestor) => keyOf(ancestor) === key).length;
  return key !== undefined && recurrences >= (depth <= 2 ? 2 : 1);
}

function isStructured({ types }: Shape): boolean {
  return types === undefined || types.includes("object") || types.includes("array");
}

/** The schema that a recursion comes back to, whatever references lead there. */
function keyOf({ sources }: Shape): SchemaNode | undefined {
  return sources.find((source) => source.$ref === undefined);
}
