import type { JsonValue } from "../../base/json.ts";
import type { ResourceModel } from "../../contract/resource/resource-model.ts";
import type { Member } from "./member.ts";

/** How many collections are remembered for one contract; the oldest make way. */
const MAX_COLLECTIONS = 1000;

/** How many leaves, objects and arrays are remembered for one contract: some 20 MB of small ones. */
const MAX_VALUES = 200_000;

/**
 * What was worked out for one contract, to spare the next question the work: ids of collections, and entities as they
 * are shown. A key must hold all that its value depends on, so that remembering changes nothing but the time.
 */
export class Memory {
  readonly #members = new Map<string, readonly Member[]>();
  readonly #values = new Map<string, { readonly value: JsonValue; readonly weight: number }>();
  #weight = 0;

  members(key: string, make: () => readonly Member[]): readonly Member[] {
    const found = this.#members.get(key);
    if (found) return found;
    const members = make();
    const [oldest] = this.#members.keys();
    if (this.#members.size >= MAX_COLLECTIONS && oldest !== undefined) this.#members.delete(oldest);
    this.#members.set(key, members);
    return members;
  }

  /** The value comes frozen, because several answers share it. What was not asked for the longest makes way. */
  value(key: string, make: () => JsonValue): JsonValue {
    const known = this.#values.get(key);
    if (known) {
      this.#values.delete(key);
      this.#values.set(key, known);
      return known.value;
    }
    const value = make();
    const weight = freeze(value);
    if (weight > MAX_VALUES) return value;
    this.#values.set(key, { value, weight });
    this.#weight += weight;
    for (const [oldest, { weight: freed }] of this.#values) {
      if (this.#weight <= MAX_VALUES) break;
      this.#values.delete(oldest);
      this.#weight -= freed;
    }
    return value;
  }
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
