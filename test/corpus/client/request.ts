import { judgeBody } from "../judge/body.ts";
import type { Document } from "../judge/document.ts";
import type { Judge } from "../judge/judge.ts";
import { kindOf } from "../judge/media-type.ts";
import type { Field, JudgedOperation, Media } from "../judge/reading.ts";
import { isTree } from "../judge/tree.ts";
import type { Content } from "./content.ts";
import { writeBody } from "./multipart.ts";
import { elsewhere, isShadowed } from "./reach.ts";
import { type Extent, samples } from "./sample.ts";

/** A request as values, before it is written. */
export interface Plan {
  readonly operation: JudgedOperation;
  /** Without the base path the request would be one for another operation. */
  readonly isShadowed: boolean;
  readonly values: ReadonlyMap<Field, unknown>;
  readonly media?: Media | undefined;
  readonly body?: unknown;
  /** The body as it is written. */
  readonly content?: Content | undefined;
  /** Content coding of the body (RFC 9110 §8.4). */
  readonly coding?: string | undefined;
  /** Some required value could not be found, or cannot be sent; the request asks to be handled leniently. */
  readonly lenient: boolean;
}

/**
 * Plans a valid request; an optional parameter for which no value is found is left out.
 *
 * @param media The declared media type to write the body as; the one that is easiest to get right if left out.
 */
export async function planRequest(
  judge: Judge,
  operation: JudgedOperation,
  extent: Extent,
  media: Media | undefined = preferredMedia(operation.body?.media ?? []),
): Promise<Plan> {
  const { values, lenient } = await planValues(judge, operation, extent);
  const common = { operation, values, isShadowed: isShadowed(judge.document, operation) };
  if (media === undefined) return { ...common, lenient };
  const carries = operation.method !== "GET" && operation.method !== "HEAD";
  if (!carries) return { ...common, lenient: lenient || operation.body?.required === true };
  const found = await planBody(judge, media, extent);
  // No valid body was found, but none is needed either.
  if (found === undefined && operation.body?.required !== true) return { ...common, lenient };
  if (found !== undefined) return { ...common, media, ...found, lenient };
  const content = writeBody({ judge, media, value: {} });
  return { ...common, media, body: {}, content, lenient: true };
}

/** A value and how it is written, where the judge reads it back as valid. */
async function planBody(
  judge: Judge,
  media: Media,
  extent: Extent,
): Promise<{ body: unknown; content: Content } | undefined> {
  for (const body of await bodyCandidates(judge, media, extent)) {
    const content = writeBody({ judge, media, value: body });
    if (content === undefined) continue;
    const verdict = await judgeBody(judge.document, judge, media, content.type, content.bytes);
    if (verdict.complaints.length === 0) return { body, content };
  }
  return undefined;
}

const MAX_CANDIDATES = 24;

async function bodyCandidates(judge: Judge, media: Media, extent: Extent): Promise<unknown[]> {
  if (media.fields !== undefined) return [await fieldValues(judge, media.fields, extent)];
  const sampled = media.schema && samples(judge.definitions, judge.definitions[judge.nameOf(media.schema)], extent);
  const items =
    media.itemSchema && samples(judge.definitions, judge.definitions[judge.nameOf(media.itemSchema)], extent);
  const generated = [...(sampled ?? []), ...(items ?? []).map((item) => [item])];
  const all = extent === "full" ? [...generated, ...media.examples] : [...media.examples, ...generated];
  const isForm = kindOf(media.range) === "form" || kindOf(media.range) === "multipart";
  const candidates = (all.length > 0 ? all : ["sample"]).filter((value) => !isForm || isFormable(value));
  return candidates.slice(0, MAX_CANDIDATES);
}

async function fieldValues(judge: Judge, fields: readonly Field[], extent: Extent): Promise<unknown> {
  const pairs: [string, unknown][] = [];
  for (const field of fields) {
    if (field.required || extent === "full")
      pairs.push([field.name, (await validValue(judge, field, extent)) ?? "sample"]);
  }
  return Object.fromEntries(pairs);
}

