import { boolean, duration, jsonObject, list, optionalText } from "../base/setting-kind.ts";
import type { SettingsOf } from "./setting.ts";

/** What is served. The meaning of each stands in `documentSettings`. */
export interface DocumentConfig {
  /** In the order in which they are asked; each may end in "@/prefix". */
  readonly document: readonly string[];
  readonly overlay: readonly string[];
  /** What operations are about, where Helix takes them for something else; by operation id or "METHOD /path". */
  readonly resources: Readonly<Record<string, unknown>>;
  readonly allowRemoteRef: readonly string[];
  readonly watch: boolean;
  /** In milliseconds. */
  readonly pollInterval: number;
  readonly refRoot: string | undefined;
}

export const documentSettings: SettingsOf<DocumentConfig> = {
  document: {
    kind: list,
    initial: [],
    group: "Document",
    doc: "OpenAPI document to serve (file, URL or - for standard input; @/prefix at its end); usually written without the flag",
  },
  overlay: {
    kind: list,
    initial: [],
    group: "Document",
    doc: "OpenAPI Overlays (file or URL) to apply to the document, in this order",
  },
  resources: {
    kind: jsonObject,
    initial: {},
    group: "Document",
    doc: 'Corrections of what operations are about, by operation id or "GET /path"; see helix routes',
  },
  allowRemoteRef: {
    kind: list,
    initial: [],
    group: "Document",
    doc: "Hosts (or host:port) that $refs may be fetched from",
  },
  watch: {
    kind: boolean,
    initial: true,
    group: "Document",
    short: "r",
    aliases: ["auto-reload"],
    doc: "Serve the document anew when one of its files changes",
  },
  pollInterval: {
    kind: duration("s"),
    initial: 5000,
    group: "Document",
    doc: "Time between two looks at a document that was given as a URL",
  },
  refRoot: {
    kind: optionalText,
    initial: undefined,
    group: "Document",
    doc: "Folder that $refs to other files may reach; else the current one or the document's own",
  },
};
