import { escapeToken, own, pointerTokens } from "../../base/json.ts";

/**
 * Where loading moved things: node of the finished document → the place it was written at, as a pointer
 * `/x-helix-files/<n>/…` into another file or a plain one into the entry. What is below a node moved with it.
 */
export class Origins extends Map<object, string> {
  readonly #members = new Map<object, Map<string, string>>();

  /** The same for a member that is no object, and so is known by its holder only. */
  setMember(holder: object, key: string, origin: string): void {
    const members = this.#members.get(holder) ?? new Map();
    this.#members.set(holder, members.set(key, origin));
  }

  /** Where a place of `document` was written. */
  of(document: unknown, pointer: string): string {
    let node = document;
    let origin = "";
    for (const token of pointerTokens(pointer)) {
      const member = own(node, token);
      const isNode = typeof member === "object" && member !== null;
      const moved = isNode ? this.get(member) : this.#members.get(node as object)?.get(token);
      origin = moved ?? `${origin}/${escapeToken(token)}`;
      node = member;
    }
    return origin;
  }
}
