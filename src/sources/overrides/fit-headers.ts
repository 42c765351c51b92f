import { type JsonValue, own, setOwn } from "../../base/json.ts";
import type { Violation } from "../../base/violation.ts";
import type { DeclaredResponse } from "../../contract/operation.ts";
import { faultsOf } from "../../contract/request/explain.ts";
import { typeOf } from "../../contract/resource/structure.ts";
import { headerText, simpleText } from "../../generate/encode/header-text.ts";
import { asType } from "../entities/value.ts";
import { overrideViolation } from "./violation.ts";

/** Fields that the server or the connection decides (RFC 9110 §6.6, §7.6, §8). */
const framing =
  /^(?:connection|content-encoding|content-length|keep-alive|te|trailer|transfer-encoding|upgrade|x-helix-.*)$/i;

/** What may stand in a field name and a field value (RFC 9110 §5.1, §5.5). */
const fieldName = /^[\w!#$%&'*+.^`|~-]+$/;
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Header fields of an answer, named and typed as the response declares them. */
export interface FittedHeaders {
  readonly contentType: string | undefined;
  readonly headers: Readonly<Record<string, JsonValue>>;
  readonly violations: readonly Violation[];
}

/** Judges the header fields that an answer brings. @param at - JSON Pointer to them */
export function fitHeaders(
  written: Readonly<Record<string, JsonValue>>,
  response: DeclaredResponse,
  at: string,
): FittedHeaders {
  const headers = {};
  const violations: Violation[] = [];
  let contentType: string | undefined;
  for (const [name, value] of Object.entries(written)) {
    const fault = unwritable(name, value);
    if (fault) violations.push(overrideViolation(`${at}/${name}`, fault.keyword, fault.says));
    else if (name.toLowerCase() === "content-type") contentType = String(value);
    else {
      const fitted = fitHeader(name, value, response);
      setOwn(headers, fitted.name, fitted.value);
      violations.push(...fitted.faults.map(({ keyword, says }) => overrideViolation(`${at}/${name}`, keyword, says)));
    }
  }
  return { contentType, headers, violations };
}

function unwritable(name: string, value: JsonValue): { keyword: string; says: string } | undefined {
  if (!fieldName.test(name)) return { keyword: "name", says: "is no name of a header field" };
  if (framing.test(name)) return { keyword: "name", says: "is a field that the server decides; leave it out" };
  if (fieldValue.test(simpleText(value, false))) return undefined;
  return { keyword: "value", says: "has characters that no header field can have (RFC 9110 §5.5)" };
}

function fitHeader(name: string, value: JsonValue, { headers }: DeclaredResponse) {
  const declared = headers.find((header) => header.name.toLowerCase() === name.toLowerCase());
  const { schema } = declared ?? {};
  if (!declared || !schema) return { name: declared?.name ?? name, value, faults: [] };
  // In YAML and JSON people write "10" for a header that is a number, and 10 for one that is text.
  const typed = asType(value, typeOf(schema.graph, schema.node)) ?? value;
  const faults = faultsOf(schema, typed);
  const isWritable = fieldValue.test(headerText(typed, declared));
  return { name: declared.name, value: faults.length === 0 && isWritable ? typed : value, faults };
}

/** A field by its name, whatever its letters' case. */
export function fieldNamed(headers: Readonly<Record<string, JsonValue>>, name: string): JsonValue | undefined {
  const found = Object.keys(headers).find((key) => key.toLowerCase() === name);
  return found === undefined ? undefined : (own(headers, found) as JsonValue);
}
