import type { RecordingDifference } from "../../ai/cassette/difference.ts";
import { painter, type Style } from "../../base/paint.ts";
import { firstOf, recordingRow } from "./recording-row.ts";

/** Places that are shown of one recording. */
const MAX_PLACES = 6;

const marks: Readonly<Record<RecordingDifference["kind"], readonly [mark: string, style: Style]>> = {
  added: ["+", "green"],
  removed: ["-", "red"],
  changed: ["~", "yellow"],
};

/** A line for each recording that differs, with where, and one that sums up. */
export function differenceText(differences: readonly RecordingDifference[], colour: boolean): string {
  const paint = painter(colour);
  const lines = differences.flatMap(({ kind, name, pointers, members }) => {
    const [mark, style] = marks[kind];
    const places = [...pointers.map((pointer) => pointer || "all of it"), ...members];
    const where = places.length === 0 ? [] : [`    ${firstOf(places, MAX_PLACES).join(", ")}`];
    return [`${paint(style, mark)} ${recordingRow(name)}`, ...where];
  });
  const count = (wanted: string) => differences.filter(({ kind }) => kind === wanted).length;
  const kinds = Object.keys(marks).filter((kind) => count(kind) > 0);
  const summary = kinds.map((kind) => `${count(kind)} ${kind}`).join(", ") || "no differences";
  return `${[...lines, ...(lines.length > 0 ? [""] : []), summary].join("\n")}\n`;
}

/** The differences for programs. */
export function differenceJson(differences: readonly RecordingDifference[]): string {
  const listed = differences.map(({ kind, name, pointers, members }) => ({ kind, ...name, pointers, members }));
  return `${JSON.stringify({ differences: listed }, null, 2)}\n`;
}
