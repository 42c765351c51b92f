import { MAX_JSON_DEPTH, parseJson } from "../../base/json.ts";
import { isForm, isJson } from "../../base/media-type.ts";
import type { Parameter } from "../operation.ts";
import { decodeLeniently } from "../routing/path-template.ts";
import type { Schema } from "../schema/schema.ts";
import { asWritten, isOverridden, splitLists } from "./client-format.ts";
import { coerce, type TextTree } from "./coerce.ts";
import { readForm } from "./form.ts";
import { decodeFormValue, type Pairs, type Separator } from "./pairs.ts";
import type { ParameterSource } from "./parameter-source.ts";
import { type Decode, readPairs, readText, type Serialisation } from "./parameter-style.ts";
import { type Structure, structuresOf, type TextShape, textShapesOf } from "./text-shape.ts";

/** What was found under a parameter's name. */
export type Reading =
  | { readonly kind: "absent" }
  | { readonly kind: "value"; readonly value: unknown /** The schema has accepted it. */; readonly isValid?: boolean }
  /** Something was sent that is not written as the parameter says. `keyword` as in a violation. */
  | { readonly kind: "broken"; readonly keyword: "style" | "encoding" | "parse"; readonly reason: string };

/** Reads one parameter out of a request; the types are those of its schema wherever the text allows it. */
export function readParameter(parameter: Parameter, source: ParameterSource): Reading {
  try {
    if (parameter.in === "querystring") return readContent(parameter, source.querystring, source);
    if (parameter.contentType !== undefined) return readContent(parameter, rawText(parameter, source), source);
    return readStyled(parameter, source);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return { kind: "broken", keyword: "encoding", reason: "is not valid percent-encoded UTF-8" };
  }
}

/** The one raw text of a parameter; of several the last, as most servers have it. */
function rawText({ name, in: place }: Parameter, source: ParameterSource): string | undefined {
  switch (place) {
    case "path":
      return source.path.get(name);
    case "query":
      return source.query.all(name).at(-1);
    case "cookie":
      return source.cookies.all(name).at(-1);
    default:
      return source.headers[name.toLowerCase()];
  }
}

/** A `content` parameter is one text in that media type, whatever its style (OAS 3.1 §4.8.12.2.2). */
function readContent(parameter: Parameter, raw: string | undefined, source: ParameterSource): Reading {
  if (raw === undefined || (parameter.in === "querystring" && raw === "")) return { kind: "absent" };
  if (parameter.contentType !== undefined && isForm(parameter.contentType)) {
    const { schema, encoding = new Map() } = parameter;
    return { kind: "value", value: readForm(raw, { schema, encoding }, source.formats) };
  }
  const text = decoderOf(parameter)(raw);
  if (!isJson(parameter.contentType ?? "")) return { kind: "value", value: text };
  const parsed = parseJson(Buffer.from(text), MAX_JSON_DEPTH);
  if ("value" in parsed) return { kind: "value", value: parsed.value };
  return { kind: "broken", keyword: "parse", reason: `is not valid JSON: ${parsed.refusal.message}` };
}

/** Header fields are not percent-encoded; neither are cookies in OAS 3.2's style "cookie". */
function decoderOf({ in: place, style }: Parameter): Decode {
  if (place === "header" || style === "cookie") return (raw) => raw.trim();
  if (place === "cookie") return decodeLeniently;
  // The plus sign is a space in forms only.
  return place === "path" || place === "querystring" ? decodeURIComponent : decodeFormValue;
}

function readStyled(parameter: Parameter, source: ParameterSource): Reading {
  const { schema } = parameter;
  const plain = schema && isPlain(parameter) ? rawText(parameter, source) : undefined;
  if (schema && plain !== undefined) return readPlain(plain, schema, decoderOf(parameter));
  if (!isPresent(parameter, source)) return { kind: "absent" };
  if (!schema) return fallback(candidates(parameter, source, ["scalar"], undefined));
  let first: { value: unknown } | undefined;
  for (const shape of textShapesOf(schema.node, schema.graph)) {
    for (const tree of candidates(parameter, source, structuresOf(shape), shape)) {
      const value = coerce(tree, schema.node, schema.graph);
      if (schema.graph.accepts(schema.node, value)) return { kind: "value", value, isValid: true };
      first ??= { value };
    }
  }
  if (first) return { kind: "value", value: first.value };
  const { array, object } = source.formats;
  const isOther = parameter.in === "query" && isOverridden(source.formats);
  const wanted = isOther
    ? `as clients are set to write it (lists ${array}, objects ${object})`
    : `in the style "${parameter.style}"`;
  return { kind: "broken", keyword: "style", reason: `is not written ${wanted}` };
}

const plainness = new WeakMap<Parameter, boolean>();

/** Whether there is only one way to read a parameter: one text, without delimiters. Most are so. */
function isPlain(parameter: Parameter): boolean {
  const known = plainness.get(parameter);
  if (known !== undefined) return known;
  const { in: place, style, schema } = parameter;
  const isStyle = place === "query" ? style === "form" : (place === "path" || place === "header") && style === "simple";
  const shapes = schema ? textShapesOf(schema.node, schema.graph) : [];
  const plain = isStyle && shapes.length === 1 && shapes.every((shape) => structuresOf(shape).join() === "scalar");
  plainness.set(parameter, plain);
  return plain;
}

/** What the general way comes to for a plain parameter, at a third of its cost. */
function readPlain(raw: string, { graph, node }: Schema, decode: Decode): Reading {
  const value = coerce(decode(raw), node, graph);
  return { kind: "value", value, isValid: graph.accepts(node, value) };
}

function fallback(trees: Iterable<TextTree>): Reading {
  for (const tree of trees) return { kind: "value", value: tree };
  return { kind: "absent" };
}

