import { isObject, own, pointerTokens } from "../../base/json.ts";
import { suggestion } from "../../base/nearest.ts";
import { compilePattern } from "../../base/pattern.ts";
import type { ViolationPlace } from "../../base/violation.ts";
import type { SchemaError } from "../schema/schema.ts";

/** Allowed values beyond these are counted instead of listed. */
const MAX_LISTED = 12;

/** Names, values and patterns are cut here: messages travel in headers and logs. */
const MAX_QUOTED = 100;

/**
 * A sentence for a person, e.g. `The query parameter "limit" must be at most 50.` The value itself is not repeated:
 * it may be long, hostile or secret.
 *
 * @param instancePath - below `place`, as in the violation
 * @param value - what stands there
 */
export function phrase(error: SchemaError, place: ViolationPlace, instancePath: string, value: unknown): string {
  const sentence = `${subject(place, instancePath)} ${predicateOf(error, value)}`;
  return sentence.endsWith("?") ? sentence : `${sentence}.`;
}

/** What follows the subject: "must be at most 50". */
export function predicateOf(error: SchemaError, value: unknown): string {
  const predicate = predicates[error.keyword];
  return predicate ? predicate(error, value) : error.message;
}

/** Names a part of a message: `The query parameter "limit"`, `The body at /items/0`. */
export function subject(place: ViolationPlace, instancePath: string): string {
  if (place === "body") return instancePath === "" ? "The body" : `The body at ${cut(instancePath)}`;
  const [name = "", ...rest] = pointerTokens(instancePath);
  const noun = place === "query" || place === "path" ? `${place} parameter` : place;
  const below = rest.length === 0 ? "" : ` at ${cut(instancePath.slice(instancePath.indexOf("/", 1)))}`;
  return `The ${noun} ${quote(name)}${below}`;
}

type Predicate = (error: SchemaError, value: unknown) => string;

const predicates: Readonly<Record<string, Predicate>> = {
  type: ({ params }, value) => `must be ${typeNames(params["type"])}, but is ${typeName(value)}`,
  required: ({ params }) => `needs the property ${quote(params["missingProperty"])}`,
  dependentRequired: ({ params }) =>
    `needs the property ${quote(params["missingProperty"])} beside ${quote(params["property"])}`,
  additionalProperties: ({ params, node }) => surplus(params["additionalProperty"], node),
  unevaluatedProperties: ({ params, node }) => surplus(params["unevaluatedProperty"], node),
  propertyNames: ({ params }) => `must not have a property named ${quote(params["propertyName"])}`,
  enum: ({ params }, value) => `must be one of ${listed(params["allowedValues"], value)}`,
  const: ({ params }) => `must be ${json(params["allowedValue"])}`,
  minimum: ({ params }) => `must be at least ${params["limit"]}`,
  maximum: ({ params }) => `must be at most ${params["limit"]}`,
  exclusiveMinimum: ({ params }) => `must be greater than ${params["limit"]}`,
  exclusiveMaximum: ({ params }) => `must be less than ${params["limit"]}`,
  multipleOf: ({ params }) => `must be a multiple of ${params["multipleOf"]}`,
  minLength: ({ params, node }) => `must have at least ${length(params["limit"], node)}`,
  maxLength: ({ params, node }) => `must have at most ${length(params["limit"], node)}`,
  pattern: ({ params }, value) => patternPredicate(String(params["pattern"]), value),
  format: ({ params }) => `must have the format ${quote(params["format"])}`,
  minItems: ({ params }) => `must have at least ${count(params["limit"], "item", "items")}`,
  maxItems: ({ params }) => `must have at most ${count(params["limit"], "item", "items")}`,
  items: ({ params }) => `must have at most ${count(params["limit"], "item", "items")}`,
  unevaluatedItems: ({ params }) => `must have at most ${count(params["len"], "item", "items")}`,
  uniqueItems: () => "must not have equal items",
  contains: ({ params }) => `must have at least ${count(params["minContains"], "item", "items")} of the wanted kind`,
  minProperties: ({ params }) => `must have at least ${count(params["limit"], "property", "properties")}`,
  maxProperties: ({ params }) => `must have at most ${count(params["limit"], "property", "properties")}`,
  oneOf: ({ params }) =>
    Array.isArray(params["passingSchemas"])
      ? "matches more than one of the alternatives where exactly one is allowed"
      : "matches none of the alternatives",
  anyOf: () => "matches none of the alternatives",
  not: () => "has a form that is excluded",
  if: ({ params }) => `does not match what "${params["failingKeyword"]}" asks for here`,
  "false schema": () => "is not allowed",
};

function surplus(name: unknown, node: unknown): string {
  const word = String(name);
  const known = own(node, "properties");
  // Far names are not worth the time that comparing them takes.
  const hint = isObject(known) && word.length <= MAX_QUOTED ? suggestion(word, Object.keys(known).slice(0, 200)) : "";
  return `must not have the property ${quote(word)}${hint}`;
}

function patternPredicate(source: string, value: unknown): string {
  const limit = compilePattern(source)?.limit ?? Number.POSITIVE_INFINITY;
  if (typeof value === "string" && value.length > limit) {
    return `is longer than the ${limit} characters up to which its pattern can be checked safely`;
  }
  return `must match the pattern ${cut(source)}`;
}

function listed(allowed: unknown, value: unknown): string {
  const values: readonly unknown[] = Array.isArray(allowed) ? allowed : [];
  const rest = values.length - MAX_LISTED;
  const words = values.filter((one) => typeof one === "string").slice(0, 200);
  const hint = typeof value === "string" && value.length <= MAX_QUOTED ? suggestion(value, words) : "";
  return `${values.slice(0, MAX_LISTED).map(json).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}${hint}`;
}

const articles: Readonly<Record<string, string>> = {
  array: "an array",
  object: "an object",
  integer: "an integer",
  null: "null",
};

function typeNames(types: unknown): string {
  const names = [types].flat().map((type) => articles[String(type)] ?? `a ${type}`);
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

function typeName(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  return typeNames(Array.isArray(value) ? "array" : typeof value);
}

function count(number: unknown, singular: string, plural: string): string {
  return `${number ?? 1} ${(number ?? 1) === 1 ? singular : plural}`;
}

/** Of binary content each byte is a character. */
function length(limit: unknown, node: unknown): string {
  return own(node, "format") === "binary" ? count(limit, "byte", "bytes") : count(limit, "character", "characters");
}

function quote(text: unknown): string {
  return JSON.stringify(cut(String(text)));
}

function json(value: unknown): string {
  return cut(JSON.stringify(value) ?? String(value));
}

function cut(text: string): string {
  return text.length <= MAX_QUOTED ? text : `${text.slice(0, MAX_QUOTED)}…`;
}
