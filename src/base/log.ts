import { styleText } from "node:util";
import type { Output } from "./output.ts";

/** From least to most severe. */
export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal"] as const;
export type LogLevel = (typeof logLevels)[number];

/** Facts beside a message, for machines. Never bodies, credentials or keys. */
export type LogFields = Readonly<Record<string, string | number | undefined>>;

export interface Log {
  /** Whether a message of this level would be printed: spares the work of composing it. */
  enabled(level: LogLevel): boolean;
  /** @param fields - asked for only where they are printed */
  write(level: LogLevel, message: string, fields?: LogFields | (() => LogFields)): void;
}

/** How a log prints. */
export interface LogOptions {
  readonly level: LogLevel | "silent";
  /** "json" prints an object a line, with `time`, `level`, `message` and the fields. "text" leaves the fields out. */
  readonly format: "text" | "json";
  /** Milliseconds since the epoch, for `time`. */
  readonly now: () => number;
}

const colours = { trace: "gray", debug: "gray", info: "cyan", warn: "yellow", error: "red", fatal: "red" } as const;

export function createLog(output: Output, { level: least, format, now }: LogOptions): Log {
  const threshold = least === "silent" ? logLevels.length : logLevels.indexOf(least);
  const enabled = (level: LogLevel): boolean => logLevels.indexOf(level) >= threshold;

  const timeAt = instantWriter();
  const labelOf = (level: LogLevel) => (output.colour ? styleText(colours[level], level.padEnd(5)) : level.padEnd(5));
  const labels = Object.fromEntries(logLevels.map((level) => [level, labelOf(level)]));

  function line(level: LogLevel, message: string, fields: LogFields | (() => LogFields)): string {
    const time = timeAt(now());
    if (format === "text") return `${time.slice(11, 23)} ${labels[level]} ${printable(message)}`;
    return JSON.stringify({ time, level, message, ...(typeof fields === "function" ? fields() : fields) });
  }

  return {
    enabled,
    write(level, message, fields = {}) {
      if (enabled(level)) output.print(`${line(level, message, fields)}\n`);
    },
  };
}

/** Writes instants; a busy server asks many times in a millisecond, and each takes as long as the rest of the line. */
function instantWriter(): (milliseconds: number) => string {
  let last = Number.NaN;
  let text = "";
  return (milliseconds) => {
    if (milliseconds === last) return text;
    last = milliseconds;
    text = new Date(milliseconds).toISOString();
    return text;
  };
}

/** A log that says nothing. */
export const silentLog: Log = { enabled: () => false, write() {} };

/**
 * The text without control characters other than line ends: what clients sent must not move the cursor of the
 * terminal that shows it.
 */
export function printable(message: string): string {
  return message.replace(/[^\n\x20-\x7e\u00a0-\uffff]/g, (character) => {
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
}
