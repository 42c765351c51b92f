import { atPointer, isObject, type JsonObject, type JsonValue, pointerTokens, setOwn } from "../../base/json.ts";
import type { Draft } from "../source.ts";
import { embeddedIn } from "./embedded.ts";
import { replaced } from "./reading.ts";
import { recordedWords } from "./recorded-words.ts";
import type { Scene } from "./scene.ts";
import type { ShownEntity } from "./share.ts";
import { toldKeyOf, toldOf, writtenBy } from "./told.ts";

/**
 * An answer as it is recorded: all that it shows, so that a replay shows the same whatever other recordings tell. What
 * clients wrote is no model's, and what was told for another wish is not for this one: of such there stands what was told
 * or recorded for this wish, else what the model wrote just now, or nothing.
 *
 * @param said - what the model wrote, in the shape of the answer
 */
export function recordable(
  { body, writes }: Pick<Draft, "body" | "writes">,
  said: JsonValue,
  shows: readonly ShownEntity[],
  scene: Scene,
): JsonValue {
  const { ask, share, world } = scene;
  const whole = body as JsonValue;
  const put = writtenBy(writes);
  const foreign = [...shows, ...embeddedIn(shows, whole, world)].filter(({ member }) => {
    const before = toldOf(member, ask.state);
    const isWritten =
      put.has(toldKeyOf(member)) || world.population.written(member.collection, member.id) !== undefined;
    return isWritten || (before && before.intent !== share.intent);
  });
  // From the end, as what is left out of a list moves what is behind it.
  return foreign.reduceRight((kept, { member, pointer }) => {
    const own = atPointer(said, pointer);
    const tokens = pointerTokens(pointer);
    if (!isObject(own)) return leftOut(kept, tokens);
    const before = toldOf(member, ask.state);
    const told = before?.intent === share.intent ? before.facts : {};
    const words = { ...recordedWords(scene, member).of(member), ...told };
    // What was told is whole in the answer only, but there it may be the client's.
    const shown = put.has(toldKeyOf(member)) ? notPosted(atPointer(whole, pointer), ask.call.body) : {};
    return replaced(kept, tokens, inWords(own as JsonObject, words, shown));
  }, whole);
}

/** The members of an entity of which the request says nothing. */
function notPosted(entity: unknown, posted: unknown): JsonObject {
  if (!isObject(entity) || !isObject(posted)) return {};
  return Object.fromEntries(Object.entries(entity as JsonObject).filter(([name]) => !Object.hasOwn(posted, name)));
}

/** What is said with words in place of what is said otherwise, as they are shown. What has parts may be told in part. */
function inWords(said: JsonObject, words: JsonObject, shown: JsonObject): JsonObject {
  const kept = { ...said };
  for (const [name, word] of Object.entries(words)) {
    if (!Object.hasOwn(said, name)) continue;
    if (Object.hasOwn(shown, name)) setOwn(kept, name, shown[name] as JsonValue);
    else if (isPlain(word)) setOwn(kept, name, word);
  }
  return kept;
}

function isPlain(word: JsonValue): boolean {
  return Array.isArray(word) ? word.every((item: JsonValue) => isPlain(item)) : !isObject(word);
}

/** The value without what stands at a place. */
function leftOut(value: JsonValue, [token, ...rest]: readonly string[]): JsonValue {
  if (token === undefined) return {};
  if (Array.isArray(value)) {
    if (rest.length === 0) return value.filter((_, index) => String(index) !== token);
    return value.map((item: JsonValue, index) => (String(index) === token ? leftOut(item, rest) : item));
  }
  if (!isObject(value)) return value;
  const kept = {};
  for (const [name, member] of Object.entries(value as JsonObject)) {
    if (name !== token) setOwn(kept, name, member);
    else if (rest.length > 0) setOwn(kept, name, leftOut(member, rest));
  }
  return kept;
}
