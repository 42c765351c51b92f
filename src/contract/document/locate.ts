import type { SourceLocation } from "../../base/diagnostic.ts";
import { pointerTokens } from "../../base/json.ts";
import type { Origins } from "./origins.ts";
import { Positions } from "./positions.ts";
import type { SourceFile } from "./source-file.ts";

/** Finds the places of a document in its files. Nothing is scanned before the first question. */
export class Locator {
  readonly #document: unknown;
  readonly #origins: Origins;
  readonly #files: readonly SourceFile[];
  readonly #positions = new Map<SourceFile, Positions>();

  constructor(document: unknown, origins: Origins, files: readonly SourceFile[]) {
    this.#document = document;
    this.#origins = origins;
    this.#files = files;
  }

  /** Where a JSON Pointer is written: a pointer into the entry, or `/x-helix-files/<n>/…` into another file. */
  originOf(pointer: string): string {
    return this.#origins.of(this.#document, pointer).replace(/^\/x-helix-files\/0(?=\/|$)/, "");
  }

  /**
   * The place of a JSON Pointer or of its nearest ancestor; `undefined` for a document given as an object, and for what
   * the settings say.
   */
  locate(pointer: string): SourceLocation | undefined {
    if (pointer.startsWith("/x-helix-config/")) return undefined;
    const origin = this.originOf(pointer);
    const [, index, rest] = /^\/x-helix-files\/(\d+)(.*)$/s.exec(origin) ?? ["", "0", origin];
    const file = this.#files[Number(index)];
    if (!file?.isWritten) return undefined;
    let positions = this.#positions.get(file);
    if (!positions) {
      positions = new Positions(file.text, file.syntax);
      this.#positions.set(file, positions);
    }
    return { file: file.label, ...positions.find(pointerTokens(rest ?? "")) };
  }
}
