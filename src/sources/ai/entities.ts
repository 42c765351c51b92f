import { closedDigest } from "../../ai/wire/closed-digest.ts";
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
import type { Write } from "../../session/state.ts";
import { World } from "../entities/world.ts";
import { entitiesSource } from "../entities.ts";
import type { Ask, Draft } from "../source.ts";
import { aroundIn, withAround } from "./around.ts";
import { departures, lacking } from "./difference.ts";
import type { Writable } from "./eligible.ts";
import { withEmbedded, withoutEmbedded, withoutLists } from "./embedded.ts";
import { noteOf, repairsOf } from "./provenance.ts";
import { questionOf } from "./question.ts";
import { withLeavesOf } from "./reading.ts";
import { SettledNames } from "./settled.ts";
import type { ModelShare, ShownEntity, ToldEntity } from "./share.ts";
import { toldKeyOf, toldOf, toldWrite } from "./told.ts";

/**
 * An answer that shows entities, with what a model tells of them. What it tells becomes theirs, so that every other
 * answer shows the same; what clients wrote of them wins.
 *
 * @param draft - the answer as the session has it
 * @returns `undefined` where a model has to be asked first, or has no part in it
 */
export function toldEntities(
  ask: Ask,
  share: ModelShare,
  what: Writable,
  draft: Draft,
  shows: readonly ShownEntity[],
): Draft | undefined {
  const world = new World(ask.contract.resources, ask.settings, ask);
  const body = draft.body as JsonValue;
  const all = withEmbedded(shows, body, world);
  const unknown = all.filter((one) => !isKnown(one, ask, share, world));
  if (unknown.length === 0) {
    const isTold = all.some(({ member }) => toldOf(member, ask.state));
    return isTold ? withAround(ask, share, what.schema, draft) : undefined;
  }
  if (share.told) {
    const { value: said } = share.told;
    const value = share.isLate ? withLeavesOf(body, said, what.schema) : said;
    const told = withTold(ask, share, value, { shows, unknown }, world);
    return told && withAround(ask, share, what.schema, told, aroundIn(value, shows, ask));
  }
  const fixed = fixedIn(body, what, { shows: all, unknown }, (shown) => decidedOf(shown, ask, share));
  share.want(questionOf(ask, share, { ...what, body, fixed, brief: briefOf(body, all), counts: countsOf(shows) }));
  return undefined;
}

/** Whether nothing is left to be told of an entity as it is shown: a client wrote it, or a model has seen it like that. */
function isKnown(
  { member, view }: ShownEntity,
  { state }: Ask,
  { intent }: ModelShare,
  { population }: World,
): boolean {
  if (population.written(member.collection, member.id)) return true;
  const told = toldOf(member, state);
  if (!told || (intent !== "" && told.intent !== intent)) return false;
  return told.views.includes(closedDigest(view));
}

/** Whether a member of an entity is not a model's to say, or stays as it was said before. */
function decidedOf({ member }: ShownEntity, ask: Ask, { intent }: ModelShare): (name: string) => boolean {
  const settled = new SettledNames(ask, member, intent);
  const before = toldOf(member, ask.state);
  const said = before && (intent === "" || before.intent === intent) ? before.facts : {};
  return (name) => settled.has(name) || Object.hasOwn(said, name);
}

