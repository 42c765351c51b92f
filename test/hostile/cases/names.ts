import { answer, good, isGood, withPaths } from "../document.ts";
import type { HostileCase } from "../hostile-case.ts";

const b = { "/b": { get: good } };
const answers = { "GET /b": isGood };

/** Names that reach for JavaScript, HTTP or each other. */
export const names: readonly HostileCase[] = [
  {
    name: "by __proto__ and constructor everywhere",
    files: {
      "a.json": `{"openapi": "3.1.0", "info": {"title": "A", "version": "1", "__proto__": {"x": 1}}, "__proto__": {"polluted": true},
        "paths": {"/__proto__": {"get": {"operationId": "__proto__", "parameters": [{"name": "__proto__", "in": "query", "schema": {"type": "string"}}],
          "responses": {"200": {"description": "", "headers": {"__proto__": {"schema": {"type": "string"}}}, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/__proto__"}}}}}}},
          "/constructor": {"get": {"operationId": "constructor", "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/constructor"}}}}}}}},
        "components": {"schemas": {
          "__proto__": {"type": "object", "required": ["__proto__", "constructor", "toString"], "properties": {"__proto__": {"type": "integer"}, "constructor": {"type": "object", "properties": {"prototype": {"const": {"polluted": 1}}}, "required": ["prototype"]}, "toString": {"const": "x"}}, "additionalProperties": false},
          "constructor": {"type": "object", "patternProperties": {"__proto__": {"type": "integer"}}, "dependentRequired": {"__proto__": ["hasOwnProperty"]}, "minProperties": 1, "propertyNames": {"enum": ["hasOwnProperty", "valueOf"]}}}}}`,
    },
    answers: {
      "GET /__proto__": (body) =>
        Object.keys(body as object)
          .sort()
          .join() === "__proto__,constructor,toString",
      "GET /constructor": (body) =>
        !("polluted" in {}) && Object.keys(body as object).every((key) => ["hasOwnProperty", "valueOf"].includes(key)),
    },
  },
  {
    name: "by path templates that are none",
    files: {
      "a.json": withPaths({
        "/{": { get: good },
        "/}": { get: good },
        "/{}": { get: good },
        "/{a}{a}": { get: good },
        "/{a{b}}": { get: good },
        "no-slash": { get: good },
        "": { get: good },
        "//": { get: good },
        "/..": { get: good },
        "/%zz": { get: good },
        "/a b": { get: good },
        "/#x": { get: good },
        "/?": { get: good },
        "/\u0000": { get: good },
        "/\r\nX: y": { get: good },
        "/ä": { get: good },
        ...b,
      }),
    },
    answers,
  },
  {
    name: "by a path of 100 000 parameters",
    files: {
      "a.json": withPaths({
        [`/${"{a}".repeat(100_000)}`]: { get: good },
        [`/${"{a}-".repeat(5_000)}`]: { get: good },
        [`${"/{a}".repeat(5_000)}`]: { get: good },
        ...b,
      }),
    },
    answers: { ...answers, [`GET /${"a-".repeat(3_000)}`]: 404 },
  },
  {
    name: "by path templates that backtrack",
    files: {
      "a.json": withPaths({
        ...Object.fromEntries(
          Array.from({ length: 12 }, (_, at) => [
            `${Array.from({ length: 12 }, (_, part) => (part === at ? "/x" : `/{p${part}}`)).join("")}/end${at}`,
            { get: good },
          ]),
        ),
        ...b,
      }),
    },
    answers: { ...answers, [`GET ${"/x".repeat(12)}/no`]: 404 },
  },
  {
    name: "by equal operationIds",
    files: {
      "a.json": withPaths({
        "/a": { get: { ...good, operationId: "x" }, post: { ...good, operationId: "x" } },
        "/b": { get: { ...good, operationId: "x" } },
      }),
    },
    answers,
  },
  {
    name: "by paths that are equal as templates",
    files: { "a.json": withPaths({ "/c/{x}": { get: good }, "/c/{y}": { get: answer({ const: 7 }) }, ...b }) },
    answers: { ...answers, "GET /c/1": isGood },
  },
  {
    name: "by 20 000 operations",
    files: {
      "a.json": withPaths({
        ...Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`/p${at}/{id}`, {}])),
        ...b,
      }),
    },
    answers,
  },
  {
    name: "by names that HTTP cannot carry",
    files: {
      "a.json": withPaths({
        "/a": {
          get: {
            operationId: "a\r\nX-Injected: 1",
            parameters: [
              { name: "X\r\nY", in: "header", schema: { type: "string" } },
              { name: "a b", in: "cookie", schema: { type: "string" } },
              { name: "é", in: "header", schema: { type: "string" } },
            ],
            responses: {
              200: {
                description: "line\r\nbreak",
                headers: {
                  "X Y": { schema: { const: "v" } },
                  "X\r\nZ": { schema: { const: "v" } },
                  "": { schema: { const: "v" } },
                  "X-Value": { required: true, schema: { const: "a\r\nSet-Cookie: x=1" } },
                  "X-Wide": { schema: { const: "€" } },
                  "Content-Length": { schema: { const: "5" } },
                  "Transfer-Encoding": { schema: { const: "chunked" } },
                  Connection: { schema: { const: "upgrade" } },
                },
                content: {
                  "application/json\r\nX-Injected: 1": { schema: { const: 1 } },
                  "application/json": { schema: { const: "good" } },
                  "not a type": { schema: { const: 2 } },
                  "": { schema: {} },
                  "*/*": { schema: {} },
                },
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
    name: "by methods that are none",
    files: {
      "a.json": withPaths(
        { "/a": { get: good, trace: good, connect: good, GET: good, "x-y": good, "": good, query: good }, ...b },
        { openapi: "3.2.0" },
      ),
    },
    answers,
  },
  {
    name: "by a media type of a megabyte",
    files: {
      "a.json": withPaths({
        "/a": {
          get: {
            responses: {
              200: {
                description: "",
                content: {
                  [`application/${"x".repeat(1_000_000)}`]: { schema: { const: "good" } },
                  [`a/b;${"c=d;".repeat(100_000)}`]: {},
                },
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
    name: "by servers and templates that reach for the control plane",
    files: {
      "a.json": withPaths(
        { "/_helix/health": { get: good }, "/_helix/{x}": { get: good }, ...b },
        { servers: [{ url: "/_helix" }, { url: "/../.." }, { url: "javascript:alert(1)" }, { url: "http://[::1" }] },
      ),
    },
    answers,
  },
];
