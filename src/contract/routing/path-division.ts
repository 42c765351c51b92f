import type { Operation } from "../operation.ts";
import { hole, type PathTemplate, type Piece, type Segment } from "./path-template.ts";

/**
 * Several parameters in one segment ("{id}{extension}", "{position}.{extension}") may leave open where one ends and
 * the other begins. Where some of them list their values, such as ".json" and ".xml", these say it; elsewhere the cuts
 * stay where they were.
 *
 * @param values - of all parameters of the template, still percent-encoded
 */
export function divideByLists(
  { segments, names }: PathTemplate,
  operation: Operation,
  values: readonly string[],
): readonly string[] {
  if (!segments.some(isShared)) return values;
  const divided: string[] = [];
  for (const segment of segments) {
    if (segment.kind === "literal") continue;
    const pieces: readonly Piece[] = segment.kind === "template" ? segment.pieces : [hole];
    const first = divided.length;
    const count = pieces.filter((piece) => piece === hole).length;
    const own = values.slice(first, first + count);
    const lists = count < 2 ? [] : own.map((_, index) => listed(operation, names[first + index]));
    const isListed = lists.some((list) => list.length > 0);
    divided.push(...((isListed && new Division(pieces, lists).of(joined(pieces, own))) || own));
  }
  return divided;
}

function isShared(segment: Segment): boolean {
  return segment.kind === "template" && segment.pieces.length > 1;
}

function joined(pieces: readonly Piece[], values: readonly string[]): string {
  const left = [...values];
  return pieces.map((piece) => (piece === hole ? left.shift() : piece)).join("");
}

/** Lays pieces over a text: parameters with a list take a listed value, the others as little as possible. */
class Division {
  readonly #pieces: readonly Piece[];
  readonly #lists: readonly (readonly string[])[];
  /** What failed once fails again: keeps the search from growing with the number of possible cuts. */
  readonly #failed = new Set<string>();

  constructor(pieces: readonly Piece[], lists: readonly (readonly string[])[]) {
    this.#pieces = pieces;
    this.#lists = lists;
  }

  of(text: string, index = 0, position = 0, holes = 0): string[] | undefined {
    const piece = this.#pieces[index];
    if (piece === undefined) return position === text.length ? [] : undefined;
    if (piece !== hole) {
      return text.startsWith(piece, position) ? this.of(text, index + 1, position + piece.length, holes) : undefined;
    }
    const place = `${index} ${position}`;
    if (this.#failed.has(place)) return undefined;
    for (const end of this.#ends(text, position, this.#lists[holes] ?? [])) {
      const rest = this.of(text, index + 1, end, holes + 1);
      if (rest) return [text.slice(position, end), ...rest];
    }
    this.#failed.add(place);
    return undefined;
  }

  #ends(text: string, position: number, list: readonly string[]): number[] {
    if (list.length > 0) {
      return list.filter((value) => text.startsWith(value, position)).map((value) => position + value.length);
    }
    return Array.from({ length: text.length - position }, (_, index) => position + index + 1);
  }
}

/** The texts that a parameter lists in its `enum`, as they stand in a URL, the longest first. */
function listed({ parameters }: Operation, name: string | undefined): string[] {
  const schema = parameters.find((one) => one.in === "path" && one.name === name)?.schema;
  if (!schema || typeof schema.node === "boolean") return [];
  const { node, graph } = schema;
  const target = node.$ref === undefined ? node : graph.resolve(node.$ref);
  const values = typeof target === "boolean" ? [] : (target.enum ?? []);
  const texts = values.flatMap((value) => (typeof value === "string" && value !== "" ? encodeURIComponent(value) : []));
  return texts.sort((one, other) => other.length - one.length);
}
