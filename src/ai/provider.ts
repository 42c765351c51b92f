import type { JsonObject } from "../base/json.ts";

/** One part of a prompt, as chat completions have it. */
export interface Message {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** What a model is asked to write. */
export interface Completion {
  readonly messages: readonly Message[];
  /** What the text has to be an instance of; also named in the prompt, because some endpoints do not enforce it. */
  readonly schema: JsonObject;
  /** Letters, digits, "_" and "-", at most 64. */
  readonly schemaName: string;
  readonly maxTokens: number;
  readonly temperature: number;
  /** Makes it likelier that the same question gets the same answer. Only sent where it does no harm. */
  readonly seed?: number | undefined;
}

/** What a completion took. */
export interface Usage {
  readonly promptTokens: number;
  /** Of the prompt's, those that the provider had cached. */
  readonly cachedTokens: number;
  readonly completionTokens: number;
  /** US dollars; `undefined` where nobody knows the price. */
  readonly dollars?: number | undefined;
}

/** What a model wrote: text that nobody vouches for. */
export interface Completed {
  readonly text: string;
  readonly usage: Usage;
  /** How the schema was put to the endpoint, e.g. "json_schema strict". */
  readonly capability: string;
}

/** A language model behind an endpoint. */
export interface AiProvider {
  /** As in the settings, e.g. "groq". */
  readonly name: string;
  readonly model: string;
  /** How schemas are put to it at present, e.g. "json_schema strict". */
  readonly capability?: string | undefined;
  /**
   * Asks once.
   *
   * @param signal - ends the request and its connection
   * @throws {ProviderError} where the model says nothing that could be used
   */
  complete(completion: Completion, signal: AbortSignal): Promise<Completed>;
}
