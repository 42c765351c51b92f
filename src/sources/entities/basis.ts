import type { Resource } from "../../contract/resource/resource-model.ts";
import type { GenerationOptions } from "../../generate/instance.ts";
import type { GenerationSettings } from "../source.ts";
import type { Member } from "./member.ts";

/** What all entities of a world depend on. */
export interface Basis {
  /** Tells it apart in keys. */
  readonly key: string;
  /** Of the collections without a scope, those that were asked for. */
  readonly members: Map<Resource, readonly Member[]>;
  readonly common: Omit<GenerationOptions, "seed">;
}

const bases = new WeakMap<GenerationSettings, Basis>();

/** Most answers share their settings, so it is worked out once for each. */
export function basisOf(settings: GenerationSettings): Basis {
  const known = bases.get(settings);
  if (known) return known;
  const { seed, now, ignoreExamples, dynamic, arraySize, optionals, locale } = settings;
  const key = `${seed} ${now} ${ignoreExamples} ${dynamic} ${arraySize ?? ""} ${optionals ?? ""} ${locale ?? ""}`;
  const sizes = { items: arraySize, rootItems: arraySize };
  const basis: Basis = {
    key,
    members: new Map(),
    common: { now, useExamples: !ignoreExamples, optionals, locale, ...sizes },
  };
  bases.set(settings, basis);
  return basis;
}
