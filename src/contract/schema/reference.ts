import { atPointer, isObject, own } from "../../base/json.ts";

/** The longest chain of `$ref` → `$ref` that is followed before it counts as a loop. */
const MAX_CHAIN = 100;

/** Loading rewrites references that lead nowhere to places below this one, and reports each as it was written. */
export const DANGLING_POINTER = "/x-helix-dangling";

/** Whether a reference is known to lead nowhere and has its diagnostic already. */
export function isKnownDangling(reference: string): boolean {
  return reference.startsWith(`#${DANGLING_POINTER}/`);
}

/** Resolves references inside one bundled document (RFC 6901, OAS 3.1 §4.8.23). Nothing outside it is ever reached. */
export class References {
  readonly #document: unknown;
  #identified: Map<string, string> | undefined;

  constructor(document: unknown) {
    this.#document = document;
  }

  /**
   * The JSON Pointer that a reference names: "#/a/b" directly, "#name" by `$anchor` or `$dynamicAnchor`, anything else
   * by `$id`. `undefined` where nothing stands there.
   */
  pointerOf(reference: string): string | undefined {
    const pointer = reference.startsWith("#") ? this.#fragment(reference.slice(1)) : this.#byId(reference);
    return pointer !== undefined && this.at(pointer) !== undefined ? pointer : undefined;
  }

  at(pointer: string): unknown {
    return atPointer(this.#document, pointer);
  }

  /**
   * Follows `$ref` until something else stands there: for every object but schemas, whose siblings matter.
   *
   * @returns the node and where it stands, or the reference that leads nowhere.
   */
  follow(node: unknown, pointer: string): { node: unknown; pointer: string } | { dangling: string } {
    let at = { node, pointer };
    for (let step = 0; step < MAX_CHAIN; step++) {
      const reference = own(at.node, "$ref");
      if (typeof reference !== "string") return at;
      const target = this.pointerOf(reference);
      if (target === undefined) return { dangling: reference };
      at = { node: this.at(target), pointer: target };
    }
    return { dangling: String(own(at.node, "$ref")) };
  }

  #fragment(fragment: string): string | undefined {
    const decoded = decodeFragment(fragment);
    if (decoded === "" || decoded.startsWith("/")) return decoded;
    return this.#index().get(`#${decoded}`);
  }

  #byId(reference: string): string | undefined {
    const hash = reference.indexOf("#");
    const base = hash < 0 ? reference : reference.slice(0, hash);
    const found = this.#index().get(base);
    if (found === undefined || hash < 0) return found;
    const fragment = decodeFragment(reference.slice(hash + 1));
    return fragment.startsWith("/") || fragment === "" ? found + fragment : this.#index().get(`#${fragment}`);
  }

  /** `$id`s and anchors are rare: the walk that finds them is made once, and only for a reference that needs it. */
  #index(): Map<string, string> {
    if (this.#identified) return this.#identified;
    const index = new Map<string, string>();
    collectIdentifiers(this.#document, index);
    this.#identified = index;
    return index;
  }
}

/** A fragment is percent-encoded (RFC 3986 §3.5); one that is not well formed is taken as it stands. */
export function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function collectIdentifiers(document: unknown, index: Map<string, string>): void {
  const pending: { node: unknown; pointer: string }[] = [{ node: document, pointer: "" }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, pointer } = next;
    if (isObject(node)) {
      remember(index, own(node, "$id"), "", pointer);
      remember(index, own(node, "$self"), "", pointer);
      remember(index, own(node, "$anchor"), "#", pointer);
      remember(index, own(node, "$dynamicAnchor"), "#", pointer);
    }
    if (typeof node !== "object" || node === null) continue;
    for (const [key, child] of Object.entries(node)) {
      if (typeof child === "object" && child !== null) {
        pending.push({ node: child, pointer: `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}` });
      }
    }
  }
}

function remember(index: Map<string, string>, name: unknown, prefix: string, pointer: string): void {
  if (typeof name === "string" && !index.has(prefix + name)) index.set(prefix + name, pointer);
}
