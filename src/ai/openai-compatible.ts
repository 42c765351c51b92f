import type { JsonObject } from "../base/json.ts";
import type { Notice } from "../base/notice.ts";
import { packageVersion } from "../base/version.ts";
import { Capability, type Rung, type Step, stepStatuses } from "./capability.ts";
import { modelFactsOf, type ProviderFacts } from "./catalogue.ts";
import { candidateBases } from "./endpoint/base-url.ts";
import { Client, type ClientAnswer, type ClientFailure } from "./endpoint/client.ts";
import { estimatedUsage, readCompletion } from "./endpoint/completion.ts";
import { type EndpointError, errorInside } from "./endpoint/error-body.ts";
import { failureOf } from "./endpoint/failure.ts";
import { likelyModel, listOfModels, modelIds } from "./endpoint/model-list.ts";
import { isAboutSchema, requestBody, unsupportedKey } from "./endpoint/request-body.ts";
import { jsonWithoutSecret, withoutSecretParts } from "./endpoint/secret-parts.ts";
import { ProviderError } from "./errors.ts";
import { dollarsOf } from "./price.ts";
import type { AiProvider, Completed, Completion, Usage } from "./provider.ts";
import type { Timer } from "./timer.ts";

/** An endpoint, and who answers there. */
export interface Endpoint {
  /** As in the settings. */
  readonly name: string;
  readonly facts: ProviderFacts;
  readonly model: string;
  readonly url: URL;
  readonly apiKey: string | undefined;
  /** What messages call the setting of the model, e.g. "HELIX_GROQ_MODEL". */
  readonly modelSetting: string;
  /** What they call that of the URL. */
  readonly urlSetting: string;
}

/** What the adapter is given of the world. */
export interface EndpointSurroundings {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly timer: Timer;
  readonly onNotice: (notice: Notice) => void;
}

/** Questions are put in so many ways at most before the endpoint is given up. */
const MAX_STEPS = 10;

/** Milliseconds that the list of models is waited for: a message without it comes before the answer is given up. */
const MODELS_MS = 1500;

/** Shorter keys are none: local servers take any word. */
const MIN_KEY = 16;

/** A model behind an API like OpenAI's chat completions. */
export class OpenAiCompatible implements AiProvider {
  readonly name: string;
  readonly model: string;
  readonly #endpoint: Endpoint;
  readonly #surroundings: EndpointSurroundings;
  readonly #client: Client;
  readonly #capability: Capability;
  #unknown: Promise<ProviderError> | undefined;

