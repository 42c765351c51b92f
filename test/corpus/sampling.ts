import { createHash } from "node:crypto";
import type { Found } from "./judge/operations.ts";

/**
 * Draws operations of a document: always the same for a seed, whatever else is walked.
 *
 * @param sample - "all", or how many and with which seed: "20@1"
 */
export function drawOperations(sample: string, document: string): (operations: readonly Found[]) => readonly Found[] {
  if (sample === "all") return (operations) => operations;
  const [count = "", seed = ""] = sample.split("@");
  if (!/^\d+$/.test(count)) throw new Error(`a sample is "all" or COUNT@SEED, not ${sample}`);
  return (operations) => {
    const ranks = operations.map(({ name }) => digestOf(`${seed} ${document} ${name}`));
    const drawn = new Set([...ranks].sort().slice(0, Number(count)));
    return operations.filter((_, index) => drawn.has(ranks[index] ?? ""));
  };
}

/** A number below `count` that a text always comes to. */
export function spread(text: string, count: number): number {
  return Number.parseInt(digestOf(text).slice(0, 12), 16) % count;
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
