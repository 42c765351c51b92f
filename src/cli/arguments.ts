import { parseArgs } from "node:util";
import { SettingsError } from "../base/errors.ts";
import { suggestion } from "../base/nearest.ts";
import { flagOf, type SettingsLayer, settings } from "../config.ts";
import { ignoredFlags } from "./ignored-flags.ts";

/** A command line, sorted. */
export interface Arguments {
  /** Verb, document and what follows them. */
  readonly words: readonly string[];
  readonly help: boolean;
  readonly version: boolean;
  /** The settings among the flags. */
  readonly layer: SettingsLayer;
  /** What to tell about flags that are accepted but not obeyed. */
  readonly notes: readonly string[];
}

/** What a flag stands for. */
interface Flag {
  readonly boolean: boolean;
  /** Whether it may be written several times, each with one more value. */
  readonly list?: boolean;
  readonly short?: string | undefined;
  /** Key of the setting; none for `--help`, `--version` and the ignored ones. */
  readonly key?: string;
  readonly note?: string;
}

const flags: ReadonlyMap<string, Flag> = new Map<string, Flag>([
  ["help", { boolean: true }],
  ["version", { boolean: true }],
  ...Object.entries(settings).flatMap(([key, { kind, short, aliases = [] }]) => {
    const flag = { boolean: kind.name === "boolean", list: kind.name === "list", key };
    return [[flagOf(key), { ...flag, short }] as const, ...aliases.map((alias) => [alias, flag] as const)];
  }),
  ...Object.entries(ignoredFlags).map(([name, { hasValue = false, short, note }]) => {
    return [name, { boolean: !hasValue, short, note }] as const;
  }),
]);

const options = Object.fromEntries(
  [...flags].map(([name, { boolean, short }]) => [
    name,
    { type: boolean ? ("boolean" as const) : ("string" as const), ...(short ? { short } : {}) },
  ]),
);

/**
 * Sorts a command line. Values are not judged here: `readConfig` does that for every layer alike.
 * @throws {SettingsError} for an unknown flag and for one without its value
 */
export function parseArguments(line: readonly string[]): Arguments {
  const { tokens } = parseArgs({ args: [...line], options, strict: false, allowPositionals: true, tokens: true });
  const words: string[] = [];
  const written = new Map<string, string>();
  const given = new Map<string, unknown>();
  const notes: string[] = [];
  let pending: string | undefined;
  for (const token of tokens) {
    if (token.kind === "positional") {
      // `--cors false`: a boolean flag takes the next word if it is a boolean, as Prism's does.
      if (pending !== undefined && /^(?:true|false)$/.test(token.value)) given.set(pending, token.value);
      else words.push(token.value);
    }
    pending = undefined;
    if (token.kind !== "option") continue;
    const { flag, negated } = findFlag(token.name, token.rawName);
    if (flag.note !== undefined) notes.push(`${token.rawName} has no effect: ${flag.note}`);
    if (flag.boolean && token.value === undefined) pending = flag.key ?? token.name;
    const key = flag.key ?? token.name;
    written.set(key, token.rawName);
    given.set(key, added(given.get(key), flagValue(token.rawName, token.value, flag, negated), flag));
  }
  const values = new Map([...given].filter(([key]) => Object.hasOwn(settings, key)));
  const label = (key: string): string => written.get(key) ?? key;
  return {
    words,
    help: given.get("help") === true,
    version: given.get("version") === true,
    layer: { values, label },
    notes,
  };
}

function findFlag(name: string, rawName: string): { flag: Flag; negated: boolean } {
  const flag = flags.get(name);
  if (flag) return { flag, negated: false };
  const positive = name.startsWith("no-") ? flags.get(name.slice(3)) : undefined;
  if (positive?.boolean) return { flag: positive, negated: true };
  const close = rawName.startsWith("--") ? suggestion(name, flags.keys()).replace('"', '"--') : "";
  throw new SettingsError(`${rawName} is not a flag${close || "; see helix --help"}`);
}

/** The last value counts, but those of a list add up. */
function added(before: unknown, value: string | boolean, { list }: Flag): string | boolean {
  return list && before !== undefined ? `${before},${value}` : value;
}

function flagValue(rawName: string, value: string | undefined, flag: Flag, negated: boolean): string | boolean {
  if (flag.boolean) return value ?? !negated;
  if (value === undefined || value.startsWith("--")) {
    const hint = rawName === "-h" ? " (it is the host, as in Prism; for help write --help)" : "";
    throw new SettingsError(`${rawName} needs a value${hint}`);
  }
  return value.replace(/^=/, "");
}
