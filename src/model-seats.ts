import { Budget } from "./ai/budget.ts";
import { catalogue, factsOf, modelFactsOf, type ProviderFacts } from "./ai/catalogue.ts";
import { endpointUrl, ollamaUrl } from "./ai/endpoint/base-url.ts";
import { type Endpoint, OpenAiCompatible } from "./ai/openai-compatible.ts";
import { Seat } from "./ai/seat.ts";
import { realTimer } from "./ai/timer.ts";
import { realClock, stopwatch } from "./base/clock.ts";
import { SettingsError } from "./base/errors.ts";
import type { Notice } from "./base/notice.ts";
import { type Config, environmentNameOf, flagOf } from "./config.ts";
import { isPrivateHost } from "./contract/remote/address.ts";
import { type AiProviderName, providersOf } from "./settings/ai.ts";

type Name = Exclude<AiProviderName, "demo">;

/** The settings of its own that a provider has. */
const ownSettings: Readonly<Record<Name, { key?: keyof Config; model?: keyof Config }>> = {
  openrouter: { key: "openrouterApiKey", model: "openrouterModel" },
  groq: { key: "groqApiKey", model: "groqModel" },
  ollama: { model: "ollamaModel" },
  openai: { key: "openaiApiKey", model: "openaiModel" },
  "openai-compatible": {},
};

/** The providers that the settings name, ready to be asked, and what may be spent on them. */
export interface Seating {
  readonly seats: readonly Seat[];
  readonly budget: Budget;
  /** Milliseconds that a request waits for the first of them by default. */
  readonly timeoutMs: number | undefined;
}

/**
 * Makes the providers that the settings name.
 *
 * @throws {SettingsError} where a key, a model or a URL is missing or cannot be used
 */
export function seatingFor(config: Config, onNotice: (notice: Notice) => void): Seating {
  const now = stopwatch();
  const endpoints = endpointsOf(config, onNotice);
  const seats = endpoints.map((endpoint) => {
    const { facts, model } = endpoint;
    const provider = new OpenAiCompatible(endpoint, { now: realClock.now, timer: realTimer, onNotice });
    const price = modelFactsOf(facts, model)?.price;
    return new Seat({ provider, price, concurrency: config.aiConcurrency }, { now, onNotice });
  });
  return { seats, budget: new Budget(config.aiBudget, now), timeoutMs: endpoints[0]?.facts.timeoutMs };
}

/**
 * The first of the providers, without its key: what it would be sent can be told, but not sent.
 *
 * @returns `undefined` where the settings name none
 * @throws {SettingsError} where a model or a URL is missing or cannot be used
 */
export function describedProvider(config: Config): OpenAiCompatible | undefined {
  const [name] = providersOf(config);
  if (name === undefined) return undefined;
  const onNotice = (): void => {};
  const endpoint = endpointOf(name, name === ownerIn(config), keyless(name, config), onNotice);
  return new OpenAiCompatible({ ...endpoint, apiKey: undefined }, { now: realClock.now, timer: realTimer, onNotice });
}

/** Settings in which nobody misses the key. */
function keyless(name: Name, config: Config): Config {
  const { key } = ownSettings[name];
  return { ...config, aiApiKey: "none", ...(key === undefined ? {} : { [key]: "none" }) };
}

/** What the settings say of each provider. @throws {SettingsError} as `seatingFor` does */
function endpointsOf(config: Config, onNotice: (notice: Notice) => void): readonly Endpoint[] {
  const owner = ownerIn(config);
  const endpoints = providersOf(config).map((name) => endpointOf(name, name === owner, config, onNotice));
  for (const endpoint of endpoints) tellOfUnknownPrice(endpoint, config, onNotice);
  return endpoints;
}

/** Whose `aiBaseUrl`, `aiApiKey` and `aiModel` are: they are all that an OpenAI-compatible API has. */
function ownerIn(config: Config): Name | undefined {
  const names = providersOf(config);
  return names.includes("openai-compatible") ? "openai-compatible" : names[0];
}

