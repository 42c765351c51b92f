import { atPointer, isObject, type JsonObject, type JsonValue, pointerTokens, setOwn } from "../../base/json.ts";
import type { World } from "../entities/world.ts";
import type { Ask } from "../source.ts";
import { embeddedIn } from "./embedded.ts";
import { replaced } from "./reading.ts";
import { recordedWords } from "./recorded-words.ts";
import type { ModelShare, ShownEntity } from "./share.ts";
import { toldOf } from "./told.ts";

/**
 * An answer as it is recorded: all that it shows, so that a replay shows the same whatever other recordings tell. What
 * clients wrote is no model's, and what was told for another wish is not for this one: of such there stands what was told
 * or recorded for this wish, else what the model wrote just now, or nothing.
 *
 * @param said - what the model wrote, in the shape of the answer
 */
export function recordable(
  body: JsonValue,
  said: JsonValue,
  ask: Ask,
  share: ModelShare,
  shows: readonly ShownEntity[],
  world: World,
): JsonValue {
  const foreign = [...shows, ...embeddedIn(shows, body, world)].filter(({ member }) => {
    const before = toldOf(member, ask.state);
    return world.population.written(member.collection, member.id) || (before && before.intent !== share.intent);
  });
  // From the end, as what is left out of a list moves what is behind it.
  return foreign.reduceRight((whole, { member, pointer }) => {
    const own = atPointer(said, pointer);
    const tokens = pointerTokens(pointer);
    if (!isObject(own)) return leftOut(whole, tokens);
    const before = toldOf(member, ask.state);
    const told = before?.intent === share.intent ? before.facts : {};
    const words = { ...recordedWords(ask, share, member, world).of(member), ...told };
    return replaced(whole, tokens, inWords(own as JsonObject, words));
  }, body);
}

/** What is said with words in place of what is said otherwise. What has parts may be told in part, and stays as it is said. */
function inWords(said: JsonObject, words: JsonObject): JsonObject {
  const known = Object.entries(words).filter(([name, word]) => Object.hasOwn(said, name) && isPlain(word));
  return { ...said, ...Object.fromEntries(known) };
}

function isPlain(word: JsonValue): boolean {
  return Array.isArray(word) ? word.every((item: JsonValue) => isPlain(item)) : !isObject(word);
}

/** The value without what stands at a place. */
function leftOut(value: JsonValue, [token = "", ...rest]: readonly string[]): JsonValue {
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
