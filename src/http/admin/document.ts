import type { JsonObject } from "../../base/json.ts";
import { ref, schemas, sessionId } from "./schemas.ts";

type Responses = Readonly<Record<number, JsonObject>>;

function content(schema: JsonObject, description: string, parts: JsonObject = {}): JsonObject {
  return { description, content: { "application/json": { schema } }, ...parts };
}

const problem = (description: string): JsonObject => ({
  description,
  content: { "application/problem+json": { schema: ref("Problem") } },
});

const nothing: JsonObject = { description: "Done." };
const unknown: Responses = { 404: problem("There is none of this name.") };
const conflict: Responses = { 409: problem("It cannot be done as things stand.") };
const notShared: Responses = { 501: problem("Several workers share nothing of this.") };
const storeAway: Responses = { 503: problem("Redis, which keeps sessions, is out of reach.") };
const located: JsonObject = {
  headers: { Location: { required: true, schema: { type: "string", format: "uri-reference" } } },
};

/** What every page may answer that is not open to all. */
const refusals: Responses = {
  400: problem("The body cannot be parsed."),
  401: problem("The token is wrong."),
  403: problem("The request is from elsewhere and has no token."),
  413: problem("The body is too large."),
  415: problem("The body is not application/json."),
  422: problem("The request is not what this document says; `violations` lists why."),
};

function operation(operationId: string, summary: string, responses: Responses, parts: JsonObject = {}): JsonObject {
  return { operationId, summary, ...parts, responses: { ...responses, ...refusals } };
}

function sessionOperation(id: string, summary: string, responses: Responses, parts: JsonObject = {}): JsonObject {
  return operation(id, summary, { ...responses, ...storeAway }, parts);
}

function body(schema: string, required = true): JsonObject {
  return { requestBody: { required, content: { "application/json": { schema: ref(schema) } } } };
}

function query(name: string, schema: JsonObject, description: string): JsonObject {
  return { name, in: "query", description, schema };
}

function withPath(name: string, schema: JsonObject, operations: JsonObject): JsonObject {
  return { parameters: [{ name, in: "path", required: true, schema }], ...operations };
}

const text: JsonObject = { type: "string", minLength: 1 };

const overridePaths: JsonObject = {
  "/overrides": {
    get: operation("listOverrides", "The answers that are fixed", { 200: content(ref("Overrides"), "All of them.") }),
    post: operation(
      "setOverride",
      "Fix an answer",
      { 201: content(ref("Override"), "It answers from now on.", located), ...notShared },
      body("OverrideDefinition"),
    ),
    delete: operation("removeOverrides", "Remove what was set at run time", { 204: nothing, ...notShared }),
  },
  "/overrides/{id}": withPath("id", text, {
    get: operation("getOverride", "One of them", { 200: content(ref("Override"), "As it is now."), ...unknown }),
    delete: operation("removeOverride", "Remove one of them", { 204: nothing, ...unknown, ...conflict, ...notShared }),
  }),
};

const journalPaths: JsonObject = {
  "/journal": {
    get: operation(
      "readJournal",
      "What was asked and answered of late",
      { 200: content(ref("Journal"), "The newest first."), ...notShared },
      {
        parameters: [
          query("session", sessionId, "Only of this session."),
          query("operation", text, "Only of this operation, by its id."),
          query(
            "status",
            { type: "string", pattern: "^[1-5](\\d\\d|[xX]{2})$" },
            "Only of this status, or class: 4XX.",
          ),
          query("method", text, "Only of this method."),
          query("since", { type: "string", format: "date-time" }, "Nothing before this instant."),
          query("limit", { type: "integer", minimum: 1 }, "At most so many."),
        ],
      },
    ),
    delete: operation("clearJournal", "Forget it", { 204: nothing, ...notShared }),
  },
};

