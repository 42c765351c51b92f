import type { SourceLocation, SourcePosition } from "../../base/diagnostic.ts";
import { HelixError } from "../../base/errors.ts";
import type { Reached } from "./trail.ts";

/** Why a document cannot be served at all. */
export type DocumentErrorCode =
  | "document-not-found"
  | "document-unreadable"
  | "document-unreachable"
  | "document-timeout"
  | "document-http-status"
  | "document-url-refused"
  | "document-web-page"
  | "document-too-large"
  | "document-too-deep"
  | "document-aliases"
  | "document-encoding"
  | "document-empty"
  | "document-syntax"
  | "document-not-object"
  | "document-version-missing"
  | "document-version-unknown"
  | "document-without-paths"
  | "overlay-invalid"
  | "overlay-budget";

/** A place with the text around it. */
export interface SourceExcerpt extends SourcePosition {
  readonly text: string;
}

/** The document cannot be served at all. The message is one line: where, what is wrong, what to do about it. */
export class DocumentError extends HelixError {
  readonly code: DocumentErrorCode;
  readonly status = 500;
  readonly fault = "document";
  /** The file as the user named it, with line and column where they are known. */
  readonly where: string;
  /** What cannot be used: the document, or an overlay. */
  readonly noun: string;
  /** Completes the sentence "the document …", without a full stop. */
  readonly what: string;
  /** Imperative without a full stop. */
  readonly remedy: string;
  /** The text of the file and the place in it, for who wants to show the line. */
  excerpt: SourceExcerpt | undefined;
  /** How far loading came: where a change may mend it. `undefined` where nothing was loaded. */
  reached: Reached | undefined;

  constructor(code: DocumentErrorCode, where: string, what: string, remedy: string, noun = "document") {
    super(`${where}: the ${noun} ${what}; ${remedy}`);
    this.code = code;
    this.where = where;
    this.noun = noun;
    this.what = what;
    this.remedy = remedy;
  }

  /** The place in the file; `undefined` where it is not known. */
  get location(): SourceLocation | undefined {
    if (!this.excerpt) return undefined;
    const { line, column } = this.excerpt;
    return { file: this.where.slice(0, -`:${line}:${column}`.length), line, column };
  }
}

/** A value of the document for use in a message: one line of bearable length. */
export function quoted(value: unknown): string {
  const text = JSON.stringify(typeof value === "string" ? value.slice(0, 121) : value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
