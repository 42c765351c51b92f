import type { Told } from "../../ai/question.ts";
import { closedDigest } from "../../ai/wire/closed-digest.ts";
import { atPointer, isObject, type JsonValue } from "../../base/json.ts";
import { mountedNameOf } from "../../contract/operation.ts";
import type { Write } from "../../session/state.ts";
import { World } from "../entities/world.ts";
import { entitiesSource } from "../entities.ts";
import type { Ask, Draft } from "../source.ts";
import { decided } from "./decided.ts";
import { departures } from "./difference.ts";
import type { Writable } from "./eligible.ts";
import { factsIn } from "./facts.ts";
import { noteOf, repairsOf } from "./provenance.ts";
import { questionOf } from "./question.ts";
import { withLeavesOf } from "./reading.ts";
import { recordedWords } from "./recorded-words.ts";
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
  const unknown = shows.filter((one) => !isKnown(one, ask, share, world));
  if (unknown.length === 0) return shows.some(({ member }) => toldOf(member, ask.state)) ? draft : undefined;
  const body = draft.body as JsonValue;
  if (share.told) {
    const { value } = share.told;
    return withTold(ask, share, share.isLate ? withLeavesOf(body, value, what.schema) : value, unknown, world);
  }
  if (isToldElsewhere(ask, share, unknown, world))
    return withTold(ask, { ...share, told: elsewhere }, null, unknown, world);
  share.want(questionOf(ask, share, { ...what, ...decided(ask, share, what, { body, shows, unknown }, world) }));
  return undefined;
}

/** What nobody says here, because other recordings say it all. */
const elsewhere: Told = { value: null, repairs: [], provider: "", model: "", isRecorded: true };

/**
 * Whether an operation is replayed of which nothing is recorded because all that it shows was told of before: by the list
 * of things that it shows one of.
 */
function isToldElsewhere(ask: Ask, share: ModelShare, unknown: readonly ShownEntity[], world: World): boolean {
  const name = mountedNameOf(ask.call.operation);
  if (!share.isReplay || share.recorded.some(({ card }) => card.operation === name)) return false;
  return unknown.every((shown) => recordedWords(ask, share, shown.member, world).isOf(shown));
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
  share: ModelShare,
  value: JsonValue,
  unknown: readonly ShownEntity[],
  world: World,
): Draft | undefined {
  const { isRecorded, isNear = false } = share.told ?? {};
  const use = ask.contract.resources.uses.get(ask.call.operation.id);
  // What is recorded of this very change is what came of it.
  const isAgreed = isRecorded && (isNear || (use !== undefined && isReading(use)));
  const said = unknown.map((shown) => {
    const settled = new SettledNames(ask, shown.member, share.intent);
    const facts = factsIn(saidOf(shown, value), shown, settled, world);
    if (!isAgreed) return facts;
    const agreed = recordedWords(ask, share, shown.member, world).agreed(facts ?? {}, shown, isNear || !facts);
    return facts || Object.keys(agreed).length > 0 ? factsIn(agreed, shown, settled, world) : undefined;
  });
  if (said.every((one) => one === undefined)) return undefined;
  // Of what it left out it is not asked again: the next answer to the same question would be another.
  const facts = unknown.map((shown, at) => [shown, merged(said[at] ?? {}, shown, ask.state, share.intent)] as const);
  const overlay = new Map(facts.map(([{ member }, entity]) => [toldKeyOf(member), entity]));
  const draft = entitiesSource.offer({ ...ask, told: overlay }) as Draft | undefined;
  if (!draft) return undefined;
  const put = new Set(
    (draft.writes ?? []).flatMap((write) => (write.kind === "put" ? [`${write.collection} ${write.id}`] : [])),
  );
  const writes: Write[] = facts.flatMap(([{ member }, entity]) =>
    put.has(toldKeyOf(member)) ? [] : [toldWrite(member, entity)],
  );
  const grafted = graftedIn(draft, facts);
  const repairs = [...(draft.repairs ?? []), ...(repairsOf(share.told, grafted) ?? [])];
  return { ...draft, note: noteOf(share.told), repairs, writes: [...(draft.writes ?? []), ...writes] };
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

/** The part that is about an entity: the one that names it among its neighbours, else the one at its place. */
function saidOf({ member, pointer }: ShownEntity, value: JsonValue): unknown {
  const { identity } = member.collection.resource;
  const list = atPointer(value, pointer.replace(/\/\d+$/, ""));
  if (identity === undefined || !Array.isArray(list) || !/\/\d+$/.test(pointer)) return atPointer(value, pointer);
  const named = list.find((item) => String(atPointer(item, identity)) === String(member.id));
  return named ?? atPointer(value, pointer);
}
