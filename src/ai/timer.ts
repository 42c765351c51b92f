/** Calls back later. @returns how to call it off */
export type Timer = (milliseconds: number, then: () => void) => () => void;

const MAX_TIMEOUT_MS = 2 ** 31 - 1;

export const realTimer: Timer = (milliseconds, then) => {
  // A longer timeout would be taken for none at all.
  const timeout = setTimeout(then, Math.min(milliseconds, MAX_TIMEOUT_MS));
  return () => clearTimeout(timeout);
};
