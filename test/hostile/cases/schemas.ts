import { answer, answering, good, isGood, withPaths } from "../document.ts";
import type { HostileCase } from "../hostile-case.ts";

const b = { "/b": { get: good } };

/** `GET /a` has the schema; `GET /b` is served whatever that is. */
function schema(
  name: string,
  written: unknown,
  a: HostileCase["answers"] extends infer _ ? number | ((body: unknown) => boolean) : never,
  others: Partial<HostileCase> = {},
): HostileCase {
  return {
    name: `by ${name}`,
    files: { "a.json": withPaths({ "/a": { get: answer(written) }, ...b }) },
    answers: { "GET /a": a, "GET /b": isGood },
    ...others,
  };
}

const isText = (body: unknown): boolean => typeof body === "string";

/** Schemas that ask for too much, or for what does not exist. */
export const schemas: readonly HostileCase[] = [
  schema("minItems of a billion", { type: "array", minItems: 1e9 }, 501),
  schema("minItems of a billion false ones", { type: "array", items: false, minItems: 1e9 }, 500),
  schema("minContains of a billion", { type: "array", contains: { const: 1 }, minContains: 1e9 }, 501),
  schema(
    "a billion unique booleans",
    { type: "array", items: { type: "boolean" }, uniqueItems: true, minItems: 1e9 },
    500,
  ),
  schema("minLength of a billion", { type: "string", minLength: 1e9 }, 501),
  schema("minLength of a billion with a pattern", { type: "string", minLength: 1e9, pattern: "^a+$" }, 501),
  schema(
    "minLength of a billion in every format",
    {
      anyOf: ["email", "uri", "byte", "date", "uuid", "binary"].map((format) => ({
        type: "string",
        format,
        minLength: 1e9,
      })),
    },
    501,
  ),
  schema("minProperties of a billion", { type: "object", minProperties: 1e9 }, 501),
  schema(
    "required names by the ten thousand",
    { type: "object", required: Array.from({ length: 20_000 }, (_, at) => `n${at}`) },
    501,
  ),
  schema(
    "numbers beyond all numbers",
    {
      type: "object",
      required: ["a", "b", "c", "d"],
      properties: {
        a: { type: "integer", minimum: 1e308, maximum: 1.7e308 },
        b: { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 5e-324 },
        c: { type: "number", multipleOf: 1e-300 },
        d: { type: "integer", multipleOf: 1e300, minimum: 1 },
      },
    },
    501,
  ),
  schema(
    "a giant multipleOf within bounds",
    { type: "integer", multipleOf: 9007199254740992, minimum: 1, maximum: 1e300 },
    200,
  ),
  schema(
    "multiples without a common multiple",
    {
      type: "number",
      allOf: [{ multipleOf: 0.1 }, { multipleOf: 0.7 }, { multipleOf: 0.0003 }],
      minimum: 1,
      maximum: 1.1,
    },
    500,
  ),
  schema("contradicting bounds", { type: "number", minimum: 10, maximum: 1 }, 500),
  schema("contradicting allOf", { allOf: [{ type: "string" }, { type: "integer" }] }, 500),
  schema("contradicting enum and const", { enum: [1, 2], const: 3 }, 500),
  schema("a schema that is false", false, 500),
  schema("not of anything", { not: {} }, 500),
  schema("equal alternatives of oneOf", { oneOf: [{ type: "string" }, { type: "string" }] }, 500),
  schema(
    "hundred alternatives that exclude each other",
    { oneOf: Array.from({ length: 200 }, (_, at) => ({ type: "object", required: [`k${at}`] })) },
    200,
  ),
  schema(
    "2^60 combinations of anyOf",
    {
      allOf: Array.from({ length: 60 }, (_, at) => ({
        anyOf: [
          { type: "object", required: [`a${at}`], properties: { [`b${at}`]: false } },
          { type: "object", required: [`b${at}`], properties: { [`a${at}`]: false } },
        ],
      })),
    },
    200,
  ),
  schema(
    "2^60 combinations of oneOf in which none is valid",
    {
      allOf: [
        ...Array.from({ length: 60 }, (_, at) => ({ oneOf: [{ required: [`a${at}`] }, { required: [`b${at}`] }] })),
        { type: "object", maxProperties: 3 },
      ],
    },
    500,
  ),
  schema(
    "100 000 names that each depend on another",
    {
      type: "object",
      dependentRequired: Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`k${at}`, ["a"]])),
    },
    200,
  ),
  schema("1 000 alternatives", { anyOf: Array.from({ length: 1_000 }, (_, at) => ({ const: at })) }, 200),
  schema("an enum of 50 000", { enum: Array.from({ length: 50_000 }, (_, at) => `value ${at}`) }, isText),
  schema(
    "an enum of which nothing is valid",
    { type: "string", enum: Array.from({ length: 50_000 }, (_, at) => at) },
    500,
  ),
  schema(
    "patterns that do not compile",
    {
      type: "object",
      required: ["a", "b"],
      properties: { a: { type: "string", pattern: "(" }, b: { type: "string", pattern: "[z-a]" } },
      patternProperties: { "*": {} },
    },
    200,
  ),
  schema(
    "patterns that explode",
    {
      type: "object",
      required: ["a", "b", "c"],
      properties: {
        a: { type: "string", pattern: "^(a+)+$", minLength: 30 },
        b: { type: "string", pattern: "^(([a-z])+.)+[A-Z]([a-z])+$" },
        c: { type: "string", pattern: "(.*a){25}x$", example: "a".repeat(50_000) },
      },
    },
    200,
  ),
  schema(
    "patterns that repeat a billion times",
    { type: "object", required: ["a"], properties: { a: { type: "string", pattern: "^((a{1000}){1000}){1000}$" } } },
    501,
  ),
  schema(
    "a pattern of 5 000 nested groups",
    { type: "string", pattern: `${"(".repeat(5_000)}a${")".repeat(5_000)}` },
    200,
  ),
  schema("a pattern of a megabyte", { type: "string", pattern: `^(${"abc|".repeat(250_000)}z)$` }, 200),
  schema("look-behinds and back-references", { type: "string", pattern: "^(?=(.*a))(?<!x)(a|b)\\1$" }, 501),
  schema(
    "examples that are megabytes of nothing",
    { type: "string", examples: ["x".repeat(3_000_000), 5, null], maxLength: 10 },
    isText,
  ),
  schema("a default that breaks its schema", { type: "integer", default: "x", example: {}, examples: "x" }, 200),
  schema(
    "fakers that reach for other things",
    {
      type: "object",
      required: ["a", "b", "c"],
      properties: {
        a: { type: "string", "x-faker": "constructor.constructor" },
        b: { type: "string", "x-faker": { "helpers.fake": "{{process.exit}}" } },
        c: { type: "string", "x-faker": "__proto__.toString" },
      },
    },
    200,
  ),
  { name: "by 450 levels of schemas", files: { "a.json": nested(110) }, answers: { "GET /a": 200 } },
  { name: "by 100 000 levels of schemas", files: { "a.json": deep(100_000) } },
  { name: "by 100 000 levels of schemas in YAML", files: { "a.yaml": deep(100_000) } },
];

/** Two levels of JSON for each level of schema. */
function nested(levels: number): object {
  let inner: object = { type: "integer" };
  for (let level = 0; level < levels; level++)
    inner = { type: "object", required: ["a"], properties: { a: { allOf: [inner] } } };
  return answering({ type: "object", properties: { a: inner } });
}

function deep(levels: number): string {
  const text = JSON.stringify(answering("SCHEMA"));
  return text.replace('"SCHEMA"', `${'{"items":'.repeat(levels)}{}${"}".repeat(levels)}`);
}
