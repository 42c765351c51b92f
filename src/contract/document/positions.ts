import type { SourcePosition } from "../../base/diagnostic.ts";
import type { Member, Outline } from "./outline.ts";
import { jsonOutline } from "./outline-json.ts";
import { yamlOutline } from "./outline-yaml.ts";
import type { Syntax } from "./parse.ts";
import { lineAndColumn } from "./text-position.ts";

/** Where the values of one text stand. */
export class Positions {
  readonly #outline: Outline;
  readonly #text: string;
  readonly #members = new Map<number, Map<string, Member>>();

  constructor(text: string, syntax: Syntax) {
    this.#outline = syntax === "json" ? jsonOutline(text) : yamlOutline(text);
    this.#text = text;
  }

  /** The place of a value, or of its nearest ancestor that stands in the text. */
  find(tokens: readonly string[]): SourcePosition {
    let at = this.#outline.root;
    for (const token of tokens) {
      const member = this.#membersOf(at.value).get(token);
      if (!member) break;
      at = member;
    }
    return lineAndColumn(this.#text, at.offset);
  }

  #membersOf(value: number): Map<string, Member> {
    let members = this.#members.get(value);
    if (!members) {
      members = this.#outline.membersOf(value);
      this.#members.set(value, members);
    }
    return members;
  }
}
