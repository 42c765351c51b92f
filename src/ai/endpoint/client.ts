import type { OpenAI } from "openai";
import type { ChatCompletionCreateParamsNonStreaming as Parameters } from "openai/resources/chat/completions";
import { type JsonObject, parseJsonText } from "../../base/json.ts";
import { candidateBases } from "./base-url.ts";
import { type EndpointError, readErrorBody } from "./error-body.ts";
import { type EndpointRequest, exchangeWith, MAX_ANSWER_DEPTH, TransportFailure } from "./transport.ts";

/** Bytes of a completion that are read at most: a long answer has some ten thousand. */
export const MAX_ANSWER_BYTES: number = 512 * 1024;
/** Bytes of a list of models: OpenRouter's has about a million. */
const MAX_MODELS_BYTES = 8 * 1024 ** 2;
/** Longer than anything waits: the signal ends requests, not the SDK. */
const NO_TIMEOUT_MS = 2 ** 31 - 1;

/** What an endpoint answered: the JSON of an answer whose status says that it is one, or an error. */
export type ClientAnswer = { readonly body: unknown } | { readonly error: EndpointError };

/** Why there is no answer. */
export type ClientFailure =
  | { readonly failure: TransportFailure }
  /** Nothing is served under this URL. */
  | { readonly nowhere: string };

type Send = (sdk: OpenAI) => Promise<unknown>;

/**
 * The SDK of OpenAI with a transport of our own, which sends nothing that is not said here: the SDK would add what the
 * environment says of somebody's account at OpenAI, and does not know the key.
 */
export class Client {
  readonly #headers: Readonly<Record<string, string>>;
  /** Where the API may be, and is once something answered. */
  #bases: readonly string[];

  constructor(url: URL, headers: Readonly<Record<string, string>>) {
    this.#headers = headers;
    this.#bases = candidateBases(url);
  }

  /** @param signal - known to the transport only: the SDK would never stop listening to it */
  async complete(body: JsonObject, signal: AbortSignal): Promise<ClientAnswer | ClientFailure> {
    // The SDK's type does not know what other providers take.
    const send: Send = (sdk) => sdk.chat.completions.create(body as unknown as Parameters);
    return await this.#somewhere(send, MAX_ANSWER_BYTES, signal);
  }

  async models(signal: AbortSignal): Promise<ClientAnswer | ClientFailure> {
    return await this.#somewhere((sdk) => sdk.get("/models"), MAX_MODELS_BYTES, signal);
  }

  /** Asks where the API may be, until something answers that knows what it is asked for. */
  async #somewhere(send: Send, maxBytes: number, signal: AbortSignal): Promise<ClientAnswer | ClientFailure> {
    for (const base of this.#bases) {
      const answer = await this.#at(base, send, maxBytes, signal);
      if ("nowhere" in answer) continue;
      if (!("failure" in answer)) this.#bases = [base];
      return answer;
    }
    return { nowhere: `${this.#bases[0]}/chat/completions` };
  }

  async #at(base: string, send: Send, maxBytes: number, signal: AbortSignal): Promise<ClientAnswer | ClientFailure> {
    const { OpenAI, APIError } = await import("openai");
    let failure: unknown;
    const sdk = new OpenAI({
      ...{ baseURL: base, apiKey: "none", adminAPIKey: null, organization: null, project: null, webhookSecret: null },
      ...{ maxRetries: 0, timeout: NO_TIMEOUT_MS, logLevel: "off" },
      fetch: async (url, init) => {
        try {
          return await this.#fetch(String(url), init, maxBytes, signal);
        } catch (error) {
          failure = error;
          throw error;
        }
      },
    });
    try {
      return { body: await send(sdk) };
    } catch (error) {
      if (failure instanceof TransportFailure) return { failure };
      if (!(error instanceof APIError) || error.status === undefined) throw failure ?? error;
      const { status, headers, error: body } = error;
      if (status === 404 && (body ?? undefined) === undefined) return { nowhere: base };
      return { error: { status, headers, body: readErrorBody(body) } };
    }
  }

  async #fetch(url: string, init: RequestInit | undefined, maxBytes: number, signal: AbortSignal): Promise<Response> {
    const method = init?.method === "POST" ? "POST" : "GET";
    const request: EndpointRequest = {
      method,
      headers: {
        ...this.#headers,
        accept: "application/json",
        "accept-encoding": "gzip",
        ...(method === "POST" && { "content-type": "application/json" }),
      },
      body: typeof init?.body === "string" ? init.body : "",
      maxBytes,
    };
    const { status, headers, text } = await exchangeWith(new URL(url), request, signal);
    const isJson = "value" in parseJsonText(text, MAX_ANSWER_DEPTH);
    if (!isJson && status >= 200 && status < 300) {
      throw new TransportFailure("unusable", "answered with what is not JSON");
    }
    const hints = ["retry-after", "retry-after-ms"].flatMap((name): [string, string][] => {
      const value = headers[name];
      return typeof value === "string" && /^[\x20-\x7e]*$/.test(value) ? [[name, value]] : [];
    });
    // Error statuses that `Response` does not take are none of HTTP's.
    const shown = status >= 200 && status <= 599 ? status : 502;
    return new Response([204, 205, 304].includes(shown) ? null : text, {
      status: shown,
      headers: [["content-type", isJson ? "application/json" : "text/plain"], ...hints],
    });
  }
}
