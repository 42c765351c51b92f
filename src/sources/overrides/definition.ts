import type { JsonObject, JsonValue } from "../../base/json.ts";
import type { Call } from "../../contract/request/call.ts";

/** One answer as a user fixes it. What is left out is made as for `Prefer: code=`: the status, headers, or the body. */
export interface AnswerDefinition {
  readonly status?: number;
  /** `Content-Type` chooses among the declared media types. */
  readonly headers?: Readonly<Record<string, JsonValue>>;
  readonly body?: JsonValue;
  /** Milliseconds, or a duration such as "2s". */
  readonly delay?: number | string;
}

/** Which requests are meant. What is named must be there and equal; objects may have more members. */
export interface RequestMatch {
  readonly path?: Readonly<Record<string, JsonValue>>;
  readonly query?: Readonly<Record<string, JsonValue>>;
  readonly header?: Readonly<Record<string, JsonValue>>;
  readonly body?: JsonValue;
}

/** An override as it is written in a file, sent to the control plane or given to `mock.override`. */
export interface OverrideDefinition extends AnswerDefinition {
  /** `operationId`, or "GET /pets/{id}". */
  readonly operation: string;
  readonly match?: RequestMatch;
  /** How often it answers; then it is used up. */
  readonly times?: number;
  /** Answers one after the other, of which the last stays. */
  readonly sequence?: readonly AnswerDefinition[];
  /** The only session that it answers in. */
  readonly session?: string;
  /** Default: true. Otherwise the contract is not asked, and each answer says so in `X-Helix-Unchecked`. */
  readonly strict?: boolean;
}

/** What a handler is told of a request. */
export interface HandledRequest {
  readonly method: string;
  /** As sent, without what the session's path prefix adds. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Decoded and typed by the document. */
  readonly parameters: Call["parameters"];
  /** Decoded by its media type; `undefined` where none was sent. */
  readonly body: unknown;
  readonly operation: string;
  readonly session: string;
}

/** Makes answers in the user's own code. */
export type OverrideHandler = (request: HandledRequest) => AnswerDefinition | Promise<AnswerDefinition>;

/** Longest delay of an answer in milliseconds. */
export const MAX_DELAY_MS: number = 10 * 60_000;

const answerProperties: JsonObject = {
  status: { type: "integer", minimum: 200, maximum: 599, description: "Default: as without an override." },
  headers: {
    type: "object",
    description: "Content-Type chooses among the declared media types. Declared headers that are left out are made.",
    additionalProperties: true,
  },
  body: { description: "Any value that the declared schema takes. Left out, one is made." },
  delay: {
    description: 'Milliseconds that the answer waits, or a duration such as "2s"; 10 minutes at most.',
    type: ["integer", "string"],
    minimum: 0,
    maximum: MAX_DELAY_MS,
    pattern: "^\\d+(\\.\\d+)?\\s*(ms|s|m)?$",
  },
};

const values: JsonObject = { type: "object", additionalProperties: true };

/** The shape of a definition, as JSON Schema 2020-12: files, the control plane and its OpenAPI document share it. */
export const definitionSchema: JsonObject = {
  type: "object",
  description: "A user-fixed answer.",
  required: ["operation"],
  additionalProperties: false,
  properties: {
    operation: { type: "string", minLength: 1, description: 'operationId, or "GET /pets/{id}".' },
    match: {
      type: "object",
      description: "Which requests are meant: what is named must be there and equal; objects may have more members.",
      additionalProperties: false,
      properties: { path: values, query: values, header: values, body: {} },
    },
    ...answerProperties,
    times: { type: "integer", minimum: 1, description: "How often it answers; then it is used up." },
    sequence: {
      type: "array",
      description: "Answers one after the other, of which the last stays.",
      minItems: 1,
      maxItems: 1000,
      items: { type: "object", additionalProperties: false, properties: answerProperties },
    },
    session: {
      type: "string",
      pattern: "^[A-Za-z0-9._~-]{1,128}$",
      description: "The only session that it answers in.",
    },
    strict: {
      type: "boolean",
      default: true,
      description: "false: the contract is not asked, and each answer says so in X-Helix-Unchecked.",
    },
  },
};

/** Members of an answer. */
export const answerMembers: readonly string[] = Object.keys(answerProperties);

/** The shape of what a handler returns. */
export const answerSchema: JsonObject = { type: "object", additionalProperties: false, properties: answerProperties };
