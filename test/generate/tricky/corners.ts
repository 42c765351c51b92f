import { text, type Written, whole } from "./case.ts";

const letters = [..."abcdef"];

/** Where keywords meet that were not made for each other. */
export const corners: Readonly<Record<string, Written>> = {
  "a cousin that unevaluatedProperties does not see": {
    type: "object",
    minProperties: 1,
    allOf: [{ properties: { a: text }, unevaluatedProperties: false }, { properties: { b: text } }],
  },
  "a schema for unevaluated members": {
    type: "object",
    properties: { a: text },
    unevaluatedProperties: whole,
    minProperties: 3,
  },
  "a schema for unevaluated items": { type: "array", prefixItems: [whole], unevaluatedItems: text, minItems: 4 },
  "items that contains evaluates": { type: "array", contains: whole, unevaluatedItems: false, minItems: 2 },
  "two kinds of items that must be there": {
    type: "array",
    allOf: [{ contains: { const: "x" } }, { contains: whole }],
  },
  "one item for two contains": {
    type: "array",
    maxItems: 1,
    allOf: [{ contains: { type: "integer", minimum: 5 } }, { contains: { type: "integer", multipleOf: 4 } }],
  },
  "contains behind a prefix": { type: "array", prefixItems: [text], contains: whole },
  "three of an enum, once each": { type: "array", contains: { enum: [1, 2, 3] }, minContains: 3, uniqueItems: true },
  "sixty of sixty values": {
    type: "array",
    uniqueItems: true,
    minItems: 60,
    items: { enum: Array.from({ length: 60 }, (_, index) => `v${index}`) },
  },
  "exactly one of two members": {
    type: "object",
    properties: { a: text, b: text, c: text },
    oneOf: [{ required: ["a"] }, { required: ["b"] }],
  },
  "exactly one of six members": {
    type: "object",
    properties: Object.fromEntries(letters.map((letter) => [letter, text])),
    oneOf: letters.map((letter) => ({ required: [letter] })),
  },
  "at least one of two, at most one in all": {
    type: "object",
    properties: { a: text, b: text },
    maxProperties: 1,
    anyOf: [{ required: ["a"] }, { required: ["b"] }],
  },
  "members that need each other where only one has room": {
    type: "object",
    properties: { a: text, b: text },
    dependentRequired: { a: ["b"], b: ["a"] },
    maxProperties: 1,
  },
  "a member that rules out another": {
    type: "object",
    properties: { a: text, b: text },
    dependentSchemas: { a: { not: { required: ["b"] } } },
  },
  "null in both branches": { oneOf: [{ type: ["string", "null"] }, { type: ["integer", "null"] }] },
  "the one value that only one enum has": {
    oneOf: [{ enum: ["a", "b", "c"] }, { enum: ["b", "c", "d"] }, { enum: ["c", "d", "a", "e"] }],
  },
  "names with slashes and without characters": {
    type: "object",
    required: ["", "a/b", "~", "%"],
    properties: { "": text, "a/b": whole, "~": text },
  },
  "a name that two patterns match": {
    type: "object",
    required: ["a1"],
    patternProperties: { "^a": { type: "integer", minimum: 10 }, "1$": { type: "integer", maximum: 12 } },
    additionalProperties: false,
  },
  "many members with one value": { type: "object", additionalProperties: { enum: [1] }, minProperties: 30 },
  "a hundred alternatives": {
    oneOf: Array.from({ length: 100 }, (_, index) => ({
      type: "object",
      required: ["kind"],
      properties: { kind: { const: index } },
    })),
  },
  "arrays that differ by their items": {
    oneOf: [
      { type: "array", items: text },
      { type: "array", items: whole },
    ],
  },
  "a text that is too long for what it must not be": { type: "string", not: { maxLength: 30 } },
  "not both": { type: "object", properties: { a: text, b: text }, not: { required: ["a", "b"] }, minProperties: 1 },
  "not at any depth": {
    type: "object",
    required: ["a"],
    properties: { a: { type: "object", required: ["b"], properties: { b: whole } } },
    not: { properties: { a: { properties: { b: { minimum: 0 } } } } },
  },
  "not allOf": { type: "integer", minimum: 0, maximum: 20, not: { allOf: [{ minimum: 5 }, { multipleOf: 3 }] } },
  "not oneOf": { type: "integer", minimum: 0, maximum: 20, not: { oneOf: [{ minimum: 5 }, { maximum: 10 }] } },
  "not if": {
    type: "integer",
    minimum: 0,
    maximum: 20,
    not: { if: { minimum: 10 }, then: { multipleOf: 2 }, else: { multipleOf: 5 } },
  },
  "not items": { type: "array", items: whole, not: { items: { minimum: 0 } } },
  "not contains": { type: "array", items: { enum: [1, 2, 3] }, minItems: 3, not: { contains: { const: 2 } } },
  "not closed": {
    type: "object",
    properties: { a: text },
    not: { properties: { a: true }, additionalProperties: false },
  },
};