  constructor(endpoint: Endpoint, surroundings: EndpointSurroundings) {
    const { facts, model, apiKey } = endpoint;
    this.name = endpoint.name;
    this.model = model;
    this.#endpoint = endpoint;
    this.#surroundings = surroundings;
    this.#client = new Client(endpoint.url, {
      "user-agent": `helix-mock/${packageVersion()}`,
      ...facts.headers,
      ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
    });
    this.#capability = new Capability(modelFactsOf(facts, model)?.rung ?? facts.rung);
  }

  /** How questions are put to it at present. */
  get capability(): Rung {
    return this.#capability.rung;
  }

  /** What it would be sent first for a completion. */
  firstRequest(completion: Completion): { readonly url: string; readonly body: JsonObject } {
    const { url, facts } = this.#endpoint;
    const step = this.#capability.first(completion.schemaName);
    const [base] = candidateBases(url);
    return { url: `${base}/chat/completions`, body: requestBody(completion, facts, this.model, step) };
  }

  async complete(completion: Completion, signal: AbortSignal): Promise<Completed> {
    const { schemaName } = completion;
    let step = this.#capability.first(schemaName);
    let wasAboutSchema = false;
    for (let count = 1; ; count++) {
      const outcome = await this.#ask(completion, step, signal);
      if ("text" in outcome) {
        if (this.#capability.worked(step, schemaName, wasAboutSchema)) this.#tellOfStep(step.rung);
        return outcome;
      }
      const next = count < MAX_STEPS ? this.#nextStep(completion, step, outcome) : undefined;
      if (!next) throw await this.#failure(outcome, signal);
      wasAboutSchema ||= isAboutSchema(outcome.body);
      step = next;
    }
  }

  async #ask(completion: Completion, step: Step, signal: AbortSignal): Promise<Completed | EndpointError> {
    const body = requestBody(completion, this.#endpoint.facts, this.model, step);
    const answer = await this.#send((client) => client.complete(body, signal), signal);
    if ("error" in answer) return this.#salvaged(answer.error, completion, step) ?? answer.error;
    const error = errorInside(answer.body);
    if (error) return error;
    const read = readCompletion(answer.body, completion, this.#endpoint.facts.tellsCost === true);
    if ("fault" in read) {
      const failure = this.#error("unusable", read.fault);
      failure.usage = read.usage && this.#priced(read.usage);
      throw failure;
    }
    return { text: this.#withoutKey(read.text), usage: this.#priced(read.usage), capability: step.rung };
  }

  /** Groq hands out what its model wrote even where that is not what the schema asks for. */
  #salvaged({ body }: EndpointError, completion: Completion, { rung }: Step): Completed | undefined {
    const { failedGeneration: text } = body;
    if (text.trim() === "") return undefined;
    return { text: this.#withoutKey(text), usage: this.#priced(estimatedUsage(completion, text)), capability: rung };
  }

  /** What it writes is shown and recorded: an endpoint must not make its key public. */
  #withoutKey(text: string): string {
    const { apiKey = "" } = this.#endpoint;
    return apiKey.length < MIN_KEY ? text : jsonWithoutSecret(text, apiKey);
  }

  #nextStep(completion: Completion, step: Step, error: EndpointError): Step | undefined {
    const { kind } = failureOf(error, this.#told());
    // Without an error in the body, 404 is about the path.
    const mayBeStep = stepStatuses.has(error.status) && (kind === "rejected" || kind === "unavailable");
    if (!mayBeStep || error.body.isModeration) return undefined;
    const body = requestBody(completion, this.#endpoint.facts, this.model, step);
    return this.#capability.after(step, unsupportedKey(error.body, body, this.#endpoint.facts));
  }

  #priced(usage: Usage): Usage {
    const { facts } = this.#endpoint;
    return { ...usage, dollars: usage.dollars ?? dollarsOf(modelFactsOf(facts, this.model)?.price, usage) };
  }

  async #failure(error: EndpointError, signal: AbortSignal): Promise<ProviderError> {
    const failure = failureOf(error, this.#told());
    if (failure.kind !== "model") return failure;
    this.#unknown ??= this.#unknownModel(signal);
    return await this.#unknown;
  }

  /** Asks once which models there are. */
  async #unknownModel(signal: AbortSignal): Promise<ProviderError> {
    const { facts, modelSetting } = this.#endpoint;
    const ids = await this.#models(signal);
    const likely = likelyModel(this.model, ids, facts.successors);
    const advice = likely === undefined ? "" : `, for example to ${JSON.stringify(likely)}`;
    const pull = facts.isLocal ? ` (or run: ollama pull ${this.model})` : "";
    const what = `does not have the model ${JSON.stringify(this.model)}${listOfModels(this.model, ids)}`;
    return this.#error("model", `${what}; set ${modelSetting}${advice}${pull}`);
  }

  /** None where it cannot say, or not soon. */
  async #models(signal: AbortSignal): Promise<readonly string[]> {
    const limit = new AbortController();
    const end = (): void => limit.abort();
    const callOff = this.#surroundings.timer(MODELS_MS, end);
    signal.addEventListener("abort", end, { once: true });
    try {
      const answer = await this.#send((client) => client.models(limit.signal), limit.signal);
      return "body" in answer ? modelIds(answer.body) : [];
    } catch {
      return [];
    } finally {
      callOff();
      signal.removeEventListener("abort", end);
    }
  }

  async #send(
    send: (client: Client) => Promise<ClientAnswer | ClientFailure>,
    signal: AbortSignal,
  ): Promise<ClientAnswer> {
    const answer = await send(this.#client).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
    if (signal.aborted || !answer) throw this.#error("timeout", "was not waited for any longer");
    if ("failure" in answer) throw this.#error(answer.failure.kind, answer.failure.message);
    if ("nowhere" in answer) {
      const { urlSetting } = this.#endpoint;
      throw this.#error("unavailable", `has nothing at ${answer.nowhere}; check ${urlSetting}`);
    }
    return answer;
  }

  #tellOfStep(rung: Rung): void {
    const how = rung === "text" ? "in the prompt only" : `as ${rung}`;
    const message = `${this.#endpoint.facts.title}: the model ${this.model} takes the schema of answers ${how}`;
    this.#surroundings.onNotice({ level: "info", message });
  }

  #error(kind: ProviderError["kind"], what: string): ProviderError {
    const { facts, apiKey = "" } = this.#endpoint;
    // Much of it quotes the endpoint: codings, charsets, names of models.
    return new ProviderError(kind, `${facts.title} ${withoutSecretParts(what, [apiKey])}`);
  }

  #told(): { title: string; secrets: readonly string[]; now: number } {
    const { facts, apiKey = "" } = this.#endpoint;
    return { title: facts.title, secrets: [apiKey], now: this.#surroundings.now() };
  }
}
