import type { Told } from "../../ai/question.ts";
import { closedDigest } from "../../ai/wire/closed-digest.ts";
import { atPointer, isObject, type JsonObject, type JsonValue } from "../../base/json.ts";
import type { Write } from "../../session/state.ts";
import { entitiesSource } from "../entities.ts";
import type { Ask, Draft } from "../source.ts";
import type { Showing } from "./decided.ts";
import { departures } from "./difference.ts";
import { withEmbedded } from "./embedded.ts";
import { factsIn } from "./facts.ts";
import { noteOf, repairsOf } from "./provenance.ts";
import { type RecordedWords, recordedWords } from "./recorded-words.ts";
import type { Scene } from "./scene.ts";
import { SettledNames } from "./settled.ts";
import type { ShownEntity, ToldEntity } from "./share.ts";
import { isReading } from "./tellings.ts";
import { merged, toldKeyOf, toldOf, toldWrite, writtenBy } from "./told.ts";

/** Whether nothing is left to be told of an entity as it is shown: a client wrote it, or a model has seen it like that. */
export function isKnown({ member, view }: ShownEntity, { ask, share, world }: Scene): boolean {
  const { intent } = share;
  if (world.population.written(member.collection, member.id)) return true;
  const told = toldOf(member, ask.state);
  if (!told || (intent !== "" && told.intent !== intent)) return false;
  return told.views.includes(closedDigest(view));
}

/** The answer made anew of entities of which the model has told. */
export function withTold(told: Told, scene: Scene, showing: Showing): Draft | undefined {
  const { ask, share } = scene;
  const { unknown } = showing;
  const said = unknown.map((shown) => saidOf(shown, told, scene));
  const isSilent = showing.all.every((shown) => partAbout(shown, told.value) === undefined);
  if (isSilent && said.every((one) => one === undefined)) return undefined;
  // Of what it left out it is not asked again: the next answer to the same question would be another.
  const facts = unknown.map((shown, at): Fact => [shown, merged(said[at] ?? {}, shown, ask.state, share.intent)]);
  const first = answerOf(ask, facts);
  const kept = first && stayingFacts(facts, scene, { ...showing, body: first.body as JsonValue });
  const draft = kept && answerOf(ask, kept);
  if (!draft) return undefined;
  const put = writtenBy(draft.writes);
  const writes: Write[] = kept.flatMap(([{ member }, entity]) =>
    put.has(toldKeyOf(member)) ? [] : [toldWrite(member, entity)],
  );
  const grafted = graftedIn(draft, facts);
  // Made before to be recorded, it may have been said already.
  const repairs = [...new Set([...(draft.repairs ?? []), ...(repairsOf(told, grafted) ?? [])])];
  return { ...draft, note: noteOf(told), repairs, writes: [...(draft.writes ?? []), ...writes] };
}

/** An entity with what is told of it. */
type Fact = readonly [ShownEntity, ToldEntity];

/** What is said of an entity; `undefined` for nothing. */
function saidOf(shown: ShownEntity, told: Told, scene: Scene): JsonObject | undefined {
  const { ask, share, world } = scene;
  const settled = new SettledNames(ask, shown.member, share.intent);
  const factsOf = (said: unknown) => factsIn(said, shown, settled, world);
  const facts = factsOf(partAbout(shown, told.value));
  const recorded = recordedWords(scene, shown.member);
  if (told.isRecorded) return replayed(facts, shown, told, ask, { recorded, factsOf });
  const before = toldOf(shown.member, ask.state);
  // As it will be replayed, unless the session was told otherwise.
  const words = before && before.intent !== share.intent ? undefined : recorded.of(shown.member);
  return words ? factsOf({ ...facts, ...words }) : facts;
}

/** What a recording says of an entity, in the words that all of them agree upon. */
function replayed(
  facts: JsonObject | undefined,
  shown: ShownEntity,
  { isNear = false }: Told,
  { contract, call, state }: Ask,
  { recorded, factsOf }: { recorded: RecordedWords; factsOf: (said: JsonObject) => JsonObject | undefined },
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
function stayingFacts(facts: readonly Fact[], scene: Scene, { shows, unknown, body }: Showing): readonly Fact[] {
  const { ask, share, world } = scene;
  const asked = new Set(unknown.map(({ member }) => toldKeyOf(member)));
  const others = withEmbedded(shows, body, world).filter(
    (shown) => !asked.has(toldKeyOf(shown.member)) && !isKnown(shown, scene),
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
