import { MAX_FIXED, type PromptParts } from "../../ai/prompt.ts";
import { withoutOwned } from "../../ai/wire/leaves.ts";
import type { JsonValue } from "../../base/json.ts";
import { derive } from "../../base/random.ts";
import { attempted } from "../entities/linked.ts";
import type { Ask } from "../source.ts";
import { documentText } from "./document-words.ts";
import type { Wanted } from "./question.ts";
import { requestData } from "./request.ts";
import type { ModelShare } from "./share.ts";

/** What a prompt says of an operation, redacted, the same for all its requests. @param isWhole - whether all of the answer is asked for */
export function aboutOperation(
  ask: Ask,
  { redactor }: ModelShare,
  { isWhole, ...wanted }: Wanted & { readonly isWhole: boolean },
): Omit<PromptParts, "schema" | "request" | "intent" | "fixed" | "counts"> {
  const { contract, call, status, response } = ask;
  const { method, template, summary, description } = call.operation;
  const example = exampleOf(ask, wanted);
  // An example with what is not asked for would only be in the way.
  const shown = isWhole && example !== undefined ? { body: withoutOwned(wanted.schema, example) } : example;
  return {
    title: documentText(contract.title, redactor),
    method,
    template,
    summary: documentText(summary, redactor),
    description: documentText(description, redactor),
    status,
    responseDescription: documentText(response.description, redactor),
    example: shown === undefined ? undefined : redactor.fromDocument(shown),
  };
}

/** The document's own, or a small one that is generated. */
function exampleOf({ call, settings }: Ask, { schema, mediaType }: Wanted): JsonValue | undefined {
  const { seed, now, ignoreExamples } = settings;
  const shown = mediaType.examples.find(({ value }) => schema.graph.accepts(schema.node, value))?.value;
  if (shown !== undefined && !ignoreExamples) return shown;
  const small = { rootItems: 2, items: 1, useExamples: !ignoreExamples };
  return attempted(schema, { seed: derive(seed, call.operation.id), now, ...small });
}

/** What it says of the request. */
export function aboutRequest(
  { call }: Ask,
  { intent, redactor }: ModelShare,
  { fixed, brief, counts }: Wanted,
): Pick<PromptParts, "request" | "intent" | "fixed" | "counts"> {
  const whole = fixed === undefined ? undefined : redactor.value(fixed);
  const isLong = whole !== undefined && JSON.stringify(whole).length > MAX_FIXED;
  const decided = isLong && brief !== undefined ? redactor.value(brief) : whole;
  return { fixed: decided, counts, request: requestData(call, redactor), intent };
}
