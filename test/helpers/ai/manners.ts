/** The providers that a server can behave as. */
export type Manner = "openrouter" | "groq" | "ollama" | "openai" | "deepseek";

export type Json = Readonly<Record<string, unknown>>;

/** An answer that is no completion. */
export interface Refusal {
  readonly status: number;
  readonly body: Json;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How a provider behaves: what it has, what it refuses, and in which words. Shapes as recorded from the real ones. */
export interface Manners {
  readonly models: readonly string[];
  /** Which models take `json_schema`, and which hold them to it. */
  readonly takesSchema: (model: string) => "strict" | "best effort" | "no";
  unknownModel(model: string): Refusal;
  badKey(): Refusal;
  noSchema(model: string): Refusal;
  /** Extra rules for a request body; `undefined` where it is fine. */
  judge(body: Json): Refusal | undefined;
  /** What goes into a completion beside what all have. */
  readonly extra: (usage: { prompt_tokens: number; completion_tokens: number }) => Json;
}

const openAiError = (status: number, message: string, rest: Json = {}): Refusal => ({
  status,
  body: { error: { message, type: "invalid_request_error", param: null, code: null, ...rest } },
});

/** What strict mode asks of a schema at OpenAI and Groq; the complaint, or `undefined`. */
function strictFault(schema: unknown, path = "()"): string | undefined {
  if (Array.isArray(schema)) return schema.map((item) => strictFault(item, path)).find(Boolean);
  if (typeof schema !== "object" || schema === null) return undefined;
  const node = schema as Json;
  const below = [node["properties"], node["$defs"]].flatMap((map) => Object.entries((map ?? {}) as Json));
  return (
    objectFault(node, path) ??
    below.map(([name, child]) => strictFault(child, `('${name}')`)).find(Boolean) ??
    strictFault(node["items"], path) ??
    strictFault(node["anyOf"], path)
  );
}

function objectFault(node: Json, path: string): string | undefined {
  const banned = ["allOf", "oneOf", "not", "if", "patternProperties"].find((keyword) => keyword in node);
  if (banned) return `In context=${path}, '${banned}' is not permitted.`;
  if (![node["type"]].flat().includes("object")) return undefined;
  if (node["additionalProperties"] !== false) {
    return `In context=${path}, 'additionalProperties' is required to be supplied and to be false.`;
  }
  const required = (node["required"] ?? []) as readonly string[];
  const missing = Object.keys((node["properties"] ?? {}) as Json).find((name) => !required.includes(name));
  const rule = "'required' is required to be supplied and to be an array including every key in properties.";
  return missing && `In context=${path}, ${rule} Missing '${missing}'.`;
}

function judgeStrict(body: Json, words: (fault: string, name: string) => Refusal): Refusal | undefined {
  const format = (body["response_format"] as Json | undefined)?.["json_schema"] as Json | undefined;
  if (format?.["strict"] !== true) return undefined;
  const fault = strictFault(format["schema"]);
  return fault === undefined ? undefined : words(fault, String(format["name"]));
}

function lacksTheWord(body: Json): boolean {
  const type = (body["response_format"] as Json | undefined)?.["type"];
  return type === "json_object" && !/json/i.test(JSON.stringify(body["messages"]));
}

export const mannersOf: Readonly<Record<Manner, Manners>> = {
  groq: {
    models: ["openai/gpt-oss-20b", "openai/gpt-oss-120b", "qwen/qwen3-32b"],
    takesSchema: (model) => (model.startsWith("openai/gpt-oss") ? "strict" : "best effort"),
    unknownModel: (model) =>
      openAiError(404, `The model \`${model}\` does not exist or you do not have access to it.`, {
        code: "model_not_found",
      }),
    badKey: () => openAiError(401, "Invalid API Key", { code: "invalid_api_key" }),
    noSchema: (model) =>
      openAiError(400, `This model does not support response format \`json_schema\`. Model: ${model}`, {
        param: "response_format",
      }),
    judge(body) {
      if (lacksTheWord(body)) {
        return openAiError(
          400,
          "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
        );
      }
      return judgeStrict(body, (fault, name) =>
        openAiError(400, `invalid JSON schema for response_format: '${name}': ${fault}`, { param: "response_format" }),
      );
    },
    extra: () => ({ x_groq: { id: "req_01" }, service_tier: "on_demand", system_fingerprint: "fp_1" }),
  },
  openai: {
    models: ["gpt-6-luna", "gpt-6.1-sol", "gpt-4.1-mini"],
    takesSchema: () => "strict",
    unknownModel: (model) =>
      openAiError(404, `The model \`${model}\` does not exist or you do not have access to it.`, {
        code: "model_not_found",
      }),
    badKey: () =>
      openAiError(
        401,
        "Incorrect API key provided: sk-wrong*****1234. You can find your API key at https://platform.openai.com/account/api-keys.",
        { code: "invalid_api_key" },
      ),
    noSchema: () =>
      openAiError(400, "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.", {
        param: "response_format",
      }),
    judge(body) {
      if ("max_tokens" in body) {
        return openAiError(
          400,
          "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
          { param: "max_tokens", code: "unsupported_parameter" },
        );
      }
      return judgeStrict(body, (fault, name) =>
        openAiError(400, `Invalid schema for response_format '${name}': ${fault}`, { param: "response_format" }),
      );
    },
    extra: () => ({ service_tier: "default", system_fingerprint: "fp_2" }),
  },
  openrouter: {
    models: ["deepseek/deepseek-v4.1-flash", "deepseek/deepseek-v4-flash:free", "openai/gpt-oss-20b"],
    takesSchema: () => "strict",
    unknownModel: (model) => ({
      status: 400,
      body: { error: { message: `${model} is not a valid model ID`, code: 400 } },
    }),
    badKey: () => ({ status: 401, body: { error: { message: "No auth credentials found", code: 401 } } }),
    noSchema: () => ({
      status: 404,
      body: { error: { message: "No endpoints found that can handle the requested parameters.", code: 404 } },
    }),
    judge(body) {
      const isPicky = (body["provider"] as Json | undefined)?.["require_parameters"] === true;
      const known = "max_completion_tokens" in body || "seed" in body;
      return isPicky && known ? this.noSchema("") : undefined;
    },
    extra: ({ prompt_tokens, completion_tokens }) => ({
      provider: "DeepInfra",
      usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens, cost: 0.00042 },
    }),
  },
  ollama: {
    models: ["llama3.2:latest", "qwen3:8b"],
    // It does not look at `strict`.
    takesSchema: () => "strict",
    unknownModel: (model) => ({
      status: 404,
      body: {
        error: {
          message: `model "${model}" not found, try pulling it first`,
          type: "api_error",
          param: null,
          code: null,
        },
      },
    }),
    badKey: () => ({
      status: 401,
      body: { error: { message: "unauthorized", type: "api_error", param: null, code: null } },
    }),
    noSchema: () => openAiError(400, "invalid JSON schema in format", { type: "api_error" }),
    judge: () => undefined,
    extra: () => ({ system_fingerprint: "fp_ollama" }),
  },
  deepseek: {
    models: ["deepseek-flash", "deepseek-v4-pro"],
    takesSchema: () => "no",
    unknownModel: () => openAiError(400, "Model Not Exist"),
    badKey: () => openAiError(401, "Authentication Fails (no such user)", { type: "authentication_error" }),
    noSchema: () => openAiError(400, "This response_format type is unavailable now"),
    judge: (body) =>
      lacksTheWord(body)
        ? openAiError(
            400,
            "Prompt must contain the word 'json' in some form to use 'response_format' of type 'json_object'.",
          )
        : undefined,
    extra: () => ({ system_fingerprint: "fp_3" }),
  },
};
