import { choice, optional, optionalText } from "../base/setting-kind.ts";
import type { SettingsOf } from "./setting.ts";

/** How findings are told. The meaning of each stands in `findingsSettings`. */
export interface FindingsConfig {
  readonly format: "text" | "json" | "sarif" | "github" | undefined;
  readonly fixOverlay: string | undefined;
}

export const findingsSettings: SettingsOf<FindingsConfig> = {
  format: {
    kind: optional(choice(["text", "json", "sarif", "github"])),
    initial: undefined,
    group: "Findings",
    doc: "How `validate` prints its findings and `routes` (text, json) its lines; else as text",
  },
  fixOverlay: {
    kind: optionalText,
    initial: undefined,
    group: "Findings",
    doc: "File to which `validate` writes an OpenAPI Overlay that corrects what it can (YAML, or JSON by its name)",
  },
};
