import type { Api } from "../assemble.ts";
import { realClock } from "../base/clock.ts";
import { createLog, type Log } from "../base/log.ts";
import type { Output } from "../base/output.ts";
import { referenceInstant } from "../config.ts";
import { createListener } from "../http/app.ts";
import { listen } from "../http/server.ts";
import { readTlsIdentity } from "../http/tls.ts";
import { assembleLive, type Reload } from "../live.ts";
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
  groups: ["Document", "Server", "Answers", "Requests", "Output"],
  maxOperands: 0,
  summary: "Serve the document as a mock API",
  run,
};

async function run({ config, output, stopped }: Invocation): Promise<number> {
  const log = createLog(output, { level: config.logLevel, format: config.logFormat, now: realClock.now });
  const onBug = (error: unknown): void => {
    log.write("error", error instanceof Error ? (error.stack ?? error.message) : String(error));
  };
  const live = await assembleLive(config, { onBug, onReload: logReload.bind(undefined, log) });
  const { cors, compression, maxBody, host, port } = config;
  const onExchange = logExchange.bind(undefined, log);
  const { gateway } = live;
  const documents = () => live.documents();
  const listener = createListener({ gateway, documents, cors, compression, maxBody, host, onExchange, onBug });
  const tls = await readTlsIdentity(config.tlsCert, config.tlsKey);
  const server = await listen(listener, { host, port, tls });
  if (config.logFormat === "text" && log.enabled("info")) {
    for (const api of live.current().apis) output.print(introduction(api, server.url));
  }
  announce(log, config.logFormat, output, server.url);
  live.warmUp();
  const exitCode = await stopped(onBug);
  log.write("info", "Helix is stopping");
  live.close();
  await server.close();
  return exitCode;
}

/** Tells what a change in a document's files came to. */
function logReload(log: Log, reload: Reload): void {
  if (reload.kind === "failed") {
    const { code, message } = reload;
    log.write("error", `${message}. The last good contract is served on.`, { code });
    return;
  }
  const { loaded, contract } = reload.api;
  const { name: document } = loaded;
  const milliseconds = Math.round(reload.milliseconds);
  const operations = contract.operations.length;
  const found = tally(contract.diagnostics());
  const message = `${document} was loaded anew in ${milliseconds} ms: ${operations} operation${operations === 1 ? "" : "s"}, ${found}`;
  log.write("info", message, { document, milliseconds, operations });
}

/** Scripts wait for this line, as they wait for Prism's: it ends with the address and nothing stands before it. */
function announce(log: Log, format: "text" | "json", output: Output, url: string): void {
  const message = `Helix is listening on ${url}`;
  if (format === "json") log.write("info", message, { url });
  else if (log.enabled("fatal")) output.print(`${message}\n`);
}

function introduction({ contract, loaded }: Api, url: string): string {
  const findings = contract
    .diagnostics()
    .toSorted(bySeverity)
    .map((diagnostic, index) => {
      return index < maxFindings ? { ...diagnostic, location: loaded.locate(diagnostic.pointer) } : diagnostic;
    });
  const shown = findings.slice(0, maxFindings);
  const hidden = findings.length - shown.length;
  return [
    `helix-mock ${packageVersion()} · ${contract.title} ${contract.version} · ${loaded.name}`,
    "",
    ...routeList(contract.operations, url, referenceInstant),
    "",
    ...shown.map((finding) => `${finding.severity}: ${placeOf(finding)} ${finding.message} (${finding.code})`),
    ...(hidden > 0 ? [`… and ${hidden} more; see them with: helix validate ${loaded.name}`] : []),
    ...(findings.length > 0 ? [`${tally(findings)} in the document; the rest is served all the same`, ""] : []),
    "",
  ].join("\n");
}
