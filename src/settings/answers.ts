import {
  boolean,
  duration,
  instant,
  integer,
  locale,
  optional,
  optionalText,
  seedText,
  share,
} from "../base/setting-kind.ts";
import type { SettingsOf } from "./setting.ts";

/** The instant that counts as "now" unless `--now` moves it: answers must not change with the day they are asked. */
export const referenceInstant: number = Date.UTC(2026, 0, 15, 9, 30);

/** What answers are like. The meaning of each stands in `answersSettings`. */
export interface AnswersConfig {
  readonly seed: string;
  /** Milliseconds since the epoch. */
  readonly now: number | "real";
  readonly dynamic: boolean;
  readonly ignoreExamples: boolean;
  readonly arraySize: number | undefined;
  /** From 0 to 1. */
  readonly optionals: number | undefined;
  readonly locale: string | undefined;
  readonly streamCount: number;
  /** In milliseconds. */
  readonly streamInterval: number;
  /** In milliseconds. */
  readonly delay: number;
  readonly overrides: string | undefined;
}

export const answersSettings: SettingsOf<AnswersConfig> = {
  seed: {
    kind: seedText,
    initial: "1",
    group: "Answers",
    aliases: ["generator-seed"],
    doc: "Same seed, same answers; -1 is new for every request",
  },
  now: {
    kind: instant,
    initial: referenceInstant,
    group: "Answers",
    doc: 'Instant that answers take for the present; "real" is the wall clock',
  },
  dynamic: {
    kind: boolean,
    initial: false,
    group: "Answers",
    short: "d",
    doc: "Generate answers instead of sending the document's examples",
  },
  ignoreExamples: {
    kind: boolean,
    initial: false,
    group: "Answers",
    aliases: ["ignoreExamples"],
    doc: "Do not draw on the document's examples for single values either",
  },
  arraySize: {
    kind: optional(integer(0, 10_000)),
    initial: undefined,
    group: "Answers",
    aliases: ["generator-array-size"],
    doc: "Items of a list where its schema allows them; else 10, and 3 inside another",
  },
  optionals: {
    kind: optional(share),
    initial: undefined,
    group: "Answers",
    doc: "Share of the optional properties that answers have; else all of them",
  },
  locale: {
    kind: optional(locale),
    initial: undefined,
    group: "Answers",
    doc: "Language, and region if wanted, that names and addresses are from; else from everywhere",
  },
  streamCount: {
    kind: integer(0, 10_000),
    initial: 3,
    group: "Answers",
    doc: "Items of a stream (server-sent events, JSON lines)",
  },
  streamInterval: { kind: duration("ms"), initial: 0, group: "Answers", doc: "Time between two items of a stream" },
  delay: { kind: duration("ms"), initial: 0, group: "Answers", doc: "Time that every answer waits" },
  overrides: {
    kind: optionalText,
    initial: undefined,
    group: "Answers",
    doc: "Folder with answers that you fix; else helix.overrides where there is one",
  },
};
