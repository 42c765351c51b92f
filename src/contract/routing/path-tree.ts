import type { Operation } from "../operation.ts";
import { hole, type PathTemplate, type Piece, type Segment } from "./path-template.ts";

/** One operation at one place of the tree. */
export interface Route {
  readonly operation: Operation;
  readonly template: PathTemplate;
  /** Of the parameters in the template, as the operation declares them. */
  readonly names: readonly string[];
  /** The base path under which it stands here, or "". */
  readonly prefix: string;
  /** Where it stood in the document: the last of the tie-breakers. */
  readonly order: number;
}

/** One segment of a target: as sent, and percent-decoded. */
export interface TargetSegment {
  readonly raw: string;
  readonly text: string;
}

/** Called where a path ends on routes, most literal first; answers whether the search is over. */
export type Visitor = (routes: readonly Route[], values: readonly string[]) => boolean;

interface TemplateEdge {
  readonly shape: string;
  readonly pieces: readonly Piece[];
  readonly node: PathTree;
}

/**
 * Routes by their segments: a look-up takes time in the length of the path, not in the number of routes. No regular
 * expression is made from the document.
 */
export class PathTree {
  readonly routes: Route[] = [];
  readonly #literals = new Map<string, PathTree>();
  /** The most literal text first. */
  readonly #templates: TemplateEdge[] = [];
  readonly #templatesByShape = new Map<string, TemplateEdge>();
  readonly #rests = new Map<0 | 1, PathTree>();

  insert(segments: readonly Segment[], route: Route): void {
    let node: PathTree = this;
    for (const segment of segments) node = node.#child(segment);
    node.routes.push(route);
  }

  /** Visits all routes whose path fits, the most literal (compared from the left) first, until the visitor is content. */
  search(target: readonly TargetSegment[], visit: Visitor): boolean {
    return this.#search({ target, visit, values: [], seen: undefined }, 0);
  }

