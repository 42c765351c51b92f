import { HelixError } from "../base/errors.ts";
import type { ResponseMessage } from "../base/exchange.ts";
import type { JsonValue } from "../base/json.ts";
import { type ProblemDetails, problemBody, problemResponse } from "../base/problem.ts";
import { derive } from "../base/random.ts";
import type { Contract } from "../contract/contract.ts";
import type { DeclaredResponse, MediaType, Operation } from "../contract/operation.ts";
import type { Call } from "../contract/request/call.ts";
import { negotiate } from "../contract/request/negotiate.ts";
import { concreteType } from "../generate/encode/concrete-type.ts";
import { encode } from "../generate/encode/index.ts";
import { generate } from "../generate/instance.ts";
import type { SessionState } from "../session/state.ts";
import type { GenerationSettings } from "../sources/source.ts";
import { adviseProblem } from "./problem-advice.ts";
import { responseHeaders } from "./response-headers.ts";

/** What a refusal is answered to. */
export interface RefusedCall {
  readonly contract: Contract;
  readonly call: Call;
  readonly settings: GenerationSettings;
  readonly state: SessionState;
  /** Answer with problem+json even where the document declares the error (`--problems`). */
  readonly problemsOnly: boolean;
}

/**
 * Answers an error with the response that the document declares for it, valid against its schema and carrying the
 * violations where it leaves room; with problem+json (RFC 9457) where the document has none.
 *
 * @param statuses - status codes in order of preference: 422 before 400 for a request that the contract refuses
 */
export function refuse(refused: RefusedCall, details: ProblemDetails, statuses: readonly number[]): ResponseMessage {
  const chosen = refused.problemsOnly ? undefined : declaredError(refused.call.operation, statuses);
  if (!chosen) return problemResponse(details);
  const adapted = { ...details, status: chosen.status };
  const { response } = chosen;
  const ask = { ...refused, response, status: chosen.status, mediaType: undefined };
  const mediaType = negotiate(refused.call.request.headers["accept"], response.content) ?? response.content[0];
  try {
    const type = mediaType && concreteType(mediaType, refused.call.request.headers["accept"]);
    const content = mediaType && encode(errorBody(mediaType, adapted, refused), mediaType, type);
    const headers = { ...responseHeaders(ask, {}, content?.bytes), ...adapted.headers };
    if (!content) return { status: chosen.status, headers };
    return { status: chosen.status, headers: { ...headers, "Content-Type": content.contentType }, body: content.bytes };
  } catch (error) {
    // The document's error response cannot be satisfied: the problem itself is still worth telling.
    if (error instanceof HelixError) return problemResponse(details);
    throw error;
  }
}

/** Exact codes first, then `4XX`, then `default` (OAS 3.1 §4.8.16). */
function declaredError(
  { responses }: Operation,
  statuses: readonly number[],
): { response: DeclaredResponse; status: number } | undefined {
  for (const status of statuses) {
    const response = responses.find((declared) => declared.status === String(status));
    if (response) return { response, status };
  }
  const [status = 500] = statuses;
  const range = `${String(status)[0]}XX`;
  const response =
    responses.find((declared) => declared.status === range) ??
    responses.find((declared) => declared.status === "default");
  return response && { response, status };
}

function errorBody(mediaType: MediaType, details: ProblemDetails, { call, settings }: RefusedCall): JsonValue {
  const { schema } = mediaType;
  const problem = problemBody(details);
  if (!schema) return problem as JsonValue;
  const example = settings.ignoreExamples
    ? undefined
    : mediaType.examples.find(({ value }) => schema.graph.accepts(schema.node, value))?.value;
  return generate(schema, {
    seed: derive(settings.seed, `refusal ${call.operation.id} ${details.status}`),
    name: "error",
    now: settings.now,
    ...(example === undefined ? { advise: adviseProblem(details, call.request.target) } : {}),
    prefer: withRoomFor(example, problem["violations"]),
  });
}

/** `violations` is kept by the generator only where the schema allows a member of that name. */
function withRoomFor(example: JsonValue | undefined, violations: unknown): unknown {
  if (example !== undefined && (typeof example !== "object" || example === null || Array.isArray(example)))
    return example;
  return violations === undefined ? example : { ...example, violations };
}