/** Of entities that are known all is decided; of others, what is never a model's. */
function fixedIn(
  body: JsonValue,
  { schema }: Writable,
  { shows, unknown }: { readonly shows: readonly ShownEntity[]; readonly unknown: readonly ShownEntity[] },
  decidedOf: (shown: ShownEntity) => (name: string) => boolean,
): JsonValue | undefined {
  const places = shows.flatMap((shown): string[] => {
    const { pointer } = shown;
    if (!unknown.includes(shown)) return [pointer];
    const entity = atPointer(body, pointer);
    const names = isObject(entity) ? Object.keys(entity).filter(decidedOf(shown)) : [];
    return names.map((name) => `${pointer}/${escapeToken(name)}`);
  });
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

/** Of the lists that entities stand in. */
function countsOf(shows: readonly ShownEntity[]): Readonly<Record<string, number>> | undefined {
  const counts: Record<string, number> = {};
  for (const { pointer } of shows) {
    const list = /^(.*)\/\d+$/.exec(pointer)?.[1];
    if (list !== undefined) counts[list || "/"] = (counts[list || "/"] ?? 0) + 1;
  }
  return Object.keys(counts).length > 0 ? counts : undefined;
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

/** The answer made anew of entities of which the model has told. */
function withTold(
  ask: Ask,
  share: ModelShare,
  value: JsonValue,
  { shows, unknown }: { readonly shows: readonly ShownEntity[]; readonly unknown: readonly ShownEntity[] },
  world: World,
): Draft | undefined {
  const factsIn = (shown: ShownEntity, whole: JsonValue): JsonObject | undefined => {
    const facts = factsOf(shown, whole, world, new SettledNames(ask, shown.member, share.intent));
    return facts && !shows.includes(shown) ? withoutLists(facts) : facts;
  };
  const said = unknown.map((shown) => factsIn(shown, value));
  if (said.every((one) => one === undefined)) return undefined;
  // Of what it left out it is not asked again: the next answer to the same question would be another.
  const facts = unknown.map((shown, at) => [shown, merged(said[at] ?? {}, shown, ask, share)] as const);
  const told = answerOf(ask, facts);
  if (!told) return undefined;
  // What is shown of them stays, whoever wrote it: another view, of which the model says more, would change this one.
  const body = told.body as JsonValue;
  const isNew = (shown: ShownEntity) =>
    !unknown.some(({ member }) => toldKeyOf(member) === toldKeyOf(shown.member)) && !isKnown(shown, ask, share, world);
  const others = withEmbedded(shows, body, world).filter(isNew);
  const kept = [...facts, ...others.map((shown) => [shown, merged({}, shown, ask, share)] as const)].map(
    ([shown, entity]) => {
      const seen = isAt(shown, body) ? factsIn(shown, body) : undefined;
      return [shown, { ...entity, facts: { ...entity.facts, ...seen } }] as const;
    },
  );
  const draft = answerOf(ask, kept);
  if (!draft) return undefined;
  const put = new Set(
    (draft.writes ?? []).flatMap((write) => (write.kind === "put" ? [`${write.collection} ${write.id}`] : [])),
  );
  const writes: Write[] = kept.flatMap(([{ member }, entity]) =>
    put.has(toldKeyOf(member)) ? [] : [toldWrite(member, entity)],
  );
  const grafted = graftedIn(draft, facts);
  const repairs = [...(draft.repairs ?? []), ...(repairsOf(share.told, grafted) ?? [])];
  return { ...draft, note: noteOf(share.told), repairs, writes: [...(draft.writes ?? []), ...writes] };
}

function answerOf(ask: Ask, facts: readonly (readonly [ShownEntity, ToldEntity])[]): Draft | undefined {
  const overlay = new Map(facts.map(([{ member }, entity]) => [toldKeyOf(member), entity]));
  return entitiesSource.offer({ ...ask, told: overlay }) as Draft | undefined;
}

/** Where entities are not as the model told. */
function graftedIn({ body, shows }: Draft, facts: readonly (readonly [ShownEntity, ToldEntity])[]): string[] {
  const places = new Map(shows?.().map(({ member, pointer }) => [toldKeyOf(member), pointer]));
  return facts.flatMap(([{ member }, entity]) => {
    const pointer = places.get(toldKeyOf(member));
    const shown = pointer === undefined ? undefined : atPointer(body, pointer);
    return isObject(shown) ? departures(entity.facts, shown, pointer) : [];
  });
}

/** What the model said of an entity, without what is not its business; `undefined` where it said nothing of it. */
function factsOf(shown: ShownEntity, value: JsonValue, world: World, settled: SettledNames): JsonObject | undefined {
  const { member, view } = shown;
  const said = saidOf(shown, value);
  if (!isObject(said)) return undefined;
  const free = withoutOwned(view, said as JsonObject);
  if (!isObject(free)) return undefined;
  const kept = Object.fromEntries(Object.entries(free).filter(([name]) => !settled.has(name)));
  return withoutEmbedded(world.withoutRelations(kept as JsonObject, member.collection), shown, world);
}

/** Whether an answer shows an entity at the place where it was before. */
function isAt({ member, pointer }: ShownEntity, body: JsonValue): boolean {
  const id = atPointer(body, pointer + (member.collection.resource.identity ?? ""));
  return typeof id === "object" || String(id) === String(member.id);
}

/** The part that is about an entity: the one that names it among its neighbours, else the one at its place. */
function saidOf({ member, pointer }: ShownEntity, value: JsonValue): unknown {
  const { identity } = member.collection.resource;
  const list = atPointer(value, pointer.replace(/\/\d+$/, ""));
  if (identity === undefined || !Array.isArray(list) || !/\/\d+$/.test(pointer)) return atPointer(value, pointer);
  const named = list.find((item) => String(atPointer(item, identity)) === String(member.id));
  return named ?? atPointer(value, pointer);
}

/** What was told before stays as long as nobody wants something else. */
function merged(said: JsonObject, { member, view }: ShownEntity, { state }: Ask, { intent }: ModelShare): ToldEntity {
  const before = toldOf(member, state);
  const isAnother = intent !== "" && before?.intent !== intent;
  if (!before) return { intent, views: [closedDigest(view)], facts: said };
  if (isAnother) return { intent, views: [closedDigest(view)], facts: { ...before.facts, ...said } };
  return { intent: before.intent, views: [...before.views, closedDigest(view)], facts: { ...said, ...before.facts } };
}
