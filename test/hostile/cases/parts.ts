import { good, info, isGood, withPaths } from "../document.ts";
import type { HostileCase } from "../hostile-case.ts";

const b = { "/b": { get: good } };
const answers = { "GET /b": isGood };

/** Parts of operations, and what stands beside the paths, of another type than they should be. */
export const parts: readonly HostileCase[] = [
  {
    name: "by parameters of every wrong type",
    files: {
      "a.json": withPaths({
        "/a/{x}": {
          parameters: "x",
          get: {
            parameters: [
              1,
              null,
              "x",
              [],
              {},
              { name: 5, in: "query" },
              { name: "q", in: "nowhere" },
              { name: "", in: "query" },
              { name: "s", in: "query", style: 7, explode: "x", schema: 1, content: [], required: "yes", examples: 3 },
            ],
            responses: {},
          },
        },
        ...b,
      }),
    },
    answers,
  },
  {
    name: "by request bodies of every wrong type",
    files: {
      "a.json": withPaths({
        "/a": {
          post: { requestBody: [], responses: {} },
          put: {
            requestBody: { content: { "application/json": { schema: 1, encoding: "x", examples: [] } } },
            responses: {},
          },
          patch: { requestBody: { content: 7, required: "x" }, responses: {} },
        },
        ...b,
      }),
    },
    answers,
  },
  {
    name: "by headers, links and examples of every wrong type",
    files: {
      "a.json": withPaths({
        "/a": {
          get: {
            responses: {
              200: {
                description: 1,
                headers: [],
                links: "x",
                content: { "application/json": { examples: 5, example: null } },
              },
              201: {
                headers: { A: 1, B: { schema: "x" }, C: null },
                links: { l: 1, m: { operationId: {}, parameters: 7 } },
              },
            },
          },
        },
        ...b,
      }),
    },
    answers,
  },
  {
    name: "by security of every wrong type",
    files: {
      "a.json": withPaths(
        {
          "/a": { get: { ...good, security: "key" } },
          "/c": { get: { ...good, security: [1, null, { key: "x" }, { unknown: [] }] } },
          ...b,
        },
        {
          components: {
            securitySchemes: { key: 7, other: { type: "magic" }, third: { type: "apiKey", in: "body", name: 5 } },
          },
        },
      ),
    },
    answers,
  },
  {
    name: "by servers of every wrong type",
    files: {
      "a.json": withPaths(b, {
        servers: [
          1,
          null,
          { url: 7 },
          { url: "http://[" },
          { url: "/{v}", variables: [] },
          { url: "/{w}", variables: { w: { default: {}, enum: "x" } } },
        ],
      }),
    },
    answers,
  },
  {
    name: "by tags, callbacks and components of every wrong type",
    files: {
      "a.json": withPaths(
        {
          "/a": { get: { ...good, tags: "x", callbacks: [], operationId: {}, deprecated: "x" } },
          "/c": { get: { ...good, callbacks: { c: 5, d: { "{$request.body#/x}": 7 } } } },
          ...b,
        },
        { tags: "x", components: [], webhooks: [1] },
      ),
    },
    answers,
  },
  {
    name: "by info that is a text",
    files: { "a.json": { openapi: "3.1.0", info: "x", paths: b } },
    answers,
  },
  {
    name: "by Swagger whose parts have every wrong type",
    files: {
      "a.json": {
        swagger: "2.0",
        info,
        host: 7,
        basePath: [],
        schemes: "x",
        consumes: {},
        produces: 1,
        definitions: "x",
        parameters: [],
        responses: 5,
        securityDefinitions: [1],
        paths: {
          ...b,
          "/a": {
            get: {
              parameters: [
                { in: "body", schema: 1 },
                { in: "formData", type: 7, name: [] },
                { in: "query", name: "q", type: "array", items: 3, collectionFormat: {} },
              ],
              responses: { 200: { schema: 5, headers: { A: 1 }, examples: "x" } },
            },
          },
        },
      },
    },
    answers,
  },
];
