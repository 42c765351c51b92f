import type { Violation } from "../../base/violation.ts";
import type { Schema } from "../schema/schema.ts";
import { violationsOf } from "./explain.ts";
import type { ReadingSettings } from "./reading-settings.ts";
import { undeclaredMembers } from "./undeclared.ts";

/** What the schema, and with `strict` the document's silence, hold against a part of a body. @param at - its place */
export function judgeBody(
  schema: Schema | undefined,
  value: unknown,
  { strict }: Pick<ReadingSettings, "strict">,
  at = "",
): Violation[] {
  if (!schema) return [];
  const violations = violationsOf(schema, value, "body", at);
  return strict ? [...violations, ...undeclaredMembers(schema, value, at)] : violations;
}

/** A violation of Helix's own words. @param predicate - follows the name of the place: "is required" */
export function bodyViolation(keyword: string, predicate: string, code: string, at = ""): Violation {
  const message = `The body${at === "" ? "" : ` at ${at.slice(0, 100)}`} ${predicate}.`;
  return { in: "body", instancePath: at, keyword, message, code: `body-${code}` };
}
