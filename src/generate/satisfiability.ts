import type { Diagnostics } from "../base/diagnostic.ts";
import { everyOperation } from "../contract/compile/every-operation.ts";
import type { Contract } from "../contract/contract.ts";
import type { Operation } from "../contract/operation.ts";
import type { Schema } from "../contract/schema/schema.ts";
import { BudgetError, UnsatisfiableError } from "./errors.ts";
import { generate } from "./instance.ts";

/**
 * Tries to make one value of every schema that answers, webhooks and callbacks are made of, so that a contradiction is known before a request
 * meets it. One step is one schema. What is found goes to the diagnostics.
 */
export function* checkSatisfiability(contract: Contract, diagnostics: Diagnostics): Generator<void> {
  for (const { operation, isSent } of everyOperation(contract)) {
    for (const { schema } of isSent ? sentParts(operation) : answeredParts(operation)) {
      if (!schema) continue;
      checkSchema(schema, isSent, diagnostics);
      yield;
    }
  }
}

interface Part {
  readonly schema?: Schema | undefined;
}

function answeredParts({ responses }: Operation): Part[] {
  return responses.flatMap(({ content, headers }) => [...content, ...headers]);
}

/** What a webhook or callback sends. */
function sentParts({ body, parameters }: Operation): Part[] {
  return [...(body?.content ?? []), ...parameters];
}

function checkSchema(schema: Schema, isSent: boolean, diagnostics: Diagnostics): void {
  try {
    generate(schema, { seed: 1, now: 0 });
  } catch (error) {
    if (!(error instanceof UnsatisfiableError || error instanceof BudgetError)) throw error;
    diagnostics.add({
      code: error.code,
      severity: "error",
      message: error.message,
      remedy: `correct the schema; until then ${isSent ? "there is nothing to send" : `the answer is a ${error.status}`}`,
      pointer: error instanceof UnsatisfiableError && error.pointer !== "" ? error.pointer : schema.pointer,
    });
  }
}
