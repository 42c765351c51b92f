import { isObject } from "../../base/json.ts";
import type { Direction, JsonType } from "./schema.ts";
import { isKeywordOf, refStandsAlone, type SchemaDialect } from "./schema-dialect.ts";

const jsonTypes: ReadonlySet<string> = new Set(["null", "boolean", "integer", "number", "string", "array", "object"]);

/** What authors write for `type` although JSON Schema has no such type, and what they mean. */
const typeAliases: ReadonlyMap<string, { type?: JsonType; format?: string }> = new Map(
  Object.entries({
    any: {},
    mixed: {},
    file: { type: "string", format: "binary" },
    binary: { type: "string", format: "binary" },
    str: { type: "string" },
    text: { type: "string" },
    uuid: { type: "string", format: "uuid" },
    date: { type: "string", format: "date" },
    datetime: { type: "string", format: "date-time" },
    "date-time": { type: "string", format: "date-time" },
    int: { type: "integer" },
    int32: { type: "integer", format: "int32" },
    int64: { type: "integer", format: "int64" },
    long: { type: "integer", format: "int64" },
    float: { type: "number" },
    double: { type: "number" },
    decimal: { type: "number" },
    bool: { type: "boolean" },
    list: { type: "array" },
    dict: { type: "object" },
    map: { type: "object" },
  } satisfies Record<string, { type?: JsonType; format?: string }>),
);

/** A problem with one keyword: the caller knows the pointer. */
export interface KeywordProblem {
  readonly code: string;
  readonly keyword: string;
  readonly message: string;
  readonly remedy: string;
}

/**
 * Rewrites the keywords in which the dialects differ to JSON Schema 2020-12; the rest stays as written. The node's
 * own keywords only: subschemas follow when they are normalised themselves.
 *
 * Where a version leaves the meaning open, Helix is liberal in what it accepts and strict in what it sends: `null`
 * for `nullable` without `type` (OAS 3.0.3 says that it has no effect) passes in a request, never in a response.
 */
export function toJsonSchema(
  raw: Readonly<Record<string, unknown>>,
  dialect: SchemaDialect,
  direction: Direction,
  report: (problem: KeywordProblem) => void,
): Record<string, unknown> {
  if (typeof raw["$ref"] === "string" && refStandsAlone(dialect)) return { $ref: raw["$ref"] };
  const node: Record<string, unknown> = { ...raw };
  for (const keyword in node) if (!isKeywordOf(dialect, keyword)) delete node[keyword];
  rewriteType(node, report);
  rewriteBounds(node, report);
  rewriteTuple(node);
  rewriteDependencies(node);
  return allowsNull(raw, dialect) ? withNull(node, dialect, direction) : node;
}

function isBefore31(dialect: SchemaDialect): boolean {
  return dialect === "2.0" || dialect === "3.0";
}

function rewriteType(node: Record<string, unknown>, report: (problem: KeywordProblem) => void): void {
  const { type } = node;
  if (type === undefined || (typeof type === "string" && jsonTypes.has(type))) return;
  const written: unknown[] = Array.isArray(type) ? type : [type];
  const meant = written.map((name) => meantBy(name, report));
  const types = [...new Set(meant.flatMap(({ type }) => type ?? []))];
  const format = meant.find((alias) => alias.format !== undefined)?.format;
  if (format !== undefined) node["format"] ??= format;
  // One alternative that allows anything allows anything.
  if (types.length === 0 || meant.some(({ type }) => type === undefined)) delete node["type"];
  else node["type"] = types.length === 1 ? types[0] : types;
}

function meantBy(name: unknown, report: (problem: KeywordProblem) => void): { type?: JsonType; format?: string } {
  if (typeof name === "string" && jsonTypes.has(name)) return { type: name as JsonType };
  const alias = (typeof name === "string" && typeAliases.get(name.toLowerCase())) || {};
  report({
    code: "schema-type-unknown",
    keyword: "type",
    message: `${JSON.stringify(name)} is not a type of JSON Schema`,
    remedy: alias.type ? `write "${alias.type}"` : "leave type out where any value is meant",
  });
  return alias;
}

const bounds = [
  ["minimum", "exclusiveMinimum"],
  ["maximum", "exclusiveMaximum"],
] as const;

/** Draft 4's boolean `exclusiveMinimum` (2.0, 3.0, and by mistake 3.1) says how `minimum` is meant. */
function rewriteBounds(node: Record<string, unknown>, report: (problem: KeywordProblem) => void): void {
  for (const [bound, exclusive] of bounds) {
    const flag = node[exclusive];
    if (typeof flag !== "boolean") continue;
    delete node[exclusive];
    if (!flag) continue;
    if (typeof node[bound] === "number") {
      node[exclusive] = node[bound];
      delete node[bound];
    } else {
      report({
        code: "schema-keyword-invalid",
        keyword: exclusive,
        message: `${exclusive}: true says nothing without ${bound}`,
        remedy: `give ${bound}, or a number as ${exclusive}`,
      });
    }
  }
}

/** Draft 4 to 2019-09 wrote tuples as an array under `items`. */
function rewriteTuple(node: Record<string, unknown>): void {
  if (!Array.isArray(node["items"])) return;
  node["prefixItems"] = node["items"];
  delete node["items"];
  if (node["additionalItems"] !== undefined) node["items"] = node["additionalItems"];
}

/** Draft 4 to 7 had one `dependencies` for what are two keywords now. */
function rewriteDependencies(node: Record<string, unknown>): void {
  if (!isObject(node["dependencies"])) return;
  const names = Object.entries(node["dependencies"]).filter(([, value]) => Array.isArray(value));
  const schemas = Object.entries(node["dependencies"]).filter(([, value]) => !Array.isArray(value));
  if (names.length > 0) node["dependentRequired"] ??= Object.fromEntries(names);
  if (schemas.length > 0) node["dependentSchemas"] ??= Object.fromEntries(schemas);
}

function allowsNull(raw: Readonly<Record<string, unknown>>, dialect: SchemaDialect): boolean {
  return (
    (raw["nullable"] === true && (dialect === "oas" || isBefore31(dialect))) ||
    (dialect === "2.0" && raw["x-nullable"] === true)
  );
}

function withNull(
  node: Record<string, unknown>,
  dialect: SchemaDialect,
  direction: Direction,
): Record<string, unknown> {
  const lenient = direction === "request";
  if (!lenient && !isBefore31(dialect)) return node;
  if (typeof node["type"] === "string") node["type"] = [node["type"], "null"];
  else if (Array.isArray(node["type"])) node["type"] = [...new Set([...node["type"], "null"])];
  if (!lenient) return node;
  delete node["nullable"];
  delete node["x-nullable"];
  // A list of values or a combinator beside `nullable` would still refuse null.
  return ["enum", "const", "allOf", "anyOf", "oneOf", "not"].some((keyword) => node[keyword] !== undefined)
    ? { anyOf: [{ type: "null" }, node] }
    : node;
}
