import type { Notice } from "../base/notice.ts";
import type { Config } from "../config.ts";
import type { Live } from "../live.ts";

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
    const notice = isReporting && live.aiFigures() ? await report(live, config, ending.signal) : undefined;
    if (ending.signal.aborted) return;
    if (notice) onNotice(notice);
    live.warmUp();
  };
  work().catch(onBug);
  return () => ending.abort();
}

/** Only where something may be recorded it has to be loaded. */
async function report(live: Live, config: Config, signal: AbortSignal): Promise<Notice | undefined> {
  const { lateReport } = await import("./model-commands.ts");
  return await lateReport(live, config, signal);
}
