import { HelixError } from "../base/errors.ts";
import { withoutSecretParts } from "./endpoint/secret-parts.ts";
import type { Usage } from "./provider.ts";

/**
 * Why a model said nothing that could be used:
 *
 * - `auth`, `payment`, `model`: nobody can ask until somebody changes the settings or the account
 * - `rate-limit`: asked too often for now
 * - `unavailable`, `timeout`: the endpoint fails, cannot be reached or takes too long
 * - `unusable`: it answered, but not with anything that could be read
 * - `context`, `rejected`: this question is too long, or the endpoint does not take it; others may fare better
 */
export type ProviderErrorKind =
  | "auth"
  | "payment"
  | "model"
  | "rate-limit"
  | "unavailable"
  | "timeout"
  | "unusable"
  | "context"
  | "rejected";

/** An endpoint of a language model did not do what it was asked for. Never holds keys, headers or bodies. */
export class ProviderError extends HelixError {
  readonly status = 502;
  readonly fault = "provider";
  readonly kind: ProviderErrorKind;
  /** Milliseconds that the endpoint wants to be left alone. */
  readonly retryAfterMs: number | undefined;
  /** What it took all the same; `undefined` where nothing was written. */
  usage: Usage | undefined;

  /** @param message - names the provider, what happened and what to do, without a full stop */
  constructor(kind: ProviderErrorKind, message: string, retryAfterMs?: number) {
    super(message);
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }

  get code(): string {
    return codes[this.kind];
  }
}

const codes: Readonly<Record<ProviderErrorKind, string>> = {
  auth: "ai-unauthorized",
  payment: "ai-payment",
  model: "ai-model-unknown",
  "rate-limit": "ai-rate-limit",
  unavailable: "ai-unavailable",
  timeout: "ai-timeout",
  unusable: "ai-unusable",
  context: "ai-context-length",
  rejected: "ai-rejected",
};

/** Characters of a provider's own words that are passed on. */
const MAX_QUOTE = 200;

/** What looks like a key even if it is none that we know, masked ones included: "sk-ab***yz". */
const keyLike = /\b(?:sk|gsk|pk|rk|key|bearer)[-_ ][\w*.+/=-]{6,}/gi;

/**
 * What a provider said, fit to be shown: in one line, short, without control characters and without anything that is
 * or looks like a key.
 *
 * @param secrets - that must not be passed on
 */
export function quotable(said: unknown, secrets: readonly string[]): string {
  let text = typeof said === "string" ? said : "";
  // A provider may answer at any length, and the work below is not free.
  text = text.slice(0, MAX_QUOTE * 20);
  text = withoutSecretParts(text, secrets)
    .replace(keyLike, "***")
    .replace(/[\p{C}\p{Z}\s]+/gu, " ")
    .trim();
  return text.length > MAX_QUOTE ? `${text.slice(0, MAX_QUOTE).trimEnd()}…` : text;
}
