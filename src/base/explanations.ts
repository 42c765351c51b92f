import type { Explanation } from "./explanation.ts";
import { documentExplanations } from "./explanation-document.ts";
import { loadingExplanations } from "./explanation-loading.ts";
import { requestExplanations } from "./explanation-request.ts";

/** Every code that Helix gives an error, a violation or a diagnostic, in alphabetical order. Codes never change their meaning. */
export const explanations: ReadonlyMap<string, Explanation> = new Map(
  Object.entries({ ...documentExplanations, ...loadingExplanations, ...requestExplanations }).sort(([one], [other]) =>
    one < other ? -1 : 1,
  ),
);
