import type { Consultant, RecordedAnswer } from "../../ai/question.ts";
import type { Api, Assembly } from "../../assemble.ts";
import { type Config, referenceInstant } from "../../config.ts";
import { Collector } from "./collector.ts";
import { Sampler } from "./sampler.ts";

/** Makes a gateway that asks this consultant. */
export type Assemble = (config: Config, consultant: Consultant) => Promise<Pick<Assembly, "apis" | "gateway">>;

/** Documents, and how to find out what models would be asked of them. */
export interface Opened {
  readonly apis: readonly Api[];
  readonly sampler: Sampler;
}

/**
 * Opens the documents of the settings. Requests are samples, of which none is to be refused.
 *
 * @param recorded - what is recorded at present, where what is asked shall agree with it
 */
export async function openForSamples(
  config: Config,
  assemble: Assemble,
  recorded?: () => readonly RecordedAnswer[],
): Promise<Opened> {
  const collector = new Collector(recorded);
  const { apis, gateway } = await assemble({ ...config, validateRequest: "off", auth: "off", delay: 0 }, collector);
  const now = config.now === "real" ? referenceInstant : config.now;
  return { apis, sampler: new Sampler(gateway, collector, now) };
}
