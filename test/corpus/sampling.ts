import { createHash } from "node:crypto";
import type { JudgedOperation } from "./judge/reading.ts";

/**
 * Draws operations of a document: always the same for a seed, whatever else is walked.
 *
 * @param sample - "all", or how many and with which seed: "20@1"
 */
export function drawOperations(
  sample: string,
  document: string,
): (operations: readonly JudgedOperation[]) => readonly JudgedOperation[] {
  if (sample === "all") return (operations) => operations;
  const [count = "", seed = ""] = sample.split("@");
  if (!/^\d+$/.test(count)) throw new Error(`a sample is "all" or COUNT@SEED, not ${sample}`);
  return (operations) => {
    const rank = ({ name }: JudgedOperation) => digestOf(`${seed} ${document} ${name}`);
    const drawn = new Set([...operations].sort((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, Number(count)));
    return operations.filter((operation) => drawn.has(operation));
  };
}

/** A number below `count` that a text always comes to. */
export function spread(text: string, count: number): number {
  return Number.parseInt(digestOf(text).slice(0, 12), 16) % count;
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
