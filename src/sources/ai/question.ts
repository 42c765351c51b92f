import { hash } from "node:crypto";
import { coerced } from "../../ai/mend/coerce.ts";
import { messagesFor, PROMPT_VERSION } from "../../ai/prompt.ts";
import type { Question, QuestionCard, Reading } from "../../ai/question.ts";
import { closedDigest } from "../../ai/wire/closed-digest.ts";
import { leafWireOf, MAX_LEAVES } from "../../ai/wire/leaf-wire.ts";
import { type Leaf, openLeaves } from "../../ai/wire/leaves.ts";
import { isOwned } from "../../ai/wire/owned.ts";
import { wireSchemaOf } from "../../ai/wire/wire.ts";
import type { WireSchema } from "../../ai/wire/wire-schema.ts";
import { HelixError } from "../../base/errors.ts";
import { atPointer, escapeToken, isObject, type JsonObject, type JsonValue, own, setOwn } from "../../base/json.ts";
import { derive } from "../../base/random.ts";
import { mountedNameOf } from "../../contract/operation.ts";
import type { Schema, SchemaError } from "../../contract/schema/schema.ts";
import { type GenerationOptions, generate } from "../../generate/instance.ts";
import type { Ask } from "../source.ts";
import { overlaid } from "./difference.ts";
import type { Writable } from "./eligible.ts";
import { requestData, slotOf } from "./request.ts";
import type { ModelShare } from "./share.ts";

/** What is asked, beside the request. */
export interface Wanted extends Writable {
  /** The answer as it would be without a model. */
  readonly body: JsonValue;
  /** What of it is decided already. */
  readonly fixed: JsonValue | undefined;
}

/** Tokens that an answer may take: few for a short one, so that a model that never ends costs little. */
const LEAST_TOKENS = 512;
const MOST_TOKENS = 8192;

/** Puts a question to a model: what is wanted, in which form, and how what it writes is read. */
export function questionOf(ask: Ask, share: ModelShare, wanted: Wanted): Question {
  const { schema, body } = wanted;
  const { settings } = ask;
  const wire = closedWire(schema);
  const leaves = wire ? undefined : openLeaves(schema, body, MAX_LEAVES);
  const form = wire ?? leafWireOf(leaves ?? []);
  const messages = messagesFor({ ...describe(ask, wanted), schema: form.schema, ...moment(ask, share, wanted) });
  // What nobody has to have may be missing: what is there is the model's.
  const completing = { seed: derive(settings.seed, ask.call.operation.id), now: settings.now, optionals: 0 };
  return {
    key: hash("sha256", JSON.stringify([messages, settings.seed]), "base64url"),
    card: cardOf(ask, share, schema),
    session: share.session,
    messages,
    wire: form,
    maxTokens: Math.min(MOST_TOKENS, Math.max(LEAST_TOKENS, JSON.stringify(body).length)),
    read: (written, from) => {
      if (from === "cassette") return readRecorded(written, schema);
      const decoded = form.decode(written);
      return leaves
        ? whole(readLeaves(decoded, leaves, body), schema, completing)
        : readWhole(overlaid(decoded, wanted.fixed), schema, completing);
    },
  };
}

function cardOf(
  { call, status, mediaType, contentType }: Ask,
  { intent, redactor }: ModelShare,
  schema: Schema,
): QuestionCard {
  return {
    operation: mountedNameOf(call.operation),
    answer: `${status} ${contentType ?? mediaType?.range ?? ""}`,
    schemaDigest: closedDigest(schema),
    intent,
    slot: slotOf(call, redactor),
    promptVersion: PROMPT_VERSION,
  };
}

/** What is the same for all requests of the operation. */
function describe({ contract, call, status, response, settings }: Ask, { schema, mediaType }: Wanted) {
  const { method, template, summary, description } = call.operation;
  const { title } = contract;
  const shown = mediaType.examples.find(({ value }) => schema.graph.accepts(schema.node, value))?.value;
  const example = settings.ignoreExamples ? undefined : shown;
  const seed = derive(settings.seed, call.operation.id);
  const usual = { seed, now: settings.now, useExamples: !settings.ignoreExamples, rootItems: 2, items: 1 };
  const responseDescription = response.description;
  return {
    title,
    method,
    template,
    summary,
    description,
    status,
    responseDescription,
    example: example ?? made(schema, usual),
  };
}

/** A prompt can do without an example. */
function made(schema: Schema, options: GenerationOptions): JsonValue | undefined {
  try {
    return generate(schema, options);
  } catch (error) {
    if (error instanceof HelixError) return undefined;
    throw error;
  }
}

function moment({ call }: Ask, { intent, redactor }: ModelShare, { fixed }: Wanted) {
  return {
    fixed: fixed === undefined ? undefined : redactor.value(fixed),
    request: requestData(call, redactor),
    intent: redactor.text(intent),
  };
}

const wires = new WeakMap<object, WireSchema | "too large">();

/** `undefined` where the schema is too large for a model. */
function closedWire(schema: Schema): WireSchema | undefined {
  const { node } = schema;
  const key = typeof node === "object" ? node : schema;
  const known = wires.get(key) ?? wireOrTooLarge(schema);
  wires.set(key, known);
  return known === "too large" ? undefined : known;
}

