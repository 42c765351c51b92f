import { ProviderError, type ProviderErrorKind, quotable } from "../errors.ts";
import type { EndpointError, ErrorBody } from "./error-body.ts";
import { retryAfterMs } from "./retry-after.ts";

/** What messages about an endpoint need to know of it. */
export interface Told {
  /** As messages call it, e.g. "Groq". */
  readonly title: string;
  readonly secrets: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What an answer that is an error comes to. */
export function failureOf(error: EndpointError, { title, secrets, now }: Told): ProviderError {
  const { status, headers, body } = error;
  const kind = kindOf(status, body);
  const quote = quotable(body.message, secrets);
  const said = quote === "" ? "" : `: "${quote}"`;
  return new ProviderError(kind, `${title} ${phrases[kind]} (${status})${said}`, retryAfterMs(headers, now));
}

const phrases: Readonly<Record<ProviderErrorKind, string>> = {
  auth: "does not accept the key",
  payment: "wants to be paid first",
  model: "does not have the model",
  "rate-limit": "was asked too often",
  unavailable: "fails",
  timeout: "took too long",
  unusable: "could not make the model write what was asked for",
  context: "finds the question too long",
  rejected: "does not take the question",
};

function kindOf(status: number, body: ErrorBody): ProviderErrorKind {
  if (status === 402 || body.codes.includes("insufficient_quota")) return "payment";
  if (body.isModeration && status < 500) return "rejected";
  if (status === 401 || status === 403) return "auth";
  if (isAboutModel(status, body)) return "model";
  if (isAboutLength(status, body)) return "context";
  if (status === 429) return "rate-limit";
  if (body.codes.includes("json_validate_failed")) return "unusable";
  // A path that is not there, or a redirect, meets every question.
  return status >= 500 || status < 400 || [404, 405, 408, 409, 410, 425].includes(status) ? "unavailable" : "rejected";
}

/** As OpenAI, Groq, OpenRouter and Ollama say it. */
function isAboutModel(status: number, { message, codes }: ErrorBody): boolean {
  if (![400, 404, 410, 422].includes(status)) return false;
  if (codes.some((code) => /^model_(?:not_found|decommissioned|not_available)$/.test(code))) return true;
  return (
    /\bmodel\b.{0,120}?\b(?:not found|not exist|decommissioned|deprecated|retired|no longer|not a valid model)/is.test(
      message,
    ) || /not a valid model|no endpoints found for|unknown model|invalid model (?:id|name)/i.test(message)
  );
}

function isAboutLength(status: number, { message, codes }: ErrorBody): boolean {
  if (status === 413 || codes.includes("context_length_exceeded")) return true;
  return [400, 422].includes(status) && /context (?:length|window)|prompt is too long|too many tokens/i.test(message);
}
