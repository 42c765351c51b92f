import type { JsonObject } from "../../src/base/json.ts";

/** A task, as clients write and see it. */
export const task: JsonObject = {
  type: "object",
  required: ["id", "title"],
  properties: {
    id: { type: "integer", minimum: 1, readOnly: true },
    title: { type: "string", minLength: 1, maxLength: 20 },
    done: { type: "boolean" },
    note: { type: ["string", "null"], maxLength: 20 },
    size: { type: "object", properties: { width: { type: "integer" }, height: { type: "integer" } } },
  },
};
const content = (schema: JsonObject): JsonObject => ({ "application/json": { schema } });
const ok = { description: "", content: content(task) };
const patch = { ...task, required: [] };
/** An API that lists, shows, creates, replaces, changes and deletes tasks. */
export const paths: JsonObject = {
  "/tasks": {
    get: {
      parameters: ["limit", "offset"].map((name) => ({ name, in: "query", schema: { type: "integer" } })),
      responses: { "200": { description: "", content: content({ type: "array", items: task }) } },
    },
    post: { requestBody: { content: content(task) }, responses: { "201": ok } },
  },
  "/tasks/{id}": {
    parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer", minimum: 1 } }],
    get: { responses: { "200": ok } },
    put: { requestBody: { content: content(task) }, responses: { "200": ok, "201": ok } },
    patch: { requestBody: { content: content(patch) }, responses: { "200": ok } },
    delete: { responses: { "204": { description: "" } } },
  },
};

/** The API as a document. */
export const tasksDocument: JsonObject = { openapi: "3.1.0", info: { title: "Tasks", version: "1" }, paths };
