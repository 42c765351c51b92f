import type { Field } from "../judge/reading.ts";
import { isTree } from "../judge/tree.ts";

/** A value as text in a path, header or cookie, or in a query as name=value pairs (OAS 3.1 §4.8.12.5). */
export function encodeField(field: Field, value: unknown): string {
  if (field.contentType !== undefined) {
    const text = escaped(field, contentText(field, value));
    return field.in === "query" ? `${encodeURIComponent(field.name)}=${text}` : text;
  }
  if (field.in === "path") return encodePath(field, value);
  if (field.in === "query") return encodeQuery(field, value);
  return encodeList(field, value, ",");
}

function encodePath(field: Field, value: unknown): string {
  const prefix = field.style === "label" ? "." : field.style === "matrix" ? ";" : "";
  const pairs = pairsOf(value);
  if (field.style === "matrix") {
    if (pairs !== undefined && field.explode) return prefix + join(field, pairs, "=", ";");
    if (Array.isArray(value) && field.explode)
      return value.map((item) => `;${field.name}=${escaped(field, item)}`).join("");
    return `;${field.name}=${encodeList(field, value, ",")}`;
  }
  return prefix + encodeList(field, value, field.style === "label" && field.explode ? "." : ",");
}

function encodeQuery(field: Field, value: unknown): string {
  const name = encodeURIComponent(field.name);
  const pairs = pairsOf(value);
  if (field.style === "deepObject" && pairs !== undefined) {
    return pairs.map(([key, item]) => `${name}[${encodeURIComponent(key)}]=${escaped(field, item)}`).join("&");
  }
  if (field.explode && pairs !== undefined) return join(field, pairs, "=", "&");
  if (field.explode && Array.isArray(value)) return value.map((item) => `${name}=${escaped(field, item)}`).join("&");
  const separators: Record<string, string> = { spaceDelimited: "%20", pipeDelimited: "|", tabDelimited: "%09" };
  return `${name}=${encodeList(field, value, separators[field.style] ?? ",")}`;
}

function encodeList(field: Field, value: unknown, separator: string): string {
  if (Array.isArray(value)) return value.map((item) => escaped(field, item)).join(separator);
  const pairs = pairsOf(value);
  if (pairs !== undefined) return join(field, pairs, field.explode ? "=" : separator, separator);
  return escaped(field, value);
}

function join(field: Field, pairs: readonly (readonly [string, unknown])[], between: string, after: string): string {
  return pairs.map(([key, item]) => `${encodeURIComponent(key)}${between}${escaped(field, item)}`).join(after);
}

function pairsOf(value: unknown): [string, unknown][] | undefined {
  return isTree(value) ? Object.entries(value) : undefined;
}

function escaped(field: Field, value: unknown): string {
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return field.in === "header" ? text : encodeURIComponent(text);
}

function contentText(field: Field, value: unknown): string {
  return field.contentType?.includes("json") || typeof value !== "string" ? JSON.stringify(value) : value;
}
