import type { JsonValue } from "../../base/json.ts";
import type { Seed } from "../../base/random.ts";
import { TwoGenerations } from "../../base/two-generations.ts";
import type { ResourceModel } from "../../contract/resource/resource-model.ts";
import type { Member } from "./member.ts";

/** How many collections of a contract are remembered, at least. */
const MAX_COLLECTIONS = 1000;

/** How many leaves, objects and arrays of a contract are remembered, at least: some 10 MB of small ones. */
const MAX_VALUES = 100_000;

/** So many values are recognised that were asked for once: 256 KB. */
const MARKS = 65_536;

/**
 * What was worked out for one contract, to spare the next question the work: ids of collections, and entities as they
 * are shown. A key must hold all that its value depends on, so that remembering changes nothing but the time.
 */
export class Memory {
  readonly #members = new TwoGenerations<readonly Member[]>(MAX_COLLECTIONS);
  /** Of values that were asked for lately, the last one for each slot. */
  readonly #marks = new Uint32Array(MARKS);
  readonly #values = new TwoGenerations<{ readonly value: JsonValue; readonly weight: number }>(MAX_VALUES);

  members(key: string, make: () => readonly Member[]): readonly Member[] {
    const found = this.#members.get(key) ?? make();
    this.#members.refresh(key, found);
    return found;
  }

  /**
   * A value that is asked for again and again comes frozen, because several answers share it. The first time it is only
   * made: keeping what nobody asks for again took longer than making it, most of it in the garbage collector.
   *
   * @param mark - nearly always another one for another value
   */
  value(mark: Seed, key: () => string, make: () => JsonValue): JsonValue {
    const slot = mark % MARKS;
    if (this.#marks[slot] !== mark) {
      this.#marks[slot] = mark;
      return make();
    }
    const text = key();
    const known = this.#values.get(text) ?? weighed(make());
    this.#values.refresh(text, known, known.weight);
    return known.value;
  }
}

function weighed(value: JsonValue): { readonly value: JsonValue; readonly weight: number } {
  return { value, weight: freeze(value) };
}

const memories = new WeakMap<ResourceModel, Memory>();

export function memoryOf(model: ResourceModel): Memory {
  const known = memories.get(model) ?? new Memory();
  memories.set(model, known);
  return known;
}

/** @returns how many values it holds, itself included */
function freeze(value: JsonValue): number {
  if (typeof value !== "object" || value === null) return 1;
  Object.freeze(value);
  let count = 1;
  for (const part of Object.values(value)) count += freeze(part);
  return count;
}
