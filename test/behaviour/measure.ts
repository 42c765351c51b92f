import { measure } from "./behaviour.ts";
import { ownDocuments, publicDocuments } from "./documents.ts";
import { rate, type Tally } from "./tally.ts";

/** `node --import=tsx test/behaviour/measure.ts`: prints how often each property holds, and where it does not. */
for (const [title, documents] of [
  ["specs/", ownDocuments()],
  ["ten public documents (HELIX_CORPUS)", publicDocuments()],
] as const) {
  console.log(`\n${title}${documents.length === 0 ? ": skipped, HELIX_CORPUS is not set" : ""}`);
  for (const tally of documents.length === 0 ? [] : await measure(documents)) print(tally);
}

function print(tally: Tally): void {
  const percentage = tally.tested === 0 ? "   –  " : `${(rate(tally) * 100).toFixed(1).padStart(5)}%`;
  console.log(`${percentage}  ${`${tally.held}/${tally.tested}`.padStart(11)}  ${tally.property}`);
  for (const miss of rate(tally) < 1 ? tally.misses : []) console.log(`${" ".repeat(22)}${miss}`);
}
