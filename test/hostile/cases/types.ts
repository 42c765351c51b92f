import { answer, good, isGood, withPaths } from "../document.ts";
import type { HostileCase } from "../hostile-case.ts";

const b = { "/b": { get: good } };
const answers = { "GET /b": isGood };

/** Paths, operations, responses and schemas of another type than they should be. */
export const types: readonly HostileCase[] = [
  { name: "by paths that are a list", files: { "a.json": withPaths([{ "/a": {} }]) } },
  { name: "by paths that are a text", files: { "a.json": withPaths("/a") } },
  {
    name: "by path items of every wrong type",
    files: { "a.json": withPaths({ "/a": 1, "/c": [], "/d": "x", "/e": null, "/f": true, ...b }) },
    answers,
  },
  {
    name: "by operations of every wrong type",
    files: {
      "a.json": withPaths({ "/a": { get: 1, put: [], post: "x", delete: null, patch: true, head: 1.5 }, ...b }),
    },
    answers,
  },
  {
    name: "by responses that are a text",
    files: { "a.json": withPaths({ "/a": { get: { responses: "none" } }, ...b }) },
    answers,
  },
  {
    name: "by responses that are a list",
    files: { "a.json": withPaths({ "/a": { get: { responses: [{ description: "x" }] } }, ...b }) },
    answers,
  },
  {
    name: "by a response that is a number",
    files: { "a.json": withPaths({ "/a": { get: { responses: { 200: 5 } } }, ...b }) },
    answers,
  },
  {
    name: "by statuses that are none",
    files: {
      "a.json": withPaths({
        "/a": {
          get: { responses: { 999: {}, 99: {}, "2x": {}, "-1": {}, NaN: {}, "": {}, 100: {}, 101: {}, 200.5: {} } },
        },
        ...b,
      }),
    },
    answers,
  },
  {
    name: "by content that is a list",
    files: {
      "a.json": withPaths({
        "/a": { get: { responses: { 200: { description: "", content: ["application/json"] } } } },
        ...b,
      }),
    },
    answers,
  },
  {
    name: "by a media type that is a text",
    files: {
      "a.json": withPaths({
        "/a": { get: { responses: { 200: { description: "", content: { "application/json": "x" } } } } },
        ...b,
      }),
    },
    answers,
  },
  {
    name: "by a schema that is a number",
    files: { "a.json": withPaths({ "/a": { get: answer(7) }, ...b }) },
    answers: { ...answers, "GET /a": 200 },
  },
  {
    name: "by a schema that is a list",
    files: { "a.json": withPaths({ "/a": { get: answer([{ type: "string" }]) }, ...b }) },
    answers: { ...answers, "GET /a": 200 },
  },
  {
    name: "by keywords of every wrong type",
    files: {
      "a.json": withPaths({
        "/a": {
          get: answer({
            type: 5,
            enum: "x",
            required: "id",
            properties: [1],
            patternProperties: 1,
            items: "x",
            prefixItems: {},
            allOf: {},
            anyOf: "x",
            oneOf: 3,
            not: [],
            if: 1,
            then: "x",
            minLength: -1,
            maxLength: "ten",
            minimum: {},
            multipleOf: 0,
            pattern: {},
            format: 5,
            minItems: 1.5,
            uniqueItems: "yes",
            discriminator: 7,
            xml: [],
            dependentRequired: [],
            dependentSchemas: 1,
            contains: 1,
            additionalProperties: "no",
            propertyNames: 3,
            const: undefined,
            examples: {},
            $id: 5,
            $schema: [],
            $anchor: {},
            $defs: 3,
            $ref: 7,
            $dynamicRef: {},
            contentSchema: 1,
          }),
        },
        ...b,
      }),
    },
    answers: { ...answers, "GET /a": 200 },
  },
  {
    name: "by unknown types",
    files: {
      "a.json": withPaths({
        "/a": { get: answer({ type: ["uuid", null, 7, "string", "string"] }) },
        "/c": { get: answer({ type: "datetime" }) },
        ...b,
      }),
    },
    answers,
  },
];
