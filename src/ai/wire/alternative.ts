import { isObject, type JsonValue, own } from "../../base/json.ts";
import type { Merged } from "./merged.ts";
import { isOfType } from "./merged-type.ts";

/** Members of an alternative that are looked at to tell whether a value is one. */
const MAX_MEMBERS = 100;

/** The alternatives that a value may be by its type and by what tells objects apart. */
export function possible(merged: Merged, value: JsonValue): readonly Merged[] {
  if (merged.choices.length === 0) return [merged];
  const ofType = merged.alternatives.filter((alternative) => mayBe(alternative, value));
  const tagged = ofType.filter((alternative) => !contradicts(alternative, value));
  return tagged.length > 0 ? tagged : ofType;
}

/** What of a schema with choices a value most likely is; the schema itself where nothing fits. */
export function likeliest(merged: Merged, value: JsonValue): Merged {
  const [first = merged, ...others] = possible(merged, value);
  if (others.length === 0) return first;
  return others.reduce((best, other) => (resemblance(other, value) > resemblance(best, value) ? other : best), first);
}

function mayBe({ types, values, kinds, allowsNull }: Merged, value: JsonValue): boolean {
  if (values) return values.some((listed) => JSON.stringify(listed) === JSON.stringify(value));
  if (value === null) return allowsNull || (!types && kinds.length === 0);
  return kinds.length === 0 ? !types : isOfType(value, kinds);
}

/** Whether a member that can have one value only, or none, has another. */
function contradicts(merged: Merged, value: JsonValue): boolean {
  if (!isObject(value)) return false;
  return merged.names.slice(0, MAX_MEMBERS).some((name) => {
    const found = own(value, name) as JsonValue | undefined;
    if (found === undefined) return false;
    const member = merged.member(name);
    return !member || (member.values !== undefined && !mayBe(member, found));
  });
}

/** How many members they have in common, the missing ones taken off. */
function resemblance(merged: Merged, value: JsonValue): number {
  if (!isObject(value)) return 0;
  const known = merged.names.filter((name) => Object.hasOwn(value, name)).length;
  const missing = [...merged.required].filter((name) => !Object.hasOwn(value, name)).length;
  return known - 2 * missing;
}