/** What is no field name (RFC 9110 §5.1) cannot be sent, however it is declared. */
export const FIELD_NAME: RegExp = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

async function planValues(
  judge: Judge,
  operation: JudgedOperation,
  extent: Extent,
): Promise<Pick<Plan, "values" | "lenient">> {
  const values = new Map<Field, unknown>();
  const names = new Set(operation.fields.filter((field) => field.in === "query").map(({ name }) => name));
  let lenient = false;
  for (const field of operation.fields.filter(({ required }) => required || extent === "full")) {
    if (field.in === "header" && !FIELD_NAME.test(field.name)) continue;
    const isPossible = isSendable(field, judge.document, operation);
    const isClear = (value: unknown) => spreadNames(field, value).every((name) => !names.has(name));
    const value = await validValue(judge, field, "required", (each) => isPossible(each) && isClear(each));
    for (const name of spreadNames(field, value)) names.add(name);
    if (value !== undefined) values.set(field, value);
    else if (field.required) {
      values.set(field, "sample");
      lenient = true;
    }
  }
  return { values, lenient };
}

/**
 * A value that the request-side judge accepts: from the examples, else sampled; with members that are optional as far
 * as a full one is asked for. `undefined` where none was found.
 */
export async function validValue(
  judge: Judge,
  { schema, examples }: Pick<Field | Media, "schema" | "examples">,
  extent: Extent,
  isSendable: (value: unknown) => boolean = () => true,
): Promise<unknown> {
  if (schema === undefined) return examples.find(isSendable) ?? "sample";
  const sampled = samples(judge.definitions, judge.definitions[judge.nameOf(schema)], extent);
  for (const candidate of (extent === "full" ? [...sampled, ...examples] : [...examples, ...sampled]).filter(
    isSendable,
  )) {
    if ((await judge.complaints(schema, candidate)).length === 0) return candidate;
  }
  return undefined;
}

/** The names that an exploded object brings into the query: of two equal ones nobody can tell whose they are. */
function spreadNames(field: Field, value: unknown): string[] {
  const isSpread = field.in === "query" && field.style === "form" && field.explode && field.contentType === undefined;
  return isSpread && isTree(value) ? Object.keys(value) : [];
}

/**
 * An empty path segment or a line break cannot be sent; an empty list cannot be told from its absence; how a list or an
 * object is exploded in a cookie nobody says (OAS 3.1.1 §4.8.12.2). Bodies are sent as they are, or as gzip.
 */
function isSendable(field: Field, document: Document, operation: JudgedOperation): (value: unknown) => boolean {
  const others = elsewhere(document, operation, field.name);
  return (value) => {
    if (value === null || value === "") return false;
    if (typeof value === "object" && !isFlat(field, Object.values(value))) return false;
    if (field.in === "path") return isSegment(String(value), others);
    if (field.name.toLowerCase() === "content-encoding") return value === "identity" || value === "gzip";
    if (field.in === "cookie") return typeof value !== "object" || !field.explode;
    return field.in !== "header" || /^[\x20-\x7e]+$/.test(String(value));
  };
}

function isSegment(text: string, others: ReadonlySet<string>): boolean {
  return !/^\.{1,2}$|[/\\]/.test(text) && !others.has(text);
}

/** No style has room for lists or objects inside others (OAS 3.1 §4.8.12.3), nor for none at all. */
function isFlat({ contentType }: Field, members: readonly unknown[]): boolean {
  return members.length > 0 && (contentType !== undefined || members.every((member) => typeof member !== "object"));
}

/** No field of a form can tell an empty list or object from its absence. */
function isFormable(value: unknown): boolean {
  return Object.values(Object(value)).every(
    (member) => typeof member !== "object" || Object.keys(Object(member)).length > 0,
  );
}

function preferredMedia(media: readonly Media[]): Media | undefined {
  const order = [/json/, /urlencoded/, /multipart\/form-data/, /^text\/plain/, /^(?!.*xml)/, /./];
  for (const expression of order) {
    const found = media.find(({ range }) => expression.test(range) || range === "*/*");
    if (found !== undefined) return found;
  }
  return undefined;
}
