import type { Diagnostics } from "../../base/diagnostic.ts";
import { escapeToken, isObject, own, pointerTokens, setOwn } from "../../base/json.ts";
import { DANGLING_POINTER, decodeFragment } from "../schema/reference.ts";
import { FILES_POINTER, fileUri } from "../schema/schema-scope.ts";
import type { DocumentFiles } from "./document-files.ts";
import type { Origins } from "./origins.ts";
import type { Refusal } from "./reference-place.ts";
import { findReferences, type ReferenceSite, type Role, roleBelow } from "./reference-site.ts";
import type { SourceFile } from "./source-file.ts";
import { rootOf, type Target, Targets } from "./target.ts";

/** What may be mounted, and how many levels below the entry that reaches: 3 is `components/schemas/Pet`. */
const CONTAINERS = {
  paths: 1,
  webhooks: 1,
  components: 3,
  definitions: 2,
  parameters: 1,
  responses: 1,
  securityDefinitions: 1,
};

/** The longest chain of references that is followed to mount what stands at its end. */
const MAX_CHAIN = 20;

export interface Bundle {
  /** Number → tree of each file that is still referred to; to be hung into the document at {@link FILES_POINTER}. */
  readonly trees: Readonly<Record<string, unknown>>;
  /** The ones that bundling was given, with what it mounted. */
  readonly origins: Origins;
}

/**
 * Makes every reference of the entry, and of whatever it reaches, one inside the bundled document. Rewrites the
 * files' trees in place; only what is reached is searched, so an unused part of a file is never followed.
 *
 * A container or component that consists of nothing but a reference to a file gives way to what it refers to (it is
 * *mounted*): the schema in `pet.yaml` is then `#/components/schemas/Pet` to everybody, a name that a discriminator
 * can use.
 *
 * @param rename turns a place of the entry into its final place, where a later step moves it.
 */
export async function bundle(
  files: DocumentFiles,
  origins: Origins,
  diagnostics: Diagnostics,
  rename: (pointer: string) => string,
): Promise<Bundle> {
  return await new Bundler(files, origins, diagnostics, rename).run();
}

class Bundler {
  readonly #files: DocumentFiles;
  readonly #diagnostics: Diagnostics;
  readonly #rename: (pointer: string) => string;
  readonly #targets: Targets;
  readonly #origins: Origins;
  readonly #trees: Record<string, unknown> = {};
  readonly #mounts: { target: Target; role: Role }[] = [];
  /** Every place around what was mounted, where that came from. */
  readonly #aroundMounted = new Set<string>();
  readonly #seen = new Set<object>();
  readonly #sites: { site: ReferenceSite; home: SourceFile }[] = [];
  #dangling = 0;

  constructor(files: DocumentFiles, origins: Origins, diagnostics: Diagnostics, rename: (pointer: string) => string) {
    this.#files = files;
    this.#origins = origins;
    this.#diagnostics = diagnostics;
    this.#rename = rename;
    this.#targets = new Targets(files);
  }

  async run(): Promise<Bundle> {
    const { entry } = this.#files;
    for (const [key, levels] of Object.entries(CONTAINERS)) {
      await this.#mount(key, levels, { target: rootOf(entry), role: "keywords" });
    }
    // The innermost first: each is searched with the file that it is written in as its home.
    for (const { target, role } of this.#mounts.reverse()) this.#search(target, role);
    this.#search(rootOf(entry), "keywords");
    // The list grows while it is read: what a reference reaches is searched for more of them.
    for (const { site, home } of this.#sites) {
      const target = await this.#targets.resolve(site.reference, home, placeInFile(site, home));
      if ("code" in target) this.#leave(site, home, target);
      else this.#point(site, home, target);
    }
    return { trees: this.#trees, origins: this.#origins };
  }

  #search({ node, pointer, home }: Target, role: Role): void {
    findReferences(node, role, pointer, this.#seen, (site) => this.#sites.push({ site, home }));
  }

  #point(site: ReferenceSite, home: SourceFile, target: Target): void {
    if (site.key === "$ref") this.#targets.settle(site.holder, target);
    const pointer = isForeign(target.pointer) ? target.pointer : this.#rename(target.pointer);
    if (isForeign(pointer)) this.#attach(Number(pointerTokens(pointer)[1]));
    const isUnchanged = home === this.#files.entry && decodeFragment(site.reference) === `#${pointer}`;
    if (site.key === "$dynamicRef") pointDynamically(site, home, target);
    else if (!isUnchanged) setOwn(site.holder, site.key, `#${pointer.replaceAll("%", "%25")}`);
    this.#search(target, site.role);
  }

  #attach(index: number): void {
    this.#trees[index] = this.#files.all[index]?.value;
  }

