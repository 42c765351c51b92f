import { STATUS_CODES } from "node:http";
import type { JsonValue } from "../base/json.ts";
import type { ProblemDetails } from "../base/problem.ts";
import type { Violation } from "../base/violation.ts";
import type { Place } from "../generate/instance.ts";

/** Lists that error schemas keep their single findings in, whatever they call them. */
const listNames = /^(errors|violations|details|validation|validationerrors|invalidparams|fielderrors|issues|causes)$/;

/**
 * Tells the generator what the members of a document's own error schema mean: the message, the status, the list of
 * what was wrong. Names are compared without case and separators.
 */
export function adviseProblem(details: ProblemDetails, target: string): (place: Place) => JsonValue | undefined {
  const { violations = [] } = details;
  return ({ path, name, type, values }) => {
    if (values) return listedFor(values, details.status);
    const member = plain(name);
    const index = path.findLast((step) => typeof step === "number");
    const inList = path.some((step) => typeof step === "string" && listNames.test(plain(step)));
    if (type === "array") return listNames.test(member) ? violations.map(() => ({})) : undefined;
    const violation = inList && typeof index === "number" ? violations[index] : undefined;
    return violation ? ofViolation(member, type, violation) : ofProblem(member, type, details, target);
  };
}

function ofViolation(name: string, type: string, violation: Violation): JsonValue | undefined {
  if (type !== "string") return undefined;
  // An item that is itself a string has the name of its list.
  if (listNames.test(name) || /^(message|msg|detail|details|description|reason|error|title)$/.test(name)) {
    return violation.message;
  }
  if (/^(field|path|pointer|param|parameter|property|name|target|loc|location)$/.test(name)) {
    return violation.instancePath === ""
      ? violation.in
      : violation.instancePath.replace(/^\//, "").replaceAll("/", ".");
  }
  if (/^(in|source|place)$/.test(name)) return violation.in;
  return /^(code|keyword|rule|type)$/.test(name) ? violation.code : undefined;
}

function ofProblem(name: string, type: string, details: ProblemDetails, target: string): JsonValue | undefined {
  if (type === "integer" || type === "number") {
    return /^(status|statuscode|httpstatus|httpstatuscode|code|errorcode)$/.test(name) ? details.status : undefined;
  }
  if (type !== "string") return undefined;
  if (/^(message|msg|detail|details|description|errordescription|errormessage|reason|developermessage)$/.test(name)) {
    return details.detail;
  }
  if (/^(title|error)$/.test(name)) return STATUS_CODES[details.status] ?? "Error";
  if (/^(status|statuscode|httpstatus)$/.test(name)) return String(details.status);
  if (/^(code|errorcode)$/.test(name)) return details.code;
  if (name === "type") return `/_helix/problems/${details.code}`;
  return /^(path|instance|url|uri)$/.test(name) ? target : undefined;
}

/** Words by which error schemas list their kinds of errors, by status code. */
const kinds: Readonly<Record<number, RegExp>> = {
  400: /bad|malformed|invalid|syntax|request/i,
  401: /auth|credential|token|login/i,
  404: /not.?found|missing|unknown/i,
  406: /accept/i,
  413: /large|size|limit/i,
  415: /media|type|format/i,
  422: /valid|unprocess|invalid|bad/i,
};

/** Of listed values the status code itself, or the one whose name says what happened. */
function listedFor(values: readonly JsonValue[], status: number): JsonValue | undefined {
  const exact = values.find((value) => value === status || value === String(status));
  return exact ?? values.find((value) => typeof value === "string" && kinds[status]?.test(value));
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}
