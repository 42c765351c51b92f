import { derive, seedOf } from "../../src/base/random.ts";
import {
  type LeafPlace,
  type NumberConstraints,
  numberValue,
  type StringConstraints,
  stringValue,
} from "../../src/generate/leaf/leaf.ts";

export const now: number = Date.parse("2026-01-15T10:00:00Z");

export const anyString: StringConstraints = {
  minLength: 0,
  maxLength: Number.POSITIVE_INFINITY,
  patterns: [],
  formats: [],
};

export const anyNumber: NumberConstraints = {
  integer: false,
  minimum: Number.NEGATIVE_INFINITY,
  maximum: Number.POSITIVE_INFINITY,
  exclusiveMinimum: Number.NEGATIVE_INFINITY,
  exclusiveMaximum: Number.POSITIVE_INFINITY,
  multipleOf: [],
  formats: [],
};

/** A place in the object of a given number. */
export function placeOf(
  name: string,
  parents: readonly string[] = [],
  object = 0,
  more: Partial<LeafPlace> = {},
): LeafPlace {
  const objectSeed = derive(seedOf(parents.join("/")), object);
  return { name, parents, objectSeed, seed: derive(objectSeed, name), now, ...more };
}

/** The fields of one object, as they came out. */
export interface Fields {
  text(name: string): string;
  number(name: string): number;
}

/**
 * One object: each field is "name", "name:string(format)", "name:integer" or "name:number".
 */
export function objectOf(parent: string, fields: string, object = 0): Fields {
  const specs = fields.split(" ").map((field) => /^(\w+)(?::(\w+)(?:\((.+)\))?)?$/.exec(field) ?? []);
  const siblings = specs.map(([, name = ""]) => name);
  const values = new Map<string, unknown>();
  for (const [, name = "", type = "string", format] of specs) {
    const place = placeOf(name, [parent], object, { siblings });
    const formats = format === undefined ? [] : [format];
    const isText = type === "string";
    const number = { ...anyNumber, integer: type === "integer", formats };
    values.set(name, isText ? stringValue({ ...anyString, formats }, place) : numberValue(number, place));
  }
  return { text: (name) => String(values.get(name)), number: (name) => Number(values.get(name)) };
}
