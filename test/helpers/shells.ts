import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Asks a shell what it offers at the end of a line.
 *
 * @param cwd - where it stands; holds the completion script as ".script"
 */
export type ShellDriver = (line: string, cwd: string) => string[];

/** Whether a shell can be started at all. */
export function isInstalled(shell: string): boolean {
  return spawnSync(shell, ["-c", "exit 0"]).status === 0;
}

const drivers = fileURLToPath(new URL("./shells/", import.meta.url));

/** Bash hands its words to a completion split at the equals sign, too (COMP_WORDBREAKS). */
const bash: ShellDriver = (line, cwd) => {
  const words = line.split(" ").flatMap((word) => (word.includes("=") ? word.split(/(?==)|(?<==)/) : [word]));
  return run("bash", ["--norc", "--noprofile", join(drivers, "offers.bash"), "./.script", ...words], cwd);
};

/** Fish puts a description behind a tab. */
const fish: ShellDriver = (line, cwd) => {
  const offers = run("fish", ["--no-config", join(drivers, "offers.fish"), "./.script", line], cwd);
  return offers.map((offer) => offer.split("\t")[0] ?? "");
};

const zsh: ShellDriver = (line, cwd) => {
  const offers = run("zsh", ["-f", join(drivers, "offers.zsh"), "./.script", line, "./.offered"], cwd);
  return offers.map((offer) => offer.replaceAll("\\", ""));
};

export const shellDrivers: Readonly<Record<"bash" | "zsh" | "fish", ShellDriver>> = { bash, zsh, fish };

/** @throws where the shell complains or does not end: what it offers could be anything */
function run(shell: string, words: readonly string[], cwd: string): string[] {
  const env = { PATH: process.env["PATH"], HOME: cwd, TERM: "dumb", LC_ALL: "C.UTF-8" };
  const options = { cwd, env, encoding: "utf8", timeout: 30_000 } as const;
  const { stdout, stderr, status, error } = spawnSync(shell, words, options);
  if (error || status !== 0 || stderr !== "") throw new Error(`${shell}: ${error?.message ?? status} ${stderr}`);
  return stdout.split("\n").filter((line) => line !== "");
}
