import { isJson, isMultipart, isXml, mediaRangeMatches, parseMediaType } from "../../base/media-type.ts";
import type { MediaType } from "../../contract/operation.ts";
import { parseAccept, type WeightedRange } from "../../contract/request/negotiate.ts";
import { structuresOf, textShapesOf } from "../../contract/request/text-shape.ts";
import { sampleFor, samples } from "./samples/index.ts";

/** What a range stands for where nobody asks for anything closer: the first of these that it covers. */
const usual: readonly string[] = [
  ...["application/json", "text/plain", "image/png", "audio/wav", "video/mp4", "font/woff2", "multipart/form-data"],
  ...samples.flatMap(({ types }) => types),
];

/** Types of text that carry objects and lists, beside JSON, XML and multipart ones. */
const structured =
  /^(?:text\/(?:csv|event-stream|plain|tab-separated-values|yaml)|application\/(?:csv|(?:x-)?(?:jsonl|ndjson|jsonlines|yaml)|(?:.+\+)?json-seq|x-www-form-urlencoded))$/;

/** Families whose types can only be what a sample is: any other bytes would be no image. */
const families = /^(?:image|audio|video|font)\//;

/**
 * The type that a declared type or range is sent as (RFC 9110 §8.3): always one type, never a wildcard, within the
 * range. In what a range leaves open the client's Accept field decides, as far as a type can carry what the schema
 * asks for.
 *
 * @param accept - the client's Accept field
 * @returns `undefined` where the client allows nothing that could carry it
 */
export function concreteType(mediaType: MediaType, accept: string | undefined): string | undefined {
  const declared = mediaType.range.trim() === "*" ? "*/*" : mediaType.range;
  if (!declared.includes("*")) return written(declared);
  const parameters = declared.split(";").slice(1);
  const ranges = parseAccept(accept ?? "");
  const type = ranges.length === 0 ? usualIn(declared) : bestOf(ranges, declared, mediaType);
  return type && written([type, ...parameters].join(";"));
}

function bestOf(ranges: readonly WeightedRange[], declared: string, { schema }: MediaType): string | undefined {
  const isStructured = schema !== undefined && !allowsText(schema);
  const excluded = ranges.filter(({ weight }) => weight === 0).map(nameOf);
  const isFit = (type: string) =>
    mediaRangeMatches(declared, type) && !excluded.includes(type) && carries(type, isStructured);
  const candidates = ranges.flatMap((range) => {
    const name = nameOf(range);
    const offers = name.includes("*")
      ? [...usual, usualIn(declared)].filter((type) => mediaRangeMatches(name, type))
      : [name];
    const type = offers.find(isFit);
    return type === undefined || range.weight === 0 ? [] : [{ type, weight: range.weight }];
  });
  // Of what is equally welcome JSON comes first, then what the client names first.
  candidates.sort((one, other) => other.weight - one.weight || Number(isJson(other.type)) - Number(isJson(one.type)));
  return candidates[0]?.type;
}

function nameOf({ range }: WeightedRange): string {
  return `${range.type}/${range.subtype}`;
}

/** The type that a range usually stands for; a type stands for itself. */
export function usualIn(range: string): string {
  if (!range.includes("*")) return range;
  const known = usual.find((type) => mediaRangeMatches(range, type));
  if (known !== undefined) return known;
  const { type = "application", subtype = "*" } = parseMediaType(range) ?? {};
  return subtype.startsWith("*+") ? `${type}/vnd.sample${subtype.slice(1)}` : `${type}/octet-stream`;
}

function allowsText({ node, graph }: NonNullable<MediaType["schema"]>): boolean {
  return textShapesOf(node, graph).some((shape) => structuresOf(shape).includes("scalar"));
}

function carries(type: string, isStructured: boolean): boolean {
  if (isStructured) return isJson(type) || isXml(type) || isMultipart(type) || structured.test(type);
  return !families.test(type) || sampleFor(type) !== undefined;
}

/** With a single space behind each semicolon. */
function written(type: string): string {
  return type
    .split(";")
    .map((part) => part.trim())
    .join("; ");
}
