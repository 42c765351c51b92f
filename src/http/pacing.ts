import { setTimeout as pause } from "node:timers/promises";
import type { Pacing } from "../base/exchange.ts";

/**
 * The items of a paced body one after the other, with the interval between them.
 *
 * @param signal - ends it early, where the client went away
 */
export async function* pacedPieces(
  body: Uint8Array,
  { ends, intervalMs }: Pacing,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (const end of [...ends, body.length]) {
    if (end <= start) continue;
    if (start > 0) await pause(intervalMs, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    yield body.subarray(start, end);
    start = end;
  }
}
