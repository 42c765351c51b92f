import { type Case, flag, record, ref, text, type Written, whole } from "./case.ts";

/** Objects whose members depend on each other. */
export const members: Readonly<Record<string, Written>> = {
  "dependentRequired in a circle": {
    type: "object",
    required: ["a"],
    properties: { a: text, b: whole, c: flag },
    dependentRequired: { a: ["b"], b: ["c"], c: ["a"] },
    additionalProperties: false,
  },
  "dependentSchemas that forbid": {
    type: "object",
    properties: { card: text, cash: flag },
    minProperties: 1,
    dependentSchemas: { card: { properties: { cash: false } }, cash: { properties: { card: false } } },
    additionalProperties: false,
  },
  "names by pattern, length and format": {
    type: "object",
    propertyNames: { pattern: "^[a-z]+(-[a-z]+)*$", minLength: 6, maxLength: 9 },
    additionalProperties: flag,
    minProperties: 3,
  },
  "names that are dates": {
    type: "object",
    propertyNames: { format: "date" },
    additionalProperties: whole,
    minProperties: 2,
  },
  "names out of an enum, one of them forbidden": {
    type: "object",
    propertyNames: { enum: ["a", "b", "c"] },
    properties: { b: false },
    minProperties: 2,
  },
  "a pattern that overlaps a declared member": {
    type: "object",
    required: ["count_all", "count_new"],
    properties: { count_all: { minimum: 100 } },
    patternProperties: { "^count_": { type: "integer", maximum: 200 } },
    additionalProperties: false,
  },
  "a pattern that forbids": {
    type: "object",
    patternProperties: { "^x-": false },
    required: ["a"],
    minProperties: 2,
    additionalProperties: text,
  },
  "exactly three members by pattern": {
    type: "object",
    patternProperties: { "^[a-c]$": whole },
    additionalProperties: false,
    minProperties: 3,
    maxProperties: 3,
  },
  "at most as many members as are required": {
    type: "object",
    properties: { a: text, b: text, c: text },
    required: ["c", "a"],
    maxProperties: 2,
  },
  "unevaluatedProperties over two oneOfs": {
    type: "object",
    allOf: [
      { oneOf: [record({ a: text }), record({ b: text })] },
      { oneOf: [record({ c: whole }), record({ d: whole })] },
    ],
    unevaluatedProperties: false,
  },
  "unevaluatedProperties with nested conditions": {
    type: "object",
    required: ["kind"],
    properties: { kind: { enum: [1, 2, 3] } },
    if: { properties: { kind: { const: 1 } } },
    then: record({ one: text }),
    else: { if: { properties: { kind: { const: 2 } } }, then: record({ two: text }), else: record({ three: text }) },
    unevaluatedProperties: false,
  },
  "unevaluatedProperties with a pattern in a branch": {
    type: "object",
    anyOf: [
      { patternProperties: { "^p_": whole }, required: ["p_1"] },
      { properties: { q: text }, required: ["q"] },
    ],
    unevaluatedProperties: false,
    minProperties: 2,
  },
  "a constant object among others": {
    enum: [{ a: 1 }, { a: 2, b: [] }, { a: 3 }],
    not: { properties: { a: { maximum: 2 } } },
  },
  "deep allOf": {
    allOf: [{ allOf: [{ allOf: [{ allOf: [record({ a: text }, { maxProperties: 2 })] }, record({ b: whole })] }] }],
  },
  "anyOf beside not": {
    type: "object",
    properties: { a: whole, b: whole },
    anyOf: [{ required: ["a"] }, { required: ["b"] }],
    not: { required: ["a", "b"] },
  },
  "oneOf that overlaps in all but one value": {
    type: "object",
    required: ["n"],
    properties: { n: { type: "integer", minimum: 0, maximum: 20 } },
    oneOf: [{ properties: { n: { maximum: 10 } } }, { properties: { n: { minimum: 1 } } }],
  },
  "oneOf of required members, all optional outside": {
    type: "object",
    properties: { id: whole, name: text, mail: text },
    oneOf: [{ required: ["id"] }, { required: ["name", "mail"] }],
    additionalProperties: false,
  },
  "a member per kind, by three conditions": {
    type: "object",
    required: ["kind"],
    properties: { kind: { enum: ["card", "cash", "bank"] } },
    allOf: ["card", "cash", "bank"].map((kind) => ({
      if: { properties: { kind: { const: kind } }, required: ["kind"] },
      then: { required: [kind], properties: { [kind]: text } },
      else: { properties: { [kind]: false } },
    })),
  },
  "types that exclude most of the keywords": {
    type: ["array", "null"],
    minLength: 900,
    minimum: 7,
    minItems: 1,
    items: whole,
  },
  "an enum of mixed kinds that not narrows": {
    enum: [null, 0, "", false, [], {}],
    not: { enum: [null, 0, "", false, []] },
  },
  "no object, array or text": {
    not: { anyOf: [{ type: "object" }, { type: "array" }, { type: "string" }] },
    minimum: 3,
  },
  "a negated closed object": {
    type: "object",
    required: ["a"],
    properties: { a: text },
    not: { properties: { a: true }, unevaluatedProperties: false },
  },
  "what is not left unevaluated": {
    type: "object",
    not: { anyOf: [true, { properties: { a: true } }], unevaluatedProperties: false },
  },
  "neither array nor object can be": { contains: { const: 1 }, minContains: 3, maxContains: 1 },
};

