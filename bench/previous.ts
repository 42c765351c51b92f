import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";

/** A commit whose files lie in a folder of their own, built; or why there is none. */
export type Previous =
  | { readonly kind: "built"; readonly place: string; readonly commit: string }
  | { readonly kind: "missing"; readonly reason: string };

/** Of a merge the first parent: what the branch was merged into. */
const PREVIOUS = "HEAD^1";
/** Characters of what a failed command printed. */
const SHOWN = 2000;

/**
 * Puts the commit before this one into a folder and builds it there; the checkout stays as it is.
 *
 * @param root - folder of the checkout
 * @param place - a folder that does not exist yet
 */
export function buildPrevious(root: string, place: string): Previous {
  const commit = attempt(() => run("git", ["rev-parse", "--verify", "--short", `${PREVIOUS}^{commit}`], root).trim());
  if ("failure" in commit) return { kind: "missing", reason: absence(root) };
  const built = attempt(() => {
    mkdirSync(place);
    const archive = join(place, "..", "previous.tar");
    run("git", ["archive", "--output", archive, PREVIOUS], root);
    run("tar", ["-xf", archive, "-C", place], root);
    install(root, place);
    build(place);
  });
  if (!("failure" in built)) return { kind: "built", place, commit: commit.value };
  return { kind: "missing", reason: `the commit before this one, ${commit.value}, cannot be built: ${built.failure}` };
}

/** Builds what lies in a folder. @throws with what the build printed */
export function build(place: string): void {
  run("npm", ["run", "build", "--silent"], place);
}

/** Its packages; those that are here already where it wants the same. */
function install(root: string, place: string): void {
  const [here, there] = [root, place].map((folder) => readFileSync(join(folder, "package-lock.json"), "utf8"));
  if (here === there) symlinkSync(join(root, "node_modules"), join(place, "node_modules"));
  else run("npm", ["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"], place);
}

function absence(root: string): string {
  const shallow = attempt(() => run("git", ["rev-parse", "--is-shallow-repository"], root).trim());
  if ("failure" in shallow) return `this is no checkout of git: ${shallow.failure}`;
  if (shallow.value === "true") return "the checkout is shallow and ends at this commit; fetch two commits at least";
  return "this commit is the first one";
}

function run(command: string, words: readonly string[], directory: string): string {
  return execFileSync(command, words, { cwd: directory, encoding: "utf8", stdio: "pipe" });
}

/** What was done, or what the command that failed printed. */
function attempt<Value>(action: () => Value): { readonly value: Value } | { readonly failure: string } {
  try {
    return { value: action() };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { stdout = "", stderr = "" } = error as Error & { stdout?: string; stderr?: string };
    return { failure: `${error.message}\n${stdout}${stderr}`.trim().slice(-SHOWN) };
  }
}
