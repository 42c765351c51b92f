/** One piece of a segment that mixes text and parameters: text as it reads when decoded, or the place of a parameter. */
export type Piece = string | typeof hole;

/** Stands for a parameter in a segment; routes differ in the names that they give it, not in the shape. */
export const hole: unique symbol = Symbol("parameter");

/** One segment of a path template. */
export type Segment =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "template"; readonly pieces: readonly Piece[] }
  /** A parameter over the rest of the path, slashes included: `{path+}` (one segment or more) or `{path*}` (also none). */
  | { readonly kind: "rest"; readonly least: 0 | 1 };

/** A condition on the query, out of a path key such as "/queue?action=send". */
export interface QueryCondition {
  readonly name: string;
  /** `undefined` where any value will do: "?acl". */
  readonly value: string | undefined;
  /** The path parameter whose place this is: `q` of "?query={q}". */
  readonly parameter: string | undefined;
  /** Not so where the value is templated ("?q={q}"): the pair then only makes the route a better match. */
  readonly required: boolean;
}

/** A path key of the document taken apart. */
export interface PathTemplate {
  readonly segments: readonly Segment[];
  /** Names of the parameters as the template writes them, from left to right. */
  readonly names: readonly string[];
  readonly query: readonly QueryCondition[];
  /** What follows `#`; never part of a request, unless a client sends the character encoded. */
  readonly fragment: string | undefined;
}

/** Takes a path template apart. Any text is accepted: a brace without its partner is an ordinary character. */
export function parsePathTemplate(template: string): PathTemplate {
  const names: string[] = [];
  const [beforeFragment, fragment] = cut(template, "#");
  const [path, query] = cut(beforeFragment.replace(/\{[?&][^{}]*\}$/, ""), "?");
  const segments = splitOutsideBraces(path.startsWith("/") ? path.slice(1) : path, "/");
  return {
    segments: segments.map((segment) => parseSegment(segment, names)),
    names,
    query: query === undefined ? [] : parseConditions(query),
    fragment,
  };
}

/** A text percent-decoded, or as it is where that is impossible. */
export function decodeLeniently(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parseSegment(segment: string, names: string[]): Segment {
  const pieces: Piece[] = [];
  let rest = segment;
  for (let open = rest.indexOf("{"); open >= 0; open = rest.indexOf("{")) {
    const close = rest.indexOf("}", open);
    if (close <= open + 1) break;
    if (open > 0) pieces.push(decodeLeniently(rest.slice(0, open)));
    pieces.push(hole);
    names.push(rest.slice(open + 1, close));
    rest = rest.slice(close + 1);
  }
  if (rest !== "") pieces.push(decodeLeniently(rest));
  if (!pieces.includes(hole)) return { kind: "literal", text: decodeLeniently(segment) };
  if (pieces.length > 1) return { kind: "template", pieces };
  const name = names.at(-1) ?? "";
  // `{path+}` and `{path*}` are AWS's and RFC 6570's spellings, `{+path}` is RFC 6570's.
  if (name.endsWith("*")) return { kind: "rest", least: 0 };
  return name.endsWith("+") || name.startsWith("+") ? { kind: "rest", least: 1 } : { kind: "template", pieces };
}

/** The parameter's own name where the template decorates it: "path" for `{path+}`. */
export function plainName(name: string): string {
  return name.replace(/^\+|[+*]$/g, "");
}

/** The conditions that "action=send&acl" stands for. */
export function parseConditions(query: string): QueryCondition[] {
  return splitOutsideBraces(query, "&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const [name, value] = cut(pair, "=");
      const templated = value?.includes("{") ?? false;
      const parameter = /^\{([^{}]+)\}$/.exec(value ?? "")?.[1];
      return {
        name: decodeLeniently(name),
        value: value === undefined || templated ? undefined : decodeLeniently(value),
        parameter,
        required: !templated,
      };
    });
}

/** The text before and after the first separator that stands outside braces. */
function cut(text: string, separator: string): [string, string | undefined] {
  const [first = "", ...rest] = splitOutsideBraces(text, separator);
  return [first, rest.length === 0 ? undefined : rest.join(separator)];
}

function splitOutsideBraces(text: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === "{") {
      const close = text.indexOf("}", index);
      if (close > 0) index = close;
    } else if (text[index] === separator) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}
