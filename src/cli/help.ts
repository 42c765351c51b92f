import { environmentNameOf, flagOf, type Setting, settings } from "../config.ts";
import type { Verb } from "./verb.ts";

const groups = ["Document", "Server", "Answers", "Requests", "Output"] as const;

/** The text of `helix --help`. */
export function helpText(version: string, verbs: readonly Verb[]): string {
  const commands = verbs.map((verb) => {
    const aliases = verb.aliases.length > 0 ? ` (also ${verb.aliases.join(", ")})` : "";
    return row(`helix ${verb.name} ${verb.operands}`, `${verb.summary}${aliases}`);
  });
  return [
    `helix-mock ${version}: serves any OpenAPI document with answers that are valid against it.`,
    "",
    "Commands",
    ...commands,
    row("helix <document>", "The same as helix mock"),
    ...groups.flatMap((group) => ["", group, ...entriesOf(group).map(([key, setting]) => settingRow(key, setting))]),
    "",
    "Other",
    row("    --help", "Print this text"),
    row("    --version", "Print the version"),
    "",
    "Every setting can also be given as HELIX_… in the environment or in .env (HELIX_MAX_BODY for --max-body), or by",
    "its name in helix.config.json or helix.config.yaml (maxBody). Flags count most, then the environment, .env, the file.",
    "",
  ].join("\n");
}

/** The text of `.env.example`: every setting, commented out, with its default. */
export function environmentExample(): string {
  const lines = [
    "# Settings of Helix. Copy to .env and uncomment what you change; flags and the real environment win.",
  ];
  for (const group of groups) {
    lines.push("", `# ${group}`);
    for (const [key, setting] of entriesOf(group)) {
      const { kind, initial, doc } = setting;
      lines.push(`# ${doc} (${kind.allowed})`, `#${environmentNameOf(key)}=${kind.write(initial)}`);
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
