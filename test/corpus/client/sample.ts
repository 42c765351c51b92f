import { kindOf } from "../judge/media-type.ts";
import { isTree, list, member, type Tree, text } from "../judge/tree.ts";
import { sampleFile } from "./files.ts";
import { matching } from "./matching.ts";

/** How much is there: what must be, or optional parameters and members too. */
export type Extent = "required" | "full";

/**
 * Candidates for an instance of a converted schema, best first: plain, often valid, never checked.
 * A sampler of the judge's own, far simpler than the one under test.
 */
export function samples(definitions: Tree, schema: unknown, extent: Extent): unknown[] {
  const found: unknown[] = [];
  for (const isFull of extent === "full" ? [true, false] : [false, true]) {
    for (const variant of [0, 1, 2, 3]) {
      const value = new Sampler(definitions, variant, isFull).sample(schema, 0);
      if (value !== undefined) found.push(value);
    }
  }
  return found;
}

const MAX_DEPTH = 12;

/** Encodings of strings that Node has by the same name. */
const BUFFER_ENCODINGS: ReadonlySet<string> = new Set(["base64", "base64url"]);

class Sampler {
  readonly #definitions: Tree;
  /** Which enum value and which branch of alternatives is taken. */
  readonly #variant: number;
  /** Whether optional members and an item of each list are there; else only what must be. */
  readonly #isFull: boolean;

  constructor(definitions: Tree, variant: number, isFull: boolean) {
    this.#definitions = definitions;
    this.#variant = variant;
    this.#isFull = isFull;
  }

  sample(schema: unknown, depth: number): unknown {
    if (depth > MAX_DEPTH) return undefined;
    const flat = this.#flatten(schema, new Set());
    if (flat["const"] !== undefined) return flat["const"];
    const listed = list(flat["enum"]);
    if (listed.length > 0) return listed[this.#variant % listed.length];
    switch (typeOf(flat)) {
      case "object":
        return this.#object(flat, depth);
      case "array":
        return this.#array(flat, depth);
      case "integer":
      case "number":
        return number(flat, typeOf(flat) === "integer");
      case "boolean":
        return true;
      case "null":
        return null;
      default:
        return this.#content(flat, depth) ?? string(flat, this.#variant >= 2);
    }
  }

  /** What the judge's own keyword says that a string holds: JSON, XML or a file. */
  #content(flat: Tree, depth: number): string | undefined {
    const mediaType = text(flat["judgeContent"], "mediaType");
    if (mediaType === undefined) return undefined;
    const content = this.#textContent(mediaType, text(flat["judgeContent"], "schema"), depth);
    const encoding = text(flat["judgeContent"], "encoding");
    if (encoding === undefined) return content;
    const bytes = content === undefined ? sampleFile(mediaType) : Buffer.from(content);
    return BUFFER_ENCODINGS.has(encoding)
      ? bytes && Buffer.from(bytes).toString(encoding as BufferEncoding)
      : undefined;
  }

