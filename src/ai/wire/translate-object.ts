import { type JsonObject, type JsonValue, setOwn } from "../../base/json.ts";
import { constraintWords } from "./constraint-words.ts";
import { KEY, type MemberPlan, mapDecoder, objectDecoder, VALUE } from "./decode-object.ts";
import { nullable } from "./decoder.ts";
import { type Merged, mergedOf } from "./merged.ts";
import { closedObject, described, isLeft, type Left, listSchema, orNull, type Translated } from "./translated.ts";
import type { Translation } from "./translation.ts";
import { MAX_NESTING } from "./wire-limits.ts";

/** Names that are put to endpoints as they are. Others are legal, but grammars and parsers stumble over them. */
const PLAIN_NAME = /^[\p{L}\p{N}_$@.:/ -]{1,64}$/u;

/** What members without a name of their own are asked for under, beside named ones. */
const OTHERS = "otherMembers";

/**
 * Translates what is said of objects: named members, and pairs for those that have no name.
 *
 * @param level - on which the object stands
 */
export function translateObject(
  translation: Translation,
  merged: Merged,
  level: number,
  description: string,
): Translated | Left {
  if (merged.names.length === 0 && isOpen(merged)) return translateMap(translation, merged, level, description);
  const parts: ObjectParts = { properties: {}, members: [], fills: [], hasOurs: false };
  for (const name of merged.names) {
    const member = merged.member(name);
    if (!member || member.isNever) continue;
    if (translation.omits(name, member)) parts.hasOurs = true;
    else addMember(parts, name, translation.translate(member, level), member, merged);
  }
  const { properties, members, fills } = parts;
  const others = othersOf(translation, merged, level, properties);
  if (Object.keys(properties).length === 0 && merged.names.length > 0) {
    return parts.hasOurs ? { isOurs: true } : bare(merged);
  }
  const schema = closedObject(properties, description);
  return { schema, decoder: objectDecoder({ members, others, fills }), isNullable: merged.allowsNull };
}

/** An object while it is made. */
interface ObjectParts {
  readonly properties: JsonObject;
  readonly members: MemberPlan[];
  readonly fills: [name: string, value: JsonValue][];
  hasOurs: boolean;
}

function addMember(
  parts: ObjectParts,
  name: string,
  outcome: Translated | Left,
  { values }: Merged,
  { required, names }: Merged,
): void {
  const isOptional = !required.has(name);
  if (isLeft(outcome)) {
    parts.hasOurs ||= outcome.isOurs;
    if (!isOptional && outcome.fill !== undefined) parts.fills.push([name, outcome.fill]);
    return;
  }
  const { schema, decoder, isNullable } = outcome;
  const wireName = freeName(name, parts.properties, names);
  setOwn(parts.properties, wireName, isOptional || isNullable ? orNull(schema) : schema);
  const read = isNullable ? nullable(decoder) : decoder;
  parts.members.push({ name, wireName, decoder: read, isOptional, isTag: values?.length === 1 });
}

/** All named members contain themselves or cannot be. */
function bare(merged: Merged): Left {
  const isEmptyAllowed = merged.required.size === 0 && (merged.greatest("minProperties") ?? 0) === 0;
  return isEmptyAllowed ? { isOurs: false, fill: {} } : { isOurs: false };
}

function othersOf(
  translation: Translation,
  merged: Merged,
  level: number,
  properties: JsonObject,
): { wireName: string; decoder: Translated["decoder"] } | undefined {
  const hasWords = merged.patterns.length > 0 || (merged.others?.nodes.length ?? 0) > 0;
  const map = hasWords && merged.names.length > 0 ? translateMap(translation, merged, level + 1, "") : undefined;
  if (!map || isLeft(map)) return undefined;
  const wireName = freeName(OTHERS, properties, merged.names);
  setOwn(properties, wireName, map.schema);
  return { wireName, decoder: map.decoder };
}

function isOpen({ patterns, others }: Merged): boolean {
  return patterns.length > 0 || (others !== undefined && !others.isNever);
}

/** Names that nobody knows cannot be in a closed object: pairs have them as data. */
function translateMap(translation: Translation, merged: Merged, level: number, description: string): Translated | Left {
  const value = valuesOf(merged);
  const canBeEmpty = (merged.greatest("minProperties") ?? 0) === 0;
  const outcome = level >= MAX_NESTING ? undefined : translation.translate(value, level + 1);
  if (!outcome || isLeft(outcome)) return { isOurs: outcome?.isOurs ?? false, fill: canBeEmpty ? {} : undefined };
  const values = outcome.isNullable ? nullable(outcome.decoder) : outcome.decoder;
  const pair = closedObject({ [KEY]: described("string", keyWords(merged)), [VALUE]: outcome.schema });
  return { schema: listSchema(pair, description), decoder: mapDecoder(values), isNullable: merged.allowsNull };
}

function valuesOf({ graph, patterns, others }: Merged): Merged {
  if (others && others.nodes.length > 0) return others;
  return patterns[0]?.[1] ?? others ?? mergedOf(graph, true);
}

function keyWords({ graph, nodes, patterns, others }: Merged): string {
  const asked = nodes.flatMap(({ propertyNames }) => propertyNames ?? []);
  // A name has no type to go by: it is text.
  const words = asked.flatMap((schema) => constraintWords(mergedOf(graph, { allOf: [{ type: "string" }, schema] })));
  const named = others && others.nodes.length > 0 ? [] : patterns.slice(0, 1).map(([pattern]) => `matches ${pattern}`);
  return [...words, ...named].join("; ");
}

function freeName(name: string, taken: object, reserved: readonly string[]): string {
  if (PLAIN_NAME.test(name) && name !== "__proto__" && !Object.hasOwn(taken, name)) return name;
  const stem = name.replaceAll(/[^\p{L}\p{N}]+/gu, "_").slice(0, 40) || "member";
  let free = stem;
  for (let count = 2; Object.hasOwn(taken, free) || reserved.includes(free); count++) free = `${stem}_${count}`;
  return free;
}
