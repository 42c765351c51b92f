/** Tells a process that dies now and then from one that cannot live: the second must not be started for ever. */
export class RestartLimit {
  readonly most: number;
  readonly withinMs: number;
  #deaths: readonly number[] = [];

  /** @param most - deaths within that time that are too many */
  constructor(most: number, withinMs: number) {
    this.most = most;
    this.withinMs = withinMs;
  }

  /** Notes a death. @param now - in milliseconds @returns whether another may be started */
  allows(now: number): boolean {
    this.#deaths = [...this.#deaths.filter((death) => now - death < this.withinMs), now];
    return this.#deaths.length < this.most;
  }
}
