/** The time as answers see it. Logs and time limits use `stopwatch` instead. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** The wall clock. With it, the same question may get another answer tomorrow. */
export const realClock: Clock = { now: () => Date.now() };

/** A clock that stands still. @param instant - milliseconds since the epoch */
export function fixedClock(instant: number): Clock {
  return { now: () => instant };
}

/** Starts to measure. The returned function tells the milliseconds since then, unmoved by changes of the wall clock. */
export function stopwatch(): () => number {
  const start = performance.now();
  return () => performance.now() - start;
}
