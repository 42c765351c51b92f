import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Message } from "./worker.ts";

/** A document to examine: what it is called and where it lies. */
export interface Target {
  readonly id: string;
  readonly path: string;
}

/** How a worker goes about its documents. */
export interface Working {
  /** `judge` judges every answer, `repeat` only asks and digests. */
  readonly mode: "judge" | "repeat";
  /** Files beside a document can be reached below this folder. */
  readonly folder: string;
  /** A worker that says nothing for this long is stuck, and is ended. */
  readonly silenceMs: number;
  /** What a worker's heap may grow to, in megabytes. */
  readonly heapMb?: number | undefined;
  /** How many operations of each document are asked ("20@1": 20, drawn with seed 1); all of them if left out. */
  readonly sample?: string | undefined;
}

/** The process that examined a document ended before it was done. */
export interface Death {
  readonly kind: "died";
  readonly document: string;
  readonly reason: string;
  /** It was ended because it said nothing any more. */
  readonly isHang: boolean;
}

/** Runs a worker over the documents; where it dies, the one at hand has crashed and another worker goes on behind it. */
export async function examineInWorkers(
  targets: readonly Target[],
  working: Working,
  hear: (message: Message | Death) => void,
): Promise<void> {
  const left = [...targets];
  const listen = (message: Message) => {
    if (message.kind === "done") left.shift();
    hear(message);
  };
  while (left.length > 0) {
    const end = await runWorker(left, working, listen);
    const crashed = left.shift();
    if (crashed !== undefined) hear({ kind: "died", document: crashed.id, ...end });
  }
}

/** A Node that strips types by itself runs what we wrote a third faster than what tsx makes of it. */
const LOADER = Reflect.get(process.features, "typescript") ? [] : [`--import=${import.meta.resolve("tsx")}`];

/** @returns why the worker ended, for the case that it did so too early. */
function runWorker(
  targets: readonly Target[],
  { mode, folder, silenceMs, heapMb, sample = "all" }: Working,
  hear: (message: Message) => void,
): Promise<Pick<Death, "reason" | "isHang">> {
  const worker = fileURLToPath(new URL("./worker.ts", import.meta.url));
  const limits = heapMb === undefined ? [] : [`--max-old-space-size=${heapMb}`];
  const script = [...limits, ...LOADER, worker];
  const documents = targets.flatMap(({ id, path }) => [id, path]);
  const child = spawn(process.execPath, [...script, mode, sample, ...documents], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  let isHang = false;
  const end = () => {
    isHang = true;
    child.kill("SIGKILL");
  };
  let timer = setTimeout(end, silenceMs);
  child.stderr.on("data", (chunk) => {
    errors = `${errors}${chunk}`.slice(-2000);
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    clearTimeout(timer);
    timer = setTimeout(end, silenceMs);
    if (line.startsWith('{"kind":')) hear(JSON.parse(line) as Message);
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ reason: `the process ended: ${signal ?? code} ${errors}`, isHang });
    });
  });
}
