import { coerced } from "../../ai/mend/coerce.ts";
import type { Reading } from "../../ai/question.ts";
import { type Leaf, openLeaves } from "../../ai/wire/leaves.ts";
import {
  atPointer,
  escapeToken,
  isObject,
  type JsonObject,
  type JsonValue,
  own,
  pointerTokens,
  setOwn,
} from "../../base/json.ts";
import type { Schema, SchemaError } from "../../contract/schema/schema.ts";
import type { GenerationOptions } from "../../generate/instance.ts";
import { attempted } from "../entities/linked.ts";
import { isAskedFor } from "./asked.ts";
import { departures } from "./difference.ts";

/** Of defects that a model is told of, or that are counted, so many are looked for. */
const MAX_DEFECTS = 20;

/** What is read, and how what does not fit is made anew. */
export interface Completing {
  readonly schema: Schema;
  /** The answer as it would be without a model. */
  readonly body: JsonValue;
  readonly completing: GenerationOptions;
}

/** Reads what is recorded: it was valid then, and is nothing that could be mended where it is not any more. */
export function readRecorded(recorded: JsonValue, schema: Schema): Reading {
  const defects = defectsIn(schema.graph.errors(schema.node, recorded));
  const isFit = defects.length === 0;
  return { value: isFit ? recorded : undefined, repairs: [], defects, isPoor: !isFit };
}

function defectsIn(errors: readonly SchemaError[]): string[] {
  return errors.slice(0, MAX_DEFECTS).map(({ instancePath, message }) => `${instancePath || "the value"} ${message}`);
}

/** Reads a whole answer: brought closer to the schema, and what does not fit or is missing made anew. */
export function readWhole(decoded: JsonValue, around: Completing): Reading {
  const { schema } = around;
  const { value, changes } = coerced(schema, decoded);
  const errors = schema.graph.errors(schema.node, value).slice(0, MAX_DEFECTS);
  const defects = defectsIn(errors);
  const isWrong = errors.some(({ instancePath, keyword }) => instancePath === "" && keyword === "type");
  const whole = isWrong || !isStructureOrLeaf(value, schema) ? undefined : completed(value, errors, around);
  if (whole === undefined) return { value: undefined, repairs: [], defects, isPoor: true };
  const lost = departures(value, whole);
  const members = membersOf(value);
  const isLeft =
    lost.reduce((count, pointer) => count - membersOf(atPointer(value, pointer) as JsonValue), members) > 0;
  // Of nothing that was written there is nothing to lose.
  if (errors.length > 0 && !isLeft) return { value: undefined, repairs: [], defects, isPoor: true };
  const missing = errors.filter(({ params }) => params["missingProperty"] !== undefined);
  const ofModel = missing.filter((error) => isAskedFor(error, schema, value));
  const remade = [...new Set([...missing.map(placeOf), ...lost])].map(
    (pointer) => `${pointer || "the value"} was made anew`,
  );
  const filled = errors
    .filter(isTooShort)
    .map(({ instancePath }) => `${instancePath || "the value"} had too few items`);
  const wrong = new Set([...ofModel.map(placeOf), ...lost]);
  const isPoor = wrong.size * 2 > members;
  return { value: whole, repairs: [...changes, ...remade, ...filled], defects, isPoor };
}

/** Whether all that was written is a single value where a list is wanted: that is no list of one. */
export function isSingle(written: JsonValue, body: JsonValue): boolean {
  const all = isObject(written) ? Object.values(written as JsonObject) : [written];
  return Array.isArray(body) && all.length === 1 && (typeof all[0] !== "object" || all[0] === null);
}

/** What is wrong, or missing: by itself (`required`), or because something else is there (`dependentRequired`). */
function placeOf({ instancePath, params: { missingProperty: missing } }: SchemaError): string {
  return missing === undefined ? instancePath : `${instancePath}/${escapeToken(String(missing))}`;
}

