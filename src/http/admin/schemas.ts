import type { JsonObject } from "../../base/json.ts";
import { roles } from "../../contract/resource/resource-model.ts";
import { definitionSchema } from "../../sources/overrides/definition.ts";

const text: JsonObject = { type: "string" };
const count: JsonObject = { type: "integer", minimum: 0 };

/** An object that has exactly these members; those whose names end in "?" may be missing. */
function object(members: Readonly<Record<string, JsonObject>>, description?: string): JsonObject {
  const entries = Object.entries(members);
  const properties = Object.fromEntries(entries.map(([name, schema]) => [name.replace("?", ""), schema]));
  const required = entries.flatMap(([name]) => (name.endsWith("?") ? [] : [name]));
  const about = description === undefined ? {} : { description };
  return { type: "object", ...about, required, additionalProperties: false, properties };
}

function list(items: JsonObject): JsonObject {
  return { type: "array", items };
}

export function ref(name: string): JsonObject {
  return { $ref: `#/components/schemas/${name}` };
}

function orNull(schema: JsonObject): JsonObject {
  return { anyOf: [schema, { type: "null" }] };
}

const anything: JsonObject = { type: "object", additionalProperties: true };

/** What a session's id may be (docs/sessions.md). */
export const sessionId: JsonObject = { type: "string", pattern: "^[A-Za-z0-9._~-]{1,128}$" };

/** The schemas of the control plane's document. */
export const schemas: Readonly<Record<string, JsonObject>> = {
  Health: object({ status: { const: "ok" } }),
  Problem: {
    type: "object",
    description: "RFC 9457.",
    required: ["type", "title", "status", "detail"],
    properties: {
      type: text,
      title: text,
      status: { type: "integer" },
      detail: text,
      violations: list(ref("Violation")),
      available: list(text),
    },
  },
  Violation: object({ in: text, instancePath: text, keyword: text, message: text, code: text }),
  Explanation: object({ code: text, meaning: text, remedy: text }),
  DocumentState: object({
    name: text,
    mount: text,
    title: text,
    version: text,
    digest: text,
    operations: count,
    "failure?": object({ code: text, message: text }, "Why its newest edit is not served."),
  }),
  Routes: object({
    documents: list(
      object({ document: text, mount: text, operations: count, recognised: count, routes: list(ref("Route")) }),
    ),
  }),
  Route: object(
    {
      operation: text,
      method: text,
      path: text,
      role: { enum: [...roles, null] },
      resource: orNull(object({ name: text, collection: text, identity: orNull(text) })),
      id: orNull(object({ from: { enum: ["path", "body", "first", "only"] }, parameter: orNull(text) })),
      parents: list(
        object({ parameter: text, collection: orNull(text), chooses: { enum: ["collection", "members"] } }),
      ),
      list: orNull(
        object({
          paging: { enum: ["cursor", "offset", "page", "limit", null] },
          parameters: { type: "object", additionalProperties: text },
          filters: list(text),
        }),
      ),
      corrected: { type: "boolean", description: "Whether the document or the settings said so." },
    },
    "What an operation does to which resource; null for a plain operation.",
  ),
  OverrideDefinition: definitionSchema,
  Override: object({
    id: text,
    origin: { enum: ["file", "control-plane", "library"] },
    state: { enum: ["on", "used-up", "off"], description: "off: it does not fit the document as it is now." },
    uses: { ...count, description: "Requests that it answered." },
    "file?": { ...text, description: "Where it is written: file, line and column." },
    "handler?": { ...text, description: "Name of the function that makes its answers." },
    "violations?": list(ref("Violation")),
    definition: ref("OverrideDefinition"),
  }),
  Overrides: object({
    overrides: { ...list(ref("Override")), description: "In the order in which they are asked." },
    faults: list(object({ file: text, message: text }, "A file whose newest edit cannot be used.")),
  }),
  Journal: object({
    size: { ...count, description: "How many exchanges are kept." },
    exchanges: { ...list(ref("Exchange")), description: "The newest first." },
  }),
  Exchange: object({
    time: { type: "string", format: "date-time" },
    requestId: text,
    "session?": text,
    method: text,
    target: { ...text, description: "Without the values of credentials." },
    "operation?": text,
    status: { type: "integer" },
    "source?": text,
    milliseconds: { type: "number", minimum: 0 },
    violations: list(ref("Violation")),
    provenance: list(object({ source: text, outcome: text, "detail?": text })),
  }),
  SessionSummary: object({ id: sessionId, entities: count, writes: count, collections: list(text) }),
  Session: object({
    id: sessionId,
    entities: count,
    writes: count,
    collections: list(object({ collection: text, entities: list(anything), deleted: list(text) })),
  }),
  NewSession: object({
    "id?": { ...sessionId, description: "Default: one that nobody can guess." },
    "from?": { ...sessionId, description: "Session to begin with a copy of." },
  }),
  SessionSnapshot: object({
    writes: count,
    collections: list(
      object({
        collection: text,
        creations: count,
        written: list(object({ id: { type: ["string", "integer", "number"] }, entity: anything, "ordinal?": count })),
        deleted: list(text),
      }),
    ),
    "replies?": {
      ...list(
        object({
          key: text,
          answer: object({ request: text, status: count, "body?": {}, "headers?": anything, source: text }),
        }),
      ),
      description: "First answers to requests that carried an Idempotency-Key.",
    },
    "told?": {
      ...list(object({ place: text, id: text, value: {} })),
      description: "What language models wrote of entities, and in answer to other questions.",
    },
  }),
  Ai: {
    type: "object",
    required: ["mode", "providers"],
    properties: {
      mode: { enum: ["off", "live", "record", "replay", "auto"] },
      providers: {
        ...list(anything),
        description: "By provider and model: calls, tokens, dollars, failures by why, and whether it is left alone.",
      },
      budgetLeft: anything,
      remembered: count,
      shared: count,
      replayed: count,
      recorded: count,
      missed: count,
      late: count,
      inBackground: count,
    },
  },
  Intent: object({
    intent: { ...text, maxLength: 500, description: 'Such as "prices in EUR, everything sold out".' },
  }),
  Seeding: object({
    collection: { ...text, description: 'Path of the collection, e.g. "/users" or "/users/7/orders".' },
    entities: {
      ...list(anything),
      minItems: 1,
      description: "Valid against the schema of one such thing; all or none.",
    },
  }),
};
