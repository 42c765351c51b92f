import type { JsonObject } from "../../src/base/json.ts";

/** A document with everything that hostile requests aim at: every place of a parameter, recursion, free-form bodies. */
export const hostileDocument: JsonObject = {
  openapi: "3.1.0",
  info: { title: "Target", version: "1" },
  paths: {
    "/items": {
      get: {
        operationId: "listItems",
        parameters: [
          { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 100 } },
          { name: "q", in: "query", schema: { type: "string" } },
          { name: "tags", in: "query", schema: { type: "array", maxItems: 10, items: { type: "string" } } },
          {
            name: "filter",
            in: "query",
            style: "deepObject",
            schema: { type: "object", additionalProperties: { type: "string" } },
          },
          { name: "session", in: "cookie", schema: { type: "string" } },
          { name: "X-Trace", in: "header", schema: { type: "string", maxLength: 20 } },
        ],
        responses: {
          "200": {
            description: "Items",
            content: {
              "application/json": { schema: { type: "array", items: { $ref: "#/components/schemas/Item" } } },
            },
          },
        },
      },
      post: {
        operationId: "createItem",
        requestBody: {
          required: true,
          content: {
            "application/json": { schema: { $ref: "#/components/schemas/Item" } },
            "application/x-www-form-urlencoded": { schema: { $ref: "#/components/schemas/Item" } },
          },
        },
        responses: {
          "201": {
            description: "Created",
            content: { "application/json": { schema: { $ref: "#/components/schemas/Item" } } },
          },
        },
      },
    },
    "/items/{id}": {
      get: {
        operationId: "getItem",
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer", maximum: 1_000_000 } }],
        responses: {
          "200": {
            description: "Item",
            content: { "application/json": { schema: { $ref: "#/components/schemas/Item" } } },
          },
        },
      },
    },
    "/any": {
      post: {
        operationId: "anything",
        requestBody: { content: { "application/json": { schema: {} } } },
        responses: { "200": { description: "Anything", content: { "application/json": { schema: {} } } } },
      },
    },
  },
  components: {
    schemas: {
      Item: {
        type: "object",
        required: ["name"],
        properties: {
          name: { type: "string" },
          children: { type: "array", items: { $ref: "#/components/schemas/Item" } },
        },
      },
    },
  },
};
