import type { ParameterStyle } from "../operation.ts";
import type { TextTree } from "./coerce.ts";
import { readDeepObject } from "./deep-object.ts";
import { decodeFormValue, type Pairs } from "./pairs.ts";
import type { Structure } from "./text-shape.ts";

/** How one value is written: the part of a Parameter or Encoding Object that matters here. */
export interface Serialisation {
  readonly name: string;
  /** Beside the styles of OpenAPI what only clients write: `a[]=1&a[]=2`, and `a.b=1`. */
  readonly style: ParameterStyle | "brackets" | "dots";
  readonly explode: boolean;
  /** Also split at "%2C": clients that encode whole values mean the comma so. */
  readonly encodedCommas?: boolean | undefined;
}

/** Decodes one piece of text after it was split. May throw a URIError. */
export type Decode = (raw: string) => string;

/**
 * Reads the text of a path or header parameter (styles simple, label and matrix, RFC 6570 §3.2).
 *
 * @returns `undefined` where the text is not written in this style.
 */
export function readText(raw: string, how: Serialisation, structure: Structure, decode: Decode): TextTree | undefined {
  if (how.style === "matrix") return readMatrix(raw, how, structure, decode);
  if (how.style !== "label") return readList(raw, comma(how), how.explode, structure, decode);
  if (!raw.startsWith(".")) return undefined;
  // OAS 3.0 wrote ".a.b" for both; RFC 6570 and OAS 3.1.1 have ".a,b" without explode.
  const delimiter = how.explode || (!raw.includes(",") && structure !== "scalar") ? "." : comma(how);
  return readList(raw.slice(1), delimiter, how.explode, structure, decode);
}

/**
 * Reads the value of a query, cookie or form parameter. An exploded object stands under the names of its members:
 * the caller collects those.
 *
 * @returns `undefined` where nothing was sent under the name, or it is not written in this style.
 */
export function readPairs(
  pairs: Pairs,
  how: Serialisation,
  structure: Structure,
  decode: Decode,
): TextTree | undefined {
  if (how.style === "deepObject") return readDeep(pairs, how, structure);
  if (how.style === "brackets") return readDeepObject(pairs, how.name, decode);
  if (how.style === "dots") return readDeepObject(pairs, how.name, decode, ".");
  const values = pairs.all(how.name);
  const last = values.at(-1);
  if (last === undefined) return undefined;
  if (structure === "scalar") return decode(last);
  if (how.explode && structure === "array") return values.map(decode);
  const { join, split } = delimiters[how.style] ?? { join: ",", split: comma(how) };
  return readList(values.join(join), split, false, structure, decode);
}

function readDeep(pairs: Pairs, how: Serialisation, structure: Structure): TextTree | undefined {
  const tree = readDeepObject(pairs, how.name);
  if (tree || structure === "object") return tree;
  // deepObject says nothing of scalars and arrays; they are read as with form.
  return readPairs(pairs, { ...how, style: "form" }, structure, decodeFormValue);
}

/** Delimiters that are no ordinary characters of a query arrive encoded. */
const delimiters: Partial<Record<Serialisation["style"], { join: string; split: RegExp }>> = {
  spaceDelimited: { join: "+", split: /%20|\+| / },
  pipeDelimited: { join: "|", split: /%7c|\|/i },
  tabDelimited: { join: "%09", split: /%09|\t/ },
};

function comma({ encodedCommas }: Serialisation): string | RegExp {
  return encodedCommas ? /,|%2c/i : ",";
}

function readMatrix(raw: string, how: Serialisation, structure: Structure, decode: Decode): TextTree | undefined {
  if (!raw.startsWith(";")) return undefined;
  const parts = raw.slice(1).split(";");
  if (how.explode && structure === "object") return assignments(parts, decode);
  const values = parts.map((part) => valueIn(part, how.name, decode));
  if (values.includes(undefined)) return undefined;
  if (how.explode && structure === "array") return values.map((value) => decode(value ?? ""));
  const [only] = values;
  return only === undefined || values.length > 1 ? undefined : readList(only, comma(how), false, structure, decode);
}

/** The value of "name=value", or "" for the bare name. */
function valueIn(part: string, name: string, decode: Decode): string | undefined {
  const equals = part.indexOf("=");
  const written = equals < 0 ? part : part.slice(0, equals);
  if (decode(written) !== name) return undefined;
  return equals < 0 ? "" : part.slice(equals + 1);
}

function readList(
  raw: string,
  delimiter: string | RegExp,
  explode: boolean,
  structure: Structure,
  decode: Decode,
): TextTree | undefined {
  if (structure === "scalar") return decode(raw);
  const parts = raw.split(delimiter);
  if (structure === "array") return parts.map(decode);
  return explode ? assignments(parts, decode) : alternating(parts, decode);
}

/** ["R=100", "G=200"] */
function assignments(parts: readonly string[], decode: Decode): TextTree | undefined {
  const members = new Map<string, TextTree>();
  for (const part of parts) {
    const equals = part.indexOf("=");
    if (equals < 0) return undefined;
    members.set(decode(part.slice(0, equals)), decode(part.slice(equals + 1)));
  }
  return members;
}

/** ["R", "100", "G", "200"] */
function alternating(parts: readonly string[], decode: Decode): TextTree | undefined {
  if (parts.length % 2 !== 0) return undefined;
  const members = new Map<string, TextTree>();
  for (let index = 0; index < parts.length; index += 2) {
    members.set(decode(parts[index] ?? ""), decode(parts[index + 1] ?? ""));
  }
  return members;
}