/** With what would be at the places that do not fit, if that will do, else with something new there. */
function completed(
  value: JsonValue,
  errors: readonly SchemaError[],
  { schema, body, completing }: Completing,
): JsonValue | undefined {
  const { graph, node } = schema;
  if (graph.accepts(node, value)) return value;
  const [short, others] = [true, false].map((isShort) => errors.filter((error) => isTooShort(error) === isShort));
  const grafted = smallest((others ?? []).map(placeOf)).reduce((kept, pointer) => {
    const usual = atPointer(body, pointer) as JsonValue | undefined;
    return usual === undefined ? kept : replaced(kept, pointerTokens(pointer), usual);
  }, value);
  const filled = (short ?? []).reduce((kept, { instancePath }) => filledUp(kept, instancePath, body), grafted);
  if (graph.accepts(node, filled)) return filled;
  return attempted(schema, { ...completing, prefer: value });
}

function isTooShort({ keyword }: SchemaError): boolean {
  return keyword === "minItems";
}

/** With the items that a list lacks as they would be. */
function filledUp(value: JsonValue, pointer: string, body: JsonValue): JsonValue {
  const [list, usual] = [atPointer(value, pointer), atPointer(body, pointer)];
  if (!Array.isArray(list) || !Array.isArray(usual)) return value;
  return replaced(value, pointerTokens(pointer), [...list, ...usual.slice(list.length)] as JsonValue[]);
}

/** Places without those around others: with a part, all branches that it might be of fail, too. */
function smallest(places: readonly string[]): readonly string[] {
  const distinct = [...new Set(places)];
  return distinct.filter((place) => !distinct.some((other) => other.startsWith(`${place}/`)));
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
export function readLeaves(decoded: JsonValue, leaves: readonly Leaf[], around: Completing): Reading {
  const said = leaves.flatMap((leaf) => {
    const value = atPointer(decoded, leaf.pointer) as JsonValue | undefined;
    return value === undefined ? [] : [{ leaf, fitted: fittedLeaf(leaf, value) }];
  });
  const kept = said.filter(({ fitted }) => fitted !== undefined);
  const wrong = said.filter(({ fitted }) => fitted === undefined).slice(0, MAX_DEFECTS);
  const value = kept.reduce((whole, { leaf, fitted }) => replaced(whole, leaf.path, fitted as JsonValue), around.body);
  const defects = wrong.map(({ leaf }) => `${leaf.pointer} is not what its schema takes`);
  // Leaves that fit, each by itself, may not fit each other.
  const whole = kept.length > 0 ? completed(value, [], around) : undefined;
  return { value: whole, repairs: [], defects, isPoor: kept.length * 2 < leaves.length };
}

/** As many leaves as any answer has. */
const ALL = 100_000;

/** An answer with the texts and numbers of another one, where both have some; all else stays. */
export function withLeavesOf(body: JsonValue, other: JsonValue, schema: Schema): JsonValue {
  return openLeaves(schema, body, ALL).reduce((whole, { pointer, path, current }) => {
    const value = atPointer(other, pointer) as JsonValue | undefined;
    return typeof value === typeof current ? replaced(whole, path, value as JsonValue) : whole;
  }, body);
}

function fittedLeaf({ graph, node }: Leaf, value: JsonValue): JsonValue | undefined {
  const { value: fitted } = coerced({ graph, node }, value);
  return graph.accepts(node, fitted) ? fitted : undefined;
}

/** A copy with another value at a place; a member that is missing is added to the object that should have it. */
export function replaced(whole: JsonValue, [token, ...rest]: Leaf["path"], value: JsonValue): JsonValue {
  if (token === undefined) return value;
  if (Array.isArray(whole)) {
    return whole.map((item: JsonValue, index) => (index === Number(token) ? replaced(item, rest, value) : item));
  }
  if (!isObject(whole) || (rest.length > 0 && !Object.hasOwn(whole, token))) return whole;
  const copy = { ...(whole as JsonObject) };
  setOwn(copy, String(token), replaced(own(whole, String(token)) as JsonValue, rest, value));
  return copy;
}
