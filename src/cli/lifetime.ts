import { constants } from "node:os";
import { EXIT } from "./exit-code.ts";

/**
 * Waits until the process has to end: somebody asks for it (SIGTERM, SIGINT), or an error escaped everything that
 * should have caught it. Who asks a second time does not want to wait for requests in flight.
 *
 * @returns the exit code to end with once requests in flight are finished
 */
export function untilStopped(onBug: (error: unknown) => void): Promise<number> {
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.on(signal, () => {
        if (asked) process.exit(128 + constants.signals[signal]);
        asked = true;
        resolve(EXIT.fine);
      });
    }
    process.on("uncaughtException", (error) => {
      onBug(error);
      resolve(EXIT.bug);
    });
  });
}
