import { realClock } from "../../base/clock.ts";
import { createLog } from "../../base/log.ts";
import type { Notice } from "../../base/notice.ts";
import type { Output } from "../../base/output.ts";
import type { Live, Reload } from "../../live.ts";
import { EXIT } from "../exit-code.ts";
import { failureOf } from "../failure.ts";
import { startIdleWork } from "../idle-work.ts";
import { introductionOf } from "../introduction.ts";
import { reloadLine } from "../reload-line.ts";
import { bugLogger, startServing } from "../serving.ts";
import type { Invocation } from "../verb.ts";
import { dismissal, type Orders, type ReloadReport, type Report } from "./orders.ts";

/**
 * Serves as one of several. Node shares the port among the processes of a cluster; if the primary goes away, it ends
 * this process.
 *
 * @returns the exit code
 */
export async function work(
  { config, colour, introduces, isReplacement }: Orders,
  { environment, output: streams }: Pick<Invocation, "environment" | "output">,
): Promise<number> {
  const output: Output = { ...streams, colour };
  const log = createLog(output, { level: config.logLevel, format: config.logFormat, now: realClock.now });
  const onBug = bugLogger(log);
  const dismissed = untilDismissed(onBug);
  try {
    const onReload = (reload: Reload): void => report(reloadReport(reload));
    let isServing = false;
    const onNotice = (notice: Notice): void => {
      // All of them start with the same files, so that one may speak for the others.
      if (isServing) report({ kind: "notice", line: { ...notice, fields: {} } });
      else if (introduces) log.write(notice.level, notice.message);
    };
    const { live, url, port, stop } = await startServing(config, { environment, log, onBug, onReload, onNotice });
    isServing = true;
    const introduction = introduces ? introductionOf(live, url, config) : "";
    report({ kind: "ready", url, port, introduction, editions: isReplacement ? editionsOf(live) : {} });
    const endIdleWork = startIdleWork(live, config, { isReporting: introduces, onNotice, onBug });
    const exitCode = await dismissed;
    endIdleWork();
    await stop();
    return exitCode;
  } catch (error) {
    const failure = failureOf(error, output);
    report({ kind: "failed", ...failure });
    return failure.exitCode;
  } finally {
    // The connection to the primary would keep this process alive.
    process.channel?.unref();
  }
}

function report(message: Report): void {
  process.send?.(message);
}

/**
 * Waits for the primary, or for an error that escaped. Signals that reach a whole group of processes (Ctrl-C, a service
 * manager) are the primary's to answer.
 */
function untilDismissed(onBug: (error: unknown) => void): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => {});
    process.on("message", (message) => {
      if (message === dismissal) resolve(EXIT.fine);
    });
    process.on("uncaughtException", (error) => {
      onBug(error);
      resolve(EXIT.bug);
    });
  });
}

function reloadReport(reload: Reload): ReloadReport {
  const line = reloadLine(reload);
  if (reload.kind === "failed") {
    return { kind: "reload", document: nameOf(reload.served), edition: `failed: ${reload.message}`, line };
  }
  return { kind: "reload", document: nameOf(reload.api), edition: reload.api.contract.digest, line };
}

function editionsOf(live: Live): Record<string, string> {
  return Object.fromEntries(live.current().apis.map((api) => [nameOf(api), api.contract.digest]));
}

/** Two documents may be one file in two places. */
function nameOf({ source, mount }: { readonly source: unknown; readonly mount: string }): string {
  return `${source}@${mount}`;
}
