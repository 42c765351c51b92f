import { toldAnswer } from "./ai/answer.ts";
import { writable } from "./ai/eligible.ts";
import { toldEntities } from "./ai/entities.ts";
import { entitiesSource } from "./entities.ts";
import type { Draft, ResponseSource } from "./source.ts";

/**
 * Answers with what a language model wrote. Ids, relations, times and totals are never its business: where an answer
 * shows entities, what it wrote becomes theirs and the answer is made of them; any other answer is made around it. What
 * the session was told is not asked again.
 */
export const aiSource: ResponseSource = {
  name: "ai",
  replayable: true,
  offer(ask) {
    const { ai, example } = ask;
    if (!ai || example !== undefined) return undefined;
    const what = writable(ask);
    if ("reason" in what) return undefined;
    const draft = entitiesSource.offer(ask) as Draft | undefined;
    const shows = draft?.shows?.() ?? [];
    if (draft && shows.length > 0) return toldEntities(ask, ai, what, draft, shows);
    return toldAnswer(ask, ai, what, draft?.writes);
  },
};