  /** What dangles inside the entry is left as it is: compiling tells whether anything needs it. */
  #leave(site: ReferenceSite, home: SourceFile, refusal: Refusal): void {
    if (home === this.#files.entry && site.reference.startsWith("#")) return;
    this.#diagnostics.add({ severity: "error", pointer: site.pointer, ...refusal });
    setOwn(site.holder, site.key, `#${DANGLING_POINTER}/${this.#dangling++}`);
  }

  async #mount(key: string, levels: number, parent: { target: Target; role: Role }): Promise<void> {
    const holder = parent.target.node;
    const value = own(holder, key);
    const role = roleBelow(parent.role, key, value);
    if (!isObject(holder) || !isObject(value) || role === undefined) return;
    const pointer = `${parent.target.pointer}/${escapeToken(key)}`;
    let target: Target = { node: value, pointer, home: parent.target.home };
    const foreign = await this.#mountable(target);
    if (foreign) {
      target = { ...foreign, pointer };
      setOwn(holder, key, foreign.node);
      this.#targets.move(foreign.node, target);
      this.#origins.set(foreign.node, foreign.pointer);
      for (let at = parentOf(foreign.pointer); at !== ""; at = parentOf(at)) this.#aroundMounted.add(at);
      this.#mounts.push({ target, role });
    }
    if (levels === 1) return;
    for (const name of Object.keys(target.node as object)) await this.#mount(name, levels - 1, { target, role });
  }

  /** What stands at the end of a chain of bare references, if that is a part of another file that has no place yet. */
  async #mountable(start: Target): Promise<(Target & { node: object }) | undefined> {
    let at = start;
    for (let step = 0; step < MAX_CHAIN && isBareReference(at.node); step++) {
      const next = await this.#targets.resolve(at.node.$ref, at.home);
      if ("code" in next) return undefined;
      at = next;
    }
    const { node, pointer } = at;
    if (!isForeign(pointer) || !isObject(node) || isBareReference(node)) return undefined;
    // A tree of which a part is mounted already would come to hold itself.
    return this.#aroundMounted.has(pointer) ? undefined : { ...at, node };
  }
}

/** Keeps the name of the anchor, on which it depends where the reference leads: only the file gets another URI. */
function pointDynamically({ holder, key, reference }: ReferenceSite, home: SourceFile, target: Target): void {
  if (target.home === home || reference.startsWith("#")) return;
  setOwn(holder, key, fileUri(target.home.index) + reference.slice(reference.indexOf("#")));
}

/** Where a reference stands in its own file; unknown below a node that was mounted elsewhere. */
function placeInFile({ pointer }: ReferenceSite, home: SourceFile): string {
  const root = rootOf(home).pointer;
  return pointer.startsWith(`${root}/`) ? pointer.slice(root.length) : "";
}

function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf("/"));
}

function isForeign(pointer: string): boolean {
  return pointer.startsWith(`${FILES_POINTER}/`);
}

function isBareReference(node: unknown): node is { $ref: string } {
  return isObject(node) && typeof own(node, "$ref") === "string" && Object.keys(node).length === 1;
}
