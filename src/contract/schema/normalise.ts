import { escapeToken, isObject, kindOf, own, setOwn } from "../../base/json.ts";
import { setLazily } from "../../base/lazy.ts";
import { compilePattern } from "../../base/pattern.ts";
import { quoted } from "../document/document-error.ts";
import { toJsonSchema } from "./dialect.ts";
import { type ForeignNames, foreignNames, noNames } from "./foreign-names.ts";
import {
  invalid,
  type Keyword,
  type KeywordPlace,
  type NormaliseContext,
  type Raw,
  report,
} from "./normalise-context.ts";
import { dynamicReference, recursiveReference, refer, reference } from "./normalise-reference.ts";
import type { JsonSchema } from "./schema.ts";
import { dialectNamed } from "./schema-dialect.ts";

/**
 * Turns a schema as written into the 2020-12 node that Helix works with. What is broken is left out with a
 * diagnostic, so that one bad keyword never costs the operation.
 */
export function normalise(
  raw: unknown,
  pointer: string,
  outer: NormaliseContext,
  inherited: ForeignNames = noNames,
): JsonSchema {
  if (typeof raw === "boolean") return raw;
  if (!isObject(raw)) {
    report(outer, pointer, {
      code: "schema-not-a-schema",
      keyword: "",
      message: `a schema must be an object or a boolean, not ${kindOf(raw)}`,
      remedy: "write a Schema Object, or {} for anything",
    });
    return true;
  }
  const context = entered(raw, pointer, outer);
  const shaped = toJsonSchema(raw, context.dialect, context.direction, (problem) => report(context, pointer, problem));
  const foreign = foreignNames(raw, pointer, inherited, context);
  const node: Record<string, unknown> = {};
  for (const keyword of Object.keys(shaped)) {
    const rule = rules.get(keyword);
    if (!rule) continue;
    const value = rule(shaped[keyword], { pointer: `${pointer}/${keyword}`, keyword, context, foreign });
    if (value === undefined) continue;
    if (keyword === "$dynamicRef" || keyword === "$recursiveRef") refer(node, value as string);
    else node[keyword] = value;
  }
  matchProto(node);
  context.made(node, raw, pointer, context);
  return node;
}

/** Ajv reads past a property that is called `__proto__`, but not past a pattern for its name. */
function matchProto(node: Record<string, unknown>): void {
  const schema = own(node["properties"], "__proto__");
  if (schema === undefined) return;
  const others = isObject(node["patternProperties"]) ? node["patternProperties"] : {};
  node["patternProperties"] = { "^__proto__$": schema, ...others };
}

/** `$id` (in draft 4 `id`) and `$schema` change what holds in a schema. */
function entered(raw: Raw, pointer: string, context: NormaliseContext): NormaliseContext {
  const { $id, id, $schema } = raw;
  if (typeof $id !== "string" && typeof id !== "string" && typeof $schema !== "string") return context;
  if (typeof $schema === "string" && dialectNamed($schema) === undefined) {
    report(context, `${pointer}/$schema`, {
      code: "schema-dialect-unknown",
      keyword: "$schema",
      message: `${JSON.stringify($schema)} is no dialect of JSON Schema that Helix knows`,
      remedy: "use the dialect of OpenAPI or a published draft; until then it is read as OpenAPI's own",
    });
  }
  return context.enter(context, pointer);
}

const keywords: Readonly<Record<string, Keyword>> = {
  $ref: reference,
  $dynamicRef: dynamicReference,
  $recursiveRef: recursiveReference,
  type: (value) => value,
  enum: (value, place) => (Array.isArray(value) && value.length > 0 ? value : invalid(place, "a list of values")),
  const: (value) => value,
  multipleOf: numberWhere((value) => value > 0, "a number above 0"),
  minimum: numberWhere(() => true, "a number"),
  maximum: numberWhere(() => true, "a number"),
  exclusiveMinimum: numberWhere(() => true, "a number"),
  exclusiveMaximum: numberWhere(() => true, "a number"),
  minLength: count,
  maxLength: count,
  minItems: count,
  maxItems: count,
  minContains: count,
  maxContains: count,
  minProperties: count,
  maxProperties: count,
  uniqueItems: (value, place) => (typeof value === "boolean" ? value : invalid(place, "true or false")),
  pattern,
  format: text,
  contentEncoding: text,
  contentMediaType: text,
  contentSchema: subschema,
  items: subschema,
  contains: subschema,
  not: negated,
  if: subschema,
  then: subschema,
  else: subschema,
  propertyNames: subschema,
  additionalProperties: subschema,
  unevaluatedItems: subschema,
  unevaluatedProperties: subschema,
  allOf: subschemas,
  anyOf: subschemas,
  oneOf: subschemas,
  prefixItems: subschemas,
  properties,
  patternProperties,
  dependentSchemas: subschemaMap,
  dependentRequired,
  required,
};

