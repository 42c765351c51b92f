import { isObject, own } from "../../base/json.ts";

/** The status of an answer, and what its body says of the error. */
export interface EndpointError {
  readonly status: number;
  readonly headers: Headers | undefined;
  readonly body: ErrorBody;
}

/** What the body of an error says, as far as it says it in a known way; "" for nothing. Nobody vouches for any of it. */
export interface ErrorBody {
  readonly message: string;
  /** All that classifies it: `code`, `type`, and what OpenRouter puts into `metadata`. */
  readonly codes: readonly string[];
  /** The part of the request that it is about. */
  readonly parameter: string;
  /** What the model had written when Groq refused to pass it on. */
  readonly failedGeneration: string;
  /** Whether it is about what the request talks of. */
  readonly isModeration: boolean;
}

/** Reads the `error` of a body: an object as OpenAI has it, or just text. */
export function readErrorBody(error: unknown): ErrorBody {
  const metadata = own(error, "metadata");
  const codes = [own(error, "code"), own(error, "type"), own(metadata, "error_type")];
  const message = typeof error === "string" ? error : textOf(own(error, "message"));
  const known = codes.filter((code) => typeof code === "string");
  return {
    message,
    codes: known,
    parameter: textOf(own(error, "param")),
    failedGeneration: textOf(own(error, "failed_generation")),
    isModeration:
      Array.isArray(own(metadata, "reasons")) ||
      own(metadata, "flagged_input") !== undefined ||
      known.some((code) => /content_filter|content_policy|moderation|guardrail/.test(code)) ||
      /moderation|flagged|guardrail|prompt injection|content (?:policy|filter)/i.test(message),
  };
}

/** The error in a body whose status says that there is none, as OpenRouter answers where a model fails later. */
export function errorInside(body: unknown): EndpointError | undefined {
  const choice = own(own(body, "choices"), "0");
  const error = own(body, "error") ?? own(choice, "error");
  if (!(isObject(error) || (typeof error === "string" && error !== ""))) return undefined;
  const code = Number(own(error, "code"));
  const status = Number.isInteger(code) && code >= 400 && code <= 599 ? code : 502;
  return { status, headers: undefined, body: readErrorBody(error) };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
