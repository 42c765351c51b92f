import { isObject, type JsonValue } from "../../base/json.ts";
import { isJson } from "../../base/media-type.ts";
import type { DeclaredHeader } from "../../contract/operation.ts";

/**
 * The value of a header field, of a response or of a part: as its media type where it has `content`, which is JSON in
 * practice; else by style `simple`, the only one for headers (OAS 3.1 §4.8.21).
 */
export function headerText(
  value: JsonValue,
  { contentType, explode }: Pick<DeclaredHeader, "contentType" | "explode">,
): string {
  return contentType !== undefined && isJson(contentType) ? JSON.stringify(value) : simpleText(value, explode);
}

/** Style `simple`: lists and objects with commas in between. */
export function simpleText(value: JsonValue, explode: boolean): string {
  if (Array.isArray(value)) return value.map(textOf).join(",");
  if (!isObject(value)) return textOf(value);
  const members = Object.entries(value as Record<string, JsonValue>);
  return members.map(([name, member]) => `${name}${explode ? "=" : ","}${textOf(member)}`).join(",");
}

function textOf(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