function endpointOf(name: Name, isOwner: boolean, config: Config, onNotice: (notice: Notice) => void): Endpoint {
  const custom = isOwner && config.aiBaseUrl !== undefined;
  const { url, urlSetting } = urlOf(name, custom, config);
  const facts = factsOf(name, url);
  const apiKey = custom ? config.aiApiKey : keyOf(name, isOwner, facts, config);
  if (custom && apiKey === undefined) tellOfUnusedKey(name, url, config, onNotice);
  return { name, facts, url, urlSetting, apiKey, ...modelOf(name, isOwner, facts, config) };
}

function urlOf(name: Name, isCustom: boolean, config: Config): { url: URL; urlSetting: string } {
  const urlSetting = environmentNameOf(name === "ollama" && !isCustom ? "ollamaHost" : "aiBaseUrl");
  if (isCustom) return { url: endpointUrl(config.aiBaseUrl ?? "", urlSetting), urlSetting };
  if (name === "ollama" && config.ollamaHost !== undefined) {
    return { url: ollamaUrl(config.ollamaHost, urlSetting), urlSetting };
  }
  const { baseUrl } = catalogue[name];
  if (baseUrl === undefined) throw missing(name, "the URL of its API", "aiBaseUrl");
  return { url: new URL(baseUrl), urlSetting };
}

/** The key for the provider's own host. */
function keyOf(name: Name, isOwner: boolean, { isLocal }: ProviderFacts, config: Config): string | undefined {
  const { key } = ownSettings[name];
  const own = key && (config[key] as string | undefined);
  const apiKey = (isOwner ? config.aiApiKey : undefined) ?? own;
  if (apiKey === undefined && !isLocal) throw missing(name, "a key, one word of ASCII characters", key ?? "aiApiKey");
  return apiKey;
}

function modelOf(
  name: Name,
  isOwner: boolean,
  { defaultModel }: ProviderFacts,
  config: Config,
): { model: string; modelSetting: string } {
  const { model: key } = ownSettings[name];
  const isGeneral = isOwner && config.aiModel !== undefined;
  const own = key && (config[key] as string | undefined);
  const model = (isGeneral ? config.aiModel : own) ?? defaultModel;
  if (model === undefined) throw missing(name, "the name of a model", "aiModel");
  return { model, modelSetting: environmentNameOf(isGeneral || key === undefined ? "aiModel" : key) };
}

function missing(name: Name, what: string, key: string): SettingsError {
  const variable = environmentNameOf(key);
  const vendor = key.endsWith("ApiKey") && key !== "aiApiKey" ? ` (or ${variable.replace("HELIX_", "")})` : "";
  return new SettingsError(`the AI provider ${name} needs ${what}: ${variable}${vendor} or --${flagOf(key)}`);
}

/** A vendor's key never goes to another host; who gave one may wonder. */
function tellOfUnusedKey(name: Name, { host }: URL, config: Config, onNotice: (notice: Notice) => void): void {
  const { key } = ownSettings[name];
  if (key === undefined || config[key] === undefined) return;
  const what = `the key of ${catalogue[name].title} is not sent to ${host}`;
  onNotice({ level: "info", message: `${what}; if it needs one, give it as ${environmentNameOf("aiApiKey")}` });
}

function tellOfUnknownPrice(
  { facts, model, url }: Endpoint,
  { aiBudget: { process, session } }: Config,
  onNotice: (notice: Notice) => void,
): void {
  const isLimited = process.dollars !== undefined || session.dollars !== undefined;
  const isKnown = facts.tellsCost === true || modelFactsOf(facts, model)?.price !== undefined;
  if (!isLimited || isKnown || isPrivateHost(url.hostname)) return;
  const what = `what ${model} costs is not known, so that no budget in dollars holds for it`;
  onNotice({ level: "warn", message: `${what}; limit tokens, for example with --ai-budget 200000tok` });
}
