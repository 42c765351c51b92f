import type { RecordingName } from "../../ai/cassette/cassette.ts";
import { intentName } from "../../ai/cassette/find.ts";
import { visible } from "../findings/excerpt.ts";

/** 'listPets  200 application/json  "sold out"  limit=5': what a recording is for, in one line. */
export function recordingRow({ operation, answer, intent, slot }: RecordingName): string {
  return [operation, answer, ...(intent === "" ? [] : [intentName(intent)]), ...(slot === "" ? [] : [slot])]
    .map(visible)
    .join("  ");
}

/** "1 recording", "2 recordings" */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** The first of many, in one line each, and how many there are more. */
export function firstOf(texts: readonly string[], most: number): string[] {
  const more = texts.length - most;
  return [...texts.slice(0, most).map(visible), ...(more > 0 ? [`and ${more} more`] : [])];
}
