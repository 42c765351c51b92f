import { HelixError } from "../base/errors.ts";

/** Why a document cannot be served at all. */
export type DocumentErrorCode =
  | "document-not-found"
  | "document-unreadable"
  | "document-remote"
  | "document-too-large"
  | "document-too-deep"
  | "document-aliases"
  | "document-encoding"
  | "document-empty"
  | "document-syntax"
  | "document-not-object"
  | "document-version-missing"
  | "document-version-unknown"
  | "document-without-paths";

/** The document cannot be served at all. The message is one line: where, what is wrong, what to do about it. */
export class DocumentError extends HelixError {
  readonly code: DocumentErrorCode;
  readonly status = 500;
  readonly fault = "document";

  /**
   * `where` is the file as the user named it, with line and column where they are known; `what` completes the
   * sentence "the document …" and `remedy` is an imperative, both without a full stop.
   */
  constructor(code: DocumentErrorCode, where: string, what: string, remedy: string) {
    super(`${where}: the document ${what}; ${remedy}`);
    this.code = code;
  }
}
