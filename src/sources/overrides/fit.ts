import type { JsonValue } from "../../base/json.ts";
import { mediaRangeMatches } from "../../base/media-type.ts";
import { PROBLEM_MEDIA_TYPE, problemBody } from "../../base/problem.ts";
import type { Violation } from "../../base/violation.ts";
import { contentDefect } from "../../contract/content/defect.ts";
import type { DeclaredResponse, MediaType, Operation } from "../../contract/operation.ts";
import { capViolations, faultsOf } from "../../contract/request/explain.ts";
import { chooseResponse, negotiate } from "../../contract/request/negotiate.ts";
import { usualIn } from "../../generate/encode/concrete-type.ts";
import { exampleBody } from "../example-body.ts";
import { type AnswerDefinition, MAX_DELAY_MS } from "./definition.ts";
import { fitHeaders } from "./fit-headers.ts";
import type { FixedAnswer } from "./fixed-answer.ts";
import { delayOf } from "./read-definition.ts";
import { overrideViolation } from "./violation.ts";

/** What an answer is fitted to. */
export interface Fitting {
  /** Id of the override. */
  readonly id: string;
  readonly operation: Operation;
  readonly isStrict: boolean;
  /** JSON Pointer to the answer in the definition: "" or "/sequence/0". */
  readonly at: string;
}

type Fitted = { readonly answer: FixedAnswer } | { readonly violations: readonly Violation[] };

/** Answers that need no declaration: HTTP or the server in front of the API gives them. */
const protocolStatuses: ReadonlySet<number> = new Set([
  304, 400, 401, 404, 405, 406, 412, 413, 415, 422, 429, 500, 501,
]);

const withoutContent: ReadonlySet<number> = new Set([204, 205, 304]);

/** Finds the response that an answer is, and judges the answer by it. */
export function fitAnswer(definition: AnswerDefinition, fitting: Fitting): Fitted {
  const { at, isStrict, id } = fitting;
  const delayMs = delayOf(definition);
  if (delayMs > MAX_DELAY_MS) {
    return { violations: [overrideViolation(`${at}/delay`, "maximum", "must be 10 minutes at most")] };
  }
  const fitted = fitChecked(definition, fitting, delayMs);
  if (isStrict) return fitted;
  if ("answer" in fitted) return { answer: { ...fitted.answer, isUnchecked: true } };
  return unchecked(definition, { id, delayMs }, at);
}

function fitChecked(definition: AnswerDefinition, { id, operation, at }: Fitting, delayMs: number): Fitted {
  const chosen = responseFor(definition, operation, at);
  if ("message" in chosen) return { violations: [chosen] };
  const { response, status } = chosen;
  const {
    contentType,
    headers,
    violations: ofHeaders,
  } = fitHeaders(definition.headers ?? {}, response, `${at}/headers`);
  const content = contentFor(definition, chosen, contentType, at);
  if ("message" in content) return { violations: [...ofHeaders, content] };
  const { mediaType, type } = content;
  const body = bodyFor(content.body, mediaType, type, at);
  const violations = [...ofHeaders, ...body.violations];
  if (violations.length > 0) return { violations: capViolations(violations) };
  const as = { response, status, mediaType, contentType: type };
  return { answer: { id, ...as, body: body.value, headers, delayMs, isUnchecked: false } };
}

interface Chosen {
  readonly response: DeclaredResponse;
  readonly status: number;
}

function responseFor({ status }: AnswerDefinition, operation: Operation, at: string): Chosen | Violation {
  const chosen = chooseResponse(operation, status === undefined ? undefined : String(status));
  if ("response" in chosen) return chosen;
  if (status === undefined) return { response: undeclared([]), status: 200 };
  if (protocolStatuses.has(status)) return { response: undeclared([]), status };
  const declared = chosen.available.join(", ") || "none";
  return overrideViolation(`${at}/status`, "enum", `must be a status that ${operation.id} declares: ${declared}`);
}

interface Content {
  readonly mediaType: MediaType | undefined;
  readonly type: string | undefined;
  readonly body: JsonValue | undefined;
}

