import { flag, record, text, type Written, whole } from "./case.ts";

/** Texts that several keywords ask different things of. */
export const texts: Readonly<Record<string, Written>> = {
  "a look-ahead that must not be at the end": { type: "string", pattern: "^[a-z]{3,8}(?!.*xyz)$", minLength: 5 },
  "three look-aheads and a length": {
    type: "string",
    pattern: "^(?=.*[A-Z])(?=.*\\d)(?=.*[!@#])[A-Za-z\\d!@#]+$",
    minLength: 12,
    maxLength: 16,
  },
  "a named group that comes back": { type: "string", pattern: "^(?<q>['\"])[a-z]+\\k<q>$", minLength: 6 },
  "a look-behind": { type: "string", pattern: "^[a-z]+(?<=end)$" },
  "scripts and digits of Unicode": { type: "string", pattern: "^\\p{Script=Greek}{2,4}\\p{Nd}$", maxLength: 4 },
  "not a letter of Latin": { type: "string", pattern: "^[^\\p{L}]{3}$" },
  "an e-mail address of one company": { type: "string", format: "email", pattern: "@example\\.org$", maxLength: 24 },
  "a date-time in UTC without fractions": {
    type: "string",
    format: "date-time",
    pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$",
  },
  "a date on the first of a month": { type: "string", format: "date", pattern: "-01$" },
  "a UUID of version 4 in capitals": {
    type: "string",
    format: "uuid",
    pattern: "^[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$",
  },
  "an address in a private network": { type: "string", format: "ipv4", pattern: "^10\\.0\\." },
  "a time at full hours": { type: "string", format: "time", pattern: ":00:00Z$" },
  "a pattern that says nothing": { type: "string", pattern: "", minLength: 2, maxLength: 3 },
  "a pattern for the empty text": { type: "string", pattern: "^$" },
  "a pattern with alternatives of which one is long enough": {
    type: "string",
    pattern: "^(a|bb|c{3}|d{4,6})$",
    minLength: 5,
  },
  "two anchored patterns and an unanchored one": {
    type: "string",
    allOf: [{ pattern: "^a" }, { pattern: "z$" }, { pattern: "[0-9]{2}" }],
    maxLength: 8,
  },
  "lengths in characters, not in units": {
    type: "string",
    pattern: "^[\\u{1F600}-\\u{1F64F}]+$",
    minLength: 3,
    maxLength: 3,
  },
  "base64 of a JSON document": {
    type: "string",
    contentEncoding: "base64",
    contentMediaType: "application/json",
    contentSchema: record({ id: whole }),
  },
  "JSON in a text": {
    type: "string",
    contentMediaType: "application/json",
    contentSchema: { type: "array", items: flag },
  },
  "not two of the formats": { type: "string", format: "hostname", not: { pattern: "\\." } },
  "an enum that pattern and length narrow": {
    type: "string",
    enum: ["a1", "b22", "c333", "d4444"],
    pattern: "\\d{2,3}$",
    not: { const: "d4444" },
    maxLength: 3,
  },
};

