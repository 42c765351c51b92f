import type { Output } from "../../base/output.ts";
import { painter, type Style } from "../../base/paint.ts";
import { visible } from "../findings/excerpt.ts";

/** Columns of the bar, and of the whole line: nearly every terminal has as many. */
const BAR = 20;
const LINE = 79;

/** How far a long command is: a line that is written anew on a terminal, a line for each step elsewhere. */
export class Progress {
  readonly #output: Output;
  readonly #total: number;
  #length = 0;

  constructor(output: Output, total: number) {
    this.#output = output;
    this.#total = total;
  }

  /** @param done - steps that are behind; `label` is the one that begins */
  show(done: number, label: string, detail = ""): void {
    if (!this.#output.isTerminal) return;
    const filled = this.#total === 0 ? BAR : Math.floor((done / this.#total) * BAR);
    const bar = `${"█".repeat(filled)}${"░".repeat(BAR - filled)}`;
    const line = [...`${bar} ${done}/${this.#total}  ${visible(label)}${detail && `  ${detail}`}`]
      .slice(0, LINE)
      .join("");
    this.#draw(line);
  }

  /** A line that stays. @param isPlain - whether it says no more than the bar does, so that a terminal can do without */
  tell(text: string, { style, isPlain }: { readonly style?: Style | undefined; readonly isPlain: boolean }): void {
    const { isTerminal, colour, complain } = this.#output;
    if (isTerminal && isPlain) return;
    this.clear();
    complain(`${style === undefined ? visible(text) : painter(colour)(style, visible(text))}\n`);
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