/** As what the body is sent: as the answer's own Content-Type says, else as a client gets it that accepts anything. */
function contentFor(
  definition: AnswerDefinition,
  { response, status }: Chosen,
  contentType: string | undefined,
  at: string,
): Content | Violation {
  const { body } = definition;
  if (withoutContent.has(status)) {
    if (body === undefined) return { mediaType: undefined, type: undefined, body };
    return noContent(status, at);
  }
  if (response.pointer === UNDECLARED) return freeContent(body, status, contentType);
  const { content } = response;
  if (content.length === 0) {
    if (body === undefined) return { mediaType: undefined, type: undefined, body };
    return overrideViolation(`${at}/body`, "content", `cannot be sent: the response declares no content; leave it out`);
  }
  const mediaType =
    contentType === undefined
      ? negotiate(undefined, content)
      : content.find(({ range }) => mediaRangeMatches(range, contentType));
  if (mediaType) return { mediaType, type: contentType ?? usualIn(mediaType.range), body };
  const declared = content.map(({ range }) => range).join(", ");
  return overrideViolation(`${at}/headers/Content-Type`, "enum", `must be one of the declared types: ${declared}`);
}

/** A body that nothing is declared for; a problem where there is none. */
function freeContent(body: JsonValue | undefined, status: number, contentType: string | undefined): Content {
  const detail = "An override answers so.";
  const given = body ?? (problemBody({ status, code: "overridden", detail }) as JsonValue);
  const type = contentType ?? (body === undefined ? PROBLEM_MEDIA_TYPE : "application/json");
  return { mediaType: free(type), type, body: given };
}

function bodyFor(
  body: JsonValue | undefined,
  mediaType: MediaType | undefined,
  type: string | undefined,
  at: string,
): { readonly value: JsonValue | undefined; readonly violations: readonly Violation[] } {
  if (body === undefined || !mediaType || type === undefined) return { value: undefined, violations: [] };
  const value = exampleBody(body, { mediaType, contentType: type });
  if (value !== undefined) return { value, violations: [] };
  const { schema } = mediaType;
  const faults = schema ? faultsOf(schema, body) : [];
  const violations = faults.map((fault) =>
    overrideViolation(`${at}/body${fault.instancePath}`, fault.keyword, fault.says),
  );
  if (violations.length > 0) return { value: undefined, violations };
  const defect = contentDefect(body, mediaType, type) ?? `is no ${type}`;
  return { value: undefined, violations: [overrideViolation(`${at}/body`, "content", defect)] };
}

/** Sent as it is written, whatever the document says; but HTTP still has to carry it. */
function unchecked(
  { status = 200, headers = {}, body }: AnswerDefinition,
  known: Pick<FixedAnswer, "id" | "delayMs">,
  at: string,
): Fitted {
  const response = undeclared([]);
  const fitted = fitHeaders(headers, response, `${at}/headers`);
  const violations = [
    ...fitted.violations,
    ...(withoutContent.has(status) && body !== undefined ? [noContent(status, at)] : []),
  ];
  if (violations.length > 0) return { violations };
  const type = fitted.contentType ?? "application/json";
  const content = body === undefined ? { mediaType: undefined } : { mediaType: free(type), contentType: type };
  return { answer: { ...known, response, status, ...content, body, headers: fitted.headers, isUnchecked: true } };
}

function noContent(status: number, at: string): Violation {
  return overrideViolation(
    `${at}/body`,
    "content",
    `cannot be sent: an answer ${status} has no content (RFC 9110 §6.4.1)`,
  );
}

/** No place in any document. */
const UNDECLARED = "#undeclared";

function undeclared(content: readonly MediaType[]): DeclaredResponse {
  return { status: "default", description: "", content, headers: [], links: [], pointer: UNDECLARED };
}

/** A media type that anything may be sent as. */
function free(range: string): MediaType {
  return { range, examples: [], encoding: new Map(), prefixEncoding: [], pointer: UNDECLARED };
}
