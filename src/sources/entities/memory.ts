import type { ResourceModel } from "../../contract/resource/resource-model.ts";
import type { Member } from "./member.ts";

/** How many collections are remembered for one contract; the oldest make way. */
const MAX_COLLECTIONS = 1000;

const memory = new WeakMap<ResourceModel, Map<string, readonly Member[]>>();

/**
 * The members of a collection, worked out once: the ids of texts take their time, and every question about a resource
 * needs them. A key must hold all that they depend on, so that remembering changes nothing but the time.
 */
export function remembered(model: ResourceModel, key: string, make: () => readonly Member[]): readonly Member[] {
  const known = memory.get(model) ?? new Map<string, readonly Member[]>();
  memory.set(model, known);
  const found = known.get(key);
  if (found) return found;
  const members = make();
  const [oldest] = known.keys();
  if (known.size >= MAX_COLLECTIONS && oldest !== undefined) known.delete(oldest);
  known.set(key, members);
  return members;
}
