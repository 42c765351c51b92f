import { isObject, type JsonObject, type JsonValue, setOwn } from "../../base/json.ts";
import { applyChange, isSame, type Path, valueAt } from "./changes.ts";
import type { Fix } from "./fix.ts";

/** An Action Object of an overlay (Overlay Specification 1.0, Action Object). */
interface Action {
  readonly target: string;
  readonly remove?: true;
  readonly update?: JsonObject;
}

/**
 * An OpenAPI Overlay that makes the fixes. An update merges, so what is no single value is removed first; lists can
 * only grow, so one that changes is replaced as a whole.
 *
 * @param entry - the document as it is written; is changed
 * @returns `undefined` where no fix is in the reach of an overlay
 */
export function fixOverlay(fixes: readonly Fix[], entry: object, name: string): object | undefined {
  const before = structuredClone(entry);
  const members: Path[] = [];
  for (const { changes, at } of fixes) {
    for (const change of at === undefined ? [] : changes) {
      const path = [...(at ?? []), ...change.path];
      applyChange(entry, { ...change, path });
      members.push(memberAround(path));
    }
  }
  const actions = actionsFor(outermost(members), before, entry);
  if (actions.length === 0) return undefined;
  const info = { title: `Corrections of ${name}`, version: "1.0.0" };
  return { overlay: "1.0.0", info, actions };
}

function actionsFor(members: readonly Path[], before: object, after: object): Action[] {
  const removals: Action[] = [];
  const updates = new Map<string, JsonObject>();
  for (const path of members) {
    const written = valueAt(before, path) as JsonValue | undefined;
    const corrected = valueAt(after, path) as JsonValue | undefined;
    if (isSame(written, corrected)) continue;
    const isMerged = corrected !== undefined && !isStructure(written) && !isStructure(corrected);
    if (written !== undefined && !isMerged) removals.push({ target: normalisedPath(path), remove: true });
    if (corrected === undefined) continue;
    const target = normalisedPath(path.slice(0, -1));
    const update = updates.get(target) ?? {};
    setOwn(update, String(path.at(-1)), corrected);
    updates.set(target, update);
  }
  return [...removals, ...[...updates].map(([target, update]) => ({ target, update }))];
}

function isStructure(value: unknown): boolean {
  return isObject(value) || Array.isArray(value);
}

/** The place itself, or the member of an object that holds the list that it is an item of. */
function memberAround(path: Path): Path {
  let end = path.length;
  while (typeof path[end - 1] === "number") end--;
  return path.slice(0, end);
}

/** Each path once, without those that lie below another one. */
function outermost(paths: readonly Path[]): Path[] {
  const known = new Map(paths.map((path) => [JSON.stringify(path), path]));
  return [...known.values()].filter((path) => {
    return !path.some((_, length) => known.has(JSON.stringify(path.slice(0, length))));
  });
}

/** A Normalized Path (RFC 9535 §2.7), e.g. `$['paths']['/pets']['get']`. */
export function normalisedPath(path: Path): string {
  return `$${path.map((token) => (typeof token === "number" ? `[${token}]` : `['${escaped(token)}']`)).join("")}`;
}

const escapes: Readonly<Record<string, string>> = {
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\f": "\\f",
  "\r": "\\r",
  "'": "\\'",
  "\\": "\\\\",
};

function escaped(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to be escaped
  return name.replace(/[\u0000-\u001f'\\]/g, (character) => {
    return escapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
