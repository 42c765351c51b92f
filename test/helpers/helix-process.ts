import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createRequire } from "node:module";
import type { Readable } from "node:stream";
import { fileURLToPath, pathToFileURL } from "node:url";

const entry = fileURLToPath(new URL("../../src/bin.ts", import.meta.url));
const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** Helix's command line in a process of its own. */
export interface HelixProcess {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** The address that it says it listens on; `undefined` where it ends without listening. */
  readonly url: Promise<string | undefined>;
  /** How it ended: the exit code, or the signal that killed it. */
  readonly ended: Promise<number | string | null>;
  /** What it printed so far. */
  output(): string;
  complaint(): string;
}

/** Starts `helix …words`. A process that is still there after 15 s is killed. @param preload - module to load first */
export function startHelix(words: readonly string[], directory?: string, preload?: string): HelixProcess {
  const flags = [`--import=${loader}`, ...(preload ? [`--import=${preload}`] : []), entry, ...words];
  const environment = { PATH: process.env["PATH"], NO_COLOR: "1" };
  const child = spawn(process.execPath, flags, {
    stdio: ["ignore", "pipe", "pipe"],
    env: environment,
    ...(directory === undefined ? {} : { cwd: directory }),
  });
  const alarm = setTimeout(() => child.kill("SIGKILL"), 15_000);
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
      const [address] = /(?<=listening on )http:\/\/[\d.:]+(?=[^\d])/.exec(output) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.on("close", () => resolve(undefined));
  });
  child.stderr.setEncoding("utf8").on("data", (printed: string) => {
    complaint += printed;
  });
  return { child, url, ended, output: () => output, complaint: () => complaint };
}
