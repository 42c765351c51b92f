import type { ResponseSource } from "./source.ts";

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
    // Most mocks ask no model, and need not load what it takes.
    return import("./ai/offer.ts").then(({ offerTold }) => offerTold(ask, ai));
  },
};
