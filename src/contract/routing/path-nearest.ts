import { editDistance } from "../../base/nearest.ts";
import { type Operation, prefixesOf } from "../operation.ts";

const NEAREST = 3;

/** Segments longer than this are not compared letter by letter: nobody mistypes them, and the time grows by the square. */
const MAX_COMPARED = 64;

/** What a missing or surplus segment costs; two different words cost up to 1. */
const LENGTH_COST = 0.25;

/** What it costs that a parameter stands where the path has some word: it fits, but says little. */
const PARAMETER_COST = 0.4;

/** A route as it may be written: bare, and under its base paths. */
interface Candidate {
  readonly route: string;
  readonly spellings: readonly (readonly string[])[];
}

/**
 * Prepares a search for the routes most like a path that none of them fits, e.g. ["GET /pets/{id}"]; for a person who
 * mistyped one. Equal likeness leaves the document's order. The list is made with the first question.
 */
export function nearestRoutes(operations: readonly Operation[]): (path: string) => string[] {
  let candidates: readonly Candidate[] | undefined;
  return (path) => {
    candidates ??= operations.map(candidate);
    return nearest(candidates, path.slice(1).split("/"));
  };
}

function candidate(operation: Operation): Candidate {
  const { method, template, mount } = operation;
  const spellings = prefixesOf(operation).map((prefix) => `${prefix}${template}`.slice(1).split("/"));
  return { route: `${method} ${mount}${template}`, spellings };
}

function nearest(candidates: readonly Candidate[], wanted: readonly string[]): string[] {
  const known = new Map<string, Map<string, number>>();
  const best: { route: string; distance: number }[] = [];
  for (const { route, spellings } of candidates) {
    for (const spelling of spellings) {
      const limit = best[NEAREST - 1]?.distance ?? Number.POSITIVE_INFINITY;
      const distance = pathDistance(wanted, spelling, limit, known);
      if (distance < limit) insert(best, route, distance);
    }
  }
  return best.map((one) => one.route);
}

function insert(best: { route: string; distance: number }[], route: string, distance: number): void {
  const same = best.find((one) => one.route === route);
  if (same) same.distance = Math.min(same.distance, distance);
  else best.push({ route, distance });
  best.sort((one, other) => one.distance - other.distance).splice(NEAREST);
}

/** Gives up where the distance reaches the limit. Most routes share their segments, so what is known is remembered. */
function pathDistance(
  wanted: readonly string[],
  written: readonly string[],
  limit: number,
  known: Map<string, Map<string, number>>,
): number {
  let distance = LENGTH_COST * Math.abs(wanted.length - written.length);
  const shared = Math.min(wanted.length, written.length);
  for (let index = 0; index < shared && distance < limit; index++) {
    distance += segmentDistance(wanted[index] ?? "", written[index] ?? "", known);
  }
  return distance;
}

/** From 0 (equal) to 1 (nothing alike). */
function segmentDistance(wanted: string, written: string, known: Map<string, Map<string, number>>): number {
  if (wanted === written) return 0;
  const distances = known.get(wanted) ?? new Map<string, number>();
  known.set(wanted, distances);
  const remembered = distances.get(written);
  if (remembered !== undefined) return remembered;
  const distance = compare(wanted, written);
  distances.set(written, distance);
  return distance;
}

function compare(wanted: string, written: string): number {
  if (/^\{[^{}]*\}$/.test(written)) return wanted === "" ? LENGTH_COST : PARAMETER_COST;
  const longest = Math.max(wanted.length, written.length);
  if (longest > MAX_COMPARED) return 1;
  // A word in another case is nearer than one with other letters, but is not the word.
  return Math.min(1, (editDistance(wanted.toLowerCase(), written.toLowerCase()) + 0.1) / longest);
}
