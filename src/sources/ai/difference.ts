import { escapeToken, isObject, type JsonObject, type JsonValue, own, setOwn } from "../../base/json.ts";
import { sameJson } from "../entities/value.ts";

/** The parts of a value that another one lacks; `undefined` where it lacks nothing. Items stay where they are. */
export function lacking(whole: JsonValue, part: JsonValue | undefined): JsonValue | undefined {
  if (part === undefined) return whole;
  if (Array.isArray(whole) && Array.isArray(part)) {
    const items = whole.map((item: JsonValue, index) => lacking(item, part[index]) ?? {});
    return items.some((item) => !isObject(item) || Object.keys(item).length > 0) ? items : undefined;
  }
  if (!isObject(whole) || !isObject(part)) return undefined;
  const kept = {};
  for (const [name, value] of Object.entries(whole as JsonObject)) {
    const missing = lacking(value, own(part, name) as JsonValue | undefined);
    if (missing !== undefined) setOwn(kept, name, missing);
  }
  return Object.keys(kept).length > 0 ? kept : undefined;
}

/** What was said with what is decided laid over it; a list has as many items as were said. */
export function overlaid(said: JsonValue, decided: JsonValue | undefined): JsonValue {
  if (decided === undefined) return said;
  if (Array.isArray(said) && Array.isArray(decided)) {
    return said.map((item: JsonValue, index) => overlaid(item, decided[index]));
  }
  // What has another shape than what is decided is wrong as it is.
  if (!isObject(said) || !isObject(decided)) return typeof decided === "object" && decided !== null ? said : decided;
  const whole = { ...(said as JsonObject) };
  for (const [name, value] of Object.entries(decided as JsonObject)) {
    const part = own(said, name) as JsonValue | undefined;
    setOwn(whole, name, part === undefined ? value : overlaid(part, value));
  }
  return whole;
}

/** Where what was said is not what was made of it: JSON Pointers of the smallest parts that differ. */
export function departures(said: JsonValue, made: unknown, pointer = ""): string[] {
  if (Array.isArray(said) && Array.isArray(made)) {
    return said.flatMap((item: JsonValue, index) => departures(item, made[index], `${pointer}/${index}`));
  }
  if (!isObject(said) || !isObject(made)) return sameJson(said, made) ? [] : [pointer];
  return Object.entries(said as JsonObject).flatMap(([name, value]) =>
    departures(value, own(made, name), `${pointer}/${escapeToken(name)}`),
  );
}
