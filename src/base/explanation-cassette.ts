import type { Explanation } from "./explanation.ts";

/** Codes of answers of language models that are recorded. */
export const cassetteExplanations: Readonly<Record<string, Explanation>> = {
  "cassette-unusable": {
    meaning:
      "A file or folder of recorded answers cannot be read or written: it is not what Helix writes, a merge in it is not finished, or the system refuses. Nothing in it was changed.",
    remedy:
      "Correct the file at the line and column that the message names, or take it back from version control; without it the answers are asked for again.",
  },
  "cassette-miss": {
    meaning: "Answers are replayed, and none is recorded for this question: the detail says what differs.",
    remedy:
      "Record it with `helix warm` or --ai-mode record where a model can be reached, or let --on-miss generate fill the gap; `helix cassette check` lists what does not fit any more, and `prune` removes it.",
  },
};
