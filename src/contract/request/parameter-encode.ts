import { isObject } from "../../base/json.ts";
import { isJson } from "../../base/media-type.ts";
import type { Parameter } from "../operation.ts";

/**
 * Writes a value as its parameter asks for (OAS 3.1 §4.8.12), the inverse of `readParameter`: the text of a path
 * segment, the pairs of a query ("a=1&b=2"), a header's field value, or the pairs of a `Cookie` field ("a=1; b=2").
 * What a style cannot express (an array inside an array) is written as JSON. Empty where there is nothing to send, as
 * for an exploded empty array.
 */
export function encodeParameter(parameter: Parameter, value: unknown): string {
  if (parameter.in === "querystring" || parameter.contentType !== undefined) return encodeContent(parameter, value);
  if (parameter.in === "path" || parameter.in === "header") return encodeText(parameter, value);
  const pairs = parameter.style === "deepObject" ? deepPairs(parameter.name, value) : formPairs(parameter, value);
  return join(parameter, pairs);
}

type Pair = readonly [name: string, value: string];

function encodeContent(parameter: Parameter, value: unknown): string {
  const text = typeof value === "string" && !isJson(parameter.contentType ?? "") ? value : JSON.stringify(value);
  const encode = encoderOf(parameter);
  if (parameter.in === "query" || parameter.in === "cookie") return join(parameter, [[parameter.name, encode(text)]]);
  return encode(text);
}

function join({ in: place }: Parameter, pairs: readonly Pair[]): string {
  const written = pairs.map(([name, value]) => `${encodeURIComponent(name)}=${value}`);
  return written.join(place === "cookie" ? "; " : "&");
}

function encoderOf({ in: place, style }: Parameter): (text: string) => string {
  if (place === "header" || style === "cookie") return (text) => text;
  // A dot separates in the style "label", and encodeURIComponent leaves it.
  return style === "label" ? (text) => encodeURIComponent(text).replaceAll(".", "%2E") : encodeURIComponent;
}

function encodeText(parameter: Parameter, value: unknown): string {
  const { style, explode, name } = parameter;
  const encode = encoderOf(parameter);
  if (style === "matrix") return matrix(name, value, explode, encode);
  const delimiter = style === "label" && explode ? "." : ",";
  return `${style === "label" ? "." : ""}${list(value, explode, encode).join(delimiter)}`;
}

/** The parts of a value that a delimiter separates. */
function list(value: unknown, explode: boolean, encode: (text: string) => string): string[] {
  if (Array.isArray(value)) return value.map((item) => encode(text(item)));
  if (!isObject(value)) return [encode(text(value))];
  const members = Object.entries(value).map(([name, member]) => [encode(name), encode(text(member))]);
  return explode ? members.map((member) => member.join("=")) : members.flat();
}

function matrix(name: string, value: unknown, explode: boolean, encode: (text: string) => string): string {
  const key = encode(name);
  if (!explode) return `;${key}=${list(value, false, encode).join(",")}`;
  if (isObject(value)) return `;${list(value, true, encode).join(";")}`;
  return list(value, true, encode)
    .map((item) => `;${key}=${item}`)
    .join("");
}

const delimiters: Readonly<Record<string, string>> = {
  spaceDelimited: "%20",
  pipeDelimited: "%7C",
  tabDelimited: "%09",
};

function formPairs(parameter: Parameter, value: unknown): Pair[] {
  const { name, style, explode } = parameter;
  const encode = encoderOf(parameter);
  if (!explode) return [[name, list(value, false, encode).join(delimiters[style] ?? ",")]];
  if (Array.isArray(value)) return value.map((item) => [name, encode(text(item))]);
  if (!isObject(value)) return [[name, encode(text(value))]];
  return Object.entries(value).flatMap(([key, member]): Pair[] =>
    Array.isArray(member) ? member.map((item) => [key, encode(text(item))]) : [[key, encode(text(member))]],
  );
}

/** `filter[a]=1`; beyond what OAS defines, nested objects and arrays the way most clients write them. */
function deepPairs(name: string, value: unknown): Pair[] {
  if (Array.isArray(value)) return value.flatMap((item) => deepPairs(`${name}[]`, item));
  if (!isObject(value)) return [[name, encodeURIComponent(text(value))]];
  return Object.entries(value).flatMap(([key, member]) => deepPairs(`${name}[${key}]`, member));
}

function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
