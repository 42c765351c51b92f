/** Small tools for reading plain trees that nobody vouches for. */

export type Tree = Readonly<Record<string, unknown>>;

export function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Own member of an object or array, or `undefined`. */
export function member(node: unknown, key: string): unknown {
  if (typeof node !== "object" || node === null || !Object.hasOwn(node, key)) return undefined;
  return (node as Tree)[key];
}

export function text(node: unknown, key: string): string | undefined {
  const value = member(node, key);
  return typeof value === "string" ? value : undefined;
}

export function entries(node: unknown): [string, unknown][] {
  return isTree(node) ? Object.entries(node) : [];
}

export function list(node: unknown): readonly unknown[] {
  return Array.isArray(node) ? node : [];
}

/** Appends reference tokens to a JSON Pointer (RFC 6901). */
export function join(pointer: string, ...tokens: readonly (string | number)[]): string {
  return tokens.reduce<string>(
    (path, token) => `${path}/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`,
    pointer,
  );
}

/** Walks a JSON Pointer; `undefined` where nothing stands. */
export function walk(root: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .reduce((node: unknown, token) => member(node, token.replaceAll("~1", "/").replaceAll("~0", "~")), root);
}
