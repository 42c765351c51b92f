import type { AiFigures } from "../ai/figures.ts";
import type { Api } from "../assemble.ts";
import type { Log } from "../base/log.ts";
import type { Output } from "../base/output.ts";
import { packageVersion } from "../base/version.ts";
import { type Config, referenceInstant } from "../config.ts";
import type { Live } from "../live.ts";
import { bySeverity, placeOf, tally } from "./finding.ts";
import { routeList } from "./route-list.ts";

const maxFindings = 10;

/** What is served, for people: every document with its routes as URLs, and what is wrong with it. */
export function introductionOf(
  live: Pick<Live, "current" | "aiFigures">,
  url: string,
  config: SessionSettings,
): string {
  const { apis } = live.current();
  const isWritten = apis.some(({ contract }) => contract.operations.some(({ method }) => writing.has(method)));
  const notes = [isWritten ? sessionNote(config) : "", modelNote(live.aiFigures(), config)];
  return [...apis.map((api) => introduction(api, url)), ...notes].join("");
}

/** Whose words answers are. */
function modelNote(figures: AiFigures | undefined, config: SessionSettings): string {
  if (!figures) return "";
  if (figures.mode === "replay") return "What models wrote is replayed; none is asked.\n\n";
  const names = figures.providers.map(({ provider, model }) => `${model} at ${provider}`).join(", then ");
  const kept = figures.mode === "record" ? " and recorded" : "";
  if (names === "") return "";
  const apart = isScattered(config)
    ? " Each worker asks for itself, so that the same question gets several answers."
    : "";
  return `Answers are written by ${names}${kept}; ids, relations and times stay Helix's.${apart}\n\n`;
}

const writing: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** Whether several processes answer that know nothing of each other. */
function isScattered(config: SessionSettings): boolean {
  return config.workers !== 1 && !isShared(config);
}

function isShared({ redisUrl, redisHost, redisSentinels }: SessionSettings): boolean {
  return redisUrl !== undefined || redisHost !== undefined || redisSentinels.length > 0;
}

type SessionSettings = Pick<Config, "workers" | "redisUrl" | "redisHost" | "redisSentinels">;

function sessionNote(config: SessionSettings): string {
  if (isScattered(config))
    return "Several workers keep nothing of what clients write, without a Redis (--redis-url).\n\n";
  const place = isShared(config) ? " in Redis" : "";
  return `What clients write is kept${place} in the session that X-Session-ID names; without it all share one.\n\n`;
}

/** Tells that the mock can be asked. @param introduction - asked for where people read the log */
export function announce(
  log: Log,
  { logFormat }: Config,
  output: Output,
  url: string,
  introduction: () => string,
): void {
  // Scripts wait for this line, as they wait for Prism's: it ends with the address and nothing stands before it.
  const message = `Helix is listening on ${url}`;
  if (logFormat === "json") {
    log.write("info", message, { url });
    return;
  }
  if (log.enabled("info")) output.print(introduction());
  if (log.enabled("fatal")) output.print(`${message}\n`);
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
