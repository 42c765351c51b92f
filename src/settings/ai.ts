import {
  boolean,
  choice,
  duration,
  integer,
  type Kind,
  number,
  optional,
  optionalText,
  secretToken,
} from "../base/setting-kind.ts";
import { type AiBudget, aiBudgetKind } from "./ai-budget.ts";
import type { SettingsOf } from "./setting.ts";

const providerNames = ["demo", "openrouter", "groq", "ollama", "openai", "openai-compatible"] as const;

/** Where answers are from: Helix itself ("demo"), or a language model behind one of these. */
export type AiProviderName = (typeof providerNames)[number];

const provider = choice(providerNames, { deepseek: "openrouter" });

/** Names of providers, each at most once; nothing comes behind "demo". */
const providerChain: Kind<readonly AiProviderName[]> = {
  name: "list",
  allowed: `several of ${provider.allowed}, separated by commas, each once, with "demo" at the end if at all`,
  read(written) {
    const words: readonly unknown[] = Array.isArray(written) ? written : String(written).split(",");
    const names = words.map((word) => provider.read(String(word).trim()));
    if (written === "" || !names.every((name) => name !== undefined)) return written === "" ? [] : undefined;
    const demo = names.indexOf("demo");
    const isOnce = new Set(names).size === names.length;
    return isOnce && (demo < 0 || demo === names.length - 1) ? names : undefined;
  },
  write: (names) => names.join(","),
};

/** Which language models are asked, and how. The meaning of each stands in `aiSettings`. */
export interface AiConfig {
  readonly aiProvider: AiProviderName;
  /** Wins over `aiProvider` unless it is empty. */
  readonly aiProviders: readonly AiProviderName[];
  readonly aiBaseUrl: string | undefined;
  readonly aiApiKey: string | undefined;
  readonly aiModel: string | undefined;
  /** In milliseconds. */
  readonly aiTimeout: number | undefined;
  readonly aiTemperature: number | undefined;
  readonly aiMaxTokens: number | undefined;
  readonly aiMode: "live" | "record" | "replay" | "auto" | undefined;
  readonly cassette: string | undefined;
  readonly onMiss: "error" | "generate";
  readonly aiBudget: AiBudget;
  readonly aiRedact: "off" | "default" | "strict";
  readonly aiConcurrency: number;
  readonly aiAutoFallback: boolean;
  readonly aiIntent: string | undefined;
  readonly openrouterApiKey: string | undefined;
  readonly openrouterModel: string | undefined;
  readonly groqApiKey: string | undefined;
  readonly groqModel: string | undefined;
  readonly ollamaHost: string | undefined;
  readonly ollamaModel: string | undefined;
  readonly openaiApiKey: string | undefined;
  readonly openaiModel: string | undefined;
}

/** The providers to ask, in their order; none where Helix answers by itself. */
export function providersOf({ aiProvider, aiProviders }: AiConfig): readonly Exclude<AiProviderName, "demo">[] {
  const names = aiProviders.length > 0 ? aiProviders : [aiProvider];
  return names.filter((name) => name !== "demo");
}

const vendorSettings = {
  openrouterApiKey: {
    kind: secretToken,
    initial: undefined,
    group: "AI",
    doc: "Key of OpenRouter; else OPENROUTER_API_KEY",
  },
  openrouterModel: {
    kind: optionalText,
    initial: undefined,
    group: "AI",
    doc: "Model at OpenRouter; else one of DeepSeek",
  },
  groqApiKey: { kind: secretToken, initial: undefined, group: "AI", doc: "Key of Groq; else GROQ_API_KEY" },
  groqModel: { kind: optionalText, initial: undefined, group: "AI", doc: "Model at Groq; else openai/gpt-oss-20b" },
  ollamaHost: {
    kind: optionalText,
    initial: undefined,
    group: "AI",
    doc: "Where Ollama listens (host, host:port or URL); else OLLAMA_HOST, else 127.0.0.1:11434",
  },
  ollamaModel: {
    kind: optionalText,
    initial: undefined,
    group: "AI",
    doc: "Model that Ollama has pulled; else llama3.2",
  },
  openaiApiKey: { kind: secretToken, initial: undefined, group: "AI", doc: "Key of OpenAI; else OPENAI_API_KEY" },
  openaiModel: { kind: optionalText, initial: undefined, group: "AI", doc: "Model at OpenAI; else gpt-6-luna" },
} satisfies Partial<SettingsOf<AiConfig>>;

export const aiSettings: SettingsOf<AiConfig> = {
  aiProvider: {
    kind: provider,
    initial: "demo",
    group: "AI",
    doc: "Who writes what answers say: a language model, or (demo) Helix without one",
  },
  aiProviders: {
    kind: providerChain,
    initial: [],
    group: "AI",
    doc: "Several of them, asked one after the other until one answers; instead of --ai-provider",
  },
  aiBaseUrl: {
    kind: optionalText,
    initial: undefined,
    group: "AI",
    doc: "URL of an OpenAI-compatible API, instead of the provider's own; gets no key but --ai-api-key",
  },
  aiApiKey: {
    kind: secretToken,
    initial: undefined,
    group: "AI",
    doc: "Key of the (first) provider; better a variable than a flag",
  },
  aiModel: { kind: optionalText, initial: undefined, group: "AI", doc: "Model of the (first) provider" },
  aiTimeout: {
    kind: optional(duration("s")),
    initial: undefined,
    group: "AI",
    doc: "Time that a request waits for a model before it is answered without; else 8s, and 60s for Ollama",
  },
  aiTemperature: {
    kind: optional(number(0, 2)),
    initial: undefined,
    group: "AI",
    doc: "How freely models write; else 0.7, and 0 while recording",
  },
  aiMaxTokens: {
    kind: optional(integer(16, 1_000_000)),
    initial: undefined,
    group: "AI",
    doc: "Most tokens that an answer may take; else as many as its schema calls for",
  },
  aiMode: {
    kind: optional(choice(["live", "record", "replay", "auto"])),
    initial: undefined,
    group: "AI",
    doc: "Ask models, ask and record, only replay, or replay what is recorded and ask for the rest; else auto, and replay in CI",
  },
  cassette: {
    kind: optionalText,
    initial: undefined,
    group: "AI",
    doc: "Folder with recorded answers; else helix.cassette where there is one",
  },
  onMiss: {
    kind: choice(["error", "generate"]),
    initial: "error",
    group: "AI",
    doc: "What a replay does about an answer that is not recorded",
  },
  aiBudget: {
    kind: aiBudgetKind,
    initial: { process: { dollars: 1 }, session: {} },
    group: "AI",
    doc: "What may be spent on models while Helix runs; from then on answers are generated",
  },
  aiRedact: {
    kind: choice(["off", "default", "strict"]),
    initial: "default",
    group: "AI",
    doc: "What is blackened in requests before a model sees them: nothing, secrets, or all that may be personal",
  },
  aiConcurrency: {
    kind: integer(1, 64),
    initial: 4,
    group: "AI",
    doc: "Questions that a provider is asked at the same time",
  },
  aiAutoFallback: {
    kind: boolean,
    initial: true,
    group: "AI",
    doc: "Generate answers that no model gives, instead of failing with 503",
  },
  aiIntent: {
    kind: optionalText,
    initial: undefined,
    group: "AI",
    doc: 'What answers should be like, in words; Prefer: ai="…" says so for one request',
  },
  ...vendorSettings,
};
