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