function wireOrTooLarge(schema: Schema): WireSchema | "too large" {
  const wire = wireSchemaOf(schema, { omit: isOwned });
  return "tooLarge" in wire ? "too large" : wire;
}

/** Of defects that a model is told of, or that are counted, so many are looked for. */
const MAX_DEFECTS = 20;

/** Reads what is recorded: it was valid then, and is nothing that could be mended where it is not any more. */
function readRecorded(recorded: JsonValue, schema: Schema): Reading {
  const defects = defectsIn(schema.graph.errors(schema.node, recorded));
  const isFit = defects.length === 0;
  return { value: isFit ? recorded : undefined, repairs: [], defects, isPoor: !isFit };
}

function defectsIn(errors: readonly SchemaError[]): string[] {
  return errors.slice(0, MAX_DEFECTS).map(({ instancePath, message }) => `${instancePath || "the value"} ${message}`);
}

/** Reads a whole answer: brought closer to the schema, and what does not fit or is missing made anew. */
function readWhole(decoded: JsonValue, schema: Schema, completing: GenerationOptions): Reading {
  const { value, changes } = coerced(schema, decoded);
  const errors = schema.graph.errors(schema.node, value).slice(0, MAX_DEFECTS);
  const defects = defectsIn(errors);
  const isWrong = errors.some(({ instancePath, keyword }) => instancePath === "" && keyword === "type");
  const complete = isWrong || !isStructureOrLeaf(value, schema) ? undefined : completed(value, schema, completing);
  if (complete === undefined) return { value: undefined, repairs: [], defects, isPoor: true };
  const places = new Set(errors.map(placeOf));
  const remade = [...places].map((pointer) => `${pointer || "the value"} was made anew`);
  return { value: complete, repairs: [...changes, ...remade], defects, isPoor: places.size * 2 > membersOf(value) };
}

/** What is wrong, or missing. */
function placeOf({ instancePath, keyword, params }: SchemaError): string {
  const { missingProperty } = params;
  return keyword === "required" ? `${instancePath}/${escapeToken(String(missingProperty))}` : instancePath;
}

function completed(value: JsonValue, schema: Schema, options: GenerationOptions): JsonValue | undefined {
  return schema.graph.accepts(schema.node, value) ? value : made(schema, { ...options, prefer: value });
}

/** Where a schema allows anything, text is not what is meant by it. */
function isStructureOrLeaf(value: JsonValue, { graph, node }: Schema): boolean {
  return typeof value === "object" ? value !== null : graph.accepts(node, value);
}

/** How many values there are in it, to tell whether few of them are wrong. */
function membersOf(value: JsonValue): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce((sum: number, member) => sum + membersOf(member as JsonValue), 0);
}

/** Reads single leaves, and puts those that fit onto the answer as it would be without a model. */
function readLeaves(decoded: JsonValue, leaves: readonly Leaf[], body: JsonValue): Reading {
  const said = leaves.flatMap((leaf) => {
    const value = atPointer(decoded, leaf.pointer) as JsonValue | undefined;
    return value === undefined ? [] : [{ leaf, fitted: fittedLeaf(leaf, value) }];
  });
  const kept = said.filter(({ fitted }) => fitted !== undefined);
  const wrong = said.filter(({ fitted }) => fitted === undefined).slice(0, MAX_DEFECTS);
  const value = kept.reduce((whole, { leaf, fitted }) => replaced(whole, leaf.path, fitted as JsonValue), body);
  const defects = wrong.map(({ leaf }) => `${leaf.pointer} is not what its schema takes`);
  return { value: kept.length > 0 ? value : undefined, repairs: [], defects, isPoor: kept.length * 2 < leaves.length };
}

/** Leaves that fit, each by itself, may not fit each other. */
function whole(reading: Reading, schema: Schema, completing: GenerationOptions): Reading {
  const { value } = reading;
  return value === undefined ? reading : { ...reading, value: completed(value, schema, completing) };
}

function fittedLeaf({ graph, node }: Leaf, value: JsonValue): JsonValue | undefined {
  const { value: fitted } = coerced({ graph, node }, value);
  return graph.accepts(node, fitted) ? fitted : undefined;
}

/** A copy with another value at a place that is there. */
function replaced(whole: JsonValue, [token, ...rest]: Leaf["path"], value: JsonValue): JsonValue {
  if (token === undefined) return value;
  if (Array.isArray(whole)) {
    return whole.map((item: JsonValue, index) => (index === Number(token) ? replaced(item, rest, value) : item));
  }
  if (!isObject(whole) || !Object.hasOwn(whole, token)) return whole;
  const copy = { ...(whole as JsonObject) };
  setOwn(copy, String(token), replaced(own(whole, String(token)) as JsonValue, rest, value));
  return copy;
}

/** Whether a value is an object or a list: what a model's answer is made of. */
export function isStructure(value: unknown): value is JsonObject | readonly JsonValue[] {
  return isObject(value) || Array.isArray(value);
}
