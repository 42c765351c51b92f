import { isObject, own, setOwn } from "../../base/json.ts";
import type { Part, UpgradeSource } from "./upgrade-source.ts";

/** What 2.0 writes beside a parameter's name and 3.x in its schema (Swagger 2.0, Parameter Object and Items Object). */
const SCHEMA_KEYWORDS = new Set(
  (
    "type format items default enum multipleOf maximum exclusiveMaximum minimum exclusiveMinimum " +
    "maxLength minLength pattern maxItems minItems uniqueItems nullable x-nullable"
  ).split(" "),
);

/** How an array is written, as 3.x says it. */
export interface ArrayStyle {
  readonly style?: string;
  readonly explode?: boolean;
}

/** A parameter or header taken apart: its schema, how arrays are written, and all the rest. */
export interface InlineValue {
  readonly schema: Record<string, unknown>;
  readonly style: ArrayStyle;
  readonly rest: Record<string, unknown>;
}

/** Upgrades a parameter in the path, the query or a header. `pointer` is its place in the upgraded document. */
export function upgradeParameter(parameter: Part, pointer: string, source: UpgradeSource): Record<string, unknown> {
  const { schema, style, rest } = takeApart(parameter, pointer, source);
  return source.made({ schema, ...rest, ...style }, parameter.at);
}

/** Takes a parameter or header apart. One that has a `schema` like those of 3.x keeps it. */
export function takeApart(part: Part, pointer: string, source: UpgradeSource): InlineValue {
  const schema: Record<string, unknown> = {};
  const rest: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(part.node)) {
    if (key !== "collectionFormat") setOwn(SCHEMA_KEYWORDS.has(key) ? schema : rest, key, value);
  }
  const isArray = schema["type"] === "array" || isObject(schema["items"]);
  if (isArray) reportNestedFormat(schema["items"], pointer, source);
  const style = isArray ? arrayStyle(part.node["collectionFormat"], part.node["in"]) : {};
  source.made(schema, part.at);
  return { schema, style, rest };
}

/** Swagger 2.0's `collectionFormat` in terms of OAS 3.1 §4.8.12.4; `csv` where none is given. */
function arrayStyle(format: unknown, place: unknown): ArrayStyle {
  switch (format) {
    case "ssv":
      return { style: "spaceDelimited", explode: false };
    case "tsv":
      return { style: "tabDelimited", explode: false };
    case "pipes":
      return { style: "pipeDelimited", explode: false };
    default:
      if (place !== "query" && place !== "formData") return { explode: false };
      return { style: "form", explode: format === "multi" };
  }
}

function reportNestedFormat(items: unknown, pointer: string, source: UpgradeSource): void {
  const format = own(items, "collectionFormat");
  if (own(items, "type") !== "array" || format === "csv") return;
  source.diagnostics.add({
    code: "collection-format-nested",
    severity: "warning",
    message: "an array inside an array has no counterpart in OpenAPI 3.x; its collectionFormat is ignored",
    remedy: "send such values as JSON in a body",
    pointer,
  });
}
