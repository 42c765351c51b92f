import { isJson, namesMatch, type ParsedMediaType, parseMediaType, splitOutsideQuotes } from "../../base/media-type.ts";
import type { DeclaredResponse, MediaType, Operation } from "../operation.ts";

/** Members of an Accept field beyond these are ignored; no client means that many. */
const MAX_RANGES = 100;

/** A member of an Accept field (RFC 9110 §12.5.1). */
export interface WeightedRange {
  readonly range: ParsedMediaType;
  readonly weight: number;
}

/**
 * Chooses the media type of an answer (RFC 9110 §12.5.1). Of several that are equally welcome JSON comes first, then
 * the document's order; so it does where there is no Accept field or none of it can be read.
 *
 * Both sides may have wildcards: a declared "image/*" satisfies "image/png". A type with a structured suffix also
 * satisfies the bare one, "application/hal+json" for "application/json", where nothing matches better.
 *
 * @returns `undefined` where nothing declared is acceptable: 406.
 */
export function negotiate(accept: string | undefined, content: readonly MediaType[]): MediaType | undefined {
  const inOrder = [...content].sort((one, other) => Number(isJson(other.range)) - Number(isJson(one.range)));
  const ranges = accept === undefined ? [] : parseAccept(accept);
  if (ranges.length === 0) return inOrder[0];
  let best: { mediaType: MediaType; weight: number } | undefined;
  for (const mediaType of inOrder) {
    const weight = weightOf(mediaType.range, ranges);
    if (weight === 0 || (best && weight < best.weight)) continue;
    if (!best || weight > best.weight || isCloser(mediaType.range, best.mediaType.range, ranges)) {
      best = { mediaType, weight };
    }
  }
  return best?.mediaType ?? inOrder.find((mediaType) => weightOfSuffix(mediaType.range, ranges) > 0);
}

/** How many of its parameters a range of the client has too. */
function namedParameters(declared: string, ranges: readonly WeightedRange[]): number {
  const parameters = parseMediaType(declared)?.parameters ?? new Map<string, string>();
  if (parameters.size === 0) return 0;
  const common = ranges
    .filter(({ range }) => matches(range, declared))
    .map(({ range }) => [...parameters].filter(([name, value]) => range.parameters.get(name) === value).length);
  return Math.max(0, ...common);
}

/**
 * Whether one declared type is what the client names, and the other only a range that has room for it, or has fewer of
 * the parameters that the client names.
 */
function isCloser(one: string, other: string, ranges: readonly WeightedRange[]): boolean {
  const [more, less] = [namedParameters(one, ranges), namedParameters(other, ranges)];
  if (more !== less) return more > less;
  if (one.includes("*") || !other.includes("*")) return false;
  return ranges.some(({ range }) => !range.subtype.includes("*") && matches(range, one));
}

/** The members of an Accept field that can be read, in its order; a malformed weight counts as 1, as most servers have it. */
export function parseAccept(accept: string): WeightedRange[] {
  return splitOutsideQuotes(accept, ",")
    .slice(0, MAX_RANGES)
    .flatMap((member) => {
      // Old Java clients send a lone "*".
      const range = parseMediaType(member.trim().replace(/^\*(?=;|$)/, "*/*"));
      if (!range) return [];
      const weight = Number(range.parameters.get("q") ?? 1);
      return [{ range, weight: weight >= 0 && weight <= 1 ? weight : 1 }];
    });
}

/** The weight of the most specific range that covers a declared type; 0 where none does. */
function weightOf(declared: string, ranges: readonly WeightedRange[]): number {
  const mediaType = parseMediaType(declared) ?? { type: "*", subtype: "*", parameters: new Map() };
  let best: { specificity: number; weight: number } | undefined;
  for (const { range, weight } of ranges) {
    const specificity = specificityOf(range, mediaType);
    if (specificity >= 0 && (!best || specificity > best.specificity)) best = { specificity, weight };
  }
  return best?.weight ?? 0;
}

function weightOfSuffix(declared: string, ranges: readonly WeightedRange[]): number {
  const suffix = /^[^;]*\+([a-z]+)\s*(?:;|$)/i.exec(declared)?.[1];
  // An exclusion (q=0) of the type itself also holds against its suffix.
  if (suffix === undefined || ranges.some(({ range, weight }) => weight === 0 && matches(range, declared))) return 0;
  return weightOf(`application/${suffix}`, ranges);
}

function matches(range: ParsedMediaType, declared: string): boolean {
  const mediaType = parseMediaType(declared);
  return mediaType !== undefined && specificityOf(range, mediaType) >= 0;
}

/** -1 where the range does not cover the type, else the more the closer it names it. */
function specificityOf(range: ParsedMediaType, mediaType: ParsedMediaType): number {
  const declaredWildcard = mediaType.subtype.includes("*");
  if (!namesMatch(range, mediaType) && !(declaredWildcard && namesMatch(mediaType, range))) return -1;
  let equal = 0;
  for (const [name, value] of range.parameters) {
    // What the document leaves open it can satisfy; what it says otherwise it cannot.
    const declared = mediaType.parameters.get(name);
    if (name === "q" || name === "charset") continue;
    if (declared !== undefined && declared !== value) return -1;
    if (declared === value) equal++;
  }
  if (range.type === "*") return 0;
  return (range.subtype.includes("*") ? 1 : 2) + equal;
}

/**
 * Chooses the response of an operation: for a code the exact one, then its range, then `default`; without a code the
 * lowest success, then `2XX`, then `default` as 200, then the lowest of what is left (a range counts as its first code).
 *
 * @param code - three digits, as the client asks for
 * @returns what exists instead where nothing fits.
 */
export function chooseResponse(
  operation: Operation,
  code?: string,
): { readonly response: DeclaredResponse; readonly status: number } | { readonly available: readonly string[] } {
  const { responses } = operation;
  const chosen = code === undefined ? chooseDefault(responses) : chooseByCode(responses, code);
  return chosen ?? { available: responses.map(({ status }) => status) };
}

interface Chosen {
  readonly response: DeclaredResponse;
  readonly status: number;
}

function chooseByCode(responses: readonly DeclaredResponse[], code: string): Chosen | undefined {
  if (!/^[1-9]\d\d$/.test(code)) return undefined;
  for (const key of [code, `${code[0]}XX`, "default"]) {
    const response = responses.find(({ status }) => status === key);
    if (response) return { response, status: Number(code) };
  }
  return undefined;
}

function chooseDefault(responses: readonly DeclaredResponse[]): Chosen | undefined {
  const numbered = responses
    .filter(({ status }) => status !== "default")
    .map((response) => ({ response, status: Number(response.status.replace("XX", "00")) }))
    // The stable sort leaves "200" and "2XX" in the document's order, so exact codes are put first.
    .sort((one, other) => one.status - other.status || rangeLast(one.response) - rangeLast(other.response));
  const successes = numbered.filter(({ status }) => status >= 200 && status < 300);
  const success = successes.find(({ response }) => rangeLast(response) === 0) ?? successes[0];
  if (success) return success;
  const fallback = responses.find(({ status }) => status === "default");
  return fallback ? { response: fallback, status: 200 } : (numbered.find(({ status }) => status >= 200) ?? numbered[0]);
}

function rangeLast({ status }: DeclaredResponse): number {
  return status.endsWith("XX") ? 1 : 0;
}