  #textContent(mediaType: string, schema: string | undefined, depth: number): string | undefined {
    if (kindOf(mediaType) === "xml") return "<a/>";
    if (kindOf(mediaType) !== "json") return undefined;
    return JSON.stringify(schema === undefined ? {} : this.sample(this.#definitions[schema], depth + 1));
  }

  /** Lays `$ref`, `allOf` and one alternative each of `oneOf` and `anyOf` over the schema. */
  #flatten(schema: unknown, seen: Set<string>): Tree {
    if (!isTree(schema)) return {};
    let flat: Tree = schema;
    const ref = flat["$ref"];
    if (typeof ref === "string" && !seen.has(ref)) {
      flat = merge(flat, this.#flatten(this.#definitions[ref.slice("#/$defs/".length)], new Set([...seen, ref])));
    }
    for (const part of list(schema["allOf"])) flat = merge(flat, this.#flatten(part, seen));
    for (const alternatives of [list(schema["oneOf"]), list(schema["anyOf"])]) {
      if (alternatives.length === 0) continue;
      flat = merge(flat, this.#flatten(alternatives[this.#variant % alternatives.length], seen));
    }
    return flat;
  }

  #object(flat: Tree, depth: number): unknown {
    const names = list(flat["required"]).map(String);
    const optional = Object.keys(Object(flat["properties"]));
    const fewest = this.#isFull && depth < 3 ? Math.max(1, optional.length) : Number(flat["minProperties"] ?? 0);
    for (const name of optional) if (names.length < fewest && !names.includes(name)) names.push(name);
    while (names.length < fewest && flat["additionalProperties"] !== false) names.push(`key${names.length}`);
    const pairs: [string, unknown][] = [];
    for (const name of names) {
      const value = this.sample(member(flat["properties"], name) ?? flat["additionalProperties"] ?? {}, depth + 1);
      if (value === undefined) return undefined;
      pairs.push([name, value]);
    }
    return Object.fromEntries(pairs);
  }

  #array(flat: Tree, depth: number): unknown {
    const prefix = list(flat["prefixItems"]);
    const fewest = flat["contains"] !== undefined || this.#isFull ? 1 : 0;
    const length = Math.max(Number(flat["minItems"] ?? 0), fewest, prefix.length);
    const items: unknown[] = [];
    for (let index = 0; index < length; index++) {
      const schema = prefix[index] ?? flat["contains"] ?? flat["items"] ?? {};
      const sampler =
        flat["uniqueItems"] === true ? new Sampler(this.#definitions, this.#variant + index, this.#isFull) : this;
      const value = sampler.sample(schema, depth + 1);
      if (value === undefined) return undefined;
      items.push(flat["uniqueItems"] === true && typeof value === "number" ? value + index : value);
    }
    return items;
  }
}

function merge(base: Tree, part: Tree): Tree {
  const merged: Record<string, unknown> = { ...part, ...base };
  if (part["properties"] !== undefined) {
    merged["properties"] = { ...Object(part["properties"]), ...Object(base["properties"]) };
  }
  if (part["required"] !== undefined) {
    merged["required"] = [...new Set([...list(base["required"]), ...list(part["required"])])];
  }
  for (const [keyword, pick] of [
    ["minimum", Math.max],
    ["minLength", Math.max],
    ["minItems", Math.max],
    ["minProperties", Math.max],
    ["maximum", Math.min],
    ["maxLength", Math.min],
  ] as const) {
    const values = [base[keyword], part[keyword]].filter((value) => typeof value === "number");
    if (values.length > 0) merged[keyword] = pick(...values);
  }
  return merged;
}

function typeOf(flat: Tree): string {
  const types = typeof flat["type"] === "string" ? [flat["type"]] : list(flat["type"]);
  const named = types.find((type) => type !== "null") ?? types[0];
  if (named !== undefined) return String(named);
  if (flat["properties"] ?? flat["required"] ?? flat["additionalProperties"]) return "object";
  if (flat["items"] ?? flat["prefixItems"] ?? flat["contains"]) return "array";
  return (flat["minimum"] ?? flat["maximum"] ?? flat["multipleOf"]) === undefined ? "string" : "number";
}

function number(flat: Tree, isInteger: boolean): number {
  const step = Number(flat["multipleOf"] ?? (isInteger ? 1 : 0.5));
  const above = flat["exclusiveMinimum"] === undefined ? undefined : Number(flat["exclusiveMinimum"]) + step;
  const below = flat["exclusiveMaximum"] === undefined ? undefined : Number(flat["exclusiveMaximum"]) - step;
  const least = Math.max(Number(flat["minimum"] ?? Number.NEGATIVE_INFINITY), above ?? Number.NEGATIVE_INFINITY);
  const greatest = Math.min(Number(flat["maximum"] ?? Number.POSITIVE_INFINITY), below ?? Number.POSITIVE_INFINITY);
  const wanted = Math.min(Math.max(1, least), greatest);
  const stepped = Math.ceil(wanted / step) * step;
  return stepped <= greatest ? Number(stepped.toPrecision(12)) : wanted;
}

const FORMATS: Readonly<Record<string, string>> = {
  "date-time": "2024-05-06T07:08:09Z",
  date: "2024-05-06",
  time: "07:08:09Z",
  duration: "PT5M",
  email: "judge@example.com",
  "idn-email": "judge@example.com",
  hostname: "example.com",
  "idn-hostname": "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  uri: "https://example.com/a",
  url: "https://example.com/a",
  "uri-reference": "/a",
  iri: "https://example.com/a",
  "iri-reference": "/a",
  uuid: "123e4567-e89b-42d3-a456-426614174000",
  "uri-template": "/a/{b}",
  "json-pointer": "/a",
  "relative-json-pointer": "0",
  regex: "^a$",
  byte: "aGVsbG8=",
  "date-time-local": "2024-05-06T07:08:09",
  "time-local": "07:08:09",
  "http-date": "Mon, 06 May 2024 07:08:09 GMT",
  "media-range": "text/plain",
};

function string(flat: Tree, isPlain: boolean): unknown {
  const least = Number(flat["minLength"] ?? 0);
  const most = Number(flat["maxLength"] ?? Number.POSITIVE_INFINITY);
  const known = FORMATS[String(flat["format"])];
  if (known !== undefined && flat["pattern"] === undefined && known.length >= least && known.length <= most)
    return known;
  if (typeof flat["pattern"] === "string") return matching({ pattern: flat["pattern"], least, most }, isPlain);
  return "sample".padEnd(least, "x").slice(0, most);
}
