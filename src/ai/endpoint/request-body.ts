import type { JsonObject, JsonValue } from "../../base/json.ts";
import type { Step } from "../capability.ts";
import { modelFactsOf, type ProviderFacts } from "../catalogue.ts";
import type { Completion } from "../provider.ts";
import type { ErrorBody } from "./error-body.ts";

/** The body of a request for a completion. */
export function requestBody(completion: Completion, facts: ProviderFacts, model: string, step: Step): JsonObject {
  const { messages, maxTokens, temperature, seed } = completion;
  const format = responseFormat(completion, step);
  const isRenamed = step.without.has(facts.maxTokensKey);
  const body: Record<string, JsonValue> = {
    model,
    messages: messages.map(({ role, content }) => ({ role, content })),
    [isRenamed ? otherNameOf(facts.maxTokensKey) : facts.maxTokensKey]: maxTokens,
    temperature,
    ...(seed !== undefined && facts.takesSeed ? { seed } : {}),
    ...(format ? { response_format: format, ...facts.extraForJson } : {}),
    ...facts.extra,
    ...modelFactsOf(facts, model)?.extra,
  };
  for (const key of step.without) delete body[key];
  return body;
}

/** OpenAI has renamed it, and its newer models do not take the old name; most others take no other. */
function otherNameOf(key: ProviderFacts["maxTokensKey"]): string {
  return key === "max_tokens" ? "max_completion_tokens" : "max_tokens";
}

function responseFormat({ schema, schemaName: name }: Completion, { rung }: Step): JsonObject | undefined {
  if (rung === "text") return undefined;
  if (rung === "json_object") return { type: rung };
  return { type: "json_schema", json_schema: { name, strict: rung === "json_schema strict", schema } };
}

/** What a question can do without, and how complaints call it. */
const dispensable: Readonly<Record<string, RegExp>> = {
  temperature: /\btemperature\b/,
  seed: /\bseed\b/,
  reasoning_effort: /\breasoning|\bthink/,
  reasoning: /\breasoning|\bthink/,
  thinking: /\bthink/,
  usage: /\busage\b/,
};

/** The key of the body that an endpoint does not take, where the question can do without it, or there is another name. */
export function unsupportedKey(
  { message, parameter }: ErrorBody,
  body: JsonObject,
  { maxTokensKey }: ProviderFacts,
): string | undefined {
  const isComplaint = /unsupported|not support|unknown|unrecognized|unexpected|not permitted|extra/i.test(message);
  const patterns = { ...dispensable, [maxTokensKey]: new RegExp(`\\b${maxTokensKey}\\b`) };
  return Object.entries(patterns).find(([key, pattern]) => {
    return Object.hasOwn(body, key) && (parameter === key || (isComplaint && pattern.test(message)));
  })?.[0];
}

/** Whether an endpoint takes schemas, but not this one. */
export function isAboutSchema({ message, codes }: ErrorBody): boolean {
  return /invalid (?:json )?schema/i.test(message) || codes.includes("invalid_json_schema");
}
