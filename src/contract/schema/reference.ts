import { atPointer, isObject, own } from "../../base/json.ts";
import { Identifiers } from "./identifiers.ts";
import type { SchemaDialect } from "./schema-dialect.ts";
import { resolveUri, type SchemaScope, scopeAt } from "./schema-scope.ts";

/** The longest chain of `$ref` → `$ref` that is followed before it counts as a loop. */
const MAX_CHAIN = 100;

/** Loading rewrites references that lead nowhere to places below this one, and reports each as it was written. */
export const DANGLING_POINTER = "/x-helix-dangling";

/** Whether a reference is known to lead nowhere and has its diagnostic already. */
export function isKnownDangling(reference: string): boolean {
  return reference.startsWith(`#${DANGLING_POINTER}/`);
}

/** A node of the document and where it stands. */
interface Found {
  readonly node: unknown;
  readonly pointer: string;
}

/** Resolves references inside one bundled document (RFC 6901, OAS 3.1 §4.8.23). Nothing outside it is ever reached. */
export class References {
  readonly #document: unknown;
  #identifiers: Identifiers | undefined;
  #hasDynamic: boolean | undefined;
  /** What each reference leads to, where it is the same everywhere. */
  readonly #known: Map<string, Found | undefined> | undefined;

  /**
   * @param isPlain - whether no schema bears a name or says its dialect, and the document stays as it is: a reference
   *   then leads to the same place wherever it is written
   */
  constructor(document: unknown, isPlain = false) {
    this.#document = document;
    this.#known = isPlain ? new Map() : undefined;
  }

  /**
   * The JSON Pointer that a reference names. Inside a schema with an `$id` it starts from there (JSON Schema 2020-12
   * §8.2); where nothing stands there, "#/…" is read from the document's root, as it is often meant.
   *
   * @param from - where the reference is written (JSON Pointer)
   * @returns `undefined` where nothing stands there
   */
  pointerOf(reference: string, from = ""): string | undefined {
    return this.#find(reference, from)?.pointer;
  }

  at(pointer: string): unknown {
    return atPointer(this.#document, pointer);
  }

  scopeAt(pointer: string): SchemaScope {
    return scopeAt(this.#document, pointer);
  }

  /** The dialect that the document names for a place; `undefined` where it names none that is known. */
  dialectAt(pointer: string): SchemaDialect | undefined {
    return this.#known ? undefined : this.scopeAt(pointer).dialect;
  }

  /**
   * Follows `$ref` until something else stands there: for every object but schemas, whose siblings matter.
   *
   * @returns the node and where it stands, or the reference that leads nowhere.
   */
  follow(node: unknown, pointer: string): Found | { dangling: string } {
    let at: Found = { node, pointer };
    for (let step = 0; step < MAX_CHAIN; step++) {
      const reference = own(at.node, "$ref");
      if (typeof reference !== "string") return at;
      const target = this.#find(reference, at.pointer);
      if (target === undefined) return { dangling: reference };
      at = target;
    }
    return { dangling: String(own(at.node, "$ref")) };
  }

  /** Whether anything in the document refers dynamically. One look at every key, and no more for most documents. */
  get hasDynamicReferences(): boolean {
    this.#hasDynamic ??= hasKey(this.#document, new Set(["$dynamicRef", "$recursiveRef"]));
    return this.#hasDynamic;
  }

  /** Names are rare: the walk that finds them is made once, and only for a reference that needs it. */
  get identifiers(): Identifiers {
    this.#identifiers ??= new Identifiers(this.#document);
    return this.#identifiers;
  }

  #find(reference: string, from: string): Found | undefined {
    if (!this.#known || !reference.startsWith("#/")) return this.#resolve(reference, from);
    if (!this.#known.has(reference)) this.#known.set(reference, this.#resolve(reference, ""));
    return this.#known.get(reference);
  }

  #resolve(reference: string, from: string): Found | undefined {
    const pointer = reference.startsWith("#")
      ? this.#fragment(decodeFragment(reference.slice(1)), from)
      : this.#byUri(reference, from);
    const node = pointer === undefined ? undefined : this.at(pointer);
    return pointer === undefined || node === undefined ? undefined : { node, pointer };
  }

  #fragment(fragment: string, from: string): string | undefined {
    const { resource, isIdentified } = this.scopeAt(from);
    if (fragment !== "" && !fragment.startsWith("/")) return this.identifiers.anchor(fragment, resource);
    const inside = isIdentified ? resource + fragment : fragment;
    return this.at(inside) === undefined ? fragment : inside;
  }

  #byUri(reference: string, from: string): string | undefined {
    const hash = reference.indexOf("#");
    const [written, encoded] = hash < 0 ? [reference, ""] : [reference.slice(0, hash), reference.slice(hash + 1)];
    const { uris } = this.identifiers;
    const found = uris.get(resolveUri(written, this.scopeAt(from).base)) ?? uris.get(written);
    const fragment = decodeFragment(encoded);
    if (found === undefined) return undefined;
    if (fragment === "" || fragment.startsWith("/")) return found + fragment;
    return this.identifiers.anchor(fragment, this.scopeAt(found).resource);
  }
}

/** A fragment is percent-encoded (RFC 3986 §3.5); one that is not well formed is taken as it stands. */
export function decodeFragment(fragment: string): string {
  if (!fragment.includes("%")) return fragment;
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function hasKey(root: unknown, keys: ReadonlySet<string>): boolean {
  const pending: unknown[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const [key, child] of Object.entries(node as object)) {
      if (keys.has(key) && typeof child === "string") return true;
      if (isObject(child) || Array.isArray(child)) pending.push(child);
    }
  }
  return false;
}
