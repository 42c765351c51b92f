import type { JsonObject } from "../base/json.ts";
import type { Rung } from "./capability.ts";

/** US dollars for a million tokens. */
export interface Price {
  readonly prompt: number;
  /** Of the prompt's tokens, those that the provider had cached; else as the others. */
  readonly cached?: number;
  readonly completion: number;
}

/** What is known of some models of a provider. */
export interface ModelFacts {
  /** Which ones, by their id. */
  readonly models: RegExp;
  /** The most that they can do; else what the provider can. */
  readonly rung?: Rung;
  /** Goes into each request for them. */
  readonly extra?: JsonObject;
  readonly price?: Price;
}

/** What is known of a provider. Everything that sets one apart from another is here. */
export interface ProviderFacts {
  /** As messages call it. */
  readonly title: string;
  /** Without a slash at the end; `undefined` where only the user knows. */
  readonly baseUrl?: string;
  readonly defaultModel?: string;
  /** Whether it usually runs on the user's own machine: it needs no key, and loads models when they are first asked. */
  readonly isLocal: boolean;
  /** Milliseconds that a request waits for it unless the settings say otherwise. */
  readonly timeoutMs: number;
  /** Header fields that it, and nobody else, is sent. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxTokensKey: "max_tokens" | "max_completion_tokens";
  /** Whether `usage.cost` of its answers is what they cost in US dollars. */
  readonly tellsCost?: boolean;
  /** Whether `seed` does no harm. */
  readonly takesSeed: boolean;
  /** The most that its models can do, as far as nothing else is known. */
  readonly rung: Rung;
  /** Goes into each request. */
  readonly extra?: JsonObject;
  /** Goes into each request that asks for JSON. */
  readonly extraForJson?: JsonObject;
  /** The first that fits counts. */
  readonly models: readonly ModelFacts[];
  /** Models that are gone, and what to use instead. */
  readonly successors: Readonly<Record<string, string>>;
}

const HOSTED_TIMEOUT_MS = 8000;
/** The first question makes it load the model. */
const LOCAL_TIMEOUT_MS = 60_000;

const luna = "gpt-6-luna";
const gptOss = "openai/gpt-oss-20b";
const flash = "deepseek/deepseek-v4.1-flash";

/** By their names in the settings. As of November 2026; prices change, and models are retired. */
export const catalogue: Readonly<
  Record<"openrouter" | "groq" | "ollama" | "openai" | "openai-compatible" | "deepseek-direct", ProviderFacts>
