import { type Case, flag, record, ref, text, whole } from "./case.ts";

export const references: Readonly<Record<string, Case>> = {
  "a tree": {
    schema: ref("Tree"),
    components: { Tree: record({ value: whole, kids: { type: "array", items: ref("Tree") } }) },
  },
  "a list that ends in null": {
    schema: ref("Link"),
    components: { Link: record({ value: whole, next: { anyOf: [ref("Link"), { type: "null" }] } }) },
  },
  "two that need each other": {
    schema: ref("Left"),
    components: {
      Left: record({ right: ref("Right") }),
      Right: record({ lefts: { type: "array", items: ref("Left") } }),
    },
  },
  "wide recursion": {
    schema: ref("Wide"),
    components: {
      Wide: {
        type: "object",
        properties: {
          id: whole,
          a: ref("Wide"),
          b: ref("Wide"),
          c: { type: "array", items: ref("Wide") },
          d: { type: "object", additionalProperties: ref("Wide") },
        },
        required: ["id"],
      },
    },
  },
  "required recursion with a way out": {
    schema: ref("Term"),
    components: {
      Term: { oneOf: [ref("Sum"), ref("Literal")] },
      Sum: record({ op: { const: "+" }, left: ref("Term"), right: ref("Term") }, { additionalProperties: false }),
      Literal: record({ literal: { type: "number" } }, { additionalProperties: false }),
    },
  },
  "any JSON": {
    schema: ref("Json"),
    components: {
      Json: {
        oneOf: [
          text,
          { type: "number" },
          flag,
          { type: "null" },
          { type: "array", items: ref("Json") },
          { type: "object", additionalProperties: ref("Json") },
        ],
      },
    },
  },
  "a chain of references": {
    schema: ref("A"),
    components: { A: ref("B"), B: ref("C"), C: { type: "integer", minimum: 7, maximum: 7 } },
  },
  "constraints beside a reference": {
    schema: {
      type: "object",
      properties: { x: { ...ref("Name"), minLength: 5, maxLength: 6 } },
      required: ["x"],
    },
    components: { Name: text },
  },
  "extension by allOf": {
    schema: { allOf: [ref("Derived"), record({ y: text })] },
    components: {
      Base: record({ id: whole, kind: text }),
      Derived: { allOf: [ref("Base"), record({ kind: { const: "derived" }, x: { type: "number" } })] },
    },
  },
  "an optional member that never ends": {
    schema: { type: "object", properties: { id: whole, loop: ref("Loop") }, required: ["id"] },
    components: { Loop: record({ again: ref("Loop") }) },
  },
  "an array whose items never end": {
    schema: { type: "array", items: ref("Loop") },
    components: { Loop: record({ again: ref("Loop") }) },
  },
  "a branch that never ends": {
    schema: { oneOf: [ref("Loop"), record({ end: flag })] },
    components: { Loop: record({ again: ref("Loop") }) },
  },
};
