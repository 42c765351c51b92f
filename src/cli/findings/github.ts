import type { Severity } from "../../base/diagnostic.ts";
import type { Finding } from "../finding.ts";
import { groupFindings } from "./groups.ts";
import { pathBelow, type Report } from "./report.ts";

const commands: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

/** A workflow command of GitHub Actions for each finding: GitHub shows it at its line. */
export function githubReport({ findings, directory }: Report): string {
  return findings.map((finding) => `${annotation(finding, finding.message, directory)}\n`).join("");
}

/** One for each cause, at its first place, for a log that people read: GitHub shows ten of each kind at most. */
export function githubSummary({ findings, directory }: Report): string {
  const lines = groupFindings(findings).map(({ findings: members }) => {
    const [first, ...others] = members;
    const more = others.length === 0 ? "" : ` (and in ${others.length} more place${others.length === 1 ? "" : "s"})`;
    return `${annotation(first, `${first.message}${more}`, directory)}\n`;
  });
  return lines.join("");
}

function annotation({ severity, code, location, remedy }: Finding, message: string, directory: string): string {
  const file = location && pathBelow(directory, location.file);
  const place: [string, string | number][] =
    location && file !== undefined
      ? [
          ["file", file],
          ["line", location.line],
          ["col", location.column],
        ]
      : [];
  const properties = [...place, ["title", `Helix: ${code}`] as const];
  const written = properties.map(([name, value]) => `${name}=${escapedProperty(String(value))}`).join(",");
  return `::${commands[severity]} ${written}::${escapedMessage(`${message}\n${remedy}`)}`;
}

/** As @actions/core writes them: a line break would end the command. */
function escapedMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
  return escapedMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
