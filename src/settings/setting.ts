import type { Kind } from "../base/setting-kind.ts";

/** Headings of help texts, in their order. */
export const settingGroups = [
  "Document",
  "Server",
  "Answers",
  "AI",
  "Sessions",
  "Requests",
  "Findings",
  "Output",
] as const;
export type SettingGroup = (typeof settingGroups)[number];

/** One setting. Its flag (`--max-body`) and environment variable (`HELIX_MAX_BODY`) follow from its key (`maxBody`). */
export interface Setting<Value> {
  readonly kind: Kind<Value>;
  readonly initial: Value;
  /** Heading under which help texts list it. */
  readonly group: SettingGroup;
  /** One line without a full stop. */
  readonly doc: string;
  /** One-letter flag. */
  readonly short?: string;
  /** Other spellings of the flag, as other tools have it. */
  readonly aliases?: readonly string[];
}

/** A table of settings: a row for each value. */
export type SettingsOf<Values> = { readonly [Key in keyof Values]: Setting<Values[Key]> };
