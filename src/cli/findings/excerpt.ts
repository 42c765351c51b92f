import type { SourcePosition } from "../../base/diagnostic.ts";
import type { Paint, Style } from "../../base/paint.ts";

/** Columns of a source line that are shown around what it is about. */
const MAX_WIDTH = 100;

/** Columns of them that come before it. */
const MAX_BEFORE = 40;

/** Longest underline. */
const MAX_MARK = 40;

/** How an excerpt is printed. */
export interface ExcerptOptions {
  readonly paint: Paint;
  /** Colour of the underline. */
  readonly style: Style;
  /** Stands behind the underline. */
  readonly label?: string | undefined;
}

/**
 * The line of a text that a place is in, cut and without its indentation, and a line with carets under the word there:
 *
 *     12 │ example: { id: seven }
 *        │             ^^ must be an integer
 *
 * @returns none where the text has no such line
 */
export function excerpt(text: string, { line, column }: SourcePosition, options: ExcerptOptions): string[] {
  const written = lineAt(text, line);
  if (written === undefined) return [];
  const start = Math.min(column - 1, written.length);
  const window = windowAround(written, start);
  const shown = visible(window.text);
  const before = visible(window.text.slice(0, window.start));
  const mark = "^".repeat(Math.max(1, displayWidth(wordAt(written, start))));
  const { paint, style, label } = options;
  const number = String(line);
  const gutter = paint("dim", `${" ".repeat(number.length)} │`);
  const underline = `${" ".repeat(displayWidth(before))}${paint(style, label ? `${mark} ${label}` : mark)}`;
  return [`${paint("dim", `${number} │`)} ${shown}`, `${gutter} ${underline}`];
}

/** A line without its end; found without splitting the text, which may have millions. */
function lineAt(text: string, line: number): string | undefined {
  let start = 0;
  for (let passed = 1; passed < line; passed++) {
    const end = text.indexOf("\n", start);
    if (end < 0) return undefined;
    start = end + 1;
  }
  const end = text.indexOf("\n", start);
  return text.slice(start, end < 0 ? text.length : end).replace(/\r$/, "");
}

/** The part of a line that is shown, and where in it the place is. */
function windowAround(line: string, start: number): { text: string; start: number } {
  const indentation = Math.min(/^\s*/.exec(line.slice(0, start + 1))?.[0].length ?? 0, start);
  const from = start - indentation <= MAX_BEFORE ? indentation : start - MAX_BEFORE;
  const to = from + MAX_WIDTH;
  const cutBefore = from > indentation ? "…" : "";
  const cutAfter = to < line.length ? "…" : "";
  return { text: `${cutBefore}${line.slice(from, to)}${cutAfter}`, start: start - from + cutBefore.length };
}

/** The quoted text, name or number that begins at a place. */
function wordAt(line: string, start: number): string {
  const rest = line.slice(start, start + MAX_MARK);
  return /^(?:"(?:[^"\\]|\\.)*"?|'[^']*'?|\$?[\p{L}\p{N}_./{}$-]+)/u.exec(rest)?.[0] ?? "";
}

/**
 * Without what could move the cursor or turn the writing direction of a terminal: documents are not to be trusted.
 */
export function visible(text: string): string {
  return text.replace(/\t/g, " ").replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "·");
}

/** Columns that a terminal needs: two for wide letters and pictures, none for marks on others. */
function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
}

function widthOf(character: string): number {
  if (/\p{M}/u.test(character)) return 0;
  return /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u.test(
    character,
  )
    ? 2
    : 1;
}
