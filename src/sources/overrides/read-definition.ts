import { Diagnostics } from "../../base/diagnostic.ts";
import { isObject } from "../../base/json.ts";
import { duration } from "../../base/setting-kind.ts";
import type { Violation } from "../../base/violation.ts";
import { faultsOf } from "../../contract/request/explain.ts";
import { References } from "../../contract/schema/reference.ts";
import type { Schema } from "../../contract/schema/schema.ts";
import { createSchemas } from "../../contract/schema/schema-graph.ts";
import {
  type AnswerDefinition,
  answerMembers,
  answerSchema,
  definitionSchema,
  type OverrideDefinition,
} from "./definition.ts";
import { OverrideError, overrideViolation } from "./violation.ts";

let schemas: { readonly definition: Schema; readonly answer: Schema } | undefined;

/** Compiled by Helix's own means when the first override is set. */
function compiledSchemas(): NonNullable<typeof schemas> {
  if (schemas) return schemas;
  const document = { definition: definitionSchema, answer: answerSchema };
  const compiled = createSchemas("3.1", new References(document, true), new Diagnostics());
  schemas = { definition: compiled.at("/definition", "request"), answer: compiled.at("/answer", "request") };
  return schemas;
}

/**
 * Reads a definition that somebody wrote.
 *
 * @throws {OverrideError} saying what is wrong with its shape
 */
export function readDefinition(written: unknown): OverrideDefinition {
  const violations = shapeViolations(compiledSchemas().definition, written);
  if (isObject(written) && written["sequence"] !== undefined) {
    for (const name of answerMembers) {
      if (!Object.hasOwn(written, name)) continue;
      violations.push(overrideViolation(`/${name}`, "sequence", `must stand in the answers of "sequence" instead`));
    }
  }
  if (violations.length > 0) throw new OverrideError(violations);
  return written as unknown as OverrideDefinition;
}

/** Reads what a handler returned. @throws {OverrideError} saying what is wrong with its shape */
export function readAnswer(written: unknown): AnswerDefinition {
  const violations = shapeViolations(compiledSchemas().answer, written);
  if (violations.length > 0) throw new OverrideError(violations);
  return written as AnswerDefinition;
}

function shapeViolations(schema: Schema, written: unknown): Violation[] {
  return faultsOf(schema, written).map(({ instancePath, keyword, says }) => {
    return overrideViolation(instancePath, keyword, says);
  });
}

/** A delay in milliseconds. */
export function delayOf({ delay = 0 }: AnswerDefinition): number {
  return duration("ms").read(delay) ?? 0;
}

/** The value as JSON has it, detached from what the caller keeps: dates become text, `undefined` disappears. */
export function asJson(value: unknown): unknown {
  const text = JSON.stringify(value);
  return text === undefined ? undefined : JSON.parse(text);
}
