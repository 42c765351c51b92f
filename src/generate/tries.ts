import type { Shape } from "./shape.ts";

/** How many values a search may try at one place. */
const MAX_TRIES = 512;
/** How many of them may be ways out of one choice. */
const MAX_TRIES_OF_ONE = 48;

/** What a search tries: a shape, and the number that varies choices and seeds. */
export interface Try {
  readonly shape: Shape;
  readonly attempt: number;
}

/** What one choice has taken so far. */
interface Spent {
  tries: number;
  /** At its first try. */
  readonly steps: number;
}

/**
 * What a search at one place has still to try. The ways out of one choice may take a part of the whole only: where they
 * lead nowhere, another choice may be left at once.
 */
export class Tries {
  readonly #open: Try[];
  readonly #spent = new Map<number, Spent>();
  readonly #maxStepsOfOne: number;
  #left = MAX_TRIES;

  /** @param maxStepsOfOne - how many values, all that is inside counted, the ways out of one choice may try */
  constructor(shape: Shape, attempts: number, maxStepsOfOne: number) {
    this.#open = Array.from({ length: attempts }, (_, attempt) => ({ shape, attempt }));
    this.#maxStepsOfOne = maxStepsOfOne;
  }

  /** `undefined` where nothing is left, or enough was tried. @param steps - values that the search has tried */
  next(steps: number): Try | undefined {
    while (this.#left > 0) {
      const next = this.#open.shift();
      if (next === undefined) return undefined;
      const spent = this.#spent.get(next.attempt) ?? { tries: 0, steps };
      if (spent.tries === MAX_TRIES_OF_ONE || steps - spent.steps > this.#maxStepsOfOne) continue;
      spent.tries++;
      this.#spent.set(next.attempt, spent);
      this.#left--;
      return next;
    }
    return undefined;
  }

  /** Puts in front what one try has led to. */
  add(shapes: readonly Shape[], { attempt }: Try): void {
    this.#open.unshift(...shapes.map((shape) => ({ shape, attempt })));
  }
}
