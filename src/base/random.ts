/** A 32-bit state from which values are drawn. Seeds form a tree: each place derives its own from its parent's. */
export type Seed = number;

/**
 * Hashes text into a seed (FNV-1a with a final mix). Stable in every process and version of Node.
 */
export function seedOf(text: string): Seed {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return mix(hash);
}

/**
 * The seed of one place below another, for example of a property or an item. A value therefore depends on where it
 * stands and not on what was drawn before it: an edit beside it changes nothing here.
 */
export function derive(seed: Seed, place: string | number): Seed {
  return deriveBy(seed, typeof place === "number" ? Math.imul(place + 1, 0x9e3779b1) : seedOf(place));
}

/** The seed of a place below another by `seedOf` its name, for who has that already. */
export function deriveBy(seed: Seed, key: number): Seed {
  return mix(Math.imul(seed ^ 0x5bd1e995, 0x85ebca6b) ^ key);
}

function mix(hash: number): Seed {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A stream of pseudo-random numbers (Mulberry32): small, fast, the same everywhere. Not for secrets. */
export class Random {
  #state: number;

  constructor(seed: Seed) {
    this.#state = seed | 0;
  }

  /** In [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number between the two, both included. Exact up to 2^53. */
  integer(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** One of the items; the list must not be empty. */
  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)] as T;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A shuffled copy (Fisher–Yates). */
  shuffle<T>(items: readonly T[]): T[] {
    const copy = [...items];
    for (let last = copy.length - 1; last > 0; last--) {
      const other = this.integer(0, last);
      [copy[last], copy[other]] = [copy[other] as T, copy[last] as T];
    }
    return copy;
  }
}

/** A seed that nobody can foresee, for who asks for another answer each time. The only randomness that is not seeded. */
export function unpredictableSeed(): Seed {
  return Math.floor(Math.random() * 4294967296);
}
