import { escapeToken, isObject, type JsonValue, own } from "../../base/json.ts";
import { compareText } from "../../base/sorted-json.ts";
import type { Recording, RecordingName } from "./cassette.ts";
import { byCard, byName, isSame } from "./order.ts";

/** What two cassettes have each for one name. */
export interface RecordingDifference {
  readonly name: RecordingName;
  readonly kind: "added" | "removed" | "changed";
  /** JSON Pointers to the values that differ; "" for all of it. Only of what changed. */
  readonly pointers: readonly string[];
  /** What else is told otherwise: the model, the schema. Only of what changed. */
  readonly members: readonly string[];
}

/**
 * What the second list has otherwise than the first, by operation, answer, intent and slot.
 *
 * @param before - each name once, as in a cassette
 */
export function differences(before: readonly Recording[], after: readonly Recording[]): readonly RecordingDifference[] {
  const found: RecordingDifference[] = [];
  const left = [...before].sort(byCard);
  const right = [...after].sort(byCard);
  while (left.length > 0 || right.length > 0) {
    const [one, other] = [left[0], right[0]];
    if (one && other && isSame(one.card, other.card)) {
      found.push(...changeOf(one, other));
      left.shift();
      right.shift();
    } else if (one && (!other || byName(one.card, other.card) < 0)) {
      found.push({ name: nameOf(one), kind: "removed", pointers: [], members: [] });
      left.shift();
    } else if (other) {
      found.push({ name: nameOf(other), kind: "added", pointers: [], members: [] });
      right.shift();
    }
  }
  return found;
}

function nameOf({ card: { operation, answer, intent, slot } }: Recording): RecordingName {
  return { operation, answer, intent, slot };
}

function changeOf(before: Recording, after: Recording): readonly RecordingDifference[] {
  const pointers = differingPointers(before.value, after.value, "");
  const [one, other] = [membersOf(before), membersOf(after)];
  const members = Object.keys(one).filter((key) => own(one, key) !== own(other, key));
  if (pointers.length + members.length === 0) return [];
  return [{ name: nameOf(before), kind: "changed", pointers, members }];
}

function membersOf({ card: { schemaDigest, promptVersion }, provider, model }: Recording) {
  return { model, promptVersion, provider, schemaDigest };
}

/** Where two values differ, as deep down as can be said. */
function differingPointers(before: JsonValue, after: JsonValue, pointer: string): string[] {
  const one = childrenOf(before);
  const other = childrenOf(after);
  if (!one || !other || Array.isArray(before) !== Array.isArray(after)) {
    // Two containers of different kinds differ as a whole, and so do two leaves.
    return !one && !other && before === after ? [] : [pointer];
  }
  const keys = [...new Set([...one.keys(), ...other.keys()])];
  return keys.flatMap((key) => {
    const place = `${pointer}/${escapeToken(key)}`;
    const [left, right] = [one.get(key), other.get(key)];
    return left === undefined || right === undefined ? [place] : differingPointers(left, right, place);
  });
}

/** The items of a list or the members of an object, in a fixed order; `undefined` for a leaf. */
function childrenOf(value: JsonValue): ReadonlyMap<string, JsonValue> | undefined {
  if (Array.isArray(value)) return new Map(value.map((item: JsonValue, index) => [String(index), item]));
  if (!isObject(value)) return undefined;
  const members = Object.entries(value) as [string, JsonValue][];
  return new Map(members.sort(([left], [right]) => compareText(left, right)));
}
