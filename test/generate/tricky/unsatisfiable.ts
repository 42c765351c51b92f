import { type Case, flag, named, record, ref, text, whole } from "./case.ts";

/** Schemas that have none. */
export const unsatisfiable: readonly (readonly [name: string, Case])[] = [
  ...named({
    false: false,
    "an empty range": { type: "integer", minimum: 5, maximum: 4 },
    "an enum of another type": { type: "integer", enum: ["a"] },
    "a text longer than it may be": { type: "string", minLength: 5, maxLength: 3 },
    "closed objects that exclude each other's members": {
      allOf: [
        record({ a: text }, { additionalProperties: false }),
        record({ b: text }, { additionalProperties: false }),
      ],
    },
    "oneOf of closed objects that only the empty one meets": {
      oneOf: ["x", "y"].map((name) => ({
        type: "object",
        additionalProperties: false,
        allOf: [{ type: "object", properties: { [name]: text }, additionalProperties: false }],
      })),
    },
    "oneOf of lists that must be empty": {
      oneOf: [
        { type: "array", maxItems: 0 },
        { type: "array", items: false },
      ],
    },
    "the negation of everything": { not: {} },
    "more unique items than values": { type: "array", items: { enum: [1, 2] }, uniqueItems: true, minItems: 3 },
    "two types at once": { allOf: [text, whole] },
    "no multiple in the range": { type: "integer", multipleOf: 10, minimum: 11, maximum: 19 },
    "a pattern that is too short": { type: "string", pattern: "^a{2}$", minLength: 3 },
    "oneOf with the same branch twice": { oneOf: [{ type: "string" }, { type: "string" }] },
    "oneOf with branches that differ in their words only": {
      oneOf: ["one", "two"].map((description) => ({ type: "object", properties: { a: { description } } })),
    },
    "oneOf whose alternatives imply each other": {
      oneOf: [
        record({ type: text, name: text, remove: text }),
        record({ type: text, name: text }, { description: "one" }),
        record({ name: { type: "string" }, type: text }, { description: "other" }),
      ],
    },
    "a required member that is forbidden": { type: "object", properties: { a: false }, required: ["a"] },
    "a member without any value": record({
      a: { type: "object", properties: { b: { allOf: [text, whole] } }, required: ["b"] },
    }),
    "items that cannot exist but must": { type: "array", items: { allOf: [text, whole] }, minItems: 1 },
    "more members required than allowed": record({ a: text, b: text }, { maxProperties: 1 }),
    "a tuple that is too short": { type: "array", prefixItems: [text], items: false, minItems: 2 },
    "contains that the items exclude": { type: "array", items: text, contains: whole },
    "branches that all contradict": { type: "string", oneOf: [whole, flag] },
    "an enum that not empties": { type: "string", enum: ["a"], not: { const: "a" } },
    "contains that asks for more than it allows": { type: "array", contains: whole, minContains: 3, maxContains: 2 },
    "a member that only a double negation speaks of": {
      type: "object",
      not: { not: { properties: { a: text }, required: ["a"] } },
      unevaluatedProperties: false,
    },
    "an open interval without a number": { type: "number", exclusiveMinimum: 3, exclusiveMaximum: 3 },
    "an integer strictly between neighbours": { type: "integer", exclusiveMinimum: 3, exclusiveMaximum: 4 },
    "a multiple of two numbers below both": {
      type: "integer",
      minimum: 1,
      maximum: 11,
      allOf: [{ multipleOf: 3 }, { multipleOf: 4 }],
    },
    "dependentRequired that leads to what is forbidden": {
      type: "object",
      required: ["a"],
      properties: { a: text, b: text, c: false },
      dependentRequired: { a: ["b"], b: ["c"] },
    },
    "dependentRequired that leads to more than may be": {
      type: "object",
      required: ["a"],
      dependentRequired: { a: ["b"], b: ["c"] },
      maxProperties: 2,
    },
    "a dependent schema that contradicts": {
      type: "object",
      required: ["a"],
      properties: { a: whole },
      dependentSchemas: { a: { properties: { a: text } } },
    },
    "a required name that propertyNames forbids": {
      type: "object",
      required: ["Aa"],
      propertyNames: { pattern: "^[a-z]+$" },
    },
    "more members than there are names": { type: "object", propertyNames: { enum: ["a", "b"] }, minProperties: 3 },
    "more members than a closed object has": {
      type: "object",
      properties: { a: text, b: text },
      additionalProperties: false,
      minProperties: 3,
    },
    "a closed object beside a member it does not know": {
      allOf: [record({ a: text }, { additionalProperties: false }), { required: ["b"] }],
    },
    "unevaluatedProperties beside a member that nobody declares": {
      type: "object",
      required: ["z"],
      allOf: [{ properties: { a: text } }],
      unevaluatedProperties: false,
    },
    "then and else that both contradict": {
      type: "integer",
      if: { minimum: 5 },
      then: text,
      else: { type: "boolean" },
    },
    "if that always holds, and a then that never does": { type: "integer", if: true, then: false },
    "all of a oneOf, always": {
      type: "integer",
      oneOf: [{ minimum: 0 }, { minimum: 0, maximum: 1e9 }, {}],
      enum: [1, 2],
    },
    "a constant that is too long": { const: "abcdef", maxLength: 5 },
    "constants that differ": { allOf: [{ const: { a: 1 } }, { const: { a: 2 } }] },
    "unique flags, three of them": { type: "array", items: flag, uniqueItems: true, minItems: 3 },
    "more of a kind than a closed tuple holds": {
      type: "array",
      prefixItems: [whole, whole],
      items: false,
      contains: text,
    },
    "a tuple whose second item cannot be": { type: "array", prefixItems: [true, false], minItems: 2 },
    "a text of a format that is too short for it": { type: "string", format: "uuid", maxLength: 35 },
    "two words of a pattern, neither of which another has": {
      type: "string",
      allOf: [{ pattern: "^(up|down)$" }, { pattern: "^[lr]" }],
    },
    "all words of a pattern, none of which may be": {
      type: "string",
      pattern: "^[ab]{1,2}$",
      not: { pattern: "^[ab]+$" },
    },
    "more different words than a pattern has": {
      type: "array",
      items: { type: "string", pattern: "^(a|b)c?$" },
      uniqueItems: true,
      minItems: 5,
    },
    "two patterns that exclude each other": { type: "string", allOf: [{ pattern: "^a$" }, { pattern: "^b$" }] },
    "null that is not null": { type: "null", not: { const: null } },
    "neither type": { type: ["string", "integer"], not: { type: ["string", "number"] } },
  }),
  ["an object that contains itself", { schema: ref("Loop"), components: { Loop: record({ again: ref("Loop") }) } }],
  [
    "two that contain each other",
    {
      schema: ref("A"),
      components: { A: record({ b: { type: "array", items: ref("B"), minItems: 1 } }), B: record({ a: ref("A") }) },
    },
  ],
];
