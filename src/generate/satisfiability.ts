import type { Diagnostics } from "../base/diagnostic.ts";
import type { Operation } from "../contract/operation.ts";
import type { Schema } from "../contract/schema/schema.ts";
import { BudgetError, UnsatisfiableError } from "./errors.ts";
import { generate } from "./instance.ts";

/**
 * Tries to make one value of every schema that answers are made of, so that a contradiction is known before a request
 * meets it. One step is one schema. What is found goes to the diagnostics.
 */
export function* checkSatisfiability(operations: readonly Operation[], diagnostics: Diagnostics): Generator<void> {
  for (const { responses } of operations) {
    for (const { content, headers } of responses) {
      for (const { schema } of [...content, ...headers]) {
        if (!schema) continue;
        checkSchema(schema, diagnostics);
        yield;
      }
    }
  }
}

function checkSchema(schema: Schema, diagnostics: Diagnostics): void {
  try {
    generate(schema, { seed: 1, now: 0 });
  } catch (error) {
    if (!(error instanceof UnsatisfiableError || error instanceof BudgetError)) throw error;
    diagnostics.add({
      code: error.code,
      severity: "error",
      message: error.message,
      remedy: `correct the schema; until then the answer is a ${error.status}`,
      pointer: error instanceof UnsatisfiableError && error.pointer !== "" ? error.pointer : schema.pointer,
    });
  }
}
