import type { Home } from "../remote/permit.ts";
import type { ParsedText } from "./parse.ts";

/** One text of a document, read and parsed: the entry, a file that a reference names, an overlay. */
export interface SourceText extends ParsedText {
  /** Absolute; `undefined` for what is no file. */
  readonly path: string | undefined;
  /** What relative references start from: an absolute directory, or a URL. */
  readonly base: string | URL;
  /** As messages name it: the entry as the user gave it, other files relative to the current directory. */
  readonly label: string;
  readonly text: string;
  /** Where it came from, if from the network. */
  readonly home: Home | undefined;
  /** Whether somebody wrote this text, so that lines and columns of it mean something. */
  readonly isWritten: boolean;
}

/** One file of a document. Nobody else holds its value: loading may rewrite it in place. */
export interface SourceFile extends SourceText {
  /** 0 is the entry; the others follow in the order in which they were reached. */
  readonly index: number;
}
