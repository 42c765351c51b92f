import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** Megabytes of heap that a worker may take. */
const HEAP_MB = 256;
/** A guard against hanging for good, not a promise of speed: the machine may be busy. */
const PATIENCE_MS = 60_000;

/** A process with little memory that does one task after the other; a new one takes over where it dies. */
export class Worker<Task, Result> {
  readonly #script: URL;
  #child: ChildProcess | undefined;

  constructor(script: URL) {
    this.#script = script;
  }

  /** @throws where the process ends, or says nothing for too long */
  run(task: Task): Promise<Result> {
    this.#child ??= this.#start();
    const child = this.#child;
    return new Promise((resolve, reject) => {
      let errors = "";
      const hear = (chunk: Buffer) => {
        errors = `${errors}${chunk}`.slice(-4000);
      };
      const settle = () => {
        clearTimeout(alarm);
        child.stderr?.off("data", hear);
        child.removeAllListeners();
      };
      const fail = (what: string) => {
        settle();
        this.#child = undefined;
        child.kill("SIGKILL");
        reject(new Error(`${what}\n${errors}`));
      };
      const alarm = setTimeout(() => fail(`it did not end within ${PATIENCE_MS} ms`), PATIENCE_MS);
      child.stderr?.on("data", hear);
      child.once("exit", (code, signal) => fail(`the process ended: ${signal ?? code}`));
      child.once("message", (result) => {
        settle();
        resolve(result as Result);
      });
      child.send(task as object);
    });
  }

  end(): void {
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }

  #start(): ChildProcess {
    return fork(fileURLToPath(this.#script), {
      execArgv: [`--max-old-space-size=${HEAP_MB}`, `--import=${loader}`],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      env: { PATH: process.env["PATH"], NO_COLOR: "1" },
    });
  }
}
