import { type JsonValue, pointerTokens } from "../base/json.ts";
import type { Seed } from "../base/random.ts";
import type { JsonSchema, Schema, SchemaGraph } from "../contract/schema/schema.ts";
import { BudgetError, DeadEnd, UnsatisfiableError } from "./errors.ts";
import { fakerInstance } from "./faker-schema.ts";
import { isMainList } from "./main-list.ts";
import { Generation } from "./maker.ts";
import { proofAgainst } from "./proof.ts";
import { Shapes } from "./shapes.ts";
import { type Adoption, type MakerOptions, type Place, rootSite } from "./site.ts";
import { rootSpot } from "./spot.ts";

export type { Adoption, Place } from "./site.ts";

/** What a value shall be like. */
export interface GenerationOptions {
  readonly seed: Seed;
  /** A value whose parts are kept wherever the schema accepts them; the rest is made around it. */
  readonly prefer?: unknown;
  /** Supplies values by meaning; taken only where the schema accepts them. Objects and arrays act as preferred parts. */
  readonly advise?: ((place: Place) => JsonValue | undefined) | undefined;
  /** Asked for each object before its members are made: an embedded entity takes the seed of the entity it shows. */
  readonly adopt?: ((place: Place) => Adoption | undefined) | undefined;
  /** What the value is, for realism at the root, e.g. "user". */
  readonly name?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Draw on the document's examples for single values. Default: true. */
  readonly useExamples?: boolean | undefined;
  /** Items of an array inside the value where the schema leaves it open. Default: 3. */
  readonly items?: number | undefined;
  /** Items of an array that is the value, or that the value is an envelope around. Default: 10. */
  readonly rootItems?: number | undefined;
  /** Share of the optional members that are made, from 0 to 1. Default: 1. */
  readonly optionals?: number | undefined;
  /** Where names and addresses are from, e.g. "de" or "en-GB". Default: everywhere. */
  readonly locale?: string | undefined;
  /** Which of many like it: 0 takes the document's examples, later ones vary and spread over what is allowed. */
  readonly ordinal?: number | undefined;
}

const shapesOf = new WeakMap<SchemaGraph, Shapes>();

/**
 * Makes a value that the schema accepts. The same options and schema give the same value; what a member is depends on
 * its object's seed, its name and its schema only.
 *
 * The straight path makes one value and checks it. Where the check fails, the value is made again with a search at the
 * places that failed, then at their parents, then everywhere; json-schema-faker and the smallest value come last.
 *
 * @throws {UnsatisfiableError} where no value exists
 * @throws {BudgetError} where none was found within the budget
 */
export function generate({ graph, node }: Schema, options: GenerationOptions): JsonValue {
  if (node === true) return options.prefer === undefined ? {} : (options.prefer as JsonValue);
  const ladder = new Ladder(graph, node, options);
  const straight = ladder.run([], options.prefer, false);
  if (straight !== undefined && graph.accepts(node, straight)) return straight;
  return ladder.climb(straight);
}

/** How many values all rungs together may try, and each of them: what one does not find, another may. */
const MAX_STEPS = 20_000;
const MAX_STEPS_OF_ONE = 10_000;

/** Places below which the generation is careful. */
type Places = readonly (readonly string[])[];

class Ladder {
  readonly #graph: SchemaGraph;
  readonly #node: JsonSchema;
  readonly #options: GenerationOptions;
  readonly #shapes: Shapes;
  #steps = 0;
  #failure: DeadEnd | BudgetError | undefined;

  constructor(graph: SchemaGraph, node: JsonSchema, options: GenerationOptions) {
    let shapes = shapesOf.get(graph);
    if (!shapes) {
      shapes = new Shapes(graph);
      shapesOf.set(graph, shapes);
    }
    this.#graph = graph;
    this.#node = node;
    this.#options = options;
    this.#shapes = shapes;
  }

  /** One try; `undefined` where it came to a dead end. */
  run(careful: Places, prefer: unknown, lean: boolean): JsonValue | undefined {
    const { seed, name = "", ordinal } = this.#options;
    const spot = rootSpot(this.#node, name);
    const site = rootSite(spot, seed, ordinal);
    const isCareful = (path: readonly (string | number)[]) => careful.some((place) => isWithin(path, place));
    const isMain = (path: readonly (string | number)[]) => isMainList(this.#graph, this.#node, name, path);
    const generation = new Generation(
      this.#shapes,
      this.#makerOptions(),
      careful.length === 0 ? undefined : isCareful,
      lean,
      isMain,
      Math.min(MAX_STEPS_OF_ONE, MAX_STEPS - this.#steps),
    );
    try {
      return generation.make(this.#shapes.of(this.#node), site, { preferred: prefer });
    } catch (error) {
      if (!(error instanceof DeadEnd || error instanceof BudgetError)) throw error;
      this.#failure = error;
      return undefined;
    } finally {
      this.#steps = Math.min(MAX_STEPS, this.#steps + generation.steps);
    }
  }

  /** The rungs above the straight path; where no value exists, none of them is tried. */
  climb(straight: JsonValue | undefined): JsonValue {
    const proof = proofAgainst(this.#shapes, this.#node);
    if (proof) throw new UnsatisfiableError(proof.pointer, proof.reason);
    const { prefer } = this.#options;
    const failing = straight === undefined ? [[]] : this.#failingPlaces(straight);
    const parents = failing.map((place) => place.slice(0, -1));
    const rungs = [
      () => this.run(failing, prefer, false),
      () => this.run([...failing, ...parents], prefer, false),
      () => this.run([[]], prefer, false),
      () => this.run([[]], undefined, false),
      () => fakerInstance(this.#graph, this.#node, this.#options.seed),
      () => this.run([[]], undefined, true),
    ];
    for (const rung of rungs) {
      const value = rung();
      if (value !== undefined && this.#graph.accepts(this.#node, value)) return value;
    }
    throw this.#surrender();
  }

  #makerOptions(): MakerOptions {
    const { now, useExamples = true, items = 3, rootItems = 10, optionals = 1, locale, advise, adopt } = this.#options;
    return { now, useExamples, items, rootItems, optionals, locale, advise, adopt };
  }

  /** Where the errors are; those inside a failed combinator are the combinator's business. */
  #failingPlaces(value: JsonValue): Places {
    const errors = this.#graph.errors(this.#node, value);
    const combined = errors.filter(({ keyword }) => ["oneOf", "anyOf", "not", "if"].includes(keyword));
    const outer = combined.map(({ instancePath }) => pointerTokens(instancePath));
    const places = errors.map(({ instancePath }) => pointerTokens(instancePath));
    return places.map((place) => outer.find((other) => isWithin(place, other)) ?? place);
  }

  #surrender(): BudgetError {
    if (this.#failure instanceof BudgetError) return this.#failure;
    const { keyword = "type", message = "no value that was tried is valid" } = this.#failure ?? {};
    return new BudgetError(keyword, message);
  }
}

function isWithin(path: readonly (string | number)[], place: readonly string[]): boolean {
  return place.length <= path.length && place.every((token, index) => String(path[index]) === token);
}
