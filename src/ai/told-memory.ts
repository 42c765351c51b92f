import { TwoGenerations } from "../base/two-generations.ts";
import type { Told } from "./question.ts";

/** Characters of JSON that are remembered, at least; twice as many at most. */
const CAPACITY = 16 * 1024 ** 2;

/** What models told, by the key of the question. */
export class ToldMemory {
  readonly #told = new TwoGenerations<{ readonly told: Told; readonly weight: number }>(CAPACITY);

  get(key: string): Told | undefined {
    const entry = this.#told.get(key);
    if (entry) this.#told.refresh(key, entry, entry.weight);
    return entry?.told;
  }

  /** Without its usage: whoever is told from memory does not pay again. */
  set(key: string, { usage: _, ...told }: Told): void {
    const weight = key.length + JSON.stringify(told).length;
    this.#told.set(key, { told, weight }, weight);
  }
}
