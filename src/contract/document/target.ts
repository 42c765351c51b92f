import { escapeToken, isObject, own, pointerTokens } from "../../base/json.ts";
import { decodeFragment, References } from "../schema/reference.ts";
import { quoted } from "./document-error.ts";
import type { DocumentFiles } from "./document-files.ts";
import type { Refusal } from "./reference-place.ts";
import type { SourceFile } from "./source-file.ts";

/** The trees of other files hang below this place of the bundled document, each under its number. */
export const FILES_POINTER = "/x-helix-files";

/** How many `$ref`s a pointer may pass through on its way. */
const MAX_HOPS = 20;

/** What a reference leads to. */
export interface Target {
  readonly node: unknown;
  /** Where it stands in the bundled document. */
  readonly pointer: string;
  /** The file that it is written in: its own references start there. */
  readonly home: SourceFile;
}

/** Follows references through the files of one document, reading them as they are reached. */
export class Targets {
  readonly #files: DocumentFiles;
  readonly #references = new Map<SourceFile, References>();
  readonly #moved = new Map<object, Target>();
  readonly #known = new Map<object, Target>();

  constructor(files: DocumentFiles) {
    this.#files = files;
  }

  /** From now on the node is found at `target.pointer`. */
  move(node: object, target: Target): void {
    this.#moved.set(node, target);
  }

  /** From now on the `$ref` of the object is taken to lead there, whatever it says. */
  settle(holder: object, target: Target): void {
    this.#known.set(holder, target);
  }

  /** What a reference leads to that is written in `home`, or why it leads nowhere. */
  async resolve(reference: string, home: SourceFile, hops: number = MAX_HOPS): Promise<Target | Refusal> {
    const hash = reference.indexOf("#");
    const path = hash < 0 ? reference : reference.slice(0, hash);
    // A URI may be a name that a schema here bears: nothing is fetched for it.
    const named = hasScheme(reference) ? await this.#identified(reference, home, hops) : undefined;
    if (named) return named;
    const file = path === "" ? home : await this.#files.open(path, home);
    if ("code" in file) return (await this.#identified(reference, home, hops)) ?? file;
    const pointer = this.#pointerIn(file, hash < 0 ? "" : reference.slice(hash));
    const target = pointer === undefined ? undefined : await this.#walk(file, pointer, hops);
    return target ?? dangling(reference, file);
  }

  #pointerIn(file: SourceFile, fragment: string): string | undefined {
    const pointer = decodeFragment(fragment.slice(1));
    const isName = pointer !== "" && !pointer.startsWith("/");
    return isName ? this.#referencesOf(file).pointerOf(fragment) : pointer;
  }

  /** A URI may be the `$id` of a schema that is there already (JSON Schema 2020-12 §8.2.1), or the document's `$self`. */
  async #identified(reference: string, home: SourceFile, hops: number): Promise<Target | undefined> {
    for (const file of new Set([home, this.#files.entry])) {
      const pointer = this.#referencesOf(file).pointerOf(reference);
      if (pointer !== undefined) return await this.#walk(file, pointer, hops);
    }
    return undefined;
  }

  /** Follows a pointer through a file and, where it passes through a `$ref`, on from there. */
  async #walk(file: SourceFile, pointer: string, hops: number): Promise<Target | undefined> {
    let at: Target | undefined = this.#placed(rootOf(file));
    for (const token of pointerTokens(pointer)) {
      for (let hop = 0; at && own(at.node, token) === undefined; hop++) {
        at = hop < MAX_HOPS ? await this.#through(at, hops) : undefined;
      }
      if (!at) return undefined;
      at = this.#placed({ ...at, node: own(at.node, token), pointer: `${at.pointer}/${escapeToken(token)}` });
    }
    return at;
  }

  #placed(target: Target): Target {
    return (isObject(target.node) && this.#moved.get(target.node)) || target;
  }

  async #through({ node, home }: Target, hops: number): Promise<Target | undefined> {
    const known = isObject(node) ? this.#known.get(node) : undefined;
    const reference = own(node, "$ref");
    if (known || typeof reference !== "string" || hops === 0) return known;
    const target = await this.resolve(reference, home, hops - 1);
    return "code" in target ? undefined : target;
  }

  #referencesOf(file: SourceFile): References {
    let references = this.#references.get(file);
    if (!references) {
      references = new References(file.value);
      this.#references.set(file, references);
    }
    return references;
  }
}

/** The whole of a file. */
export function rootOf(file: SourceFile): Target {
  return { node: file.value, pointer: file.index === 0 ? "" : `${FILES_POINTER}/${file.index}`, home: file };
}

function hasScheme(reference: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(reference);
}

function dangling(reference: string, file: SourceFile): Refusal {
  return {
    code: "ref-dangling",
    message: `nothing stands at ${quoted(reference)} in ${file.label}`,
    remedy: "point $ref at something that exists; until then this part is left out",
  };
}
