import type { Notice } from "../../base/notice.ts";
import type { Output } from "../../base/output.ts";
import { painter, type Style } from "../../base/paint.ts";
import { visible } from "../findings/excerpt.ts";

/** Columns of the bar, and of the whole line: nearly every terminal has as many. */
const BAR = 20;
const LINE = 79;

const noticeStyles = { info: undefined, warn: "yellow", error: "red" } as const;

/** How far a long command is: a line that is written anew on a terminal, a line for each step elsewhere. */
export class Progress {
  readonly #output: Output;
  #length = 0;

  constructor(output: Output) {
    this.#output = output;
  }

  /** @param done - steps that are behind; `label` is the one that begins */
  show({ done, total }: { readonly done: number; readonly total: number }, label: string, detail = ""): void {
    if (!this.#output.isTerminal) return;
    const filled = total === 0 ? BAR : Math.floor((done / total) * BAR);
    const bar = `${"█".repeat(filled)}${"░".repeat(BAR - filled)}`;
    const line = [...`${bar} ${done}/${total}  ${visible(label)}${detail && `  ${detail}`}`].slice(0, LINE).join("");
    this.#draw(line);
  }

  /** A line that stays. @param isPlain - whether it says no more than the bar does, so that a terminal can do without */
  tell(text: string, { style, isPlain }: { readonly style?: Style | undefined; readonly isPlain: boolean }): void {
    const { isTerminal, colour, complain } = this.#output;
    if (isTerminal && isPlain) return;
    this.clear();
    complain(`${style === undefined ? visible(text) : painter(colour)(style, visible(text))}\n`);
  }

  /** What whoever runs the command should know. */
  notice({ level, message }: Notice): void {
    this.tell(`helix: ${message}`, { style: noticeStyles[level], isPlain: false });
  }

  /** Takes the bar away. */
  clear(): void {
    if (this.#length > 0) this.#output.complain(`\r${" ".repeat(this.#length)}\r`);
    this.#length = 0;
  }

  #draw(line: string): void {
    this.#output.complain(`\r${line.padEnd(this.#length)}`);
    this.#length = [...line].length;
  }
}
