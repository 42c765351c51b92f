/** How many values one JSONPath query may look at: six times what the largest public document has. */
const MAX_QUERY_STEPS = 5_000_000;

/** How many all queries of a document's overlays may look at. */
const MAX_STEPS = 50_000_000;

/** An overlay holds something that is no JSONPath, or asks for too much. The message completes "the overlay …". */
export class OverlayFault extends Error {}

/** Counts what queries look at: a few `..` within each other look at a document more often than anybody can wait. */
export class Budget {
  #steps = 0;
  #queryEnd = 0;

  beginQuery(): void {
    this.#queryEnd = Math.min(this.#steps + MAX_QUERY_STEPS, MAX_STEPS);
  }

  /** @throws {OverlayFault} when it is used up. */
  spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > this.#queryEnd) throw new OverlayFault("looks at too many values of the document");
  }
}