/**
 * Every way of reading the text: as the style says, and after all of these with encoded commas taken for delimiters,
 * as clients mean them that encode the whole value.
 */
function* candidates(
  parameter: Parameter,
  source: ParameterSource,
  structures: readonly Structure[],
  shape: TextShape | undefined,
): Iterable<TextTree> {
  for (const encodedCommas of [false, true]) {
    for (const structure of structures) {
      if (encodedCommas && structure === "scalar") continue;
      const how = { ...serialisation(parameter, structure, source), encodedCommas };
      const tree = readTree(how, parameter, source, structure, shape);
      if (tree !== undefined) yield tree;
    }
  }
}

function serialisation(parameter: Parameter, structure: Structure, { formats }: ParameterSource): Serialisation {
  const { name, style, explode } = parameter;
  const declared = { name, style, explode };
  return parameter.in === "query" ? asWritten(declared, structure, formats) : declared;
}

function readTree(
  how: Serialisation,
  parameter: Parameter,
  source: ParameterSource,
  structure: Structure,
  shape: TextShape | undefined,
): TextTree | undefined {
  const decode = decoderOf(parameter);
  if (parameter.in === "path" || parameter.in === "header") {
    const raw = rawText(parameter, source);
    return raw === undefined ? undefined : readText(raw, how, structure, decode);
  }
  const pairs = parameter.in === "cookie" ? source.cookies : source.query;
  if (structure === "object" && isSpread(parameter, how) && shape) {
    return readMembers(parameter, pairs, source, shape, decode);
  }
  const tree = readPairs(pairs, how, structure, decode);
  const isNested = parameter.schema && shape && parameter.in === "query" && structure === "object";
  return isNested && tree !== undefined ? splitLists(tree, shape, source.formats, parameter.schema.graph) : tree;
}

/** Whether the members of an object stand beside the other parameters, each under its own name. */
function isSpread({ in: place }: Parameter, { style, explode }: Serialisation): boolean {
  return (place === "query" || place === "cookie") && explode && style !== "deepObject" && style !== "dots";
}

/** Whether "nothing sent" may be an empty object: it leaves no trace where its members stand under names of their own. */
export function canBeEmpty(parameter: Parameter, source: ParameterSource): boolean {
  const { schema, in: place } = parameter;
  if (!schema || (place !== "query" && place !== "cookie")) return false;
  const how = serialisation(parameter, "object", source);
  if (!isSpread(parameter, how) && how.style !== "deepObject" && how.style !== "dots") return false;
  const shapes = textShapesOf(schema.node, schema.graph);
  return shapes.every((shape) => structuresOf(shape)[0] === "object") && schema.graph.accepts(schema.node, {});
}

/**
 * Collects the members of an exploded object: those that its schema names, and, where the schema is open or names
 * none, whatever no other parameter claims.
 */
function readMembers(
  parameter: Parameter,
  pairs: Pairs,
  source: ParameterSource,
  shape: TextShape,
  decode: Decode,
): TextTree | undefined {
  const members = new Map<string, TextTree>();
  for (const name of pairs.names()) {
    if (!shape.properties.has(name) && !(isOpen(shape) && isUnclaimed(name, parameter, source))) continue;
    const values = pairs.all(name).map(decode);
    members.set(name, values.length > 1 ? values : (values[0] ?? ""));
  }
  return members.size > 0 ? members : undefined;
}

function isOpen({ additional, properties }: TextShape): boolean {
  return additional === undefined ? properties.size === 0 : additional !== false;
}

function isUnclaimed(name: string, parameter: Parameter, source: ParameterSource): boolean {
  const { parameters } = source.operation;
  return !parameters.some((other) => other !== parameter && other.in === parameter.in && claims(other, name, source));
}

/** Whether a name of the query or a cookie belongs to a parameter by the parameter's own name. */
function claims(parameter: Parameter, name: string, source: ParameterSource): boolean {
  if (parameter.name === name) return true;
  return (["array", "object"] as const).some((structure) => {
    const separator = separators[serialisation(parameter, structure, source).style];
    return separator !== undefined && name.startsWith(`${parameter.name}${separator}`);
  });
}

const separators: Partial<Record<Serialisation["style"], Separator>> = { deepObject: "[", brackets: "[", dots: "." };

/** Whether anything of a query belongs to a parameter, be it under the name of a member of its object. */
export function readsName(parameter: Parameter, name: string, source: ParameterSource): boolean {
  if (parameter.in === "querystring") return true;
  if (parameter.in !== "query") return false;
  if (claims(parameter, name, source)) return true;
  const { schema } = parameter;
  if (!schema || parameter.contentType || !isSpread(parameter, serialisation(parameter, "object", source)))
    return false;
  return objectShapes(schema).some((shape) => shape.properties.has(name) || isOpen(shape));
}

function objectShapes({ node, graph }: Schema): readonly TextShape[] {
  return textShapesOf(node, graph).filter((shape) => structuresOf(shape).includes("object"));
}

function isPresent(parameter: Parameter, source: ParameterSource): boolean {
  const { in: place, name, schema } = parameter;
  if (place === "path" || place === "header") return rawText(parameter, source) !== undefined;
  const pairs = place === "cookie" ? source.cookies : source.query;
  if (pairs.has(name)) return true;
  const object = serialisation(parameter, "object", source);
  for (const { style } of [object, serialisation(parameter, "array", source)]) {
    const separator = separators[style];
    if (separator !== undefined && pairs.below(name, separator).length > 0) return true;
  }
  if (!schema || !isSpread(parameter, object)) return false;
  return objectShapes(schema).some((shape) => readMembers(parameter, pairs, source, shape, (raw) => raw) !== undefined);
}
