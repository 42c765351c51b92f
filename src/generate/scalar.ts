import type { JsonValue } from "../base/json.ts";
import { Random } from "../base/random.ts";
import { looksLikeIdentity } from "../contract/resource/resource-identity.ts";
import type { Annotations, JsonType } from "../contract/schema/schema.ts";
import { BudgetError, DeadEnd } from "./errors.ts";
import { scalarFits } from "./fit.ts";
import { heldContent, holds } from "./held-content.ts";
import { booleanMaker, type LeafMaker, numberMaker, textMaker } from "./leaf/leaf.ts";
import type { LeafPlace, LeafSpot } from "./leaf/place.ts";
import { hardest, jsonTypeOf, type Shape } from "./shape.ts";
import { type Maker, placeOf, type Site, type Wish } from "./site.ts";
import type { Form, ScalarExamples } from "./spot.ts";

/** The most characters of a string that is made. */
const MAX_LENGTH = 1_000_000;

/**
 * Makes a string, number, boolean or null: what is preferred or advised, else of the listed values, else the
 * document's example, else invented.
 */
export function makeScalar(maker: Maker, form: Form, type: JsonType, site: Site, wish: Wish): JsonValue {
  const { shape } = form;
  const preferred = coerced(shape, wish.preferred);
  if (preferred !== undefined) return preferred;
  const advised = coerced(shape, maker.options.advise?.(placeOf(site, shape, type)));
  if (advised !== undefined) return advised;
  if (type === "null") return null;
  const example = exampleFor(maker, form, site, wish);
  if (example !== undefined) return example;
  if (shape.values) return listed(maker, form, type, site);
  return invented(maker, form, type, site);
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
function exampleFor(maker: Maker, form: Form, site: Site, wish: Wish): JsonValue | undefined {
  if (!maker.options.useExamples || site.attempt > 0) return undefined;
  if (wish.example !== undefined && !isVaried(site) && scalarFits(form.shape, wish.example))
    return wish.example as JsonValue;
  form.scalarExamples ??= scalarExamples(maker, form);
  const { examples, fallback, isRepeatable } = form.scalarExamples;
  if (!isVaried(site)) return examples[0] ?? fallback;
  const ordinal = site.ordinal ?? 0;
  return isRepeatable ? examples[ordinal % examples.length] : examples[ordinal];
}

function scalarExamples(maker: Maker, { shape, spot }: Form): ScalarExamples {
  const annotations = maker.shapes.annotations(shape);
  const shown = annotations.flatMap((annotation) => annotation.examples);
  const holding = fitting(shape, shown).filter(
    (example) => typeof example !== "string" || holds(shape, example, maker.graph),
  );
  const defaults = annotations.map((annotation) => annotation.default);
  // Few examples would repeat themselves in a list, and what identifies must not.
  const isRepeatable = holding.length >= REPEATABLE_EXAMPLES && !isIdentifying(spot.name);
  return { examples: holding, fallback: fitting(shape, defaults)[0], isRepeatable };
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
function listed(maker: Maker, form: Form, type: JsonType, site: Site): JsonValue {
  const { shape } = form;
  form.listed ??= new Map();
  const values = form.listed.get(type) ?? listedOf(shape, type);
  form.listed.set(type, values);
  const start =
    site.ordinal === undefined
      ? new Random(site.seed).integer(0, values.length - 1)
      : site.spot.nameSeed + site.ordinal;
  const accepts = ruledBy(maker, shape);
  // What else is demanded of the value (a pattern, a bound) may rule some out.
  for (let turn = 0; turn < values.length; turn++) {
    const value = values[(start + site.attempt + turn) % values.length] as JsonValue;
    if (scalarFits(shape, value) && accepts(value)) return value;
  }
  throw new DeadEnd("enum", "no listed value meets the other constraints");
}

function listedOf({ values = [] }: Shape, type: JsonType): readonly JsonValue[] {
  const allowed = values.filter((value) => isOfType(value, type));
  return allowed.length > 0 ? allowed : values;
}

function isOfType(value: JsonValue, type: JsonType): boolean {
  const actual = jsonTypeOf(value);
  return actual === type || (type === "number" && actual === "integer");
}

function invented(maker: Maker, form: Form, type: JsonType, site: Site): JsonValue {
  const { shape } = form;
  if (type === "string" && shape.string.minLength > MAX_LENGTH) {
    throw new BudgetError(
      "minLength",
      `${shape.string.minLength} characters are asked for, at most ${MAX_LENGTH} are made`,
    );
  }
  const held = type === "string" ? heldContent(maker, shape, site) : undefined;
  if (held !== undefined) return held;
  const make = leafMaker(maker, form, type);
  const place = leafPlace(maker, form, site);
  // A value that breaks a `not` is better than none: it shows the search which way out to take.
  const value = make(place, ruledBy(maker, shape)) ?? make(place) ?? withoutEncoding(maker, form, type)?.(place);
  if (value === undefined) throw new DeadEnd(hardest(shape), `no ${type} was found that meets all constraints`);
  return value;
}

/** An encoding is an annotation (JSON Schema Validation §8.3): it gives way to a pattern or a length that leaves no room for it. */
function withoutEncoding(maker: Maker, form: Form, type: JsonType): LeafMaker<JsonValue> | undefined {
  const { string, content } = form.shape;
  if (type !== "string" || content?.encoding === undefined) return undefined;
  return textMaker({ ...string, formats: string.formats.filter((format) => format !== "byte") }, leafSpot(maker, form));
}

/** Who makes the leaves of a form, found once. */
function leafMaker(maker: Maker, form: Form, type: JsonType): LeafMaker<JsonValue> {
  form.leafMakers ??= new Map();
  let make = form.leafMakers.get(type);
  if (make === undefined) {
    make = newLeafMaker(form.shape, type, leafSpot(maker, form));
    form.leafMakers.set(type, make);
  }
  return make;
}

function newLeafMaker(shape: Shape, type: JsonType, spot: LeafSpot): LeafMaker<JsonValue> {
  if (type === "boolean") return booleanMaker(spot);
  if (type === "string") return textMaker(shape.string, spot);
  return numberMaker(shape.numberConstraints(type === "integer"), spot);
}

const anything = (): boolean => true;

/** What a scalar must not be is asked of the validator where everything is checked at once. */
function ruledBy({ careful, graph }: Maker, { not }: Shape): (value: JsonValue) => boolean {
  if (!careful || not.length === 0) return anything;
  return (value) => !not.some((schema) => graph.accepts(schema, value));
}

function leafSpot(maker: Maker, form: Form): LeafSpot {
  if (form.leafSpot === undefined) {
    const { name, parents } = form.spot;
    form.leafSpot = { name, parents, annotations: telling(maker.shapes.annotations(form.shape)) };
  }
  return form.leafSpot;
}

function leafPlace(maker: Maker, form: Form, site: Site): LeafPlace {
  const { name, parents, annotations } = leafSpot(maker, form);
  const { objectSeed, seed, index, ordinal, siblings } = site;
  const { now, locale } = maker.options;
  return { name, parents, annotations, objectSeed, seed, index, ordinal, siblings, now, locale };
}

/** The words of the outermost schema that has any. */
function telling(annotations: readonly Annotations[]): Annotations | undefined {
  const one = annotations.find(({ faker, description }) => faker !== undefined || description !== undefined);
  return one ?? annotations[0];
}
