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
  write(level: LogLevel, message: string, fields?: LogFields): void;
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

  function line(level: LogLevel, message: string, fields: LogFields): string {
    const time = new Date(now()).toISOString();
    if (format === "json") return JSON.stringify({ time, level, message, ...fields });
    const label = level.padEnd(5);
    return `${time.slice(11, 23)} ${output.colour ? styleText(colours[level], label) : label} ${printable(message)}`;
  }

  return {
    enabled,
    write(level, message, fields = {}) {
      if (enabled(level)) output.print(`${line(level, message, fields)}\n`);
    },
  };
}

/** A log that says nothing. */
export const silentLog: Log = { enabled: () => false, write() {} };

/**
 * The text without control characters other than line ends: what clients sent must not move the cursor of the
 * terminal that shows it.
 */
export function printable(message: string): string {
  return message.replace(/(?!\n)\p{Cc}/gu, (character) => {
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
}
