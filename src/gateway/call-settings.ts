import { seedOf, unpredictableSeed } from "../base/random.ts";
import type { Contract } from "../contract/contract.ts";
import type { GenerationSettings } from "../sources/source.ts";
import type { Preferences } from "./preferences.ts";

/** The settings of one answer. */
export interface CallSettings {
  /** As it was written. */
  readonly seed: string;
  /** Whether another answer to the same question would have the same. */
  readonly isPredictable: boolean;
  readonly generation: GenerationSettings;
}

/** What answers are made by where the request wishes nothing. */
export interface ConfiguredSettings {
  /** `seed` as the user wrote it ("-1": another one each time). */
  readonly generation: Omit<GenerationSettings, "seed" | "now"> & { readonly seed: string };
  /** Milliseconds since the epoch: the "now" of answers. */
  readonly now: () => number;
  /** Whether that stands still. */
  readonly isClockFixed: boolean;
}

/** Lays the wishes of requests over the configured settings; most requests have none, and share the same. */
export class SettingsOfCalls {
  readonly #configured: ConfiguredSettings;
  readonly #usual = new WeakMap<Contract, CallSettings>();

  constructor(configured: ConfiguredSettings) {
    this.#configured = configured;
  }

  for(preferences: Preferences, contract: Contract): CallSettings {
    const hasWishes = Object.keys(preferences).length > 0;
    const known = hasWishes ? undefined : this.#usual.get(contract);
    if (known) return known;
    const settings = this.#make(preferences, contract);
    if (!hasWishes && settings.isPredictable) this.#usual.set(contract, settings);
    return settings;
  }

  #make(preferences: Preferences, { hints }: Contract): CallSettings {
    const { generation, now, isClockFixed } = this.#configured;
    const wished = preferences.seed ?? generation.seed;
    const isPredictable = wished !== "-1" && isClockFixed;
    const seed = wished === "-1" ? String(unpredictableSeed()) : wished;
    const dynamic = preferences.dynamic ?? generation.dynamic;
    const arraySize = preferences.arraySize ?? generation.arraySize ?? hints.arraySize;
    const optionals = generation.optionals ?? hints.optionals;
    const locale = generation.locale ?? hints.locale;
    const streamCount = preferences.streamCount ?? generation.streamCount;
    const wishes = { dynamic, arraySize, optionals, locale, streamCount };
    return { seed, isPredictable, generation: { ...generation, ...wishes, seed: seedOf(seed), now: now() } };
  }
}
