import { servedDocuments } from "../../assemble.ts";
import { realClock } from "../../base/clock.ts";
import { createLog } from "../../base/log.ts";
import { readStream } from "../../contract/document/reader.ts";
import { announce } from "../introduction.ts";
import { bugLogger } from "../serving.ts";
import type { Invocation } from "../verb.ts";
import { Crew } from "./crew.ts";

/**
 * Serves from several processes that share one port, until it is told to stop.
 *
 * @returns the exit code; what went wrong has been printed, once
 * @throws {DocumentError} where a document from standard input cannot be read
 */
export async function mockWithWorkers(invocation: Invocation, count: number): Promise<number> {
  const { config, output, stopped } = invocation;
  const log = createLog(output, { level: config.logLevel, format: config.logFormat, now: realClock.now });
  const input = await standardInput(invocation);
  let crew: Crew | undefined;
  const exitCode = await new Promise<number>((resolve) => {
    crew = new Crew({
      config,
      count,
      input,
      output,
      log,
      onServing({ url, introduction }) {
        announce(log, config, output, url, () => introduction);
        stopped(bugLogger(log)).then((code) => {
          log.write("info", "Helix is stopping");
          resolve(code);
        });
      },
      onEnd({ text, exitCode: code }) {
        output.complain(text);
        resolve(code);
      },
    });
  });
  await crew?.dismiss();
  return exitCode;
}

/** Read once, for all that need it and for those that take their place. */
async function standardInput({ config }: Invocation): Promise<string> {
  const names = [...servedDocuments(config).map(({ source }) => source), ...config.overlay];
  return names.includes("-") ? await readStream(process.stdin, "standard input") : "";
}
