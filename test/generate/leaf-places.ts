import { derive, seedOf } from "../../src/base/random.ts";
import {
  booleanValue,
  type LeafPlace,
  type NumberConstraints,
  numberValue,
  type StringConstraints,
  stringValue,
} from "../../src/generate/leaf.ts";

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

/**
 * One object: each field is "name", "name:string(format)", "name:integer", "name:number" or "name:boolean".
 */
export function objectOf(parent: string, fields: string, object = 0): Record<string, string & number & boolean> {
  const specs = fields.split(" ").map((field) => /^(\w+)(?::(\w+)(?:\((.+)\))?)?$/.exec(field) ?? []);
  const siblings = specs.map(([, name = ""]) => name);
  const entries = specs.map(([, name = "", type = "string", format]) => {
    const place = placeOf(name, [parent], object, { siblings });
    const formats = format === undefined ? [] : [format];
    if (type === "boolean") return [name, booleanValue(place)];
    if (type === "string") return [name, stringValue({ ...anyString, formats }, place)];
    return [name, numberValue({ ...anyNumber, integer: type === "integer", formats }, place)];
  });
  return Object.fromEntries(entries);
}
