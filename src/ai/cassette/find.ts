import { nearest } from "../../base/nearest.ts";
import { derive, seedOf } from "../../base/random.ts";
import type { QuestionCard } from "../question.ts";
import type { Found, Recording } from "./cassette.ts";

/** How many recorded intents or answers a sentence names. */
const MAX_NAMED = 3;

/** @param recordings - of the operation, in their order */
export function findRecording(card: QuestionCard, recordings: readonly Recording[]): Found {
  const { operation, answer, intent, slot } = card;
  if (recordings.length === 0) return none(`nothing is recorded for ${operation}`);
  const answers = recordings.filter((recording) => recording.card.answer === answer);
  if (answers.length === 0) {
    const known = named(recordings.map((recording) => recording.card.answer));
    return none(`the answer ${answer} of ${operation} is not recorded; recorded ${known}`);
  }
  const intents = answers.filter((recording) => recording.card.intent === intent);
  if (intents.length === 0) return none(unknownIntent(card, answers));
  const exact = intents.find((recording) => recording.card.slot === slot);
  if (exact) return { kind: "exact", recording: exact, isChanged: isChanged(exact, card) };
  const fresh = intents.filter((recording) => !isChanged(recording, card));
  const recording = neighbour(slot, fresh.length > 0 ? fresh : intents);
  return { kind: "near", recording, isChanged: isChanged(recording, card) };
}

function isChanged({ card }: Recording, { schemaDigest, promptVersion }: QuestionCard): boolean {
  return card.schemaDigest !== schemaDigest || card.promptVersion !== promptVersion;
}

/**
 * One of the recordings for a slot that has none (rendezvous hashing): the same in every process, and one more
 * recording changes it for few slots.
 */
function neighbour(slot: string, recordings: readonly Recording[]): Recording {
  const seed = seedOf(slot);
  return recordings.reduce((best, candidate) => {
    return derive(seed, candidate.card.slot) > derive(seed, best.card.slot) ? candidate : best;
  });
}

function unknownIntent({ operation, intent }: QuestionCard, answers: readonly Recording[]): string {
  const known = [...new Set(answers.map(({ card }) => card.intent))];
  const close = nearest(intent, known, known.length, Number.POSITIVE_INFINITY);
  const list = named(close.map(intentName));
  const what =
    intent === ""
      ? `${operation} is not recorded without an intent`
      : `the intent ${intentName(intent)} of ${operation} is not recorded`;
  return `${what}; recorded ${list}`;
}

/** An intent as messages show it. */
export function intentName(intent: string): string {
  return intent === "" ? "no intent" : JSON.stringify(intent);
}

/** "is a" or "are a, b, c, …", each once. */
function named(names: readonly string[]): string {
  const each = [...new Set(names)];
  const shown = each.slice(0, MAX_NAMED).join(", ");
  return `${each.length === 1 ? "is" : "are"} ${shown}${each.length > MAX_NAMED ? ", …" : ""}`;
}

function none(changed: string): Found {
  return { kind: "none", changed };
}
