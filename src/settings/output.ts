import { choice } from "../base/setting-kind.ts";
import type { SettingsOf } from "./setting.ts";

/** What is printed. The meaning of each stands in `outputSettings`. */
export interface OutputConfig {
  readonly logLevel: "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";
  readonly logFormat: "text" | "json";
}

export const outputSettings: SettingsOf<OutputConfig> = {
  logLevel: {
    // The second list is Steady's.
    kind: choice(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
      summary: "info",
      details: "info",
      full: "debug",
    }),
    initial: "info",
    group: "Output",
    short: "v",
    aliases: ["verboseLevel"],
    doc: "Least severe messages to print",
  },
  logFormat: {
    kind: choice(["text", "json"], { ci: "text" }),
    initial: "text",
    group: "Output",
    doc: "How messages are printed",
  },
};
