import { redactorOf } from "../../ai/redact.ts";
import type { Api, Assembly } from "../../assemble.ts";
import { type Config, referenceInstant, secretsIn } from "../../config.ts";
import type { ModelOptions } from "../../gateway/model-desk.ts";
import { Collector } from "./collector.ts";
import { Sampler } from "./sampler.ts";

/** Makes a gateway in which these models take part. */
export type Assemble = (config: Config, models: ModelOptions) => Promise<Pick<Assembly, "apis" | "gateway">>;

/** Documents, and how to find out what models would be asked of them. */
export interface Opened {
  readonly apis: readonly Api[];
  readonly sampler: Sampler;
}

/** Opens the documents of the settings. Requests are samples, of which none is to be refused. */
export async function openForSamples(config: Config, assemble: Assemble): Promise<Opened> {
  const consultant = new Collector();
  const models: ModelOptions = {
    consultant,
    redactor: redactorOf(config.aiRedact, secretsIn(config)),
    intent: config.aiIntent ?? "",
    isFallbackAllowed: true,
    isMissAllowed: true,
  };
  const { apis, gateway } = await assemble({ ...config, validateRequest: "off", auth: "off", delay: 0 }, models);
  const now = config.now === "real" ? referenceInstant : config.now;
  return { apis, sampler: new Sampler(gateway, consultant, now) };
}
