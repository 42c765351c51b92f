import { type Assembly, assemble } from "../assemble.ts";
import { realClock } from "../base/clock.ts";
import { createLog, type Log } from "../base/log.ts";
import type { Output } from "../base/output.ts";
import { referenceInstant } from "../config.ts";
import { createApp } from "../http/app.ts";
import { listen } from "../http/server.ts";
import { logExchange } from "./exchange-line.ts";
import { bySeverity, placeOf, tally } from "./finding.ts";
import { routeList } from "./route-list.ts";
import type { Invocation, Verb } from "./verb.ts";
import { packageVersion } from "./version.ts";

const maxFindings = 10;

/** `helix mock`: serves a document until it is told to stop. */
export const mock: Verb = {
  name: "mock",
  aliases: ["serve", "start"],
  operands: "<document> [document …]",
  documents: "several",
  maxOperands: 0,
  summary: "Serve the document as a mock API",
  run,
};

async function run({ config, document, output, stopped }: Invocation): Promise<number> {
  const log = createLog(output, { level: config.logLevel, format: config.logFormat, now: realClock.now });
  const onBug = (error: unknown): void => {
    log.write("error", error instanceof Error ? (error.stack ?? error.message) : String(error));
  };
  const assembly = await assemble(config, { onBug });
  const { gateway } = assembly;
  const { cors, maxBody, host } = config;
  const onExchange = logExchange.bind(undefined, log);
  const server = await listen(createApp({ gateway, cors, maxBody, host, onExchange, onBug }), config);
  if (config.logFormat === "text" && log.enabled("info")) output.print(introduction(document, assembly, server.url));
  announce(log, config.logFormat, output, server.url);
  assembly.warmUp();
  const exitCode = await stopped(onBug);
  log.write("info", "Helix is stopping");
  await server.close();
  return exitCode;
}

/** Scripts wait for this line, as they wait for Prism's: it ends with the address and nothing stands before it. */
function announce(log: Log, format: "text" | "json", output: Output, url: string): void {
  const message = `Helix is listening on ${url}`;
  if (format === "json") log.write("info", message, { url });
  else if (log.enabled("fatal")) output.print(`${message}\n`);
}

function introduction(document: string, { contract, loaded }: Assembly, url: string): string {
  const findings = contract
    .diagnostics()
    .toSorted(bySeverity)
    .map((diagnostic, index) => {
      return index < maxFindings ? { ...diagnostic, location: loaded.locate(diagnostic.pointer) } : diagnostic;
    });
  const shown = findings.slice(0, maxFindings);
  const hidden = findings.length - shown.length;
  return [
    `helix-mock ${packageVersion()} · ${contract.title} ${contract.version} · ${document}`,
    "",
    ...routeList(contract.operations, url, referenceInstant),
    "",
    ...shown.map((finding) => `${finding.severity}: ${placeOf(finding)} ${finding.message} (${finding.code})`),
    ...(hidden > 0 ? [`… and ${hidden} more; see them with: helix validate ${document}`] : []),
    ...(findings.length > 0 ? [`${tally(findings)} in the document; the rest is served all the same`, ""] : []),
    "",
  ].join("\n");
}
