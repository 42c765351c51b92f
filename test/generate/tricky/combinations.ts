import { flag, record, text, type Written, whole } from "./case.ts";

export const combinations: Readonly<Record<string, Written>> = {
  "overlapping numbers": { oneOf: [{ type: "integer" }, { type: "number", minimum: 5 }] },
  "an object and its extension": { oneOf: [record({ a: text }), record({ a: text, b: whole })] },
  "an open object and one that requires a member": {
    oneOf: [{ type: "object", properties: { a: text } }, record({ b: whole })],
  },
  "two open objects that only differ in optional members": {
    oneOf: [
      { type: "object", properties: { message: text, url: text } },
      { type: "object", properties: { message: text, code: text } },
    ],
  },
  "branches told apart by a constant": {
    oneOf: [record({ kind: { const: "cat" }, lives: whole }), record({ kind: { const: "dog" }, walks: whole })],
  },
  "oneOf within allOf, twice": {
    allOf: [
      { oneOf: [record({ a: text }), record({ b: whole })] },
      { oneOf: [record({ c: text }), record({ d: whole })] },
    ],
  },
  "anyOf that requires": record(
    { t: text },
    {
      anyOf: [
        { required: ["p"], properties: { p: whole } },
        { required: ["q"], properties: { q: whole } },
      ],
    },
  ),
  "anyOf of types": { anyOf: [{ type: "string", minLength: 5 }, { type: "integer", minimum: 100 }, { type: "null" }] },
  "three overlapping strings": {
    oneOf: [
      { type: "string", maxLength: 5 },
      { type: "string", minLength: 3 },
      { type: "string", pattern: "^z" },
    ],
  },
  "anything but objects and arrays": { not: { type: ["object", "array", "null"] } },
  "an enum without some of its values": { type: "string", enum: ["a", "b", "c"], not: { enum: ["a", "c"] } },
  "a member that must be absent": {
    type: "object",
    properties: { a: text, b: text },
    required: ["a"],
    not: { required: ["b"] },
  },
  "a number that must not be": { type: "integer", minimum: 4, maximum: 5, not: { const: 4 } },
  "a pattern that must not match": { type: "string", minLength: 3, not: { pattern: "^[a-z]" } },
  "not everything of a list": {
    type: "object",
    properties: { a: flag, b: flag },
    required: ["a", "b"],
    not: { properties: { a: { const: true } } },
  },
  "not anyOf": { type: "integer", minimum: 0, maximum: 10, not: { anyOf: [{ maximum: 4 }, { minimum: 6 }] } },
  "a double negation": { not: { not: { type: "integer", minimum: 3 } } },
  "if, then, else": {
    ...(record({ country: { enum: ["NL", "FR"] }, code: text }) as object),
    if: { properties: { country: { const: "NL" } } },
    then: { properties: { code: { pattern: "^[0-9]{4} [A-Z]{2}$" } } },
    else: { properties: { code: { pattern: "^[0-9]{5}$" } } },
  },
  "if without else": { type: "integer", minimum: 0, maximum: 90, if: { minimum: 45 }, then: { multipleOf: 30 } },
  "then that nothing can meet": { type: "integer", minimum: 0, maximum: 10, if: { minimum: 5 }, then: false },
  "closed members in one allOf branch": {
    allOf: [record({ a: text }), { type: "object", properties: { a: true, b: whole }, additionalProperties: false }],
  },
  "nullable members": record({
    a: { type: ["string", "null"], minLength: 3 },
    b: { type: ["integer", "null"], enum: [1, 2, null] },
  }),
  "bounds for two types": { type: ["string", "integer"], minimum: 5, minLength: 2 },
  "a constant object": { const: { a: [1, { b: null }] } },
  "a constant null": { const: null },
  "an enum of all kinds": { enum: [1, "a", null, { x: 1 }, [2]] },
  "an enum that type narrows": { type: "integer", enum: ["a", 7, null] },
  anything: true,
  "nothing said": {},
};
