import { explanations } from "../../base/explanations.ts";
import { flagOf, type Setting, type SettingGroup, settings } from "../../config.ts";
import { prismNames } from "../prism-names.ts";
import type { Verb } from "../verb.ts";

/** A flag as shells have to know it. */
export interface CompletedFlag {
  /** Without dashes. */
  readonly name: string;
  readonly short: string | undefined;
  readonly doc: string;
  /** What follows it. */
  readonly value: "none" | "file" | "other" | readonly string[];
}

/** A verb as shells have to know it. */
export interface CompletedVerb {
  readonly name: string;
  /** All names that it goes by. */
  readonly names: readonly string[];
  readonly summary: string;
  readonly flags: readonly CompletedFlag[];
  /** What its words are: documents, or one of these. */
  readonly words: "documents" | readonly string[];
}

export const shells = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof shells)[number];

/** Settings whose value names a file or a folder. */
const files: ReadonlySet<string> = new Set([
  "document",
  "overlay",
  "refRoot",
  "tlsCert",
  "tlsKey",
  "fixOverlay",
  "cassette",
]);

/** Words that are no documents, by verb. */
const words: Readonly<Record<string, readonly string[]>> = {
  explain: [...explanations.keys(), ...prismNames.keys()],
  completion: shells,
};

/** What can be written after `helix`. */
export function vocabularyOf(verbs: readonly Verb[]): readonly CompletedVerb[] {
  return verbs.map(({ name, aliases, summary, groups, settings: others = [], documents }) => ({
    name,
    names: [name, ...aliases],
    summary,
    flags: flagsOf(groups, others),
    words: documents === "none" ? (words[name] ?? []) : "documents",
  }));
}

function flagsOf(groups: readonly SettingGroup[], keys: readonly string[]): CompletedFlag[] {
  const entries: [string, Setting<unknown>][] = Object.entries(settings);
  const flags = entries
    .filter(([key, { group }]) => groups.includes(group) || keys.includes(key))
    .flatMap(([key, { kind, initial, doc, short }]): CompletedFlag[] => {
      const name = flagOf(key);
      if (kind.name !== "boolean") return [{ name, short, doc, value: valueKindOf(key, kind.name) }];
      return [{ name: initial === true ? `no-${name}` : name, short, doc, value: "none" }];
    });
  return [...flags, { name: "help", short: undefined, doc: "Print the usage", value: "none" }];
}

function valueKindOf(key: string, kindName: string): CompletedFlag["value"] {
  if (kindName.includes("|")) return kindName.split("|");
  return files.has(key) ? "file" : "other";
}
