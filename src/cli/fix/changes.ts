import { escapeToken, isObject, type JsonValue, own, setOwn } from "../../base/json.ts";

/** Keys of objects are strings, indices of lists numbers. */
export type Path = readonly (string | number)[];

/** One difference between two values. A side that has nothing there is `undefined`. */
export interface Change {
  readonly path: Path;
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
}

export function pointerOf(path: Path): string {
  return path.map((token) => `/${escapeToken(token)}`).join("");
}

/** What turns one value into another: members of objects, and items of lists that are as long as each other. */
export function changesBetween(before: JsonValue, after: JsonValue, path: Path = []): Change[] {
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => memberChanges(own(before, key), own(after, key), [...path, key]));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item, index) => memberChanges(item, after[index], [...path, index]));
  }
  return isSame(before, after) ? [] : [{ path, before, after }];
}

function memberChanges(before: unknown, after: unknown, path: Path): Change[] {
  if (before !== undefined && after !== undefined) return changesBetween(before as JsonValue, after as JsonValue, path);
  return [{ path, before: before as JsonValue | undefined, after: after as JsonValue | undefined }];
}

/** Makes a change in a value that nobody else holds. */
export function applyChange(root: object, { path, after }: Change): void {
  const key = path.at(-1);
  const holder = valueAt(root, path.slice(0, -1));
  if (key === undefined || typeof holder !== "object" || holder === null) return;
  if (after === undefined) Reflect.deleteProperty(holder, key);
  else setOwn(holder, String(key), after);
}

export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce((value: unknown, token) => own(value, String(token)), root);
}

export function isSame(left: unknown, right: unknown): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}

/** A JSON Pointer as a path into a value: tokens that index a list there become numbers. */
export function pathIn(root: unknown, tokens: readonly string[]): Path {
  let holder = root;
  return tokens.map((token) => {
    const step = Array.isArray(holder) ? Number(token) : token;
    holder = own(holder, token);
    return step;
  });
}
