import { isObject, own } from "../../base/json.ts";
import type { Completion, Usage } from "../provider.ts";

/** What came back from an endpoint, read. */
export type ReadCompletion =
  | { readonly text: string; readonly usage: Usage }
  /** What is wrong with it, to complete "<endpoint> …"; a completion that is of no use was written all the same. */
  | { readonly fault: string; readonly usage?: Usage };

/**
 * Reads the body of a chat completion; anything may be in it.
 *
 * @param tellsCost - whether the provider's `cost` is in US dollars
 */
export function readCompletion(body: unknown, asked: Completion, tellsCost: boolean): ReadCompletion {
  const choice = own(own(body, "choices"), "0");
  const message = own(choice, "message");
  if (!isObject(message)) return { fault: "answered with what is no completion" };
  const text = contentOf(own(message, "content"));
  const { dollars, ...told } = readUsage(own(body, "usage"), asked, text);
  const usage = { ...told, dollars: tellsCost ? dollars : undefined };
  const fault = faultOf(own(choice, "finish_reason"), own(message, "refusal"), asked);
  return fault === undefined ? { text, usage } : { fault, usage };
}

function faultOf(reason: unknown, refusal: unknown, { maxTokens }: Completion): string | undefined {
  if (typeof refusal === "string" && refusal.trim() !== "") return "had its model refuse to answer";
  if (reason === "length") return `was cut off after the ${maxTokens} tokens that it may take`;
  if (reason === "content_filter") return "held the model's answer back (content filter)";
  return reason === "error" ? "had its model fail in the middle" : undefined;
}

/** Text, or a list of parts with text. */
function contentOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  const parts = content.map((part) => own(part, "text"));
  return parts.filter((text) => typeof text === "string").join("");
}

/** Tokens beyond which a figure is taken for nonsense. */
const MAX_TOKENS = 10_000_000;
/** Dollars beyond which it is. */
const MAX_DOLLARS = 1000;

/** Usage as told, and estimated where what is told makes no sense. */
function readUsage(usage: unknown, asked: Completion, text: string): Usage {
  const estimate = estimatedUsage(asked, text);
  const promptTokens = tokens(own(usage, "prompt_tokens")) ?? estimate.promptTokens;
  const cached = own(own(usage, "prompt_tokens_details"), "cached_tokens") ?? own(usage, "prompt_cache_hit_tokens");
  const cost = own(usage, "cost");
  const isCost = typeof cost === "number" && cost >= 0 && cost <= MAX_DOLLARS;
  return {
    promptTokens,
    cachedTokens: Math.min(tokens(cached) ?? 0, promptTokens),
    completionTokens: tokens(own(usage, "completion_tokens")) ?? estimate.completionTokens,
    dollars: isCost ? cost : undefined,
  };
}

/** What a completion takes by the length of its texts. */
export function estimatedUsage({ messages }: Pick<Completion, "messages">, text: string): Usage {
  const characters = messages.reduce((sum, { content }) => sum + content.length, 0);
  return { promptTokens: tokensIn(characters), cachedTokens: 0, completionTokens: tokensIn(text.length) };
}

/** Four characters make a token, more or less. */
function tokensIn(characters: number): number {
  return Math.ceil(characters / 4);
}

function tokens(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= MAX_TOKENS ? value : undefined;
}
