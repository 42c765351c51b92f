import type { JsonValue } from "../../base/json.ts";
import type { KeptRecording } from "./cassette.ts";
import { byName } from "./order.ts";

/** An answer of an operation as the document has it now. */
export interface CurrentAnswer {
  /** "200 application/json" */
  readonly answer: string;
  readonly schemaDigest: string;
  /** Of the prompt as it is put now. */
  readonly promptVersion: number;
  /** @returns what the contract holds against a recorded value: "/items/0/price must be number" */
  defectsOf(value: JsonValue): readonly string[];
}

/** An operation that a model is asked for, as the document has it now. */
export interface CurrentOperation {
  readonly operation: string;
  readonly answers: readonly CurrentAnswer[];
}

/**
 * What has become of a recording: as it was; its schema changed and it still fits; recorded with an older prompt and
 * usable; it does not fit; its operation or answer is gone. The last two answer no request.
 */
export const recordingStates = ["unchanged", "still-valid", "outdated-prompt", "changed", "orphaned"] as const;
export type RecordingState = (typeof recordingStates)[number];

/** A recording beside what the document has now. */
export interface ComparedRecording extends KeptRecording {
  readonly state: RecordingState;
  /** Why it answers no request: each defect with its place, or what is gone. Empty where it does answer. */
  readonly reasons: readonly string[];
}

/** A cassette beside a document. */
export interface Comparison {
  /** By operation, answer, intent and slot. */
  readonly recordings: readonly ComparedRecording[];
  /** Operations of which nothing is recorded, in the order of the document. */
  readonly missing: readonly string[];
}

/** Tells what has become of each recording. */
export function compareWithDocument(
  kept: readonly KeptRecording[],
  operations: readonly CurrentOperation[],
): Comparison {
  const current = new Map(operations.map((operation) => [operation.operation, operation.answers]));
  const recordings = kept
    .map((one): ComparedRecording => ({ ...one, ...judged(one, current) }))
    .sort((left, right) => byName(left.recording.card, right.recording.card));
  const recorded = new Set(recordings.map(({ recording }) => recording.card.operation));
  const missing = operations.map(({ operation }) => operation).filter((operation) => !recorded.has(operation));
  return { recordings, missing };
}

/** Whether it still answers requests. */
export function isUsable({ state }: ComparedRecording): boolean {
  return state !== "changed" && state !== "orphaned";
}

function judged(
  { recording: { card, value } }: KeptRecording,
  current: ReadonlyMap<string, readonly CurrentAnswer[]>,
): Pick<ComparedRecording, "state" | "reasons"> {
  const answers = current.get(card.operation);
  if (!answers) return { state: "orphaned", reasons: ["the document has no such operation that a model is asked for"] };
  const answer = answers.find((candidate) => candidate.answer === card.answer);
  if (!answer) {
    const known = answers.map((candidate) => candidate.answer).join(", ");
    return { state: "orphaned", reasons: [`the operation has no answer ${card.answer}${known && `, but ${known}`}`] };
  }
  // People edit recordings, so that one may not fit although its schema is the same.
  const defects = answer.defectsOf(value);
  if (defects.length > 0) return { state: "changed", reasons: defects };
  if (answer.schemaDigest !== card.schemaDigest) return { state: "still-valid", reasons: [] };
  return { state: card.promptVersion === answer.promptVersion ? "unchanged" : "outdated-prompt", reasons: [] };
}
