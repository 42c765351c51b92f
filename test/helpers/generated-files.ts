import { asMarkdown } from "../../src/base/explanation.ts";
import { explanations } from "../../src/base/explanations.ts";
import { environmentExample } from "../../src/cli/help.ts";

/** Files that follow from tables in the sources, by path. `npm run docs` writes them, a test compares them. */
export const generatedFiles: ReadonlyMap<string, () => string> = new Map([
  [".env.example", environmentExample],
  ["docs/errors.md", errorsDocument],
]);

function errorsDocument(): string {
  const introduction =
    "# Codes\n\n" +
    "Every error, violation and diagnostic of Helix has one of these codes. They keep their meaning in all releases.\n" +
    "A running mock explains them too: `/_helix/problems/<code>`. This file is written by `npm run docs`.\n";
  return [introduction, ...[...explanations].map(([code, explanation]) => asMarkdown(code, explanation))].join("\n");
}
