import type { SourceLocation } from "../../base/diagnostic.ts";
import { escapeToken, own, pointerTokens } from "../../base/json.ts";
import type { SourceFile } from "./document-files.ts";
import { Positions } from "./positions.ts";

/**
 * Where loading moved things: node of the finished document → the place it was written at, as a pointer
 * `/x-helix-files/<n>/…` into another file or a plain one into the entry. What is below a node moved with it.
 */
export type Origins = Map<object, string>;

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

  /** The place of a JSON Pointer or of its nearest ancestor; `undefined` for a document given as an object. */
  locate(pointer: string): SourceLocation | undefined {
    const origin = originOf(this.#document, pointer, this.#origins);
    const [, index, rest] = /^\/x-helix-files\/(\d+)(.*)$/s.exec(origin) ?? ["", "0", origin];
    const file = this.#files[Number(index)];
    if (file?.path === undefined) return undefined;
    let positions = this.#positions.get(file);
    if (!positions) {
      positions = new Positions(file.text, file.syntax);
      this.#positions.set(file, positions);
    }
    return { file: file.label, ...positions.find(pointerTokens(rest ?? "")) };
  }
}

/** Where a place of `document` was written, as a pointer of the kind that {@link Origins} holds. */
export function originOf(document: unknown, pointer: string, origins: Origins): string {
  let node = document;
  let origin = "";
  for (const token of pointerTokens(pointer)) {
    node = own(node, token);
    const moved = typeof node === "object" && node !== null ? origins.get(node) : undefined;
    origin = moved ?? `${origin}/${escapeToken(token)}`;
  }
  return origin;
}
