import {
  type ComparedRecording,
  type Comparison,
  type RecordingState,
  recordingStates,
} from "../../ai/cassette/compare.ts";
import { type Paint, painter, type Style } from "../../base/paint.ts";
import { visible } from "../findings/excerpt.ts";
import { counted, firstOf, recordingRow } from "./recording-row.ts";

/** Reasons that are shown of one recording. */
const MAX_REASONS = 5;

const styles: Readonly<Record<RecordingState, Style>> = {
  unchanged: "green",
  "still-valid": "green",
  "outdated-prompt": "yellow",
  changed: "red",
  orphaned: "red",
};

const words: Readonly<Record<RecordingState, string>> = {
  unchanged: "unchanged",
  "still-valid": "still valid",
  "outdated-prompt": "of an older prompt",
  changed: "changed",
  orphaned: "orphaned",
};

/** What stands in which cassette, beside which documents. */
export interface ComparisonReport extends Comparison {
  /** As the user named them. */
  readonly documents: readonly string[];
  readonly folder: string;
}

/** A line for each recording that is not as it was, with why, and one that sums up. */
export function comparisonText(report: ComparisonReport, colour: boolean): string {
  const paint = painter(colour);
  const { recordings, missing } = report;
  const told = recordings.filter(({ state }) => state !== "unchanged");
  const lines = [
    ...told.flatMap((recording) => recordingLines(recording, paint)),
    ...missing.map((operation) => `${paint("yellow", "missing".padEnd(WIDTH))}${visible(operation)}`),
  ];
  return `${[...lines, ...(lines.length > 0 ? [""] : []), summary(report)].join("\n")}\n`;
}

/** The report for programs. */
export function comparisonJson({ documents, folder, recordings, missing }: ComparisonReport): string {
  const listed = recordings.map(({ recording: { card, provider, model }, file, state, reasons }) => {
    const { operation, answer, intent, slot } = card;
    return { state, operation, answer, intent, slot, provider, model, file, reasons };
  });
  const report = { documents, cassette: folder, counts: countsOf(recordings), recordings: listed, missing };
  return `${JSON.stringify(report, null, 2)}\n`;
}

const WIDTH = Math.max(...Object.values(words).map(({ length }) => length)) + 2;

function recordingLines({ recording, state, reasons }: ComparedRecording, paint: Paint): string[] {
  const label = paint(styles[state], words[state].padEnd(WIDTH));
  const why = firstOf(reasons, MAX_REASONS).map((reason) => `${" ".repeat(WIDTH)}  ${reason}`);
  return [`${label}${recordingRow(recording.card)}`, ...why];
}

function summary({ folder, recordings, missing }: ComparisonReport): string {
  const counts = countsOf(recordings);
  const parts = recordingStates.filter((state) => counts[state] > 0).map((state) => `${counts[state]} ${words[state]}`);
  const lacking = missing.length === 0 ? "" : `; ${counted(missing.length, "operation")} without a recording`;
  return `${folder}: ${counted(recordings.length, "recording")}${parts.length > 0 ? `, ${parts.join(", ")}` : ""}${lacking}`;
}

function countsOf(recordings: readonly ComparedRecording[]): Readonly<Record<RecordingState, number>> {
  const counts = { unchanged: 0, "still-valid": 0, "outdated-prompt": 0, changed: 0, orphaned: 0 };
  for (const { state } of recordings) counts[state]++;
  return counts;
}
