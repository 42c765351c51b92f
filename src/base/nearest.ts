/**
 * The candidates closest to a word, nearest first: what a person who mistyped it may have meant.
 * Letter case is ignored. @param farthest - greatest edit distance that still counts as close
 */
export function nearest(
  word: string,
  candidates: Iterable<string>,
  count = 1,
  farthest: number = Math.max(2, Math.floor(word.length / 3)),
): string[] {
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= farthest)
    .sort((left, right) => left.distance - right.distance || compare(left.candidate, right.candidate))
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** "; did you mean …?" for the closest candidate, or "" where none is close. */
export function suggestion(word: string, candidates: Iterable<string>): string {
  const [closest] = nearest(word, candidates);
  return closest === undefined ? "" : `; did you mean "${closest}"?`;
}

/** Code unit order: the same on every machine, unlike a locale's. */
function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Insertions, deletions and substitutions between two words (Levenshtein), one row of the matrix at a time. */
export function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let index = 0; index < from.length; index++) {
    const next = [index + 1];
    for (let column = 0; column < to.length; column++) {
      const substitution = (row[column] ?? 0) + (from[index] === to[column] ? 0 : 1);
      next.push(Math.min(substitution, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
