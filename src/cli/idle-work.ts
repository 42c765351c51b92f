import type { Notice } from "../base/notice.ts";
import type { Config } from "../config.ts";
import type { Live } from "../live.ts";
import { lateReport } from "./cassette/late-report.ts";

export interface IdleWork {
  /** Whether this process tells what has become of recorded answers: of several, one is enough. */
  readonly isReporting: boolean;
  readonly onNotice: (notice: Notice) => void;
  readonly onBug: (error: unknown) => void;
}

/**
 * Does what is better done before it is needed, while a mock has little else to do. Returns at once.
 *
 * @returns how to end it
 */
export function startIdleWork(live: Live, config: Config, { isReporting, onNotice, onBug }: IdleWork): () => void {
  const ending = new AbortController();
  const work = async (): Promise<void> => {
    const notice = isReporting ? await lateReport(live, config, ending.signal) : undefined;
    if (ending.signal.aborted) return;
    if (notice) onNotice(notice);
    live.warmUp();
  };
  work().catch(onBug);
  return () => ending.abort();
}
