import { isObject, own } from "../../base/json.ts";
import type { Violation } from "../../base/violation.ts";
import type { Operation } from "../../contract/operation.ts";
import type { Call } from "../../contract/request/call.ts";
import type { RequestMatch } from "./definition.ts";
import { overrideViolation } from "./violation.ts";

/** Whether a call is one of those that are meant. Of header fields only those are looked at that are named. */
export function isMeant(call: Call, { path = {}, query = {}, header = {}, body }: RequestMatch): boolean {
  const { parameters } = call;
  const sent = (name: string): unknown => own(parameters.query, name) ?? rawQuery(call, name);
  return (
    Object.entries(path).every(([name, value]) => isParameter(value, own(parameters.path, name))) &&
    Object.entries(query).every(([name, value]) => isParameter(value, sent(name))) &&
    Object.entries(header).every(([name, value]) => isParameter(value, headerIn(call, name))) &&
    (body === undefined || isPart(body, call.body))
  );
}

/** What could never be sent is a slip of the pen; undeclared query parameters and header fields can. */
export function matchViolations({ path = {} }: RequestMatch, { parameters, id }: Operation): Violation[] {
  const declared = parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
  return Object.keys(path)
    .filter((name) => !declared.includes(name))
    .map((name) => {
      const has = declared.length > 0 ? `has ${declared.join(", ")}` : "has none";
      return overrideViolation(`/match/path/${name}`, "enum", `is no path parameter of ${id}, which ${has}`);
    });
}

/** A parameter without a schema, or an undeclared one, arrives as text. */
function isParameter(expected: unknown, actual: unknown): boolean {
  if (isPart(expected, actual)) return true;
  const isScalar = typeof expected !== "object" && typeof actual !== "object" && actual !== undefined;
  return isScalar && String(expected) === String(actual);
}

/** Whether a value is equal, or is an object that has all of these members and perhaps more. */
export function isPart(expected: unknown, actual: unknown): boolean {
  if (expected === actual) return true;
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return false;
    return expected.every((item, index) => isPart(item, actual[index]));
  }
  if (!isObject(expected) || !isObject(actual)) return false;
  return Object.entries(expected).every(([name, value]) => Object.hasOwn(actual, name) && isPart(value, actual[name]));
}

function headerIn({ parameters, request }: Call, name: string): unknown {
  const key = name.toLowerCase();
  const declared = Object.entries(parameters.header).find(([other]) => other.toLowerCase() === key);
  return declared?.[1] ?? request.headers[key];
}

function rawQuery({ request }: Call, name: string): string | readonly string[] | undefined {
  const sent = new URLSearchParams(request.target.split("?").slice(1).join("?")).getAll(name);
  return sent.length > 1 ? sent : sent[0];
}