> = {
  openrouter: {
    title: "OpenRouter",
    baseUrl: "https://openrouter.ai/api/v1",
    defaultModel: flash,
    isLocal: false,
    timeoutMs: HOSTED_TIMEOUT_MS,
    headers: { "x-openrouter-title": "Helix" },
    // With max_completion_tokens, require_parameters leaves no endpoint of DeepSeek's models.
    maxTokensKey: "max_tokens",
    takesSeed: false,
    tellsCost: true,
    rung: "json_schema strict",
    // It tells what an answer cost.
    extra: { usage: { include: true } },
    extraForJson: { provider: { require_parameters: true } },
    models: [
      // These think unless told not to. Others may not know the parameter, and require_parameters would leave none of them.
      {
        models: /^deepseek\/deepseek-v4(?:\.1)?-flash/,
        extra: { reasoning: { enabled: false } },
        price: { prompt: 0.11, completion: 0.22 },
      },
      { models: /^deepseek\//, extra: { reasoning: { enabled: false } } },
      { models: /^openai\/gpt-oss-20b/, price: { prompt: 0.075, completion: 0.3 } },
      { models: /^openai\/gpt-6-luna/, price: { prompt: 0.1, cached: 0.01, completion: 0.5 } },
      { models: /:free$/, price: { prompt: 0, completion: 0 } },
    ],
    successors: { "deepseek/deepseek-chat": flash, "deepseek/deepseek-reasoner": flash },
  },
  groq: {
    title: "Groq",
    baseUrl: "https://api.groq.com/openai/v1",
    defaultModel: gptOss,
    isLocal: false,
    timeoutMs: HOSTED_TIMEOUT_MS,
    maxTokensKey: "max_tokens",
    takesSeed: true,
    rung: "json_schema",
    models: [
      {
        models: /^openai\/gpt-oss-20b/,
        rung: "json_schema strict",
        extra: { reasoning_effort: "low" },
        price: { prompt: 0.075, completion: 0.3 },
      },
      {
        models: /^openai\/gpt-oss-120b/,
        rung: "json_schema strict",
        extra: { reasoning_effort: "low" },
        price: { prompt: 0.15, completion: 0.6 },
      },
    ],
    successors: {
      "llama-3.1-70b-versatile": "openai/gpt-oss-120b",
      "llama-3.3-70b-versatile": "openai/gpt-oss-120b",
      "llama-3.1-8b-instant": gptOss,
      "mixtral-8x7b-32768": gptOss,
    },
  },
  ollama: {
    title: "Ollama",
    baseUrl: "http://127.0.0.1:11434/v1",
    defaultModel: "llama3.2",
    isLocal: true,
    timeoutMs: LOCAL_TIMEOUT_MS,
    maxTokensKey: "max_tokens",
    takesSeed: true,
    rung: "json_schema strict",
    extra: { reasoning_effort: "none" },
    models: [{ models: /./, price: { prompt: 0, completion: 0 } }],
    successors: {},
  },
  openai: {
    title: "OpenAI",
    baseUrl: "https://api.openai.com/v1",
    defaultModel: luna,
    isLocal: false,
    timeoutMs: HOSTED_TIMEOUT_MS,
    maxTokensKey: "max_completion_tokens",
    takesSeed: true,
    rung: "json_schema strict",
    models: [
      {
        models: /^gpt-6-luna/,
        extra: { reasoning_effort: "none" },
        price: { prompt: 0.1, cached: 0.01, completion: 0.5 },
      },
      { models: /^gpt-[56]/, extra: { reasoning_effort: "none" } },
      { models: /^gpt-4\.1-mini/, price: { prompt: 0.4, cached: 0.1, completion: 1.6 } },
      { models: /^gpt-4o-mini/, price: { prompt: 0.15, cached: 0.075, completion: 0.6 } },
    ],
    successors: {
      "gpt-3.5-turbo": luna,
      "gpt-4": luna,
      "gpt-4-turbo": luna,
      "gpt-4o": luna,
      "gpt-4o-mini": luna,
      "gpt-4.1": luna,
      "gpt-4.1-mini": luna,
      "gpt-4.1-nano": luna,
      "gpt-5-mini": luna,
      "gpt-5-nano": luna,
    },
  },
  "openai-compatible": {
    title: "the OpenAI-compatible API",
    isLocal: false,
    timeoutMs: HOSTED_TIMEOUT_MS,
    maxTokensKey: "max_tokens",
    takesSeed: true,
    rung: "json_schema strict",
    models: [],
    successors: {},
  },
  "deepseek-direct": {
    title: "DeepSeek",
    isLocal: false,
    timeoutMs: HOSTED_TIMEOUT_MS,
    maxTokensKey: "max_tokens",
    takesSeed: false,
    rung: "json_object",
    extra: { thinking: { type: "disabled" } },
    models: [{ models: /^deepseek-flash/, price: { prompt: 0.14, cached: 0.003, completion: 0.56 } }],
    successors: { "deepseek-chat": "deepseek-flash", "deepseek-reasoner": "deepseek-v4-pro" },
  },
};

/** Hosts whose provider is known even if the settings only call it OpenAI-compatible. */
const hosts: Readonly<Record<string, keyof typeof catalogue>> = {
  "api.deepseek.com": "deepseek-direct",
  "api.groq.com": "groq",
  "api.openai.com": "openai",
  "openrouter.ai": "openrouter",
};

/** What is known of a provider. @param url - where it is asked */
export function factsOf(name: keyof typeof catalogue, url: URL): ProviderFacts {
  const known = Object.hasOwn(hosts, url.hostname) ? hosts[url.hostname] : undefined;
  return catalogue[name === "openai-compatible" && known !== undefined ? known : name];
}

/** What is known of one of its models. */
export function modelFactsOf({ models }: ProviderFacts, model: string): ModelFacts | undefined {
  return models.find((facts) => facts.models.test(model));
}
