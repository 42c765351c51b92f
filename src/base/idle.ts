import { stopwatch } from "./clock.ts";

/** How long little else must have been done before work begins, or goes on after more was; in milliseconds. */
const QUIET_MS = 250;

/** Which part of that time may have been used by something else. */
const MAX_LOAD = 0.05;

/** How long the work goes on at a time, a step that takes longer apart, and how often: a fifth of one core. */
const SLICE_MS = 10;
const REST_MS = 40;

/** How much the process may grow before the rest is left undone: what nobody may ever ask for is not worth more. */
const MAX_GROWTH_BYTES = 32 * 1024 * 1024;

/** What idle work sees of the process; a test has its own. */
export interface IdleHost {
  /** Calls back later, without keeping the process alive for it. */
  wait(milliseconds: number, then: () => void): void;
  /** Starts to measure, in milliseconds. */
  stopwatch(): () => number;
  /** Starts to measure which part of the time is used, 0 to 1. */
  load(): () => number;
  /** Resident memory in bytes. */
  memory(): number;
}

const thisProcess: IdleHost = {
  wait: (milliseconds, then) => void setTimeout(then, milliseconds).unref(),
  stopwatch,
  load() {
    const start = performance.eventLoopUtilization();
    return () => performance.eventLoopUtilization(start).utilization;
  },
  memory: () => process.memoryUsage.rss(),
};

/** When work must wait. */
export interface IdleUntil {
  /** Ends it. */
  readonly signal?: AbortSignal | undefined;
  /** Whether somebody waits for an answer, though the process has nothing to do meanwhile: not at all, if not given. */
  readonly isAwaited?: (() => boolean) | undefined;
}

/**
 * Does work in small steps while nothing else is to do, within bounds of time and memory. Returns at once. Ends with the
 * steps, with the signal, or where the process has grown too much.
 *
 * @param steps - the shorter each is, the less a question waits that comes in the middle of one
 */
export function runWhileIdle(
  steps: Iterator<void>,
  { signal, isAwaited }: IdleUntil = {},
  host: IdleHost = thisProcess,
): void {
  const limit = host.memory() + MAX_GROWTH_BYTES;
  const waitAndGoOn = (milliseconds: number): void => {
    const load = host.load();
    host.wait(milliseconds, () => {
      if (signal?.aborted) return;
      if (load() > MAX_LOAD || isAwaited?.()) waitAndGoOn(QUIET_MS);
      else if (host.memory() < limit && slice(steps, host)) waitAndGoOn(REST_MS);
    });
  };
  waitAndGoOn(QUIET_MS);
}

/**
 * Waits until little else was done for a while, to do a step of some work that cannot be done at a time.
 *
 * @param step - the number of the step: before the first one the while is longer
 * @returns false where the signal came first
 */
export async function untilIdle(
  step: number,
  { signal, isAwaited }: IdleUntil,
  host: IdleHost = thisProcess,
): Promise<boolean> {
  for (let milliseconds = step === 0 ? QUIET_MS : REST_MS; !signal?.aborted; milliseconds = QUIET_MS) {
    const load = host.load();
    await new Promise<void>((resolve) => host.wait(milliseconds, resolve));
    if (load() <= MAX_LOAD && !isAwaited?.()) return !signal?.aborted;
  }
  return false;
}

/** @returns whether there is more to do */
function slice(steps: Iterator<void>, host: IdleHost): boolean {
  const elapsed = host.stopwatch();
  do {
    if (steps.next().done) return false;
  } while (elapsed() < SLICE_MS);
  return true;
}
