import { MAX_JSON_DEPTH, parseJson } from "../../base/json.ts";
import { isForm, isJson } from "../../base/media-type.ts";
import type { Operation, Parameter } from "../operation.ts";
import { decodeLeniently } from "../routing/path-template.ts";
import { coerce, type TextTree } from "./coerce.ts";
import { readForm } from "./form.ts";
import { decodeFormValue, type Pairs } from "./pairs.ts";
import type { ParameterSource } from "./parameter-source.ts";
import { type Decode, readPairs, readText, type Serialisation } from "./parameter-style.ts";
import { type Structure, structuresOf, type TextShape, textShapesOf } from "./text-shape.ts";

/** What was found under a parameter's name. */
export type Reading =
  | { readonly kind: "absent" }
  | { readonly kind: "value"; readonly value: unknown }
  /** Something was sent that is not written as the parameter says. `keyword` as in a violation. */
  | { readonly kind: "broken"; readonly keyword: "style" | "encoding" | "parse"; readonly reason: string };

/** Reads one parameter out of a request; the types are those of its schema wherever the text allows it. */
export function readParameter(parameter: Parameter, source: ParameterSource): Reading {
  try {
    if (parameter.in === "querystring") return readContent(parameter, source.querystring);
    if (parameter.contentType !== undefined) return readContent(parameter, rawText(parameter, source));
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
function readContent(parameter: Parameter, raw: string | undefined): Reading {
  if (raw === undefined || (parameter.in === "querystring" && raw === "")) return { kind: "absent" };
  if (parameter.contentType !== undefined && isForm(parameter.contentType)) {
    return { kind: "value", value: readForm(raw, { schema: parameter.schema, encoding: new Map() }) };
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
  return place === "path" ? decodeURIComponent : decodeFormValue;
}

function readStyled(parameter: Parameter, source: ParameterSource): Reading {
  if (!isPresent(parameter, source)) return { kind: "absent" };
  const { schema } = parameter;
  if (!schema) return fallback(candidates(parameter, source, ["scalar"], undefined));
  let first: { value: unknown } | undefined;
  for (const shape of textShapesOf(schema.node, schema.graph)) {
    for (const tree of candidates(parameter, source, structuresOf(shape), shape)) {
      const value = coerce(tree, schema.node, schema.graph);
      if (schema.graph.accepts(schema.node, value)) return { kind: "value", value };
      first ??= { value };
    }
  }
  if (first) return { kind: "value", value: first.value };
  return { kind: "broken", keyword: "style", reason: `is not written in the style "${parameter.style}"` };
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
      const tree = readTree({ ...serialisation(parameter), encodedCommas }, parameter, source, structure, shape);
      if (tree !== undefined) yield tree;
    }
  }
}

function serialisation({ name, style, explode }: Parameter): Serialisation {
  return { name, style, explode };
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
  if (structure === "object" && isSpread(parameter) && shape) {
    return readMembers(parameter, pairs, source.operation, shape, decode);
  }
  return readPairs(pairs, how, structure, decode);
}

/** Whether the members of an object stand beside the other parameters, each under its own name. */
function isSpread({ style, explode, in: place }: Parameter): boolean {
  return (place === "query" || place === "cookie") && explode && style !== "deepObject";
}

/** Whether "nothing sent" may be an empty object: it leaves no trace where its members stand under names of their own. */
export function canBeEmpty(parameter: Parameter): boolean {
  const { schema, style, in: place } = parameter;
  if (!schema || !(isSpread(parameter) || (place === "query" && style === "deepObject"))) return false;
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
  operation: Operation,
  shape: TextShape,
  decode: Decode,
): TextTree | undefined {
  const members = new Map<string, TextTree>();
  for (const name of pairs.names()) {
    if (!shape.properties.has(name) && !(isOpen(shape) && isUnclaimed(name, parameter, operation))) continue;
    const values = pairs.all(name).map(decode);
    members.set(name, values.length > 1 ? values : (values[0] ?? ""));
  }
  return members.size > 0 ? members : undefined;
}

function isOpen({ additional, properties }: TextShape): boolean {
  return additional === undefined ? properties.size === 0 : additional !== false;
}

function isUnclaimed(name: string, parameter: Parameter, { parameters }: Operation): boolean {
  return !parameters.some((other) => other !== parameter && other.in === parameter.in && claims(other, name));
}

function claims(parameter: Parameter, name: string): boolean {
  return parameter.name === name || (parameter.style === "deepObject" && name.startsWith(`${parameter.name}[`));
}

function isPresent(parameter: Parameter, source: ParameterSource): boolean {
  const { in: place, name, schema } = parameter;
  if (place === "path" || place === "header") return rawText(parameter, source) !== undefined;
  const pairs = place === "cookie" ? source.cookies : source.query;
  if (pairs.has(name)) return true;
  if (parameter.style === "deepObject") return pairs.below(name).length > 0;
  if (!isSpread(parameter) || !schema) return false;
  const shapes = textShapesOf(schema.node, schema.graph).filter((shape) => structuresOf(shape).includes("object"));
  return shapes.some((shape) => readMembers(parameter, pairs, source.operation, shape, (raw) => raw) !== undefined);
}
