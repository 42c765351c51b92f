import {
  environmentNameOf,
  flagOf,
  isSecret,
  type Setting,
  type SettingGroup,
  secretFileNameOf,
  settingGroups,
  settings,
} from "../config.ts";
import type { Verb } from "./verb.ts";

/** The text of `helix --help`. */
export function helpText(version: string, verbs: readonly Verb[]): string {
  const commands = verbs.map((verb) => row(`helix ${verb.name} ${verb.operands}`, summaryOf(verb)));
  return [
    `helix-mock ${version}: serves any OpenAPI document with answers that are valid against it.`,
    "",
    "Commands",
    ...commands,
    row("helix <document>", "The same as helix mock"),
    row("helix <command> --help", "Its settings only"),
    ...settingLines(settingGroups),
    "",
    "Other",
    row("    --help", "Print this text"),
    row("    --version", "Print the version"),
    "",
    ...sources,
    "",
  ].join("\n");
}

/** The text of `helix <verb> --help`: only what matters to it. */
export function verbHelpText(verb: Verb): string {
  const { name, operands, notes = [], groups, settings: others = [] } = verb;
  const footer = groups.length === 0 ? [] : ["", ...sources, "helix --help lists the settings of all commands."];
  const paragraph = notes.length === 0 ? [] : ["", ...notes];
  return [
    `helix ${name} ${operands}`,
    summaryOf(verb),
    ...paragraph,
    ...settingLines(groups, others),
    ...footer,
    "",
  ].join("\n");
}

const sources = [
  "Every setting can also be given as HELIX_… in the environment or in .env (HELIX_MAX_BODY for --max-body), or by",
  "its name in helix.config.json or helix.config.yaml (maxBody). Flags count most, then the environment, .env, the file.",
];

function summaryOf({ summary, aliases }: Verb): string {
  return aliases.length > 0 ? `${summary} (also ${aliases.join(", ")})` : summary;
}

/** @param keys - of settings that are listed without the rest of their group */
function settingLines(groups: readonly SettingGroup[], keys: readonly string[] = []): string[] {
  return settingGroups.flatMap((group) => {
    const entries = entriesOf(group).filter(([key]) => groups.includes(group) || keys.includes(key));
    return entries.length === 0 ? [] : ["", group, ...entries.map(([key, setting]) => settingRow(key, setting))];
  });
}

/** The text of `.env.example`: every setting, commented out, with its default. */
export function environmentExample(): string {
  const lines = [
    "# Settings of Helix. Copy to .env and uncomment what you change; flags and the real environment win.",
  ];
  for (const group of settingGroups) {
    lines.push("", `# ${group}`);
    for (const [key, setting] of entriesOf(group)) {
      const { kind, initial, doc } = setting;
      lines.push(`# ${doc} (${kind.allowed})`, `#${environmentNameOf(key)}=${kind.write(initial)}`);
      if (isSecret(setting)) lines.push(`#${secretFileNameOf(key)}=`);
    }
  }
  return `${lines.join("\n")}\n`;
}

function entriesOf(group: string): [string, Setting<unknown>][] {
  const entries: [string, Setting<unknown>][] = Object.entries(settings);
  return entries.filter(([, setting]) => setting.group === group);
}

function settingRow(key: string, { kind, initial, doc, short }: Setting<unknown>): string {
  const value = kind.name === "boolean" ? "" : ` <${kind.name}>`;
  const written = kind.write(initial);
  const negatable = initial === true ? `[no-]` : "";
  const flag = `${short ? `-${short}, ` : "    "}--${negatable}${flagOf(key)}${value}`;
  return row(flag, written === "" ? doc : `${doc} [${written}]`);
}

/** Two columns; a left side that is too wide puts the right one on a line of its own. */
function row(left: string, right: string): string {
  const width = 40;
  return left.length < width - 2 ? `  ${left.padEnd(width - 2)}${right}` : `  ${left}\n${" ".repeat(width)}${right}`;
}