const rules: ReadonlyMap<string, Keyword> = new Map(Object.entries(keywords));

function subschema(value: unknown, { pointer, context, foreign }: KeywordPlace): JsonSchema {
  return normalise(value, pointer, context, foreign);
}

/** Where nothing usable is left of a schema it accepts anything, but `not` of it would then accept nothing. */
function negated(value: unknown, place: KeywordPlace): unknown {
  const schema = subschema(value, place);
  const isWithoutWords = typeof schema === "object" ? Object.keys(schema).length === 0 : schema;
  const isMeant = value === true || (isObject(value) && !Object.keys(value).some((key) => rules.has(key)));
  return isWithoutWords && !isMeant ? undefined : schema;
}

function subschemas(value: unknown, place: KeywordPlace): unknown {
  if (!Array.isArray(value)) return invalid(place, "a list of schemas");
  if (value.length === 0) return undefined;
  return value.map((schema, index) => normalise(schema, `${place.pointer}/${index}`, place.context, place.foreign));
}

function subschemaMap(value: unknown, place: KeywordPlace): unknown {
  const map = mapOf(value, place);
  if (!map) return undefined;
  const result = {};
  for (const [name, schema] of Object.entries(map.entries)) {
    setOwn(result, name, normalise(schema, `${map.pointer}/${escapeToken(name)}`, place.context));
  }
  return result;
}

function properties(value: unknown, place: KeywordPlace): unknown {
  const map = mapOf(value, place);
  if (!map) return undefined;
  const result = {};
  for (const [name, schema] of Object.entries(map.entries)) {
    // The other direction's property: ignored in a request, never sent in a response.
    if (place.foreign.has(name)) setOwn(result, name, place.context.direction === "request");
    // Of most schemas of a large document only a few properties are ever looked at.
    else setLazily(result, name, () => normalise(schema, `${map.pointer}/${escapeToken(name)}`, place.context));
  }
  return result;
}

function patternProperties(value: unknown, place: KeywordPlace): unknown {
  const map = mapOf(value, place);
  if (!map) return undefined;
  const result = {};
  for (const [source, schema] of Object.entries(map.entries)) {
    const at = `${map.pointer}/${escapeToken(source)}`;
    if (pattern(source, { ...place, pointer: at }) === undefined) continue;
    setOwn(result, source, normalise(schema, at, place.context));
  }
  return result;
}

/** A map of schemas; real documents also put a `$ref` to a whole map here. */
function mapOf(value: unknown, place: KeywordPlace): { entries: Record<string, unknown>; pointer: string } | undefined {
  const found = place.context.references.follow(value, place.pointer);
  if ("node" in found && isObject(found.node)) return { entries: found.node, pointer: found.pointer };
  return invalid(place, "an object of schemas");
}

function required(value: unknown, place: KeywordPlace): unknown {
  if (!Array.isArray(value)) return invalid(place, "a list of property names");
  const names = value.filter((name) => typeof name === "string" && !place.foreign.has(name));
  return names.length > 0 ? [...new Set(names)] : undefined;
}

function dependentRequired(value: unknown, place: KeywordPlace): unknown {
  if (!isObject(value)) return invalid(place, "an object of lists of property names");
  const result = {};
  for (const [name, names] of Object.entries(value)) {
    const list = required(names, { ...place, pointer: `${place.pointer}/${escapeToken(name)}` });
    if (list) setOwn(result, name, list);
  }
  return result;
}

function pattern(value: unknown, place: KeywordPlace): unknown {
  if (typeof value !== "string") return invalid(place, "a regular expression");
  if (compilePattern(value)) return value;
  report(place.context, place.pointer, {
    code: "schema-pattern-unusable",
    keyword: place.keyword,
    message: `no regular expression engine here understands ${quoted(value)}`,
    remedy: "write it as ECMA-262 does, and short; until then the pattern is not checked",
  });
  return undefined;
}

function text(value: unknown, place: KeywordPlace): unknown {
  return typeof value === "string" ? value : invalid(place, "a string");
}

/** Counts are often written as "10" or 10.0; only what is no count at all is left out. */
function count(value: unknown, place: KeywordPlace): unknown {
  const number = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) && number >= 0
    ? number
    : invalid(place, "a whole number, 0 or more");
}

function numberWhere(holds: (value: number) => boolean, expected: string): Keyword {
  return (value, place) => {
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    return typeof number === "number" && Number.isFinite(number) && holds(number) ? number : invalid(place, expected);
  };
}
