import { isObject, type JsonValue } from "../../base/json.ts";
import type { Part } from "./part.ts";

const delimiters: Readonly<Record<string, string>> = {
  form: ",",
  spaceDelimited: " ",
  pipeDelimited: "|",
  tabDelimited: "\t",
};

/**
 * The parts of a form field that has a `style` (OAS 3.2 §4.15.1.2), none of them percent-encoded; `undefined` for all
 * others.
 */
export function styledParts(part: Part): readonly Part[] | undefined {
  const { encoding, name = "", value } = part;
  const { style } = encoding ?? {};
  if (style === undefined || typeof value !== "object" || value === null) return undefined;
  const plain = (at: string, text: JsonValue): Part => ({
    ...part,
    name: at,
    value: textOf(text),
    contentType: "text/plain",
  });
  if (style === "deepObject" && isObject(value)) {
    return Object.entries(value as Record<string, JsonValue>).map(([key, member]) => plain(`${name}[${key}]`, member));
  }
  const explode = encoding?.explode ?? style === "form";
  const isList = Array.isArray(value);
  if (explode && isList) return value.map((item: JsonValue) => plain(name, item));
  const items: readonly JsonValue[] = isList ? value : Object.entries(value as Record<string, JsonValue>).flat();
  return [plain(name, items.map(textOf).join(delimiters[style] ?? ","))];
}

function textOf(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
