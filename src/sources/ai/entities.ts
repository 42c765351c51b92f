import type { Told } from "../../ai/question.ts";
import { closedDigest } from "../../ai/wire/closed-digest.ts";
import { atPointer, isObject, type JsonObject, type JsonValue } from "../../base/json.ts";
import { mountedNameOf } from "../../contract/operation.ts";
import type { Write } from "../../session/state.ts";
import { World } from "../entities/world.ts";
import { entitiesSource } from "../entities.ts";
import type { Ask, Draft } from "../source.ts";
import { aroundIn, withAround } from "./around.ts";
import { decided, type Showing } from "./decided.ts";
import { departures } from "./difference.ts";
import type { Writable } from "./eligible.ts";
import { withEmbedded } from "./embedded.ts";
import { factsIn } from "./facts.ts";
import { noteOf, repairsOf } from "./provenance.ts";
import { questionOf, type Settled } from "./question.ts";
import { withLeavesOf } from "./reading.ts";
import { recordable } from "./recordable.ts";
import { type RecordedWords, recordedWords } from "./recorded-words.ts";
import { SettledNames } from "./settled.ts";
import type { ModelShare, ShownEntity, ToldEntity } from "./share.ts";
import { isReading } from "./tellings.ts";
import { merged, toldKeyOf, toldOf, toldWrite } from "./told.ts";

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
  const showing: Showing = { body, shows, all, unknown };
  const told = share.told ?? toldElsewhere(ask, share, unknown, world);
  if (told) {
    const value = share.isLate ? withLeavesOf(body, told.value, what.schema) : told.value;
    return madeOf({ ...told, value }, ask, share, what, showing, world);
  }
  const settle = (said: JsonValue): Settled | undefined => {
    const made = madeOf({ ...nobodys, value: said }, ask, share, what, showing, world);
    if (!made) return undefined;
    return { value: recordable(made, said, ask, share, shows, world), repairs: made.repairs ?? [] };
  };
  share.want(questionOf(ask, share, { ...what, ...decided(ask, share, what, showing, world), settle }));
  return undefined;
}

/** The answer made of what is told, with what is told beside its entities. */
function madeOf(
  told: Told,
  ask: Ask,
  share: ModelShare,
  { schema }: Writable,
  showing: Showing,
  world: World,
): Draft | undefined {
  const made = withTold(ask, { ...share, told }, showing, world);
  return made && withAround(ask, share, schema, made, aroundIn(told.value, showing.shows, ask));
}

/** What a model has just written. */
const nobodys: Told = { value: null, repairs: [], provider: "", model: "", isRecorded: false };

/** What nobody says here, because other recordings say it all. */
const elsewhere: Told = { ...nobodys, isRecorded: true, isNear: true };

/**
 * Where an operation is replayed of which nothing is recorded, because all that it shows was told of before: by the list
 * of things that it shows one of.
 */
