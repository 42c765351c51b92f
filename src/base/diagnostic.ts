/** Line and column of a text, both counted from 1; columns count UTF-16 code units. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** Where something stands in a file. */
export interface SourceLocation extends SourcePosition {
  readonly file: string;
}

export type Severity = "error" | "warning" | "info";

/** Something in the document that Helix had to work around. The rest of the document is served all the same. */
export interface Diagnostic {
  /** Stable lower-case slug such as "ref-dangling", listed in docs/errors.md. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, in one sentence without a full stop. */
  readonly message: string;
  /** What the author can do about it, in one sentence without a full stop. */
  readonly remedy: string;
  /** JSON Pointer into the compiled document; `LoadedDocument.locate` turns it into file, line and column. */
  readonly pointer: string;
  /** JSON Pointer from there to the very part that is wrong, where `pointer` names something around it. */
  readonly focus?: string | undefined;
  /** The place in the file of `pointer`, where whoever read the text knows it better. */
  readonly position?: SourcePosition | undefined;
}

/** Collects diagnostics, each place and code once, in the order they were found. */
export class Diagnostics {
  readonly #found = new Map<string, Diagnostic>();

  add(diagnostic: Diagnostic): void {
    const key = `${diagnostic.code} ${diagnostic.pointer}`;
    if (!this.#found.has(key)) this.#found.set(key, diagnostic);
  }

  list(): readonly Diagnostic[] {
    return [...this.#found.values()];
  }
}
