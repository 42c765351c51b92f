import { isObject, type JsonValue, own } from "../../base/json.ts";
import { isForm, isJson } from "../../base/media-type.ts";
import type { Encoding, Parameter } from "../../contract/operation.ts";
import { readForm } from "../../contract/request/form.ts";
import { encodeParameter } from "../../contract/request/parameter-encode.ts";
import type { Encoder, Target } from "./encoder.ts";

/**
 * application/x-www-form-urlencoded (URL Standard §5): each member as its Encoding Object says (OAS 3.1 §4.8.15), else
 * in the style `form`; nested values are JSON. So is what a style cannot carry. Text is taken for a form already.
 */
export const form: Encoder = {
  name: "form",
  writes: isForm,
  encode(value, target) {
    if (!isObject(value)) return { bytes: Buffer.from(textOf(value)) };
    const members = Object.entries(value as Record<string, JsonValue>);
    const styled = members.map(([name, member]) => styledText(name, member, target.mediaType.encoding.get(name)));
    const lost = lostMembers(styled.join("&"), members, target);
    const texts = members.map(([name, member], index) => (lost.has(name) ? jsonPair(name, member) : styled[index]));
    return { bytes: Buffer.from(texts.filter((text) => text !== "").join("&")) };
  },
};

/** Which members another reader would not get back from the text. */
function lostMembers(
  text: string,
  members: readonly (readonly [string, JsonValue])[],
  { mediaType }: Target,
): ReadonlySet<string> {
  if (!mediaType.schema) return new Set();
  const read = readForm(text, mediaType);
  const isLost = ([name, member]: readonly [string, JsonValue]) =>
    typeof member === "object" && JSON.stringify(own(read, name)) !== JSON.stringify(member);
  return new Set(members.filter(isLost).map(([name]) => name));
}

function styledText(name: string, value: JsonValue, encoding: Encoding | undefined): string {
  const { style, explode, contentType = "" } = encoding ?? {};
  const isStyled = style !== undefined || explode !== undefined;
  if (!isStyled && (isJson(contentType) || isObject(value))) return jsonPair(name, value);
  const how = { style: style ?? "form", explode: explode ?? (style ?? "form") === "form" } as const;
  return encodeParameter({ ...field, name, ...how }, value);
}

/** A field is written like a parameter of a query. */
const field: Parameter = {
  name: "",
  in: "query",
  required: false,
  style: "form",
  explode: true,
  allowReserved: false,
  allowEmptyValue: false,
  deprecated: false,
  examples: [],
  pointer: "",
};

function jsonPair(name: string, value: JsonValue): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(JSON.stringify(value))}`;
}

function textOf(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
