import { availableParallelism } from "node:os";
import { realClock } from "../base/clock.ts";
import { createLog } from "../base/log.ts";
import type { Notice } from "../base/notice.ts";
import { startIdleWork } from "./idle-work.ts";
import { announce, introductionOf } from "./introduction.ts";
import { reloadLine } from "./reload-line.ts";
import { bugLogger, startServing } from "./serving.ts";
import type { Invocation, Verb } from "./verb.ts";

/** `helix mock`: serves a document until it is told to stop. */
export const mock: Verb = {
  name: "mock",
  aliases: ["serve", "start"],
  operands: "<document> [document …]",
  documents: "several",
  groups: ["Document", "Server", "Answers", "AI", "Sessions", "Requests", "Output"],
  maxOperands: 0,
  summary: "Serve the document as a mock API",
  run,
};

async function run(invocation: Invocation): Promise<number> {
  const { workers } = invocation.config;
  const count = workers === "auto" ? availableParallelism() : workers;
  if (count === 1) return await serve(invocation);
  const { mockWithWorkers } = await import("./workers/primary.ts");
  return await mockWithWorkers(invocation, count);
}

/** Serves in this process. */
async function serve({ config, environment, output, stopped }: Invocation): Promise<number> {
  const log = createLog(output, { level: config.logLevel, format: config.logFormat, now: realClock.now });
  const onBug = bugLogger(log);
  const onNotice = ({ level, message }: Notice): void => log.write(level, message);
  const serving = await startServing(config, {
    environment,
    log,
    onBug,
    onNotice,
    onReload(reload) {
      const { level, message, fields } = reloadLine(reload);
      log.write(level, message, fields);
    },
  });
  const { url, live } = serving;
  announce(log, config, output, url, () => introductionOf(live, url, config));
  const endIdleWork = startIdleWork(live, config, { isReporting: true, onNotice, onBug });
  const exitCode = await stopped(onBug);
  endIdleWork();
  log.write("info", "Helix is stopping");
  await serving.stop();
  return exitCode;
}
