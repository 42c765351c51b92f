/** How often a property held where it could be tested. */
export interface Tally {
  readonly property: string;
  held: number;
  tested: number;
  /** What went wrong, a few cases. */
  readonly misses: string[];
}

const MAX_MISSES = 8;

export function newTally(property: string): Tally {
  return { property, held: 0, tested: 0, misses: [] };
}

export function count(tally: Tally, holds: boolean, miss: string): void {
  tally.tested += 1;
  if (holds) tally.held += 1;
  else if (tally.misses.length < MAX_MISSES) tally.misses.push(miss.slice(0, 300));
}

/** Lays tallies of the same property together, in order of first appearance. */
export function sum(tallies: readonly Tally[]): Tally[] {
  const total = new Map<string, Tally>();
  for (const { property, held, tested, misses } of tallies) {
    const into = total.get(property) ?? newTally(property);
    total.set(property, into);
    into.held += held;
    into.tested += tested;
    into.misses.push(...misses.slice(0, MAX_MISSES - into.misses.length));
  }
  return [...total.values()];
}

export function rate({ held, tested }: Tally): number {
  return tested === 0 ? 1 : held / tested;
}