function toldElsewhere(ask: Ask, share: ModelShare, unknown: readonly ShownEntity[], world: World): Told | undefined {
  const name = mountedNameOf(ask.call.operation);
  if (!share.isReplay || share.recorded.some(({ card }) => card.operation === name)) return undefined;
  return unknown.every((shown) => recordedWords(ask, share, shown.member, world).isOf(shown)) ? elsewhere : undefined;
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

/** The answer made anew of entities of which the model has told. */
function withTold(
  ask: Ask,
  share: ModelShare & { readonly told: Told },
  showing: Showing,
  world: World,
): Draft | undefined {
  const { unknown } = showing;
  const { told, intent } = share;
  const said = unknown.map((shown) => saidOf(shown, ask, share, world));
  const isSilent = showing.all.every((shown) => partAbout(shown, told.value) === undefined);
  if (isSilent && said.every((one) => one === undefined)) return undefined;
  // Of what it left out it is not asked again: the next answer to the same question would be another.
  const facts = unknown.map((shown, at): Fact => [shown, merged(said[at] ?? {}, shown, ask.state, intent)]);
  const first = answerOf(ask, facts);
  const kept = first && stayingFacts(facts, ask, share, { ...showing, body: first.body as JsonValue }, world);
  const draft = kept && answerOf(ask, kept);
  if (!draft) return undefined;
  const put = new Set(
    (draft.writes ?? []).flatMap((write) => (write.kind === "put" ? [`${write.collection} ${write.id}`] : [])),
  );
  const writes: Write[] = kept.flatMap(([{ member }, entity]) =>
    put.has(toldKeyOf(member)) ? [] : [toldWrite(member, entity)],
  );
  const grafted = graftedIn(draft, facts);
  const repairs = [...(draft.repairs ?? []), ...(repairsOf(told, grafted) ?? [])];
  return { ...draft, note: noteOf(told), repairs, writes: [...(draft.writes ?? []), ...writes] };
}

/** An entity with what is told of it. */
type Fact = readonly [ShownEntity, ToldEntity];

/** What is said of an entity; `undefined` for nothing. */
function saidOf(
  shown: ShownEntity,
  ask: Ask,
  share: ModelShare & { readonly told: Told },
  world: World,
): JsonObject | undefined {
  const settled = new SettledNames(ask, shown.member, share.intent);
  const factsOf = (said: unknown) => factsIn(said, shown, settled, world);
  const facts = factsOf(partAbout(shown, share.told.value));
  const recorded = recordedWords(ask, share, shown.member, world);
  if (share.told.isRecorded) return replayed(facts, shown, ask, share.told, recorded, factsOf);
  const before = toldOf(shown.member, ask.state);
  // As it will be replayed, unless the session was told otherwise.
  const words = before && before.intent !== share.intent ? undefined : recorded.of(shown.member);
  return words ? factsOf({ ...facts, ...words }) : facts;
}

/** What a recording says of an entity, in the words that all of them agree upon. */
function replayed(
  facts: JsonObject | undefined,
  shown: ShownEntity,
  { contract, call, state }: Ask,
  { isNear = false }: Told,
  recorded: RecordedWords,
  factsOf: (said: JsonObject) => JsonObject | undefined,
): JsonObject | undefined {
  // What it leaves out says the same as where it is shown alone, unless the session was told of it.
  if (isNear || (!facts && !toldOf(shown.member, state))) {
    const agreed = recorded.agreed(facts ?? {}, shown, true);
    return facts || Object.keys(agreed).length > 0 ? factsOf(agreed) : undefined;
  }
  const use = contract.resources.uses.get(call.operation.id);
  // What is recorded of this very change is what came of it.
  const isAgreed = facts !== undefined && use !== undefined && isReading(use);
  return isAgreed ? factsOf(recorded.agreed(facts, shown, false)) : facts;
}

/** What is shown of entities stays, whoever wrote it: another view, of which the model says more, would change this one. */
function stayingFacts(
  facts: readonly Fact[],
  ask: Ask,
  share: ModelShare,
  { shows, unknown, body }: Showing,
  world: World,
): readonly Fact[] {
  const asked = new Set(unknown.map(({ member }) => toldKeyOf(member)));
  const others = withEmbedded(shows, body, world).filter(
    (shown) => !asked.has(toldKeyOf(shown.member)) && !isKnown(shown, ask, share, world),
  );
  const all = [...facts, ...others.map((shown): Fact => [shown, merged({}, shown, ask.state, share.intent)])];
  return all.map(([shown, entity]): Fact => {
    const settled = new SettledNames(ask, shown.member, share.intent);
    const seen = isAt(shown, body) ? factsIn(partAbout(shown, body), shown, settled, world) : undefined;
    return [shown, { ...entity, facts: { ...entity.facts, ...seen } }];
  });
}

function answerOf(ask: Ask, facts: readonly Fact[]): Draft | undefined {
  const overlay = new Map(facts.map(([{ member }, entity]) => [toldKeyOf(member), entity]));
  return entitiesSource.offer({ ...ask, told: overlay }) as Draft | undefined;
}

/** Where entities are not as the model told. */
function graftedIn({ body, shows }: Draft, facts: readonly Fact[]): string[] {
  const places = new Map(shows?.().map(({ member, pointer }) => [toldKeyOf(member), pointer]));
  return facts.flatMap(([{ member }, entity]) => {
    const pointer = places.get(toldKeyOf(member));
    const shown = pointer === undefined ? undefined : atPointer(body, pointer);
    return isObject(shown) ? departures(entity.facts, shown, pointer) : [];
  });
}

/** Whether an answer shows an entity at the place where it was before. */
function isAt({ member, pointer }: ShownEntity, body: JsonValue): boolean {
  const id = atPointer(body, pointer + (member.collection.resource.identity ?? ""));
  return typeof id === "object" || String(id) === String(member.id);
}

/** The part of an answer that is about an entity: the one that names it among its neighbours, else the one at its place. */
function partAbout({ member, pointer }: ShownEntity, value: JsonValue): unknown {
  const { identity } = member.collection.resource;
  const list = atPointer(value, pointer.replace(/\/\d+$/, ""));
  if (identity === undefined || !Array.isArray(list) || !/\/\d+$/.test(pointer)) return atPointer(value, pointer);
  const named = list.find((item) => String(atPointer(item, identity)) === String(member.id));
  return named ?? atPointer(value, pointer);
}
