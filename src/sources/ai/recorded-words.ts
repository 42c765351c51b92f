import type { RecordedAnswer } from "../../ai/question.ts";
import { closedDigest } from "../../ai/wire/closed-digest.ts";
import { isObject, type JsonObject, type JsonValue, own, setOwn } from "../../base/json.ts";
import type { Resource, ResourceModel } from "../../contract/resource/resource-model.ts";
import { keyOf, type Member } from "../entities/member.ts";
import { sameJson } from "../entities/value.ts";
import type { Scene } from "./scene.ts";
import type { ShownEntity } from "./share.ts";
import { type Telling, tellingsIn } from "./tellings.ts";

/**
 * What recordings tell of the entities of a resource, the same whichever of them is replayed first: what is recorded of
 * one alone counts more than what lists say of it, that more than what is said of it within others, and of several
 * recordings the first in their order.
 */
export class RecordedWords {
  readonly #told = new Map<string, JsonObject>();
  readonly #all: readonly JsonObject[];
  /** Which entities are told of as they are shown by which schema. */
  readonly #views = new Set<string>();

  constructor(tellings: readonly Telling[]) {
    for (const { member, words, view } of tellings) {
      const name = nameOf(member);
      this.#views.add(`${view} ${name}`);
      this.#told.set(name, { ...words, ...this.#told.get(name) });
    }
    this.#all = [...this.#told.values()];
  }

  /** Whether all is told of an entity that is shown by a schema. */
  isOf({ member, view }: Pick<ShownEntity, "member" | "view">): boolean {
    return this.#views.has(`${closedDigest(view)} ${nameOf(member)}`);
  }

  /** What is told of this very entity. */
  of(member: Member): JsonObject | undefined {
    return this.#told.size === 0 ? undefined : this.#told.get(nameOf(member));
  }

  /**
   * What a replayed answer says of an entity, in the words that it has in all of them; where it was recorded for another
   * request else in those of another entity, always the same.
   *
   * @param isNear - whether the answer was recorded for another request: it may leave out what is told of this entity
   */
  agreed(said: JsonObject, shown: Pick<ShownEntity, "member" | "view">, isNear: boolean): JsonObject {
    const { member } = shown;
    const start = member.ordinal % Math.max(1, this.#all.length);
    const others = [...this.#all.slice(start), ...this.#all.slice(0, start)];
    const told = this.of(member);
    // Of what is told of it like that nothing is left to be told, as in the session that was recorded.
    if (told && isNear && this.isOf(shown)) return told;
    const usual = told ?? (isNear ? others[0] : undefined) ?? {};
    const sources = isNear ? [usual, ...others] : [usual];
    const words: JsonObject = {};
    for (const name of Object.keys(isNear ? { ...usual, ...said } : said)) {
      const source = sources.find((one) => Object.hasOwn(one, name)) ?? said;
      const word = source[name] as JsonValue;
      // Deep in another answer less of a thing is shown than where it is alone.
      setOwn(words, name, isPartOf(said[name], word) ? (said[name] as JsonValue) : word);
    }
    return words;
  }
}

const none = new RecordedWords([]);

/** What recordings with one intent tell, by resource. */
type ByResource = ReadonlyMap<Resource, RecordedWords>;
/** By contract, what was recorded when it was asked for last, and what that tells; by intent. */
const known = new WeakMap<ResourceModel, { recorded: readonly RecordedAnswer[]; byIntent: Map<string, ByResource> }>();

/** What is recorded of an entity's kind; nothing for what is created: nobody has told of it before. */
export function recordedWords(scene: Scene, { collection }: Member): RecordedWords {
  const { ask, share } = scene;
  const { recorded, intent } = share;
  const { resources } = ask.contract;
  const use = resources.uses.get(ask.call.operation.id);
  const { identity } = collection.resource;
  if (recorded.length === 0 || identity === undefined || !use || use.role === "create") return none;
  const before = known.get(resources);
  const { byIntent } = before?.recorded === recorded ? before : { byIntent: new Map<string, ByResource>() };
  known.set(resources, { recorded, byIntent });
  const found = byIntent.get(intent) ?? byResource(tellingsIn(scene));
  byIntent.set(intent, found);
  return found.get(collection.resource) ?? none;
}

function byResource(tellings: readonly Telling[]): ByResource {
  const groups = new Map<Resource, Telling[]>();
  for (const telling of tellings) {
    const { resource } = telling.member.collection;
    const group = groups.get(resource);
    if (group) group.push(telling);
    else groups.set(resource, [telling]);
  }
  return new Map([...groups].map(([resource, group]) => [resource, new RecordedWords(group)]));
}

/** Whether a value says the same as another one, or less of it. */
function isPartOf(part: JsonValue | undefined, whole: JsonValue): boolean {
  if (Array.isArray(part) && Array.isArray(whole)) {
    return part.length === whole.length && part.every((item: JsonValue, index) => isPartOf(item, whole[index] ?? null));
  }
  if (!isObject(part) || !isObject(whole)) return sameJson(part, whole);
  return Object.entries(part).every(([name, value]) => {
    const other = own(whole, name) as JsonValue | undefined;
    return other !== undefined && isPartOf(value as JsonValue, other);
  });
}

/** Names an entity among those of its resource. */
function nameOf({ collection, id }: Member): string {
  return `${keyOf(collection)} ${id}`;
}
