import type { Document } from "../corpus/judge/document.ts";
import { entries, isTree, list, member } from "../corpus/judge/tree.ts";
import { plain } from "./resources.ts";

/** Says whether a document's own examples show a member of this name with this value. */
export type Shown = (name: string, value: unknown) => boolean;

/**
 * The members that the document's examples show, each with its values. A person may find a value odd, but where the
 * document itself gives it, a mock that repeats it is right.
 */
export function shownIn(document: Document): Shown {
  const found = new Set<string>();
  collect(document.at(document.root), "", false, found);
  return (name, value) => found.has(keyOf(name, value));
}

function collect(node: unknown, name: string, isExample: boolean, found: Set<string>): void {
  if (Array.isArray(node)) for (const item of node) collect(item, name, isExample, found);
  else if (isTree(node)) {
    if (!isExample) for (const value of [member(node, "example"), ...list(member(node, "examples"))]) add(name, value);
    for (const [key, inner] of entries(node)) collect(inner, key, isExample || /^examples?$/.test(key), found);
  } else if (isExample) add(name, node);

  function add(owner: string, value: unknown): void {
    for (const each of Array.isArray(value) ? value : [value]) found.add(keyOf(owner, each));
  }
}

function keyOf(name: string, value: unknown): string {
  return `${plain(name)} ${JSON.stringify(value)}`;
}
