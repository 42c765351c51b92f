/**
 * The strict subset of structured outputs as providers document it, checked without anything of `src/`: which keywords
 * there are, what objects have to say, and how deep and large a schema may be.
 */

const KEYWORDS = new Set([
  "type",
  "properties",
  "required",
  "additionalProperties",
  "items",
  "anyOf",
  "enum",
  "description",
]);
const TYPES = new Set(["object", "array", "string", "number", "integer", "boolean", "null"]);
const MAX_LEVELS = 10;
const MAX_PROPERTIES = 5_000;
const MAX_ENUM_VALUES = 500;
const MAX_NAME_CHARACTERS = 120_000;

type Fields = Readonly<Record<string, unknown>>;

/** What a schema breaks, in a sentence each; empty where nothing. */
export function breachesOf(schema: unknown): string[] {
  const count = { properties: 0, enumValues: 0, characters: 0 };
  const breaches: string[] = [];
  if (!isFields(schema) || schema["type"] !== "object") breaches.push("the root is no object");
  check(schema, "#", 0, count, breaches);
  if (count.properties > MAX_PROPERTIES) breaches.push(`${count.properties} properties`);
  if (count.enumValues > MAX_ENUM_VALUES) breaches.push(`${count.enumValues} values in enumerations`);
  if (count.characters > MAX_NAME_CHARACTERS) breaches.push(`${count.characters} characters in names and values`);
  return breaches;
}

interface Count {
  properties: number;
  enumValues: number;
  characters: number;
}

function check(schema: unknown, at: string, level: number, count: Count, breaches: string[]): void {
  if (!isFields(schema)) {
    breaches.push(`${at} is no schema`);
    return;
  }
  for (const keyword of Object.keys(schema)) if (!KEYWORDS.has(keyword)) breaches.push(`${at} has ${keyword}`);
  const { description } = schema;
  if (description !== undefined && typeof description !== "string") breaches.push(`${at} is not described in text`);
  if (schema["anyOf"] === undefined) checkTyped(schema, at, level, count, breaches);
  else checkUnion(schema, at, level, count, breaches);
}

function checkTyped(schema: Fields, at: string, level: number, count: Count, breaches: string[]): void {
  const types = [schema["type"]].flat();
  const isComposite = types.includes("object") || types.includes("array");
  if (!types.every((type) => typeof type === "string" && TYPES.has(type))) breaches.push(`${at} has no type`);
  if (types.length !== 1 && (isComposite || types.length === 0)) breaches.push(`${at} is ${types.join(" or ")}`);
  if (isComposite && level + 1 > MAX_LEVELS) breaches.push(`${at} is on level ${level + 1}`);
  if (types.includes("object")) checkObject(schema, at, level + 1, count, breaches);
  if (types.includes("array")) check(schema["items"], `${at}/items`, level + 1, count, breaches);
  if (schema["enum"] !== undefined) checkEnum(schema, types, at, count, breaches);
}

function checkUnion(schema: Fields, at: string, level: number, count: Count, breaches: string[]): void {
  const { anyOf, description: _, ...others } = schema;
  if (Object.keys(others).length > 0) breaches.push(`${at} has more than anyOf`);
  if (!Array.isArray(anyOf) || anyOf.length < 2) {
    breaches.push(`${at} has an anyOf of fewer than two`);
    return;
  }
  if (anyOf.filter((branch) => branch?.type !== "null").length > 4) breaches.push(`${at} has more than four branches`);
  for (const [index, branch] of anyOf.entries()) check(branch, `${at}/anyOf/${index}`, level, count, breaches);
}

function checkObject(schema: Fields, at: string, level: number, count: Count, breaches: string[]): void {
  const { properties, required, additionalProperties } = schema;
  if (additionalProperties !== false) breaches.push(`${at} is open`);
  if (!isFields(properties)) {
    breaches.push(`${at} has no properties`);
    return;
  }
  const names = Object.keys(properties);
  if (JSON.stringify([...names].sort()) !== JSON.stringify([...(required as string[])].sort()))
    breaches.push(`${at} does not require what it has`);
  for (const name of names) {
    count.properties++;
    count.characters += name.length;
    if (name === "" || name === "__proto__") breaches.push(`${at} has a property called ${JSON.stringify(name)}`);
    check(properties[name], `${at}/${name}`, level, count, breaches);
  }
}

function checkEnum(schema: Fields, types: readonly unknown[], at: string, count: Count, breaches: string[]): void {
  const values = schema["enum"];
  if (!Array.isArray(values) || values.length === 0) {
    breaches.push(`${at} has an empty enum`);
    return;
  }
  if (new Set(values).size !== values.length) breaches.push(`${at} lists a value twice`);
  for (const value of values) {
    count.enumValues++;
    count.characters += String(value).length;
    const type = value === null ? "null" : typeof value;
    const isWhole = type === "number" && Number.isInteger(value) && types.includes("integer");
    if (!types.includes(type) && !isWhole) breaches.push(`${at} lists ${type} although it is ${types.join(", ")}`);
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
