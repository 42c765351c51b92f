import { HelixError } from "../base/errors.ts";
import type { Output } from "../base/output.ts";
import { painter } from "../base/paint.ts";
import { DocumentError } from "../contract/document/document-error.ts";
import { EXIT } from "./exit-code.ts";
import { excerpt } from "./findings/excerpt.ts";

/** Why a command ends before it has done what it was asked for. */
export interface Failure {
  /** What to tell about it; with line ends. */
  readonly text: string;
  readonly exitCode: number;
}

/** What an error comes to for whoever started the command. */
export function failureOf(error: unknown, output: Pick<Output, "colour">): Failure {
  if (error instanceof HelixError) {
    return { text: `helix: ${error.message}\n${excerptOf(error, output)}`, exitCode: EXIT.unusable };
  }
  const report = error instanceof Error ? error.stack : String(error);
  return { text: `helix: a bug in Helix, please report it\n${report}\n`, exitCode: EXIT.bug };
}

/** The line that an error is about, where it has one. */
function excerptOf(error: HelixError, { colour }: Pick<Output, "colour">): string {
  const place = error instanceof DocumentError ? error.excerpt : undefined;
  const lines = place ? excerpt(place.text, place, { paint: painter(colour), style: "red" }) : [];
  return lines.map((line) => `  ${line}\n`).join("");
}
