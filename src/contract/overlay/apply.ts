import type { Diagnostics, Severity } from "../../base/diagnostic.ts";
import { escapeToken, isObject, own } from "../../base/json.ts";
import { DocumentError } from "../document/document-error.ts";
import { MAX_NESTING } from "../document/parse.ts";
import { OverlayFault } from "./budget.ts";
import type { JsonPath, Selected } from "./json-path.ts";
import { type Action, invalid, type Overlay } from "./overlay.ts";
import { isNode, type TargetDocument } from "./target-document.ts";

/**
 * Changes the document as the overlay says, one action after the other. What cannot be done is reported and left out.
 *
 * @throws {DocumentError} with the code "overlay-budget" when the overlay asks for more than a document may be.
 */
export function applyOverlay(overlay: Overlay, document: TargetDocument, diagnostics: Diagnostics): void {
  for (const [index, action] of overlay.actions.entries()) new Step(document, diagnostics, overlay, index).run(action);
}

/** One action of an overlay. */
class Step {
  readonly #document: TargetDocument;
  readonly #diagnostics: Diagnostics;
  readonly #overlay: Overlay;
  readonly #index: number;
  readonly #pointer: string;

  constructor(document: TargetDocument, diagnostics: Diagnostics, overlay: Overlay, index: number) {
    this.#document = document;
    this.#diagnostics = diagnostics;
    this.#overlay = overlay;
    this.#index = index;
    this.#pointer = `/x-helix-files/${overlay.file.index}/actions/${index}`;
  }

  run({ target, change }: Action): void {
    if (change.kind === "none") {
      this.#report(
        "overlay-action-empty",
        "warning",
        "",
        "this action changes nothing",
        "give it update, remove or copy",
      );
      return;
    }
    const selected = this.#select("target", target);
    if (selected.length === 0) return;
    if (change.kind === "remove") this.#remove(selected);
    else if (change.kind === "update") this.#update(selected, change.value, `${this.#pointer}/update`);
    else this.#copy(selected, change.from);
  }

  #select(field: "target" | "copy", path: JsonPath): readonly Selected[] {
    const selected = this.#bounded(field, () => this.#document.select(path));
    if (selected.length === 0) {
      const message = `nothing in the document matches ${path.text}`;
      this.#report("overlay-no-match", "warning", `/${field}`, message, "correct the JSONPath, or remove the action");
    }
    return selected;
  }

  #remove(selected: readonly Selected[]): void {
    const doomed = new Map<object, { keys: Set<string>; origin: string }>();
    for (const node of selected) {
      const holder = this.#document.holderOf(node);
      if (!holder) {
        this.#incompatible("the whole document cannot be removed", "/target");
        continue;
      }
      const origin = this.#document.originOf({ ...node, tokens: node.tokens.slice(0, -1) });
      const members = doomed.get(holder) ?? { keys: new Set(), origin };
      doomed.set(holder, members);
      members.keys.add(String(node.tokens.at(-1)));
    }
    for (const [holder, { keys, origin }] of doomed) this.#document.remove(holder, keys, origin);
  }

  #copy(selected: readonly Selected[], from: JsonPath): void {
    const sources = this.#select("copy", from);
    const [source] = sources;
    if (!source) return;
    if (sources.length > 1) {
      this.#incompatible(`${from.text} matches ${sources.length} values, and only one can be copied`, "/copy");
      return;
    }
    this.#update(selected, source.value, this.#document.originOf(source));
  }

  #update(selected: readonly Selected[], value: unknown, origin: string): void {
    // Copied before anything is merged: a copied node may lie around its own target.
    const copies = this.#bounded("", () =>
      selected.map(({ tokens }) => this.#document.copy(value, origin, MAX_NESTING - tokens.length)),
    );
    for (const [index, node] of selected.entries()) {
      const holder = this.#document.holderOf(node);
      const key = String(node.tokens.at(-1));
      this.#merge(
        node.value,
        copies[index],
        origin,
        holder && ((merged) => this.#document.place(holder, key, merged, origin)),
      );
    }
  }

  /**
   * Objects are merged key by key, lists grow, single values and null give way (Overlay 1.1 §4.4.3).
   *
   * @param replace puts something else in the place of `present`.
   */
  #merge(present: unknown, update: unknown, origin: string, replace: ((value: unknown) => void) | undefined): void {
    if (Array.isArray(present)) {
      this.#append(present, update, origin);
    } else if (isObject(present) && isObject(update)) {
      for (const [key, value] of Object.entries(update)) this.#mergeMember(present, key, value, origin);
    } else if (present === null || !(isNode(present) || isNode(update))) {
      replace?.(update);
    } else {
      this.#incompatible(`${kindOf(update)} cannot be merged into ${kindOf(present)}`, "");
    }
  }

  /** A list is appended item by item, anything else as one item. */
  #append(list: unknown[], update: unknown, origin: string): void {
    const items = Array.isArray(update) ? [...update.entries()] : [["", update] as const];
    for (const [index, item] of items) {
      this.#document.place(list, String(list.length), item, index === "" ? origin : `${origin}/${index}`);
    }
  }

  #mergeMember(holder: object, key: string, value: unknown, origin: string): void {
    const at = `${origin}/${escapeToken(key)}`;
    const replace = (merged: unknown): void => this.#document.place(holder, key, merged, at);
    if (!Object.hasOwn(holder, key)) replace(value);
    else if (Array.isArray(own(holder, key)) && !Array.isArray(value)) {
      this.#incompatible(`${kindOf(value)} cannot be merged into the list ${JSON.stringify(key)}`, "");
    } else this.#merge(own(holder, key), value, at, replace);
  }

  #bounded<Value>(field: string, run: () => Value): Value {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof OverlayFault)) throw error;
      const { file } = this.#overlay;
      const { where } = invalid(file, ["actions", String(this.#index), field], "", "");
      throw new DocumentError("overlay-budget", where, error.message, "write a more exact target", "overlay");
    }
  }

  #incompatible(message: string, field: string): void {
    const remedy = "give an update of the same kind as the target; this one is left out";
    this.#report("overlay-incompatible", "error", field, message, remedy);
  }

  #report(code: string, severity: Severity, field: string, message: string, remedy: string): void {
    this.#diagnostics.add({ code, severity, pointer: this.#pointer + field, message, remedy });
  }
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return isObject(value) ? "an object" : `the single value ${JSON.stringify(value)}`;
}