/** Schemas that lead back to themselves. */
export const recursions: Readonly<Record<string, Case>> = {
  "a tree that $dynamicRef closes": {
    schema: {
      $id: "https://tricky.test/strict-tree",
      $dynamicAnchor: "node",
      $ref: "https://tricky.test/tree",
      unevaluatedProperties: false,
    },
    components: {
      Tree: {
        $id: "https://tricky.test/tree",
        $dynamicAnchor: "node",
        type: "object",
        required: ["data", "children"],
        properties: { data: whole, children: { type: "array", items: { $dynamicRef: "#node" }, minItems: 0 } },
      },
    },
  },
  "a tree with exactly two levels": {
    schema: ref("Root"),
    components: {
      Root: record({ kids: { type: "array", items: ref("Leaf"), minItems: 2 } }),
      Leaf: { allOf: [ref("Any"), { properties: { kids: { maxItems: 0 } }, required: ["kids"] }] },
      Any: { type: "object", properties: { kids: { type: "array", items: ref("Any") } } },
    },
  },
  "three that need each other, one of them maybe": {
    schema: ref("A"),
    components: {
      A: record({ b: ref("B") }, { additionalProperties: false }),
      B: record({ c: ref("C") }, { additionalProperties: false }),
      C: { type: "object", properties: { a: ref("A") }, additionalProperties: false },
    },
  },
  "an expression": {
    schema: ref("Expression"),
    components: {
      Expression: { oneOf: [ref("Binary"), ref("Unary"), { type: "number" }] },
      Binary: record({
        op: { enum: ["+", "*"] },
        args: { type: "array", items: ref("Expression"), minItems: 2, maxItems: 2 },
      }),
      Unary: record({ op: { const: "-" }, arg: ref("Expression") }),
    },
  },
  "a recursion by additionalProperties": {
    schema: ref("Map"),
    components: { Map: { type: "object", minProperties: 1, additionalProperties: { anyOf: [ref("Map"), text] } } },
  },
  "a recursion by not": {
    schema: { type: "object", required: ["x"], properties: { x: { not: ref("Deep") } } },
    components: { Deep: { type: "object", properties: { deep: ref("Deep") }, required: ["deep"] } },
  },
  "a reference with siblings that narrow it": {
    schema: record({
      x: { ...ref("Part"), required: ["b"], properties: { a: { maxLength: 3 } }, unevaluatedProperties: false },
    }),
    components: { Part: { type: "object", properties: { a: text, b: whole } } },
  },
  "inheritance in three steps, closed at the end": {
    schema: { allOf: [ref("Third")], unevaluatedProperties: false },
    components: {
      First: record({ id: whole }),
      Second: { allOf: [ref("First"), record({ name: text })] },
      Third: {
        allOf: [ref("Second"), record({ tags: { type: "array", items: text, uniqueItems: true, minItems: 2 } })],
      },
    },
  },
  "a list of its own kind that is never empty below": {
    schema: ref("Menu"),
    components: {
      Menu: {
        type: "object",
        required: ["title"],
        properties: { title: text, items: { type: "array", items: ref("Menu"), minItems: 1 } },
        additionalProperties: false,
      },
    },
  },
  "an anchor": {
    schema: { $ref: "https://tricky.test/anchored#part" },
    components: {
      Anchored: {
        $id: "https://tricky.test/anchored",
        $defs: { p: { $anchor: "part", type: "string", minLength: 3 } },
      },
    },
  },
};
