import type { JsonValue } from "../base/json.ts";
import { Random, seedOf } from "../base/random.ts";
import { looksLikeIdentity } from "../contract/resource/resource-identity.ts";
import type { Annotations, JsonType } from "../contract/schema/schema.ts";
import { BudgetError, DeadEnd } from "./errors.ts";
import { scalarFits } from "./fit.ts";
import { heldContent, holds } from "./held-content.ts";
import { booleanValue, numberValue, stringValue } from "./leaf/leaf.ts";
import type { LeafPlace } from "./leaf/place.ts";
import { hardest, jsonTypeOf, type Shape } from "./shape.ts";
import { type Maker, placeOf, type Site, type Wish } from "./site.ts";

/** The most characters of a string that is made. */
const MAX_LENGTH = 1_000_000;

/**
 * Makes a string, number, boolean or null: what is preferred or advised, else of the listed values, else the
 * document's example, else invented.
 */
export function makeScalar(maker: Maker, shape: Shape, type: JsonType, site: Site, wish: Wish): JsonValue {
  const preferred = coerced(shape, wish.preferred);
  if (preferred !== undefined) return preferred;
  const advised = coerced(shape, maker.options.advise?.(placeOf(site, shape, type)));
  if (advised !== undefined) return advised;
  if (type === "null") return null;
  const example = exampleFor(maker, shape, site, wish);
  if (example !== undefined) return example;
  if (shape.values) return listed(maker, shape, type, site);
  return invented(maker, shape, type, site);
}

/** The value itself, or the same written as another type where only that is valid: "7" and 7. */
function coerced(shape: Shape, value: unknown): JsonValue | undefined {
  if (value === undefined || isStructure(value)) return undefined;
  return spellings(value).find((spelling) => scalarFits(shape, spelling));
}

function spellings(value: unknown): JsonValue[] {
  if (value === null) return [null];
  if (typeof value !== "string") return [value as JsonValue, String(value)];
  const number = Number(value);
  if (value.trim() !== "" && String(number) === value) return [value, number];
  return value === "true" || value === "false" ? [value, value === "true"] : [value];
}

/** The first of many like it looks as the document shows it; the others vary. */
function exampleFor(maker: Maker, shape: Shape, site: Site, wish: Wish): JsonValue | undefined {
  if (!maker.options.useExamples || site.attempt > 0) return undefined;
  if (wish.example !== undefined && !isVaried(site) && scalarFits(shape, wish.example))
    return wish.example as JsonValue;
  const annotations = maker.shapes.annotations(shape);
  const examples = fitting(
    shape,
    annotations.flatMap((annotation) => annotation.examples),
  ).filter((example) => typeof example !== "string" || holds(shape, example, maker.graph));
  if (!isVaried(site))
    return (
      examples[0] ??
      fitting(
        shape,
        annotations.map((annotation) => annotation.default),
      )[0]
    );
  const ordinal = site.ordinal ?? 0;
  // Few examples would repeat themselves in a list, and what identifies must not.
  const isRepeatable = examples.length >= REPEATABLE_EXAMPLES && !isIdentifying(site.name);
  return isRepeatable ? examples[ordinal % examples.length] : examples[ordinal];
}

/** So many examples look like what the values are taken from. */
const REPEATABLE_EXAMPLES = 3;

function fitting(shape: Shape, values: readonly (JsonValue | undefined)[]): JsonValue[] {
  return values.filter(
    (value) => value !== undefined && !isStructure(value) && scalarFits(shape, value),
  ) as JsonValue[];
}

/** Whether the name is one of those that tell objects apart. */
function isIdentifying(name: string): boolean {
  return (
    looksLikeIdentity(name) ||
    /(^|[_-]|[a-z](?=[A-Z]))(id|uuid|guid|sid|key|sku|slug|email|username|number|reference)s?$/i.test(name)
  );
}

function isVaried({ ordinal }: Site): boolean {
  return ordinal !== undefined && ordinal !== 0;
}

function isStructure(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

/** One of the values that `enum` lists: spread by ordinal, so that a list shows all of them; null only where alone. */
function listed(maker: Maker, shape: Shape, type: JsonType, site: Site): JsonValue {
  const allowed = (shape.values ?? []).filter((value) => isOfType(value, type));
  const values = allowed.length > 0 ? allowed : (shape.values ?? []);
  const start =
    site.ordinal === undefined ? new Random(site.seed).integer(0, values.length - 1) : seedOf(site.name) + site.ordinal;
  // What else is demanded of the value (a pattern, a bound) may rule some out.
  const turned = values.map((_, index) => values[(start + site.attempt + index) % values.length] as JsonValue);
  const accepts = ruledBy(maker, shape);
  const fitting = turned.find((value) => scalarFits(shape, value) && accepts(value));
  if (fitting === undefined) throw new DeadEnd("enum", "no listed value meets the other constraints");
  return fitting;
}

function isOfType(value: JsonValue, type: JsonType): boolean {
  const actual = jsonTypeOf(value);
  return actual === type || (type === "number" && actual === "integer");
}

function invented(maker: Maker, shape: Shape, type: JsonType, site: Site): JsonValue {
  if (type === "string" && shape.string.minLength > MAX_LENGTH) {
    throw new BudgetError(
      "minLength",
      `${shape.string.minLength} characters are asked for, at most ${MAX_LENGTH} are made`,
    );
  }
  const held = type === "string" ? heldContent(maker, shape, site) : undefined;
  if (held !== undefined) return held;
  const place = leafPlace(maker, shape, site);
  if (type === "boolean") return booleanValue(place);
  const make = (accepts?: (value: JsonValue) => boolean, string = shape.string) =>
    type === "string"
      ? stringValue(string, place, accepts)
      : numberValue(shape.numberConstraints(type === "integer"), place, accepts);
  // A value that breaks a `not` is better than none: it shows the search which way out to take.
  const loose = unencoded(shape);
  const value = make(ruledBy(maker, shape)) ?? make() ?? (loose && make(undefined, loose));
  if (value === undefined) throw new DeadEnd(hardest(shape), `no ${type} was found that meets all constraints`);
  return value;
}

/** An encoding is an annotation (JSON Schema Validation §8.3): it gives way to a pattern or a length that leaves no room for it. */
function unencoded({ string, content }: Shape): Shape["string"] | undefined {
  if (content?.encoding === undefined) return undefined;
  return { ...string, formats: string.formats.filter((format) => format !== "byte") };
}

/** What a scalar must not be is asked of the validator where everything is checked at once. */
function ruledBy({ careful, graph }: Maker, { not }: Shape): (value: JsonValue) => boolean {
  if (!careful || not.length === 0) return () => true;
  return (value) => !not.some((schema) => graph.accepts(schema, value));
}

function leafPlace(maker: Maker, shape: Shape, site: Site): LeafPlace {
  const { name, parents, objectSeed, seed, index, ordinal, siblings } = site;
  const annotations = telling(maker.shapes.annotations(shape));
  const { now, locale } = maker.options;
  return { name, parents, objectSeed, seed, index, ordinal, siblings, now, locale, annotations };
}

/** The words of the outermost schema that has any. */
function telling(annotations: readonly Annotations[]): Annotations | undefined {
  const one = annotations.find(({ faker, description }) => faker !== undefined || description !== undefined);
  return one ?? annotations[0];
}
