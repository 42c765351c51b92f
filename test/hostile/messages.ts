import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Observation } from "./laboratory.ts";

const path = fileURLToPath(new URL("./messages.txt", import.meta.url));

/** Findings of one document that are held; the others are counted. */
const MAX_LINES = 8;
const MAX_LENGTH = 300;

/** What Helix says of each case: `messages.txt`, a block of lines under the name of each. */
export function readMessages(): ReadonlyMap<string, string> {
  const blocks = readFileSync(path, "utf8").split(/^=== /m).slice(1);
  return new Map(
    blocks.map((block) => {
      const end = block.indexOf("\n");
      return [block.slice(0, end), block.slice(end + 1).trimEnd()];
    }),
  );
}

/** `HELIX_WRITE_MESSAGES=1` writes the file anew, for a person to read the difference. */
export const isWriting: boolean = process.env["HELIX_WRITE_MESSAGES"] === "1";

export function writeMessages(messages: readonly (readonly [name: string, text: string])[]): void {
  writeFileSync(path, messages.map(([name, text]) => `=== ${name}\n${text}\n\n`).join(""));
}

/** The exit code, and what is said: the findings, or why the document is not served. */
export function messageOf({ report, around }: Observation): string {
  const { exit, complaint, findings } = report;
  const said = exit === 2 ? [complaint.split("\n")[0] ?? ""] : findings;
  const lines = said.slice(0, MAX_LINES).map((line) => shortened(lasting(line, around)));
  const more = said.length - lines.length;
  return [`exit ${exit}`, ...lines, ...(more > 0 ? [`… and ${more} more`] : [])].join("\n");
}

/** Without what differs between machines, and between versions of Node, whose JSON parser has words of its own. */
function lasting(line: string, { canaryHost, folder, secret }: Observation["around"]): string {
  return line
    .replaceAll(canaryHost, "CANARY")
    .replaceAll(secret, "SECRET")
    .replaceAll(folder, "FOLDER")
    .replace(/(is not valid JSON) \([^;]*\)/, "$1 (…)")
    .replaceAll(/[^\P{C}\n]/gu, "�");
}

function shortened(line: string): string {
  return line.length <= MAX_LENGTH ? line : `${line.slice(0, MAX_LENGTH / 2)} … ${line.slice(-MAX_LENGTH / 2)}`;
}
