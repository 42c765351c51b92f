import { flag, record, text, type Written, whole } from "./case.ts";

export const arrays: Readonly<Record<string, Written>> = {
  "all values of an enum, once each": {
    type: "array",
    items: { enum: ["n", "e", "s", "w"] },
    uniqueItems: true,
    minItems: 4,
  },
  "both booleans": { type: "array", items: flag, uniqueItems: true, minItems: 2, maxItems: 2 },
  "some items that contains asks for": {
    type: "array",
    items: { type: "integer", minimum: 0, maximum: 50 },
    contains: { minimum: 45 },
    minContains: 2,
    maxContains: 2,
    minItems: 4,
    maxItems: 5,
  },
  "contains in an array of anything": { type: "array", contains: { type: "integer", minimum: 3 } },
  "no item may match contains": {
    type: "array",
    items: whole,
    minItems: 2,
    contains: { minimum: 0 },
    minContains: 0,
    maxContains: 0,
  },
  "a closed tuple": { type: "array", prefixItems: [text, whole, flag], items: false, minItems: 3 },
  "a tuple with a tail": { type: "array", prefixItems: [text], items: whole, minItems: 5 },
  "items of any kind": { type: "array", minItems: 4 },
  "a tuple closed by unevaluatedItems": {
    type: "array",
    prefixItems: [text, whole],
    unevaluatedItems: false,
    minItems: 2,
  },
  "unique items of two kinds": {
    type: "array",
    uniqueItems: true,
    minItems: 5,
    maxItems: 5,
    items: { oneOf: [{ type: "integer", minimum: 1, maximum: 3 }, { enum: ["x", "y"] }] },
  },
  "unique objects": {
    type: "array",
    uniqueItems: true,
    minItems: 3,
    items: record({ day: { enum: ["mon", "tue", "wed"] } }),
  },
  "arrays in arrays": nestedArray(7),
  "an empty array": { type: "array", maxItems: 0, items: text },
  "items that cannot exist": { type: "array", items: false },
};

function nestedArray(levels: number): Written {
  return levels === 0 ? whole : { type: "array", items: nestedArray(levels - 1), minItems: 1, maxItems: 2 };
}

export const objects: Readonly<Record<string, Written>> = {
  "a map with a least size": { type: "object", additionalProperties: whole, minProperties: 3, maxProperties: 5 },
  "names by pattern only": {
    type: "object",
    patternProperties: { "^y-[a-z]{3}$": text },
    additionalProperties: false,
    minProperties: 2,
  },
  "names limited by propertyNames": {
    type: "object",
    propertyNames: { pattern: "^[a-z]{4}$" },
    additionalProperties: text,
    minProperties: 3,
  },
  "names out of an enum": { type: "object", propertyNames: { enum: ["p", "q", "r"] }, minProperties: 3 },
  "declared members that propertyNames forbids": {
    type: "object",
    properties: { ok: text, NOT: text },
    propertyNames: { pattern: "^[a-z]+$" },
  },
  dependentRequired: {
    type: "object",
    properties: { card: text, holder: text },
    required: ["card"],
    dependentRequired: { card: ["holder"] },
  },
  "dependentRequired on something undeclared": {
    type: "object",
    properties: { a: text },
    required: ["a"],
    dependentRequired: { a: ["b", "c"] },
  },
  dependentSchemas: {
    type: "object",
    properties: { a: { const: 1 } },
    required: ["a"],
    dependentSchemas: { a: { required: ["b"], properties: { b: { type: "integer", minimum: 9 } } } },
  },
  "unevaluatedProperties beside allOf": {
    type: "object",
    allOf: [record({ a: text })],
    properties: { b: whole },
    required: ["b"],
    unevaluatedProperties: false,
  },
  "unevaluatedProperties beside oneOf": {
    type: "object",
    oneOf: [
      { properties: { a: text }, required: ["a"] },
      { properties: { b: whole }, required: ["b"] },
    ],
    unevaluatedProperties: false,
  },
  "required members nobody declares": { type: "object", required: ["foo", "bar"] },
  "undeclared required members of a map": {
    type: "object",
    required: ["z"],
    additionalProperties: { type: "string", format: "uuid" },
  },
  "fewer members than are declared": {
    type: "object",
    properties: { a: text, b: text, c: text, d: text },
    required: ["c"],
    maxProperties: 2,
  },
  "more members than are declared": { type: "object", properties: { a: text }, minProperties: 3 },
  "names that JavaScript knows": {
    type: "object",
    properties: JSON.parse(
      '{"__proto__": {"type": "string"}, "constructor": {"type": "integer"}, "toString": {"type": "string"}}',
    ),
    required: ["__proto__", "constructor", "toString"],
  },
  "two closed objects with the same members": {
    allOf: [
      record({ a: text, b: whole }, { additionalProperties: false }),
      { type: "object", properties: { a: { minLength: 4 }, b: true }, additionalProperties: false },
    ],
  },
  "a forbidden member": { type: "object", properties: { a: text, b: false }, required: ["a"] },
  "an optional member that cannot exist": {
    type: "object",
    properties: { a: text, b: { allOf: [text, whole] } },
    required: ["a"],
  },
  "200 members": record(
    Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [
        `member${index}`,
        index % 4 === 0 ? { type: "array", items: whole } : text,
      ]),
    ),
  ),
  "ten levels": nested(10),
};

function nested(levels: number): Written {
  return levels === 0
    ? record({ leaf: { type: "string", minLength: 1 } })
    : record({ [`level${levels}`]: nested(levels - 1) });
}
