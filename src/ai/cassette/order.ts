import { compareText } from "../../base/sorted-json.ts";
import type { Recording, RecordingName } from "./cassette.ts";

/** Whether two names are of the same recording. */
export function isSame(one: RecordingName, other: RecordingName): boolean {
  return byName(one, other) === 0;
}

/** The order in which recordings are written and listed. */
export function byName(left: RecordingName, right: RecordingName): number {
  return (
    compareText(left.operation, right.operation) ||
    compareText(left.answer, right.answer) ||
    compareText(left.intent, right.intent) ||
    compareText(left.slot, right.slot)
  );
}

export function byCard(left: Recording, right: Recording): number {
  return byName(left.card, right.card);
}