/** Numbers that are hard to hit. */
export const bounds: Readonly<Record<string, Written>> = {
  "a price between two others": { type: "number", multipleOf: 0.01, exclusiveMinimum: 19.98, exclusiveMaximum: 20 },
  "one multiple of a tenth": { type: "number", multipleOf: 0.1, minimum: 0.25, maximum: 0.35 },
  "a multiple of two decimals": {
    type: "number",
    allOf: [{ multipleOf: 0.4 }, { multipleOf: 0.6 }],
    minimum: 1,
    maximum: 2,
  },
  "far beyond the safe integers": { type: "integer", minimum: 1e20, maximum: 1.1e20 },
  "close to the largest double": { type: "number", exclusiveMinimum: 1.7e308 },
  "close to the smallest double": { type: "number", exclusiveMinimum: 0, maximum: 5e-324 },
  "between two neighbours": { type: "number", exclusiveMinimum: 1, exclusiveMaximum: 1.0000000000000004 },
  "below zero, above minus one": { type: "number", exclusiveMinimum: -1, exclusiveMaximum: 0 },
  "the largest int32": { type: "integer", format: "int32", minimum: 2147483647 },
  "an int32 beyond its bounds": { type: "integer", format: "int32", maximum: 9e18, minimum: 2147483600 },
  "an int64 at its end": {
    type: "integer",
    format: "int64",
    minimum: 9223372036854774000,
    maximum: 9223372036854776000,
  },
  "a float at its limit": { type: "number", format: "float", minimum: 3.4e38 },
  "a uint8 that is a multiple": { type: "integer", format: "uint8", multipleOf: 50, minimum: 201 },
  "zero only": { type: "number", minimum: -0, maximum: 0 },
  "a whole number as a number": { type: "number", multipleOf: 1, minimum: 2.5, maximum: 3.5 },
  "a number that is no integer": { type: "number", not: { type: "integer" }, minimum: 0, maximum: 10 },
  "an integer that is none of five": { type: "integer", minimum: 1, maximum: 6, not: { enum: [1, 2, 3, 4, 5] } },
  "not a multiple": {
    type: "integer",
    minimum: 6,
    maximum: 10,
    not: { multipleOf: 2 },
    allOf: [{ not: { multipleOf: 3 } }],
  },
};

/** Arrays in which counts, order and difference matter. */
export const lists: Readonly<Record<string, Written>> = {
  "pairs that all differ": {
    type: "array",
    uniqueItems: true,
    minItems: 4,
    items: record({ a: flag, b: flag }, { additionalProperties: false }),
  },
  "lists of flags that all differ": {
    type: "array",
    uniqueItems: true,
    minItems: 7,
    items: { type: "array", items: flag, maxItems: 2 },
  },
  "exactly two of a kind among others": {
    type: "array",
    items: { enum: ["a", "b", "c"] },
    contains: { const: "a" },
    minContains: 2,
    maxContains: 2,
    minItems: 5,
    maxItems: 5,
  },
  "a tuple, closed, unique, with an optional end": {
    type: "array",
    prefixItems: [{ enum: [1, 2] }, { enum: [1, 2] }, { enum: [1, 2, 3] }],
    items: false,
    uniqueItems: true,
    minItems: 3,
  },
  "contains in a closed tuple": {
    type: "array",
    prefixItems: [whole, { type: ["integer", "string"] }],
    items: false,
    contains: text,
    minItems: 2,
  },
  "contains of two kinds with a limit for each": {
    type: "array",
    allOf: [
      { contains: { const: "x" }, minContains: 1, maxContains: 1 },
      { contains: { const: "y" }, minContains: 2, maxContains: 3 },
    ],
    items: { enum: ["x", "y", "z"] },
    minItems: 6,
  },
  "neither longer than one nor empty": { type: "array", items: whole, not: { maxItems: 0 }, maxItems: 1 },
  "not unique": {
    type: "array",
    items: { type: "integer", minimum: 1, maximum: 3 },
    minItems: 2,
    not: { uniqueItems: true },
  },
  "a matrix": {
    type: "array",
    minItems: 2,
    maxItems: 2,
    items: { type: "array", minItems: 2, maxItems: 2, items: { type: "number", minimum: 0, exclusiveMaximum: 1 } },
  },
  "items that one of two contains evaluates": {
    type: "array",
    allOf: [{ contains: { const: "a" } }, { contains: { const: "b" } }],
    unevaluatedItems: false,
    minItems: 3,
  },
  "a prefix that contains must not count": {
    type: "array",
    prefixItems: [{ const: "head" }],
    items: { enum: ["head", "tail"] },
    contains: { const: "head" },
    maxContains: 1,
    minItems: 3,
  },
};
