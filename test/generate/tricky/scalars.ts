import { record, type Written } from "./case.ts";

export const strings: Readonly<Record<string, Written>> = {
  "a licence plate by pattern": { type: "string", pattern: "^[A-Z]{2}-[0-9]{3}-[A-Z]{2}$" },
  "a pattern that leaves the length to other keywords": {
    type: "string",
    pattern: "^[a-f]+$",
    minLength: 11,
    maxLength: 12,
  },
  "a password with look-aheads": { type: "string", pattern: "^(?=.*[a-z])(?=.*[0-9])[a-z0-9]{10,14}$" },
  "a negative look-ahead": { type: "string", pattern: "^(?!root)[a-z]{4,6}$" },
  "a back-reference": { type: "string", pattern: "^(x|y)-\\1$" },
  "Unicode classes": { type: "string", pattern: "^\\p{Lu}\\p{Ll}{1,7}$" },
  "nested alternatives": { type: "string", pattern: "^((ab|cd)(:[0-9]{2}){1,2}|none)$" },
  "a version number": { type: "string", pattern: "^v?(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)$" },
  "a pattern that is not anchored": { type: "string", pattern: "[0-9]{4}-[0-9]{2}" },
  "a word boundary": { type: "string", pattern: "\\bbar\\b" },
  "a colour": { type: "string", pattern: "^#([0-9a-f]{3}){1,2}$" },
  "a format and a pattern": { type: "string", format: "uri", pattern: "^https://cdn\\." },
  "a date in one year": { type: "string", format: "date", pattern: "^2031-" },
  "a long e-mail address": { type: "string", format: "email", minLength: 45, maxLength: 60 },
  "a date-time without room for fractions": { type: "string", format: "date-time", maxLength: 20 },
  "exactly 300 characters": { type: "string", minLength: 300, maxLength: 300 },
  "the empty string only": { type: "string", maxLength: 0 },
  "characters outside the basic plane": { type: "string", pattern: "^\\u{1F680}+$", minLength: 2, maxLength: 2 },
  "two patterns at once": { allOf: [{ type: "string", pattern: "^[a-d]+$" }, { pattern: "^.{4}$" }] },
  "base64 content": { type: "string", contentEncoding: "base64" },
  "every string format": record(
    Object.fromEntries(
      ["date", "time", "date-time", "duration", "email", "hostname", "ipv4", "ipv6", "uri", "uri-reference"]
        .concat([
          "uri-template",
          "uuid",
          "json-pointer",
          "relative-json-pointer",
          "regex",
          "byte",
          "binary",
          "password",
        ])
        .map((format) => [format, { type: "string", format }]),
    ),
  ),
};

export const numbers: Readonly<Record<string, Written>> = {
  cents: { type: "number", multipleOf: 0.01, minimum: 0, maximum: 500 },
  "one multiple in reach": { type: "integer", multipleOf: 9, minimum: 20, maximum: 30 },
  "an integer that is a multiple of a fraction": { type: "integer", multipleOf: 2.5, minimum: 1, maximum: 12 },
  "a tight open interval": { type: "number", exclusiveMinimum: 2e9, exclusiveMaximum: 2000000001 },
  "a tiny open interval": { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1e-15 },
  "a large minimum": { type: "number", minimum: 7_500_000 },
  "far below zero": { type: "integer", maximum: -12_345 },
  "both lower bounds": { type: "integer", minimum: 3, exclusiveMinimum: 5, maximum: 6 },
  "the inclusive bound is the stricter": { type: "number", minimum: 8, exclusiveMinimum: 2, maximum: 9 },
  "near the largest safe integer": { type: "integer", minimum: 9_007_199_254_740_900 },
  "number formats": record({
    a: { type: "integer", format: "int32" },
    b: { type: "integer", format: "int64" },
    c: { type: "number", format: "float" },
    d: { type: "number", format: "double" },
  }),
  "bounds spread over allOf": { allOf: [{ type: "integer", minimum: 7 }, { maximum: 9 }, { multipleOf: 4 }] },
  "two divisors": { allOf: [{ type: "integer", multipleOf: 6 }, { multipleOf: 10 }, { minimum: 1 }] },
  "number and integer at once": { allOf: [{ type: "number" }, { type: "integer" }] },
};
