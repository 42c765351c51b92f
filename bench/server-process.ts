import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, readdirSync, readFileSync } from "node:fs";

/** How a contestant is started: the words of its command line, and where it tells its address. */
export interface Command {
  readonly words: readonly string[];
  /** Address given on the command line; read from the output where it is left out. */
  readonly url?: string;
  readonly node?: string;
}

/** A contestant that runs. */
export interface ServerProcess {
  readonly url: string;
  /** Milliseconds from spawning to the end of the first valid answer. */
  readonly startMs: number;
  /** CPU time of the whole process since its start, in microseconds. */
  cpuMicroseconds(): number;
  /** Resident memory, in megabytes. */
  residentMegabytes(): number;
  stop(): Promise<void>;
}

const CLOCK_TICKS_PER_SECOND = 100;
const MAX_START_MS = 120_000;

/**
 * Spawns a server and asks it until it answers the first question well.
 *
 * @param probe - the path of the question
 * @param logFile - where its output goes, as a user would redirect it
 * @throws where it ends, or does not answer in time
 */
export async function startServer(command: Command, probe: string, logFile: string): Promise<ServerProcess> {
  const begin = performance.now();
  const child = spawn(command.node ?? process.execPath, command.words, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "production", NO_COLOR: "1" },
  });
  const url = command.url ?? (await addressIn(child, logFile));
  child.stdout?.pipe(createWriteStream(logFile, { flags: "a" }));
  child.stderr?.resume();
  await firstAnswer(`${url}${probe}`, child, begin);
  const startMs = performance.now() - begin;
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command.words[0]} has no process`);
  return {
    url,
    startMs,
    cpuMicroseconds: () => sum(family(pid).map(cpuOf)),
    residentMegabytes: () => sum(family(pid).map(residentOf)),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      for (const member of family(pid).toReversed()) process.kill(member, "SIGKILL");
      await ended;
    },
  };
}

/** The first address that a server prints. */
function addressIn(child: ChildProcess, logFile: string): Promise<string> {
  const log = createWriteStream(logFile);
  return new Promise((resolve, reject) => {
    let text = "";
    const listen = (chunk: Buffer): void => {
      log.write(chunk);
      text += chunk;
      const [url] = /https?:\/\/(?:127\.0\.0\.1|localhost|0\.0\.0\.0):\d+/.exec(text) ?? [];
      if (url === undefined) return;
      child.stdout?.off("data", listen);
      resolve(url);
    };
    child.stdout?.on("data", listen);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${text.slice(-500)}`)));
  });
}

async function firstAnswer(url: string, child: ChildProcess, begin: number): Promise<void> {
  while (performance.now() - begin < MAX_START_MS) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) {
      await response.arrayBuffer();
      return;
    }
    await response?.arrayBuffer();
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  child.kill("SIGKILL");
  throw new Error(`no valid answer within ${MAX_START_MS / 1000} s`);
}

/** The process and all that it started: Steady's command is only a wrapper around a binary. */
function family(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
  return [pid, ...children.flatMap(family)];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** User and system time of all threads (proc(5): schedstat in nanoseconds, else stat in clock ticks). */
function cpuOf(pid: number): number {
  let nanoseconds = 0;
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    try {
      nanoseconds += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, "utf8").split(" ")[0]);
    } catch {
      // The thread has just ended.
    }
  }
  if (nanoseconds > 0) return nanoseconds / 1000;
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return ((Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_PER_SECOND) * 1e6;
}

function residentOf(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}