const sessionPaths: JsonObject = {
  "/sessions": {
    get: sessionOperation("listSessions", "The sessions that somebody wrote to", {
      200: content({ type: "array", items: ref("SessionSummary") }, "At a glance."),
    }),
    post: sessionOperation(
      "createSession",
      "Begin a session, empty or as a copy of another",
      { 201: content(ref("SessionSummary"), "It is there.", located), ...conflict, ...notShared },
      body("NewSession", false),
    ),
  },
  "/sessions/{id}": withPath("id", sessionId, {
    get: sessionOperation("getSession", "What a session holds; nothing where nobody wrote", {
      200: content(ref("Session"), "All of it."),
    }),
    put: sessionOperation(
      "importSession",
      "Put an exported session in its place",
      { 200: content(ref("SessionSummary"), "It is there."), ...notShared },
      body("SessionSnapshot"),
    ),
    delete: sessionOperation("deleteSession", "Forget a session", { 204: nothing }),
  }),
  "/sessions/{id}/export": withPath("id", sessionId, {
    get: sessionOperation("exportSession", "A session to be put back later", {
      200: content(ref("SessionSnapshot"), "As importSession takes it."),
    }),
  }),
  "/sessions/{id}/intent": withPath("id", sessionId, {
    get: sessionOperation("getIntent", "What a language model shall make a session's answers like", {
      200: content(ref("Intent"), "Empty for nothing special."),
    }),
    put: sessionOperation(
      "setIntent",
      "Say what a language model shall make a session's answers like",
      { 200: content(ref("Intent"), "It holds from now on."), ...notShared },
      body("Intent"),
    ),
  }),
  "/sessions/{id}/entities": withPath("id", sessionId, {
    post: sessionOperation(
      "seedSession",
      "Put entities into a collection",
      { 201: content(ref("SessionSummary"), "All of them are there."), ...notShared },
      body("Seeding"),
    ),
  }),
  "/sessions/{id}/reset": withPath("id", sessionId, {
    post: sessionOperation("resetSession", "Forget what a session wrote", { 204: nothing }),
  }),
  "/reset": {
    post: sessionOperation("reset", "Forget all sessions, overrides set at run time, and the journal", {
      204: nothing,
    }),
  },
};

const modelPaths: JsonObject = {
  "/ai": {
    get: operation("readAi", "What language models were asked, and what that took", {
      200: content(ref("Ai"), "Since the start."),
      ...notShared,
    }),
  },
  "/metrics": {
    get: operation("readMetrics", "The same for Prometheus", {
      200: { description: "Its text format.", content: { "text/plain": { schema: { type: "string" } } } },
      ...notShared,
    }),
  },
};

const pages: JsonObject = {
  "/health": {
    get: {
      operationId: "health",
      summary: "Whether Helix answers; open to everybody",
      security: [],
      responses: { 200: content(ref("Health"), "It does.") },
    },
  },
  "/openapi.json": {
    get: operation("describe", "This document", { 200: content({ type: "object" }, "OpenAPI 3.1.") }),
  },
  "/documents": {
    get: operation("listDocuments", "What is served of each document, and why not its newest edit", {
      200: content({ type: "array", items: ref("DocumentState") }, "In the order in which they were given."),
    }),
  },
  "/routes": {
    get: operation("listRoutes", "What each operation does to which resource, as `helix routes` prints it", {
      200: content(ref("Routes"), "By document."),
    }),
  },
  "/problems/{code}": withPath("code", text, {
    get: operation("explain", "What a code means, and what to do", {
      200: {
        description: "As JSON or as text.",
        content: {
          "application/json": { schema: ref("Explanation") },
          "text/markdown": { schema: { type: "string" } },
        },
      },
      ...unknown,
    }),
  }),
};

/** The control plane, described by itself: Helix judges requests to it by this document. */
export const controlDocument: JsonObject = {
  openapi: "3.1.0",
  info: {
    title: "Helix control plane",
    version: "1",
    description: "Answers this machine only, unless a token is sent. Errors are problem+json (RFC 9457).",
  },
  servers: [{ url: "/_helix" }],
  security: [{}, { token: [] }],
  paths: { ...pages, ...overridePaths, ...journalPaths, ...sessionPaths, ...modelPaths },
  components: { schemas, securitySchemes: { token: { type: "http", scheme: "bearer" } } },
};
