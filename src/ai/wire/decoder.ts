import { isObject, type JsonValue, own } from "../../base/json.ts";
import type { JsonType } from "../../contract/schema/schema.ts";
import { isOfType } from "./merged-type.ts";
import { MAX_WRITTEN_DEPTH } from "./wire-limits.ts";

/** The way back from one part of a wire schema. Takes anything, and never throws. */
export interface Decoder {
  /** How much something written looks like what it is for: from 0, not at all, to 1. */
  likeness(written: JsonValue): number;
  /** `undefined` where nothing of it can be used. */
  decode(written: JsonValue): JsonValue | undefined;
}

/** Of what may be null. */
export function nullable(decoder: Decoder): Decoder {
  return {
    likeness: (written) => (written === null ? 1 : decoder.likeness(written)),
    decode: (written) => (written === null ? null : decoder.decode(written)),
  };
}

/** Takes single values of any type: coercion knows better than this what to make of them. */
export function scalarDecoder(types: readonly JsonType[]): Decoder {
  return {
    likeness: (written) => (isOfType(written, types) ? 1 : isScalar(written) ? 0.2 : 0),
    decode: (written) => scalarIn(written),
  };
}

/** Takes what the schema leaves open as it is, as deep as anything written is looked at. */
export const anyDecoder: Decoder = {
  likeness: () => 0.5,
  decode: (written) => written,
};

/** Values by how they are written: objects and arrays of an enumeration as their JSON text. */
export function enumDecoder(values: readonly JsonValue[]): Decoder {
  const byText = new Map(values.map((value) => [wireValue(value), value]));
  return {
    likeness: (written) => (byText.has(written) ? 1 : isScalar(written) ? 0.1 : 0),
    decode: (written) => {
      const scalar = scalarIn(written);
      const value = scalar === undefined ? undefined : byText.get(scalar);
      return value === undefined ? (scalar ?? written) : value;
    },
  };
}

/** Endpoints take single values in enumerations only. */
export function wireValue(value: JsonValue): JsonValue {
  return isScalar(value) ? value : JSON.stringify(value);
}

/** Lists, also where there is one item without one around it. Items of which nothing can be used are left out. */
export function listDecoder(items: Decoder): Decoder {
  return {
    likeness: (written) => {
      const list = listIn(written);
      if (!list) return 0;
      const [first] = list;
      const isWrapped = list !== written;
      return (first === undefined ? 1 : 0.5 + items.likeness(first) / 2) * (isWrapped ? 0.5 : 1);
    },
    decode: (written) => {
      const list = listIn(written) ?? [written];
      return list.flatMap((item) => {
        const decoded = items.decode(item);
        return decoded === undefined ? [] : [decoded];
      });
    },
  };
}

/** Objects with the places of a tuple as keys; a list is taken as well. Ends where an item is missing. */
export function tupleDecoder(items: readonly Decoder[]): Decoder {
  const at = (written: JsonValue, index: number) => own(written, String(index)) as JsonValue | undefined;
  return {
    likeness: (written) => (typeof written === "object" && written !== null && at(written, 0) !== undefined ? 1 : 0),
    decode: (written) => {
      const list: JsonValue[] = [];
      for (const [index, decoder] of items.entries()) {
        const item = at(written, index);
        const decoded = item === undefined ? undefined : decoder.decode(item);
        if (decoded === undefined) break;
        list.push(decoded);
      }
      return list.length === 0 && items.length > 0 ? undefined : list;
    },
  };
}

/** One of several: what was written looks most like. */
export function choiceDecoder(branches: readonly Decoder[]): Decoder {
  return {
    likeness: (written) => Math.max(...branches.map((branch) => branch.likeness(written))),
    decode: (written) => mostLike(branches, written)?.decode(written),
  };
}

/** The first of those that something written looks most like. */
function mostLike(branches: readonly Decoder[], written: JsonValue): Decoder | undefined {
  let best: Decoder | undefined;
  let most = -1;
  for (const branch of branches) {
    const likeness = branch.likeness(written);
    if (likeness > most) [best, most] = [branch, likeness];
  }
  return best;
}

/** A copy without what is nested too deep to be walked safely, and without numbers that JSON cannot write again. */
export function bounded(written: JsonValue, depth = 0): JsonValue {
  if (typeof written === "number") return Number.isFinite(written) ? written : null;
  if (isScalar(written)) return written;
  if (depth >= MAX_WRITTEN_DEPTH) return null;
  if (Array.isArray(written)) return written.map((item: JsonValue) => bounded(item, depth + 1));
  // From entries, because "__proto__" is a name like any other.
  return Object.fromEntries(Object.entries(written).map(([name, value]) => [name, bounded(value, depth + 1)]));
}

export function isScalar(written: JsonValue): written is null | boolean | number | string {
  return written === null || typeof written !== "object";
}

/** A single value, or the only one in whatever models put around it, such as `{"value": 7}`. */
function scalarIn(written: JsonValue): JsonValue | undefined {
  if (written === null) return undefined;
  if (isScalar(written)) return written;
  const inner: readonly JsonValue[] = Object.values(written);
  const [only] = inner;
  return inner.length === 1 && only !== undefined && only !== null && isScalar(only) ? only : undefined;
}

/** A list, or the only one in an object around it. */
function listIn(written: JsonValue): readonly JsonValue[] | undefined {
  if (Array.isArray(written)) return written;
  if (!isObject(written)) return undefined;
  const lists = Object.values(written).filter((value) => Array.isArray(value));
  return lists.length === 1 ? (lists[0] as readonly JsonValue[]) : undefined;
}
