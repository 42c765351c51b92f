import type { ParsedMediaType } from "../../base/media-type.ts";
import type { Violation } from "../../base/violation.ts";
import type { MediaType } from "../operation.ts";
import type { ReadingSettings } from "./reading-settings.ts";

/** A body without its content coding. */
export interface Content {
  readonly bytes: Uint8Array;
  readonly mediaType: MediaType;
  /** The type that the client says it is, else the declared one. */
  readonly sent: ParsedMediaType | undefined;
  readonly settings: ReadingSettings;
}

/** What a body says, typed by its schema, and what is wrong with it; or in words why it is not even well-formed. */
export type ContentReading =
  | { readonly value?: unknown; readonly violations: readonly Violation[] }
  | { readonly fault: string; readonly keyword: "parse" | "encoding" };
