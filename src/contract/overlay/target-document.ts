import { escapeToken, own, setOwn } from "../../base/json.ts";
import type { Origins } from "../document/origins.ts";
import { MAX_NESTING } from "../document/parse.ts";
import { OverlayFault } from "./budget.ts";
import type { JsonPath, Selected } from "./json-path.ts";

/** How many values the overlays of one document may bring in: a few copies on top of each other make billions. */
const MAX_ADDED_VALUES = 1_000_000;

/** A document that overlays change in place. It remembers where each part of it is written. */
export class TargetDocument {
  readonly #root: object;
  readonly #origins: Origins;
  #added = 0;

  /** @param root must share no node within itself, or one change would show in several places. */
  constructor(root: object, origins: Origins) {
    this.#root = root;
    this.#origins = origins;
  }

  /** @throws {OverlayFault} when that takes too long. */
  select(path: JsonPath): readonly Selected[] {
    return path.select(this.#root);
  }

  /** The object or list that holds a selected node; `undefined` for the root. */
  holderOf({ tokens }: Selected): object | undefined {
    if (tokens.length === 0) return undefined;
    let holder: unknown = this.#root;
    for (const token of tokens.slice(0, -1)) holder = own(holder, String(token));
    return holder as object;
  }

  originOf({ tokens }: Selected): string {
    return this.#origins.of(this.#root, tokens.map((token) => `/${escapeToken(token)}`).join(""));
  }

  /** Takes members out of their object or list. */
  remove(holder: object, keys: ReadonlySet<string>, origin: string): void {
    if (!Array.isArray(holder)) {
      for (const key of keys) delete (holder as Record<string, unknown>)[key];
      return;
    }
    for (const [index, item] of holder.entries()) {
      if (isNode(item) && !this.#origins.has(item)) this.#origins.set(item, `${origin}/${index}`);
    }
    const kept = holder.filter((_, index) => !keys.has(String(index)));
    holder.splice(0, holder.length, ...kept);
  }

  /** Puts a value that {@link copy} gave under a key. */
  place(holder: object, key: string, value: unknown, origin: string): void {
    setOwn(holder, key, value);
    if (!isNode(value)) this.#origins.setMember(holder, key, origin);
  }

  /**
   * A copy that nothing else shares, with where each of its nodes is written.
   *
   * @throws {OverlayFault} over the budget, or where it is deeper than this many levels.
   */
  copy(value: unknown, origin: string, levels: number): unknown {
    if (++this.#added > MAX_ADDED_VALUES) throw new OverlayFault(`adds more than ${MAX_ADDED_VALUES} values`);
    if (!isNode(value)) return value;
    if (levels === 0) throw new OverlayFault(`nests the document deeper than ${MAX_NESTING} levels`);
    const copied: object = Array.isArray(value) ? [] : {};
    for (const [key, member] of Object.entries(value)) {
      setOwn(copied, key, this.copy(member, `${origin}/${escapeToken(key)}`, levels - 1));
    }
    this.#origins.set(copied, this.#origins.get(value) ?? origin);
    return copied;
  }
}

export function isNode(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
