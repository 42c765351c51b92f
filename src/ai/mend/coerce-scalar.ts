import type { JsonValue } from "../../base/json.ts";
import { plain } from "../../contract/resource/inflect.ts";
import type { JsonType } from "../../contract/schema/schema.ts";
import { isScalar } from "../wire/decoder.ts";

/** Numbers as people and models write them in text. */
const written = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A number with what it is counted in before or after it, as in "$12.50", "45 %" or "3 kg". */
const measured = /^[$€£¥]? ?([+-]?(?:\d+(?:\.\d+)?|\.\d+)) ?(?:[$€£¥%]|°?\p{L}{1,12})?$/u;

/** Longest text that may stand for a number or for a listed value in another spelling. */
const MAX_READ = 200;

/** A single value as one of the types, where it says the same there; `undefined` where it does not. */
export function toScalar(value: JsonValue, types: readonly JsonType[]): JsonValue | undefined {
  for (const type of types) {
    const read = readers[type]?.(value);
    if (read !== undefined) return read;
  }
  return undefined;
}

const readers: Partial<Record<JsonType, (value: JsonValue) => JsonValue | undefined>> = {
  integer: (value) => {
    const number = numberIn(value);
    return number === undefined ? undefined : Math.round(number);
  },
  number: numberIn,
  boolean: booleanIn,
  string: (value) => (typeof value === "number" || typeof value === "boolean" ? String(value) : undefined),
};

function numberIn(value: JsonValue): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.length > MAX_READ) return undefined;
  const text = value.trim();
  const number = Number(written.test(text) ? text : (measured.exec(text)?.[1] ?? Number.NaN));
  return Number.isFinite(number) ? number : undefined;
}

function booleanIn(value: JsonValue): boolean | undefined {
  if (typeof value !== "string" || value.length > MAX_READ) return undefined;
  const word = value.trim().toLowerCase();
  return word === "true" || word === "false" ? word === "true" : undefined;
}

/**
 * The listed value that is meant: the only one there is, the same one, or the only one that is spelled alike but for
 * case, spaces and punctuation. `undefined` where it is none of them.
 */
export function listedValue(values: readonly JsonValue[], value: JsonValue): JsonValue | undefined {
  const text = JSON.stringify(value);
  const same = values.find((listed) => listed === value || JSON.stringify(listed) === text);
  if (same !== undefined) return same;
  const [only] = values;
  if (values.length === 1) return only;
  if (!isScalar(value) || value === null || text.length > MAX_READ) return undefined;
  const alike = values.filter((listed) => isScalar(listed) && spelled(listed) === spelled(value));
  return alike.length === 1 ? alike[0] : undefined;
}

/** Numbers keep their sign and point. */
function spelled(value: JsonValue): string {
  const text = String(value).trim();
  return written.test(text) ? String(Number(text)) : plain(text) || text;
}
