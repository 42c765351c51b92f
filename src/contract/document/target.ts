import { escapeToken, isObject, own, pointerTokens } from "../../base/json.ts";
import { decodeFragment, References } from "../schema/reference.ts";
import { FILES_POINTER } from "../schema/schema-scope.ts";
import { quoted } from "./document-error.ts";
import type { DocumentFiles } from "./document-files.ts";
import type { Refusal } from "./reference-place.ts";
import type { SourceFile } from "./source-file.ts";

/** How many `$ref`s may be passed through, in all, on the way to what one reference leads to. */
const MAX_HOPS = 100;

/** What is left for the reference that is followed: shared by all that are followed on its way. */
interface Route {
  hops: number;
}

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

  /**
   * What a reference leads to that is written in `home`, or why it leads nowhere.
   *
   * @param from - where in the file it is written: inside a schema with an `$id` it starts from there
   */
  async resolve(
    reference: string,
    home: SourceFile,
    from = "",
    route: Route = { hops: MAX_HOPS },
  ): Promise<Target | Refusal> {
    const hash = reference.indexOf("#");
    const path = hash < 0 ? reference : reference.slice(0, hash);
    // A URI may be a name that a schema here bears, also one that an $id around it makes of it: nothing is fetched for it.
    const mayBeName = hasScheme(reference) || this.#referencesOf(home).scopeAt(from).isIdentified;
    const named = mayBeName ? await this.#identified(reference, home, from, route) : undefined;
    if (named) return named;
    const file = path === "" ? home : await this.#files.open(path, home);
    if ("code" in file) return (await this.#identified(reference, home, from, route)) ?? file;
    const pointer = this.#pointerIn(file, hash < 0 ? "" : reference.slice(hash), path === "" ? from : "");
    const target = pointer === undefined ? undefined : await this.#walk(file, pointer, route);
    return target ?? dangling(reference, file);
  }

  #pointerIn(file: SourceFile, fragment: string, from: string): string | undefined {
    const pointer = decodeFragment(fragment.slice(1));
    const isName = pointer !== "" && !pointer.startsWith("/");
    return isName ? this.#referencesOf(file).pointerOf(fragment, from) : pointer;
  }

  /** A URI may be the `$id` of a schema that is there already (JSON Schema 2020-12 §8.2.1), or the document's `$self`. */
  async #identified(reference: string, home: SourceFile, from: string, route: Route): Promise<Target | undefined> {
    for (const file of new Set([home, this.#files.entry])) {
      const pointer = this.#referencesOf(file).pointerOf(reference, file === home ? from : "");
      if (pointer !== undefined) return await this.#walk(file, pointer, route);
    }
    return undefined;
  }

  /** Follows a pointer through a file and, where it passes through a `$ref`, on from there. */
  async #walk(file: SourceFile, pointer: string, route: Route): Promise<Target | undefined> {
    let at: Target | undefined = this.#placed(rootOf(file));
    for (const token of pointerTokens(pointer)) {
      for (let hop = 0; at && own(at.node, token) === undefined; hop++) {
        at = hop < MAX_HOPS ? await this.#through(at, route) : undefined;
      }
      if (!at) return undefined;
      at = this.#placed({ ...at, node: own(at.node, token), pointer: `${at.pointer}/${escapeToken(token)}` });
    }
    return at;
  }

  #placed(target: Target): Target {
    return (isObject(target.node) && this.#moved.get(target.node)) || target;
  }

  async #through({ node, home }: Target, route: Route): Promise<Target | undefined> {
    const known = isObject(node) ? this.#known.get(node) : undefined;
    const reference = own(node, "$ref");
    if (known || typeof reference !== "string" || route.hops-- <= 0) return known;
    const target = await this.resolve(reference, home, "", route);
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