  #search(state: SearchState, index: number): boolean {
    // Behind a `{rest+}` one place is reached with many splits of the path; what failed there once fails again.
    if (state.seen && !firstTime(state.seen, this, index)) return false;
    const segment = state.target[index];
    const found = segment === undefined ? this.#visitRoutes(state) : this.#searchSegment(state, index, segment);
    return found || this.#searchRests(state, index);
  }

  #visitRoutes(state: SearchState): boolean {
    return this.routes.length > 0 && state.visit(this.routes, state.values);
  }

  #searchSegment(state: SearchState, index: number, segment: TargetSegment): boolean {
    const literal = this.#literals.get(segment.text);
    const found = literal ? literal.#search(state, index + 1) : false;
    if (found) return true;
    return this.#templates.some(({ pieces, node }) => {
      const values = splitSegment(segment, pieces);
      return values !== undefined && bind(state, values, () => node.#search(state, index + 1));
    });
  }

  #searchRests(state: SearchState, index: number): boolean {
    if (this.#rests.size === 0) return false;
    const seen = state.seen;
    state.seen ??= new Map();
    const found = ([1, 0] as const).some((least) => this.#searchRest(state, index, least));
    state.seen = seen;
    return found;
  }

  /** Lets the parameter take as many segments as it can. */
  #searchRest(state: SearchState, index: number, least: 0 | 1): boolean {
    const node = this.#rests.get(least);
    if (!node) return false;
    for (let end = state.target.length; end >= index + least; end--) {
      const value = state.target.slice(index, end).map((segment) => segment.raw);
      if (least === 1 && value.every((raw) => raw === "")) continue;
      if (bind(state, [value.join("/")], () => node.#search(state, end))) return true;
    }
    return false;
  }

  #child(segment: Segment): PathTree {
    if (segment.kind === "literal") return childOf(this.#literals, segment.text);
    if (segment.kind === "rest") return childOf(this.#rests, segment.least);
    // Length prefixes keep `{a}x{b}` and a literal that looks alike apart.
    const shape = segment.pieces.map((piece) => (piece === hole ? "?" : `${piece.length}:${piece}`)).join("");
    const known = this.#templatesByShape.get(shape);
    if (known) return known.node;
    const edge = { shape, pieces: segment.pieces, node: new PathTree() };
    this.#templatesByShape.set(shape, edge);
    this.#templates.push(edge);
    this.#templates.sort(byLiteralness);
    return edge.node;
  }
}

interface SearchState {
  readonly target: readonly TargetSegment[];
  readonly visit: Visitor;
  readonly values: string[];
  seen: Map<PathTree, Set<number>> | undefined;
}

function bind(state: SearchState, values: readonly string[], search: () => boolean): boolean {
  state.values.push(...values);
  if (search()) return true;
  state.values.length -= values.length;
  return false;
}

function firstTime(seen: Map<PathTree, Set<number>>, node: PathTree, index: number): boolean {
  const indexes = seen.get(node) ?? new Set();
  if (indexes.has(index)) return false;
  seen.set(node, indexes.add(index));
  return true;
}

function childOf<Key>(children: Map<Key, PathTree>, key: Key): PathTree {
  const known = children.get(key);
  if (known) return known;
  const made = new PathTree();
  children.set(key, made);
  return made;
}

/** More text first, then fewer parameters; the shape decides where these are equal, so that order never does. */
function byLiteralness(one: TemplateEdge, other: TemplateEdge): number {
  const difference = literalLength(other) - literalLength(one) || holes(one) - holes(other);
  return difference || (one.shape < other.shape ? -1 : 1);
}

function literalLength({ pieces }: TemplateEdge): number {
  return pieces.reduce((sum, piece) => sum + (piece === hole ? 0 : piece.length), 0);
}

function holes({ pieces }: TemplateEdge): number {
  return pieces.filter((piece) => piece === hole).length;
}

/**
 * Lays the pieces over a segment: every parameter takes at least one character, and the left ones as few as possible.
 *
 * @returns the parameters' values, still percent-encoded.
 */
function splitSegment(segment: TargetSegment, pieces: readonly Piece[]): string[] | undefined {
  if (pieces.length === 1) return segment.raw === "" ? undefined : [segment.raw];
  const cuts = findCuts(segment.text, pieces);
  if (!cuts) return undefined;
  const at = segment.raw === segment.text ? undefined : rawOffsets(segment.raw);
  return cuts.map(([start, end]) => segment.raw.slice(at ? at[start] : start, at ? at[end] : end));
}

function findCuts(text: string, pieces: readonly Piece[]): [start: number, end: number][] | undefined {
  const cuts: [number, number][] = [];
  let position = 0;
  for (const [index, piece] of pieces.entries()) {
    if (piece === hole) {
      const end = endOfHole(text, position, pieces, index);
      if (end <= position) return undefined;
      cuts.push([position, end]);
      position = end;
    } else {
      if (!text.startsWith(piece, position)) return undefined;
      position += piece.length;
    }
  }
  return position === text.length ? cuts : undefined;
}

/** Where the parameter that starts at `position` ends; not behind `position` where nothing fits. */
function endOfHole(text: string, position: number, pieces: readonly Piece[], index: number): number {
  const next = pieces[index + 1];
  if (next === undefined) return text.length;
  if (next === hole) return position + ((text.codePointAt(position) ?? 0) > 0xffff ? 2 : 1);
  // The last text must end the segment; its first occurrence may be too early.
  if (index + 2 === pieces.length) return text.endsWith(next) ? text.length - next.length : -1;
  return text.indexOf(next, position + 1);
}

/** For each UTF-16 unit of the decoded text, and its end, where it starts in the raw text. */
function rawOffsets(raw: string): number[] {
  const offsets: number[] = [];
  for (const { 0: token, index } of raw.matchAll(/%[0-9a-f]{2}(?:%[89ab][0-9a-f])*|[^%]/giu)) {
    for (let unit = 0; unit < decodeURIComponent(token).length; unit++) offsets.push(index);
  }
  offsets.push(raw.length);
  return offsets;
}
