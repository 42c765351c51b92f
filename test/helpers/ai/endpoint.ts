import { type catalogue, factsOf } from "../../../src/ai/catalogue.ts";
import { endpointUrl } from "../../../src/ai/endpoint/base-url.ts";
import { type Endpoint, OpenAiCompatible } from "../../../src/ai/openai-compatible.ts";
import type { Completion } from "../../../src/ai/provider.ts";
import { realTimer, type Timer } from "../../../src/ai/timer.ts";
import type { Notice } from "../../../src/base/notice.ts";

/** A schema in the strict subset. */
export const petSchema = {
  type: "object",
  properties: { name: { type: "string" }, age: { type: "integer" } },
  required: ["name", "age"],
  additionalProperties: false,
} as const;

export const petCompletion: Completion = {
  messages: [
    { role: "system", content: "Write JSON." },
    { role: "user", content: `A pet, as JSON of this schema:\n${JSON.stringify(petSchema)}` },
  ],
  schema: petSchema,
  schemaName: "getPet_200",
  maxTokens: 500,
  temperature: 0.7,
};

/** A provider whose API is at this URL. */
export function providerAt(
  url: string,
  name: keyof typeof catalogue,
  options: Partial<Omit<Endpoint, "name" | "facts" | "url">> & {
    readonly onNotice?: (notice: Notice) => void;
    readonly timer?: Timer;
  } = {},
): OpenAiCompatible {
  const { onNotice = () => {}, timer = realTimer, ...rest } = options;
  const base = endpointUrl(url, "HELIX_AI_BASE_URL");
  const facts = factsOf(name, base);
  const endpoint: Endpoint = {
    name,
    facts,
    model: facts.defaultModel ?? "deepseek-flash",
    url: base,
    apiKey: undefined,
    modelSetting: "HELIX_AI_MODEL",
    urlSetting: "HELIX_AI_BASE_URL",
    ...rest,
  };
  return new OpenAiCompatible(endpoint, { now: () => 1_780_000_000_000, timer, onNotice });
}

/** What a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error("the promise was not rejected");
}
