import type { LogFields, LogLevel } from "../base/log.ts";
import type { Reload } from "../live.ts";
import { tally } from "./finding.ts";

/** One message of the log. */
export interface LogLine {
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: LogFields;
}

/** Tells what a change in a document's files came to. */
export function reloadLine(reload: Reload): LogLine {
  if (reload.kind === "failed") {
    const { code, message } = reload;
    return { level: "error", message: `${message}. The last good contract is served on.`, fields: { code } };
  }
  const { loaded, contract } = reload.api;
  const { name: document } = loaded;
  const milliseconds = Math.round(reload.milliseconds);
  const operations = contract.operations.length;
  const found = tally(contract.diagnostics());
  const message = `${document} was loaded anew in ${milliseconds} ms: ${operations} operation${operations === 1 ? "" : "s"}, ${found}`;
  return { level: "info", message, fields: { document, milliseconds, operations } };
}
