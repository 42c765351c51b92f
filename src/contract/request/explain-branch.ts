import { escapeToken, isObject, own } from "../../base/json.ts";
import type { Discriminator, JsonSchema, SchemaError, SchemaGraph } from "../schema/schema.ts";

/** The subschemas of a failed `oneOf` or `anyOf`. */
export function branchesOf({ node, keyword }: SchemaError): readonly JsonSchema[] {
  const branches = own(node, keyword);
  return Array.isArray(branches) ? (branches as readonly JsonSchema[]) : [];
}

/**
 * What is wrong with a value in the eyes of that branch of a failed combinator which it comes nearest to: the one that
 * the discriminator names, else the one with the right type, the right constants and the fewest errors.
 *
 * @param value - what stands at the error's place
 * @returns errors whose paths start at the value; `undefined` where there is nothing to say beyond "no branch fits".
 */
export function nearestBranch(error: SchemaError, value: unknown, graph: SchemaGraph): SchemaErrors | undefined {
  const { discriminator } = graph.annotations(error.node);
  const tagged = discriminator && byTag(discriminator, value, error, graph);
  if (tagged) return tagged;
  const failures = branchesOf(error).map((branch) => graph.errors(branch, value));
  if (failures.length === 0 || failures.some((errors) => errors.length === 0)) return undefined;
  const types = failures.flatMap(wrongTypes);
  if (failures.every((errors) => errors.some(isWrongType))) {
    return [{ ...error, instancePath: "", keyword: "type", params: { type: [...new Set(types)] } }];
  }
  return failures.reduce((best, errors) => (compareDistance(errors, best) < 0 ? errors : best));
}

type SchemaErrors = readonly SchemaError[];

function byTag(
  { propertyName, mapping, defaultMapping }: Discriminator,
  value: unknown,
  error: SchemaError,
  graph: SchemaGraph,
): SchemaErrors | undefined {
  if (!isObject(value) || mapping.size === 0) return undefined;
  const tag = own(value, propertyName);
  const branch = (typeof tag === "string" ? mapping.get(tag) : undefined) ?? defaultMapping;
  if (branch !== undefined) {
    const errors = graph.errors(branch, value);
    return errors.length > 0 ? errors : undefined;
  }
  if (tag === undefined) {
    // The property may be optional (OAS 3.2 §4.25.1): then its absence is not what is wrong.
    if (!branchesOf(error).some((other) => asksFor(propertyName, graph.errors(other, value)))) return undefined;
    return [{ ...error, instancePath: "", keyword: "required", params: { missingProperty: propertyName } }];
  }
  const params = { allowedValues: [...mapping.keys()] };
  return [{ ...error, instancePath: `/${escapeToken(propertyName)}`, keyword: "enum", params }];
}

function asksFor(name: string, errors: SchemaErrors): boolean {
  return errors.some(({ instancePath, params }) => instancePath === "" && params["missingProperty"] === name);
}

function isWrongType(error: SchemaError): boolean {
  return error.keyword === "type" && error.instancePath === "";
}

function wrongTypes(errors: SchemaErrors): unknown[] {
  return errors.filter(isWrongType).flatMap(({ params }) => params["type"]);
}

/** Negative where the first errors say that the value is nearer. */
function compareDistance(one: SchemaErrors, other: SchemaErrors): number {
  const [first, second] = [distance(one), distance(other)];
  for (const [index, value] of first.entries()) {
    const difference = value - (second[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** In order of weight: another type, another constant (a hand-made discriminator), how much is wrong. */
function distance(errors: SchemaErrors): number[] {
  const wrongType = errors.some(isWrongType) ? 1 : 0;
  const wrongConstants = errors.filter(({ keyword }) => keyword === "const" || keyword === "enum").length;
  return [wrongType, wrongConstants, errors.length];
}
