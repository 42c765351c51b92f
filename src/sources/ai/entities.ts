import type { Told } from "../../ai/question.ts";
import type { JsonValue } from "../../base/json.ts";
import { mountedNameOf } from "../../contract/operation.ts";
import { World } from "../entities/world.ts";
import type { Ask, Draft } from "../source.ts";
import { aroundIn, withAround } from "./around.ts";
import { decided, type Showing } from "./decided.ts";
import type { Writable } from "./eligible.ts";
import { withEmbedded } from "./embedded.ts";
import { isKnown, withTold } from "./making.ts";
import { questionOf, type Settled } from "./question.ts";
import { withLeavesOf } from "./reading.ts";
import { recordable } from "./recordable.ts";
import { recordedWords } from "./recorded-words.ts";
import type { Scene } from "./scene.ts";
import type { ModelShare, ShownEntity } from "./share.ts";
import { toldOf } from "./told.ts";

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
  const scene: Scene = { ask, share, world };
  const unknown = all.filter((one) => !isKnown(one, scene));
  if (unknown.length === 0) {
    const isTold = all.some(({ member }) => toldOf(member, ask.state));
    return isTold ? withAround(ask, share, what.schema, draft) : undefined;
  }
  const showing: Showing = { body, shows, all, unknown };
  const told = share.told ?? toldElsewhere(scene, unknown);
  if (told) {
    const value = share.isLate ? withLeavesOf(body, told.value, what.schema) : told.value;
    return madeOf({ ...told, value }, scene, what, showing);
  }
  const settle = (said: JsonValue): Settled | undefined => {
    const made = madeOf({ ...nobodys, value: said }, scene, what, showing);
    if (!made) return undefined;
    return { value: recordable(made, said, shows, scene), repairs: made.repairs ?? [] };
  };
  share.want(questionOf(ask, share, { ...what, ...decided(scene, what, showing), settle }));
  return undefined;
}

/** The answer made of what is told, with what is told beside its entities. */
function madeOf(told: Told, scene: Scene, { schema }: Writable, showing: Showing): Draft | undefined {
  const { ask, share } = scene;
  const made = withTold(told, scene, showing);
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
function toldElsewhere(scene: Scene, unknown: readonly ShownEntity[]): Told | undefined {
  const { ask, share } = scene;
  const name = mountedNameOf(ask.call.operation);
  if (!share.isReplay || share.recorded.some(({ card }) => card.operation === name)) return undefined;
  return unknown.every((shown) => recordedWords(scene, shown.member).isOf(shown)) ? elsewhere : undefined;
}
