import { seedOf } from "../base/random.ts";
import type { Completion, Message } from "./provider.ts";
import type { Question } from "./question.ts";

/** How models are to write. */
export interface Manner {
  readonly temperature: number;
  /** Whether the same question should get the same answer, as far as the provider can. */
  readonly isRepeatable: boolean;
  /** More than what the question calls for is never taken. */
  readonly maxTokens: number | undefined;
}

/** A question as a model is asked it. @param messages - where it is asked once more */
export function completionOf(
  question: Question,
  manner: Manner,
  messages: readonly Message[] = question.messages,
): Completion {
  const { temperature, isRepeatable, maxTokens = Infinity } = manner;
  return {
    messages,
    schema: question.wire.schema,
    schemaName: schemaNameOf(question),
    maxTokens: Math.min(question.maxTokens, maxTokens),
    temperature,
    seed: isRepeatable ? seedOf(question.key) >>> 1 : undefined,
  };
}

/** Letters, digits, "_" and "-"; another schema has another name. */
function schemaNameOf({ card: { operation, schemaDigest } }: Question): string {
  return `${operation}_${schemaDigest.slice(0, 12)}`.replace(/[^A-Za-z0-9_-]+/g, "_").slice(-64);
}
