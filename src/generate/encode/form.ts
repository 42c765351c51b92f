import { isObject, type JsonValue } from "../../base/json.ts";
import type { Encoder } from "./encoder.ts";

/** application/x-www-form-urlencoded (URL Standard §5); lists repeat their name, nested values are JSON. */
export const form: Encoder = {
  name: "form",
  writes: (mediaType) => mediaType === "application/x-www-form-urlencoded",
  encode(value) {
    const pairs = new URLSearchParams();
    if (!isObject(value)) return Buffer.from(textOf(value));
    for (const [name, member] of Object.entries(value as Record<string, JsonValue>)) {
      for (const item of Array.isArray(member) ? member : [member]) pairs.append(name, textOf(item));
    }
    return Buffer.from(pairs.toString());
  },
};

function textOf(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
