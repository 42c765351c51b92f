import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath, pathToFileURL } from "node:url";

const entry = fileURLToPath(new URL("../../src/bin.ts", import.meta.url));
const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** Helix's command line in a process of its own. */
export interface HelixProcess {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  /** The address that it says it listens on; `undefined` where it ends without listening. */
  readonly url: Promise<string | undefined>;
  /** How it ended: the exit code, or the signal that killed it. */
  readonly ended: Promise<number | string | null>;
  /** What it printed so far. */
  output(): string;
  complaint(): string;
}

/** Beside the words of the command line. */
export interface HelixSurroundings {
  readonly directory?: string | undefined;
  /** Module to load first. */
  readonly preload?: string | undefined;
  /** A built `bin.js` to run, which starts sooner than the sources. */
  readonly built?: string | undefined;
  /** Milliseconds after which it is killed. */
  readonly lifetimeMs?: number | undefined;
  /** Variables, beside the few that every process gets. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** What stands in standard input. */
  readonly input?: string | undefined;
}

/** Starts `helix …words`. A process that is still there after its lifetime is killed. */
export function startHelix(
  words: readonly string[],
  { directory, preload, built, environment, input = "", lifetimeMs = 45_000 }: HelixSurroundings = {},
): HelixProcess {
  const flags = [
    ...(built ? [] : [`--import=${loader}`]),
    ...(preload ? [`--import=${preload}`] : []),
    built ?? entry,
    ...words,
  ];
  const child = spawn(process.execPath, flags, {
    stdio: ["pipe", "pipe", "pipe"],
    env: { PATH: process.env["PATH"], NO_COLOR: "1", ...environment },
    ...(directory === undefined ? {} : { cwd: directory }),
  });
  child.stdin.on("error", () => {}).end(input);
  const alarm = setTimeout(() => child.kill("SIGKILL"), lifetimeMs);
  let output = "";
  let complaint = "";
  const ended = new Promise<number | string | null>((resolve) => {
    child.on("close", (code, signal) => {
      clearTimeout(alarm);
      resolve(code ?? signal);
    });
  });
  const url = new Promise<string | undefined>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (printed: string) => {
      output += printed;
      const [address] = /(?<=listening on )https?:\/\/[\d.:]+(?=[^\d])/.exec(output) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.on("close", () => resolve(undefined));
  });
  child.stderr.setEncoding("utf8").on("data", (printed: string) => {
    complaint += printed;
  });
  return { child, url, ended, output: () => output, complaint: () => complaint };
}

/** Resolves once it has printed the words so many times. */
export async function printed(helix: HelixProcess, words: string, times = 1): Promise<void> {
  while (helix.output().split(words).length <= times) await once(helix.child.stdout, "data");
}

/** Resolves once it has complained with these words. */
export async function complained(helix: HelixProcess, words: string): Promise<void> {
  while (!helix.complaint().includes(words)) await once(helix.child.stderr, "data");
}
