import { isObject, type JsonValue } from "../../base/json.ts";
import type { JsonType, SchemaNode } from "../../contract/schema/schema.ts";

/** The types that all nodes allow; `undefined` where none names any. */
export function typesOf(nodes: readonly SchemaNode[]): readonly JsonType[] | undefined {
  let types: readonly JsonType[] | undefined;
  for (const { type } of nodes) {
    if (type === undefined) continue;
    const named: readonly JsonType[] = typeof type === "string" ? [type] : type;
    types = types === undefined ? named : common(types, named);
  }
  return types;
}

/** Integers are numbers: "number" and "integer" have "integer" in common. */
function common(left: readonly JsonType[], right: readonly JsonType[]): readonly JsonType[] {
  const found = left.flatMap((type): JsonType[] => {
    if (right.includes(type)) return [type];
    const isNumber = type === "integer" || type === "number";
    return isNumber && (right.includes("number") || right.includes("integer")) ? ["integer"] : [];
  });
  return [...new Set(found)];
}

/** What `enum` and `const` of all nodes have in common and the types allow; `undefined` where none lists values. */
export function valuesOf(nodes: readonly SchemaNode[]): readonly JsonValue[] | undefined {
  let values: readonly JsonValue[] | undefined;
  for (const node of nodes) {
    const listed = node.const !== undefined ? [node.const] : node.enum;
    if (!listed) continue;
    const texts = new Set(listed.map((value) => JSON.stringify(value)));
    values = values === undefined ? listed : values.filter((value) => texts.has(JSON.stringify(value)));
  }
  const types = values && typesOf(nodes);
  return types ? values?.filter((value) => isOfType(value, types)) : values;
}

/** What keywords without a type are about: authors leave `type: object` out where there are `properties`. */
export function impliedTypes(
  nodes: readonly SchemaNode[],
  values: readonly JsonValue[] | undefined,
): readonly JsonType[] {
  if (values) return [...new Set(values.map(typeOfValue))];
  const [type] = Object.keys(telling).filter((type) => nodes.some((node) => isTelling(node, type as JsonType)));
  return type === undefined ? [] : [type as JsonType];
}

const telling: Partial<Record<JsonType, readonly (keyof SchemaNode)[]>> = {
  object: ["properties", "required", "additionalProperties", "patternProperties", "minProperties", "maxProperties"],
  array: ["items", "prefixItems", "minItems", "maxItems", "contains"],
  string: ["pattern", "format", "minLength", "maxLength", "contentEncoding"],
  number: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
};

function isTelling(node: SchemaNode, type: JsonType): boolean {
  return telling[type]?.some((keyword) => node[keyword] !== undefined) ?? false;
}

/** The JSON type of a value; "integer" for a whole number. */
export function typeOfValue(value: JsonValue): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (isObject(value)) return "object";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value === "boolean" ? "boolean" : "string";
}

export function isOfType(value: JsonValue, types: readonly JsonType[]): boolean {
  const type = typeOfValue(value);
  return types.includes(type) || (type === "integer" && types.includes("number"));
}
