import type { Explanation } from "./explanation.ts";
import { aiExplanations } from "./explanation-ai.ts";
import { cassetteExplanations } from "./explanation-cassette.ts";
import { controlExplanations } from "./explanation-control.ts";
import { documentExplanations } from "./explanation-document.ts";
import { loadingExplanations } from "./explanation-loading.ts";
import { requestExplanations } from "./explanation-request.ts";
import { schemaExplanations } from "./explanation-schema.ts";

/** The codes by what they are about. */
export const explanationGroups: readonly {
  readonly title: string;
  readonly explanations: Readonly<Record<string, Explanation>>;
}[] = [
  { title: "Loading a document", explanations: loadingExplanations },
  { title: "What a document says", explanations: { ...documentExplanations, ...schemaExplanations } },
  { title: "Requests, and answers to them", explanations: requestExplanations },
  { title: "Recorded answers of language models", explanations: cassetteExplanations },
  { title: "Language models", explanations: aiExplanations },
  { title: "The control plane, and what is set there", explanations: controlExplanations },
];

/** Every code that Helix gives an error, a violation or a diagnostic, in alphabetical order. Codes never change their meaning. */
export const explanations: ReadonlyMap<string, Explanation> = new Map(
  explanationGroups
    .flatMap(({ explanations: group }) => Object.entries(group))
    .sort(([one], [other]) => (one < other ? -1 : 1)),
);
