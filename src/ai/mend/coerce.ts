import { escapeToken, isObject, type JsonObject, type JsonValue, setOwn } from "../../base/json.ts";
import type { JsonType, Schema } from "../../contract/schema/schema.ts";
import { possible } from "../wire/alternative.ts";
import { type Merged, mergedOf } from "../wire/merged.ts";
import { isOfType, typeOfValue } from "../wire/merged-type.ts";
import { MAX_WRITTEN_DEPTH } from "../wire/wire-limits.ts";
import { listedValue, toScalar } from "./coerce-scalar.ts";
import { withinNumber, withinText } from "./fit-scalar.ts";

/** A value with what was changed in it, in a sentence each: where and how, never what. */
export interface Coerced {
  readonly value: JsonValue;
  readonly changes: readonly string[];
}

/** Changes that are told: after so many, the rest is only made. */
const MAX_CHANGES = 100;

/**
 * Brings a value closer to its schema where only one thing can be meant: numbers in text, values in the wrong case,
 * bounds, members that a closed object does not have, null for what is not there, one for a list of one. Everything else
 * stays, valid or not. Takes anything, and never throws.
 */
export function coerced({ graph, node }: Pick<Schema, "graph" | "node">, value: JsonValue): Coerced {
  const coercion = new Coercion();
  const result = coercion.value(mergedOf(graph, node), value, "");
  return { value: result, changes: coercion.changes };
}

class Coercion {
  readonly changes: string[] = [];
  #depth = 0;

  value(open: Merged, written: JsonValue, pointer: string): JsonValue {
    if (this.#depth >= MAX_WRITTEN_DEPTH) return written;
    this.#depth++;
    const [merged, ...others] = candidates(open, written);
    const result = merged && others.length === 0 ? this.#single(merged, written, pointer) : written;
    this.#depth--;
    return result;
  }

  #single(merged: Merged, written: JsonValue, pointer: string): JsonValue {
    if (merged.values) return this.#listed(merged.values, written, pointer);
    const value = this.#typed(merged, written, pointer);
    if (Array.isArray(value)) return this.#list(merged, value, pointer);
    if (isObject(value)) return this.#object(merged, value as JsonObject, pointer);
    const { fitted, change } = fit(merged, value);
    if (change !== undefined) this.#note(pointer, change);
    return fitted;
  }

  #listed(values: readonly JsonValue[], written: JsonValue, pointer: string): JsonValue {
    const value = listedValue(values, written);
    if (value === undefined) return written;
    if (JSON.stringify(value) !== JSON.stringify(written))
      this.#note(pointer, "was written otherwise than it is listed");
    return value;
  }

  /** The value in a type that is wanted; as it is where several could be meant. */
  #typed(merged: Merged, written: JsonValue, pointer: string): JsonValue {
    const { types } = merged;
    if (!types || isOfType(written, types)) return written;
    const scalar = toScalar(written, types);
    if (scalar !== undefined) return this.#changed(written, scalar, pointer);
    if (Array.isArray(written)) return this.#unwrapped(merged, written, pointer);
    if (written === null || !types.includes("array")) return written;
    const item = merged.item(0);
    if (!item || !mayBecome(item, written)) return written;
    this.#note(pointer, "was not in a list");
    return [written];
  }

  #unwrapped(merged: Merged, written: readonly JsonValue[], pointer: string): JsonValue {
    const [only] = written;
    if (only === undefined || only === null || written.length > 1 || !mayBecome(merged, only)) return written;
    this.#note(pointer, "was in a list of one");
    return this.#typed(merged, only, pointer);
  }

  #changed(from: JsonValue, to: JsonValue, pointer: string): JsonValue {
    this.#note(pointer, `was ${nameOf(from)}, now ${nameOf(to)}`);
    return to;
  }

  #list(merged: Merged, written: readonly JsonValue[], pointer: string): JsonValue {
    const most = merged.least("maxItems") ?? Number.POSITIVE_INFINITY;
    if (written.length > most) this.#note(pointer, `had more than ${most} items`);
    const items = written.slice(0, most).map((item, index) => {
      const below = merged.item(index);
      return below ? this.value(below, item, `${pointer}/${index}`) : item;
    });
    return merged.nodes.some(({ uniqueItems }) => uniqueItems) ? this.#distinct(merged, items, pointer) : items;
  }

  #distinct(merged: Merged, items: readonly JsonValue[], pointer: string): JsonValue {
    const byText = new Map(items.map((item) => [JSON.stringify(item), item]));
    if (byText.size === items.length || byText.size < (merged.greatest("minItems") ?? 0)) return items;
    this.#note(pointer, "had the same item more than once");
    return [...byText.values()];
  }

  #object(merged: Merged, written: JsonObject, pointer: string): JsonValue {
    const object = {};
    for (const [name, value] of Object.entries(written)) {
      const at = `${pointer}/${escapeToken(name)}`;
      const member = allows(merged, name) ? merged.member(name) : undefined;
      if (!member) {
        this.#note(at, "is no member here");
      } else if (!merged.required.has(name) && saysNothing(member, value)) {
        this.#note(at, "was empty and may be left out");
      } else {
        setOwn(object, name, this.value(member, value, at));
      }
    }
    return object;
  }

  #note(pointer: string, what: string): void {
    if (this.changes.length < MAX_CHANGES) this.changes.push(`${pointer === "" ? "the answer" : pointer} ${what}`);
  }
}

/** What is meant: the branch that the value can be, or else the only one there is besides null. */
function candidates(open: Merged, written: JsonValue): readonly Merged[] {
  const fitting = possible(open, written);
  if (fitting.length > 0) return fitting;
  return open.alternatives.filter(({ kinds }) => kinds.length > 0);
}

function mayBecome({ alternatives }: Merged, value: JsonValue): boolean {
  return alternatives.some(({ types, values }) => {
    if (values) return listedValue(values, value) !== undefined;
    return !types || isOfType(value, types) || toScalar(value, types) !== undefined;
  });
}

/** Models write null, "" and [] for what they know nothing of, also where none of them is allowed. */
function saysNothing(member: Merged, value: JsonValue): boolean {
  if (value === null) {
    return member.alternatives.every(({ allowsNull, types, values }) => !allowsNull && (types ?? values) !== undefined);
  }
  const isEmpty = value === "" || (Array.isArray(value) && value.length === 0);
  return isEmpty && !member.graph.accepts(member.node, value);
}

function allows({ graph, nodes, required }: Merged, name: string): boolean {
  return required.has(name) || nodes.every(({ propertyNames = true }) => graph.accepts(propertyNames, name));
}

function fit(merged: Merged, value: JsonValue): { fitted: JsonValue; change?: string | undefined } {
  if (typeof value === "number") return withinNumber(merged, value);
  return typeof value === "string" ? withinText(merged, value) : { fitted: value };
}

const names: Readonly<Record<JsonType, string>> = {
  null: "null",
  boolean: "true or false",
  integer: "a number",
  number: "a number",
  string: "text",
  array: "a list",
  object: "an object",
};

function nameOf(value: JsonValue): string {
  return names[typeOfValue(value)];
}
