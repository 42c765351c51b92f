import type { TextTree } from "./coerce.ts";
import { decodeFormValue, type Pairs, type Separator } from "./pairs.ts";

/** Names nested deeper than this are not read: no schema asks for it, and every level costs stack. */
const MAX_BRACKETS = 32;

/**
 * Reads `filter[status]=open&filter[size][min]=2&filter[tag][]=a` (OAS 3.1 §4.8.12.4). OpenAPI defines one level and
 * scalars; what clients write beyond that is read as they mean it.
 *
 * @param separator - "." reads `filter.status=open&filter.size.min=2` instead
 * @returns `undefined` where no name belongs to the parameter or one of them is malformed.
 * @throws {URIError} where a value is not percent-encoded UTF-8.
 */
export function readDeepObject(
  pairs: Pairs,
  parameter: string,
  decode: (raw: string) => string = decodeFormValue,
  separator: Separator = "[",
): ReadonlyMap<string, TextTree> | undefined {
  const root: Branch = new Map();
  for (const name of pairs.below(parameter, separator)) {
    const rest = name.slice(parameter.length);
    const path = separator === "[" ? bracketPath(rest) : dottedPath(rest);
    if (!path) return undefined;
    const values = pairs.all(name).map((value) => decode(value));
    if (!place(root, path, values.length === 1 && path.at(-1) !== "" ? (values[0] ?? "") : values)) return undefined;
  }
  return root.size === 0 ? undefined : root;
}

type Branch = Map<string, Branch | string | readonly string[]>;

/** "[a][b]" → ["a", "b"]. */
function bracketPath(text: string): string[] | undefined {
  if (!text.endsWith("]")) return undefined;
  const path = text.slice(1, -1).split("][");
  return path.length <= MAX_BRACKETS ? path : undefined;
}

/** ".a.b" → ["a", "b"]. */
function dottedPath(text: string): string[] | undefined {
  const path = text.slice(1).split(".");
  return path.length <= MAX_BRACKETS && !path.includes("") ? path : undefined;
}

/** `a[]` keeps its values below the empty name until the schema says whether an array is meant. */
function place(root: Branch, path: readonly string[], value: string | readonly string[]): boolean {
  let branch = root;
  for (const name of path.slice(0, -1)) {
    const next = branch.get(name) ?? new Map();
    if (!(next instanceof Map)) return false;
    branch.set(name, next);
    branch = next;
  }
  const last = path.at(-1) ?? "";
  if (branch.has(last)) return false;
  branch.set(last, value);
  return true;
}
