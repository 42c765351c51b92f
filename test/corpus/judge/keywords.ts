import { isTree, list, type Tree } from "./tree.ts";

/** Whether what stands there can be read as a schema at all. */
export function isSchema(value: unknown): boolean {
  return typeof value === "boolean" || isTree(value);
}

/** The expression as ECMA-262 reads it: with `u` (JSON Schema §6.4), else by the older grammar. */
export function regexOf(pattern: string): RegExp | undefined {
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(pattern, flags);
    } catch {}
  }
  return undefined;
}

const isNumber = (value: unknown): boolean => Number.isFinite(value);
const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;
const isText = (value: unknown): boolean => typeof value === "string";

/** Keywords whose value is data, with what makes the value readable. Others are annotations or belong to OpenAPI. */
const READABLE: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"].map((name) => [name, isNumber] as const),
  ...["Length", "Items", "Properties", "Contains"].flatMap((of) => [
    [`min${of}`, isCount] as const,
    [`max${of}`, isCount] as const,
  ]),
  ["multipleOf", (value: unknown) => isNumber(value) && Number(value) > 0],
  ["enum", (value: unknown) => Array.isArray(value) && value.length > 0],
  ["const", () => true],
  ["uniqueItems", (value: unknown) => value === true],
  ["format", isText],
  ["pattern", (value: unknown) => typeof value === "string" && regexOf(value) !== undefined],
]);

const TYPES = ["null", "boolean", "integer", "number", "string", "array", "object"];

/** A keyword whose value is data, as 2020-12 has it; nothing where no reader could understand it. */
export function dataKeyword(keyword: string, value: unknown): Tree {
  if (keyword === "type") return typeKeyword(value);
  if (keyword === "required") return Array.isArray(value) ? { required: names(value) } : {};
  if (keyword === "dependentRequired" && isTree(value)) {
    return {
      dependentRequired: Object.fromEntries(Object.entries(value).map(([key, listed]) => [key, names(list(listed))])),
    };
  }
  return READABLE.get(keyword)?.(value) === true ? { [keyword]: value } : {};
}

function names(values: readonly unknown[]): string[] {
  return [...new Set(values.filter((value): value is string => typeof value === "string"))];
}

/** An unknown type ("file", "any", "date") would reject everything; it is left out, with the whole list it stands in. */
function typeKeyword(value: unknown): Tree {
  if (typeof value === "string") return TYPES.includes(value) ? { type: value } : {};
  const types = names(list(value));
  return types.length > 0 && types.every((type) => TYPES.includes(type)) ? { type: types } : {};
}
