import { boolean, choice } from "../base/setting-kind.ts";
import type { SettingsOf } from "./setting.ts";

/** How clients write a list under one name; "auto" is as the document says. */
export type ArrayFormat = (typeof arrayFormats)[number];

/** How clients write an object under one name; "auto" is as the document says. */
export type ObjectFormat = (typeof objectFormats)[number];

// As Steady calls them.
const arrayFormats = ["auto", "repeat", "comma", "space", "pipe", "brackets"] as const;
const objectFormats = ["auto", "flat", "flat-comma", "brackets", "dots"] as const;

/** How requests are read and judged. The meaning of each stands in `requestsSettings`. */
export interface RequestsConfig {
  readonly strict: boolean;
  readonly queryArrayFormat: ArrayFormat;
  readonly queryObjectFormat: ObjectFormat;
  readonly formArrayFormat: ArrayFormat;
  readonly formObjectFormat: ObjectFormat;
  readonly validateRequest: "error" | "warn" | "off";
  readonly auth: "present" | "strict" | "off";
  readonly problems: boolean;
}

export const requestsSettings: SettingsOf<RequestsConfig> = {
  strict: {
    kind: boolean,
    initial: false,
    group: "Requests",
    doc: "Refuse query parameters and body properties that the document does not declare",
  },
  queryArrayFormat: {
    kind: choice(arrayFormats),
    initial: "auto",
    group: "Requests",
    aliases: ["validator-query-array-format"],
    doc: "How clients write lists in the query, whatever the document says",
  },
  queryObjectFormat: {
    kind: choice(objectFormats),
    initial: "auto",
    group: "Requests",
    aliases: ["validator-query-object-format"],
    doc: "How clients write objects in the query, whatever the document says",
  },
  formArrayFormat: {
    kind: choice(arrayFormats),
    initial: "auto",
    group: "Requests",
    aliases: ["validator-form-array-format"],
    doc: "How clients write lists in forms, whatever the document says",
  },
  formObjectFormat: {
    kind: choice(objectFormats),
    initial: "auto",
    group: "Requests",
    aliases: ["validator-form-object-format"],
    doc: "How clients write objects in forms, whatever the document says",
  },
  validateRequest: {
    kind: choice(["error", "warn", "off"], { true: "error", false: "off" }),
    initial: "error",
    group: "Requests",
    doc: "Refuse requests that break the contract, only report them, or neither",
  },
  auth: {
    kind: choice(["present", "strict", "off"]),
    initial: "present",
    group: "Requests",
    doc: "Ask for declared credentials: be there, be well-formed too, or neither",
  },
  problems: {
    kind: boolean,
    initial: false,
    group: "Requests",
    doc: "Answer refused requests with problem+json instead of the document's own error",
  },
};
