import { answering, component, info } from "../document.ts";
import type { HostileCase } from "../hostile-case.ts";

const LEVELS = 40;

/** A chain of schemas of which each speaks of the next twice: 2^40 ways from the first to the last. */
function bomb(
  name: string,
  link: (next: object, level: number) => object,
  expected: number | ((body: unknown) => boolean),
  others: Partial<HostileCase> = {},
  last: object = { type: "integer" },
): HostileCase {
  const schemas = Object.fromEntries(
    Array.from({ length: LEVELS }, (_, level) => [`S${level}`, link(component(`S${level + 1}`), level)]),
  );
  const files = { "a.json": answering(component("S0"), { ...schemas, [`S${LEVELS}`]: last }) };
  return {
    name: `by 2^40 references in ${name}`,
    files,
    answers: { "GET /a": expected },
    ...others,
  };
}

export const bombs: readonly HostileCase[] = [
  bomb("allOf", (next) => ({ allOf: [next, next] }), 200),
  bomb(
    "allOf, with words of their own",
    (next, level) => ({ allOf: [next, { ...next, title: `t${level}` }, { ...next, minimum: level }] }),
    200,
  ),
  bomb("anyOf", (next) => ({ anyOf: [next, next] }), 200),
  bomb("oneOf", (next) => ({ oneOf: [next, { ...next, minimum: 5 }] }), 200),
  bomb("not", (next) => ({ not: { anyOf: [{ not: next }, { not: next }] } }), 200),
  bomb("if", (next) => ({ if: next, then: next, else: next }), 200),
  bomb("properties", (next) => ({ type: "object", properties: { a: next, b: next } }), 200),
  bomb(
    "required properties",
    (next) => ({ type: "object", required: ["a", "b"], properties: { a: next, b: next } }),
    501,
    {},
  ),
  bomb("items", (next) => ({ type: "array", items: next, minItems: 2 }), 501),
  bomb("prefixItems", (next) => ({ type: "array", prefixItems: [next, next] }), 200),
  bomb(
    "additionalProperties and patternProperties",
    (next) => ({
      type: "object",
      additionalProperties: next,
      patternProperties: { "^a": next },
      propertyNames: { maxLength: 5 },
    }),
    200,
  ),
  bomb(
    "dependentSchemas",
    (next) => ({ type: "object", dependentSchemas: { a: next, b: next } }),
    200,
    {},
    { type: "object", required: ["a", "b"] },
  ),
  bomb(
    "unevaluatedProperties",
    (next) => ({ type: "object", allOf: [next, next], unevaluatedProperties: false }),
    200,
    {},
    { type: "object", properties: { x: { const: 1 } } },
  ),
  bomb("contains", (next) => ({ type: "array", contains: next, items: next }), 501),
  bomb("examples that its schemas judge", (next) => ({ allOf: [next, next], example: 7 }), 200),
  {
    name: "by 2^40 references in Swagger",
    files: {
      "a.json": {
        swagger: "2.0",
        info,
        paths: { "/a": { get: { responses: { 200: { description: "", schema: { $ref: "#/definitions/S0" } } } } } },
        definitions: Object.fromEntries(
          Array.from({ length: LEVELS + 1 }, (_, level) => {
            const next = { $ref: `#/definitions/S${level + 1}` };
            return [
              `S${level}`,
              level === LEVELS ? { type: "object" } : { allOf: [next, next], properties: { a: next, b: next } },
            ];
          }),
        ),
      },
    },
    answers: { "GET /a": 200 },
  },
  {
    name: "by 2^40 references in a request",
    files: {
      "a.json": {
        ...answering(
          { const: "good" },
          Object.fromEntries(
            Array.from({ length: LEVELS + 1 }, (_, level) => [
              `S${level}`,
              level === LEVELS
                ? { type: "integer" }
                : {
                    allOf: [component(`S${level + 1}`), { ...component(`S${level + 1}`) }],
                    anyOf: [component(`S${level + 1}`), component(`S${level + 1}`)],
                  },
            ]),
          ),
        ),
        paths: {
          "/a": {
            get: {
              parameters: [
                { name: "q", in: "query", required: true, schema: component("S0") },
                { name: "h", in: "header", schema: component("S0") },
              ],
              responses: {
                200: {
                  description: "",
                  headers: { X: { schema: component("S0") } },
                  content: { "application/xml": { schema: component("S0") } },
                },
              },
            },
          },
        },
      },
    },
    answers: { "GET /a?q=7": 200 },
  },
  {
    name: "by 40 schemas that all refer to each other",
    files: {
      "a.json": answering(
        component("S0"),
        Object.fromEntries(
          Array.from({ length: 40 }, (_, at) => [
            `S${at}`,
            {
              type: "object",
              properties: Object.fromEntries(Array.from({ length: 40 }, (_, to) => [`p${to}`, component(`S${to}`)])),
            },
          ]),
        ),
      ),
    },
    answers: { "GET /a": 200 },
  },
  {
    name: "by 30 alternatives that lead to each other",
    files: {
      "a.json": answering(
        component("S0"),
        Object.fromEntries(
          Array.from({ length: 200 }, (_, at) => [
            `S${at}`,
            { oneOf: Array.from({ length: 30 }, (_, to) => component(`S${to}`)) },
          ]),
        ),
      ),
    },
  },
];
