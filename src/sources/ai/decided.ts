import { withoutOwned } from "../../ai/wire/leaves.ts";
import {
  atPointer,
  escapeToken,
  isObject,
  type JsonObject,
  type JsonValue,
  pointerTokens,
  setOwn,
} from "../../base/json.ts";
import type { Schema } from "../../contract/schema/schema.ts";
import type { Member } from "../entities/member.ts";
import { entitiesSource } from "../entities.ts";
import type { Ask, Draft } from "../source.ts";
import { lacking } from "./difference.ts";
import type { Writable } from "./eligible.ts";
import type { Wanted } from "./question.ts";
import { recordedWords } from "./recorded-words.ts";
import type { Scene } from "./scene.ts";
import { SettledNames } from "./settled.ts";
import type { ShownEntity, ToldEntity } from "./share.ts";
import { merged, toldKeyOf, toldOf } from "./told.ts";

/** An answer that shows entities, before a model has its say. */
export interface Showing {
  readonly body: JsonValue;
  /** What the answer is about. */
  readonly shows: readonly ShownEntity[];
  /** The same, and those within them. */
  readonly all: readonly ShownEntity[];
  /** Those of which something is still to be told. */
  readonly unknown: readonly ShownEntity[];
}

/** What of an answer is decided before a model is asked: what is never its business, and what was told before. */
export function decided(
  scene: Scene,
  { schema }: Writable,
  showing: Showing,
): Pick<Wanted, "body" | "fixed" | "brief" | "counts"> {
  const { shows, all, unknown } = showing;
  const body = shownWith(recordedOf(scene, unknown), scene.ask, shows) ?? showing.body;
  const names = unknown.flatMap((shown) =>
    decidedNames(scene, shown, body).map((name) => `${shown.pointer}/${escapeToken(name)}`),
  );
  const known = all.filter((shown) => !unknown.includes(shown)).map(({ pointer }) => pointer);
  return {
    body,
    fixed: decidedAt([...known, ...names], body, schema),
    brief: briefOf(body, all),
    counts: countsOf(listsOf(shows)),
  };
}

/** Members of an entity that are not a model's to say, or stay as they were said or recorded before. */
function decidedNames(scene: Scene, { member, pointer }: ShownEntity, body: JsonValue): readonly string[] {
  const { ask, share } = scene;
  const entity = atPointer(body, pointer);
  if (!isObject(entity)) return [];
  const settled = new SettledNames(ask, member, share.intent);
  const before = toldOf(member, ask.state);
  const told = before && (share.intent === "" || before.intent === share.intent) ? before.facts : {};
  const said = { ...told, ...recordedWords(scene, member).of(member) };
  return Object.keys(entity).filter((name) => settled.has(name) || Object.hasOwn(said, name));
}

/** Of unknown entities what recordings tell of them, so that a new recording says the same; but for one of which the session was told otherwise. */
function recordedOf(scene: Scene, unknown: readonly ShownEntity[]): ReadonlyMap<string, ToldEntity> {
  const { ask, share } = scene;
  const found = unknown.flatMap((shown) => {
    const { member } = shown;
    const before = toldOf(member, ask.state);
    const words = recordedWords(scene, member).of(member);
    if (!words || (before && before.intent !== share.intent)) return [];
    return [[toldKeyOf(member), merged(words, shown, ask.state, share.intent)] as const];
  });
  return new Map(found);
}

/** The answer with what recordings tell; `undefined` where it would show others then, as a list that is sorted by what is told. */
function shownWith(
  recorded: ReadonlyMap<string, ToldEntity>,
  ask: Ask,
  shows: readonly ShownEntity[],
): JsonValue | undefined {
  if (recorded.size === 0) return undefined;
  const draft = entitiesSource.offer({ ...ask, told: recorded }) as Draft | undefined;
  const shown = draft?.shows?.() ?? [];
  const isSame = shown.length === shows.length && shown.every(({ member }, at) => isOne(member, shows[at]?.member));
  return isSame ? draft?.body : undefined;
}

function isOne(one: Member, other: Member | undefined): boolean {
  return other !== undefined && toldKeyOf(one) === toldKeyOf(other);
}

/** The answer as far as it is decided: at these places, and where it is never a model's business. */
function decidedAt(places: readonly string[], body: JsonValue, schema: Schema): JsonValue | undefined {
  const open = places.reduce<JsonValue>(
    (kept, place) => without(kept, pointerTokens(place)),
    withoutOwned(schema, body),
  );
  return lacking(body, open);
}

/** Of each entity what it is called by. */
function briefOf(body: JsonValue, shows: readonly ShownEntity[]): JsonValue | undefined {
  const open = shows.reduce<JsonValue>((kept, { pointer, member }) => {
    const { identity } = member.collection.resource;
    return identity === undefined ? kept : without(kept, pointerTokens(pointer + identity));
  }, body);
  return lacking(body, open);
}

/** Entities by the pointers of the lists in which they stand. */
function listsOf(shows: readonly ShownEntity[]): ReadonlyMap<string, readonly ShownEntity[]> {
  const lists = new Map<string, ShownEntity[]>();
  for (const shown of shows) {
    const list = /^(.*)\/\d+$/.exec(shown.pointer)?.[1];
    if (list !== undefined) lists.set(list, [...(lists.get(list) ?? []), shown]);
  }
  return lists;
}

function countsOf(lists: ReturnType<typeof listsOf>): Readonly<Record<string, number>> | undefined {
  if (lists.size === 0) return undefined;
  return Object.fromEntries([...lists].map(([place, { length }]) => [place || "/", length]));
}

/** The value without what stands at a place; an item of a list becomes an empty object. */
function without(value: JsonValue, [token, ...rest]: readonly string[]): JsonValue {
  if (token === undefined) return {};
  if (Array.isArray(value)) {
    return value.map((item: JsonValue, index) => (String(index) === token ? without(item, rest) : item));
  }
  if (!isObject(value) || !Object.hasOwn(value, token)) return value;
  const kept = {};
  for (const [name, member] of Object.entries(value as JsonObject)) {
    if (name !== token) setOwn(kept, name, member);
    else if (rest.length > 0) setOwn(kept, name, without(member, rest));
  }
  return kept;
}
