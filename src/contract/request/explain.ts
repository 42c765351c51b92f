import { own, pointerTokens } from "../../base/json.ts";
import type { Violation, ViolationPlace } from "../../base/violation.ts";
import type { JsonSchema, Schema, SchemaError, SchemaGraph } from "../schema/schema.ts";
import { branchesOf, nearestBranch } from "./explain-branch.ts";
import { phrase, predicateOf } from "./explain-phrase.ts";

/** More violations than these are only counted: nobody reads on, and headers and logs carry them. */
export const MAX_VIOLATIONS = 50;

/** More errors than these are not even looked at: a hostile body can make a validator find millions. */
const MAX_ERRORS = 1_000;

/** Failed combinators inside failed combinators are explained down to this depth. */
const MAX_DEPTH = 6;

/** What was judged, and as which part of a message. */
export interface Judged {
  readonly graph: SchemaGraph;
  readonly value: unknown;
  readonly in: ViolationPlace;
  /** JSON Pointer of the value below `in`, e.g. "/limit" for that query parameter; "" for the whole. */
  readonly at: string;
}

/** Judges a value by a schema; empty where it is valid. */
export function violationsOf(schema: Schema, value: unknown, place: ViolationPlace, at = ""): Violation[] {
  const errors = schema.graph.errors(schema.node, value);
  return errors.length === 0 ? [] : explain(errors, { graph: schema.graph, value, in: place, at });
}

/** One thing that is wrong with a value, as a person would say it. */
export interface Fault {
  /** JSON Pointer from the value to its part that is wrong. */
  readonly instancePath: string;
  /** The JSON Schema keyword that failed. */
  readonly keyword: string;
  /** Completes a sentence, e.g. "must be an integer, but is a string". */
  readonly says: string;
}

/** Judges a value that is no part of a message; empty where it is valid. */
export function faultsOf({ graph, node }: Schema, value: unknown): Fault[] {
  const found = graph.errors(node, value).slice(0, MAX_ERRORS);
  const simplified = simplify(found, value, graph, 0);
  return (simplified.length > 0 ? simplified : found).map((error) => {
    const { instancePath, keyword } = error;
    return { instancePath, keyword, says: predicateOf(error, valueAt(value, instancePath)) };
  });
}

/**
 * Says for a person what a validator found. Of a failed `oneOf` or `anyOf` only the branch that the value comes
 * nearest to is explained, by its discriminator where it has one; what the other branches want is noise.
 */
export function explain(errors: readonly SchemaError[], judged: Judged): Violation[] {
  const violations = new Map<string, Violation>();
  const found = errors.slice(0, MAX_ERRORS);
  const simplified = simplify(found, judged.value, judged.graph, 0);
  // Whatever is taken for noise: what is invalid stays so.
  for (const error of simplified.length > 0 ? simplified : found) {
    const violation = toViolation(error, judged);
    const key = `${violation.instancePath} ${violation.message}`;
    if (!violations.has(key)) violations.set(key, violation);
  }
  return capViolations([...violations.values()]);
}

/** Keeps the first of too many violations and counts the rest in one of their own. */
export function capViolations(violations: readonly Violation[]): Violation[] {
  const next = violations[MAX_VIOLATIONS];
  if (!next) return [...violations];
  const message = `There are ${violations.length - MAX_VIOLATIONS} more violations.`;
  const counted: Violation = { in: next.in, instancePath: "", keyword: "count", message, code: "violations-omitted" };
  return [...violations.slice(0, MAX_VIOLATIONS), counted];
}

function toViolation(error: SchemaError, { value, in: place, at }: Judged): Violation {
  const instancePath = `${at}${error.instancePath}`;
  const message = phrase(error, place, instancePath, valueAt(value, error.instancePath));
  return { in: place, instancePath, keyword: error.keyword, message, code: `${place}-invalid` };
}

/** Replaces each failed combinator and the errors of its branches by the errors of the nearest branch. */
function simplify(
  errors: readonly SchemaError[],
  value: unknown,
  graph: SchemaGraph,
  depth: number,
): readonly SchemaError[] {
  const noise = new Set<string>();
  const explanations = new Map<SchemaError, readonly SchemaError[]>();
  // Ajv reports an outer combinator after the inner ones, which are noise once the outer one is explained.
  for (const error of [...errors].reverse()) {
    if (!isCombinator(error) || noise.has(identify(error, ""))) continue;
    const at = valueAt(value, error.instancePath);
    for (const branch of branchesOf(error)) {
      for (const inner of graph.errors(branch, at)) noise.add(identify(inner, error.instancePath));
    }
    const nearest = depth < MAX_DEPTH && hasNoBranch(error) ? nearestBranch(error, at, graph) : undefined;
    if (nearest) explanations.set(error, simplify(nearest, at, graph, depth + 1).map(below(error.instancePath)));
  }
  return errors
    .filter((error) => !noise.has(identify(error, "")) && !isConsequence(error, errors))
    .flatMap((error) => explanations.get(error) ?? [error]);
}

function isCombinator({ keyword }: SchemaError): boolean {
  return keyword === "anyOf" || keyword === "oneOf";
}

/** A `oneOf` may also fail because several branches fit. */
function hasNoBranch({ params }: SchemaError): boolean {
  return !Array.isArray(params["passingSchemas"]);
}

/** "must match then" only repeats that something else failed. */
function isConsequence({ keyword }: SchemaError, errors: readonly SchemaError[]): boolean {
  return keyword === "if" && errors.length > 1;
}

function below(instancePath: string): (error: SchemaError) => SchemaError {
  return (error) => ({ ...error, instancePath: `${instancePath}${error.instancePath}` });
}

/** Tells the errors of one validation from each other, and finds them again in another validation of the same value. */
function identify({ instancePath, keyword, params, node }: SchemaError, at: string): string {
  return `${at}${instancePath} ${keyword} ${JSON.stringify(params)} ${numberOf(node)}`;
}

const numbers = new WeakMap<object, number>();
let numbered = 0;

/** Nodes that say the same are still apart: an `anyOf` may have another one as its branch. */
function numberOf(node: JsonSchema): number {
  if (typeof node === "boolean") return node ? -1 : -2;
  const known = numbers.get(node);
  if (known !== undefined) return known;
  numbers.set(node, ++numbered);
  return numbered;
}

/** The part of a value that an error is about. */
function valueAt(value: unknown, instancePath: string): unknown {
  return pointerTokens(instancePath).reduce(own, value);
}
