/** Lets so many through at a time; the others wait in the order in which they came. */
export class Gate {
  readonly #limit: number;
  readonly #queue = new Set<() => void>();
  #running = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#queue.size;
  }

  /**
   * @param signal - leaves the queue
   * @returns a function to leave with, which counts once; `undefined` where the signal came first
   */
  async enter(signal: AbortSignal): Promise<(() => void) | undefined> {
    if (signal.aborted) return undefined;
    if (this.#running < this.#limit) this.#running++;
    else if (!(await this.#turn(signal))) return undefined;
    let isInside = true;
    return () => {
      if (isInside) this.#leave();
      isInside = false;
    };
  }

  /** Whoever leaves hands the place over, so that nobody slips in between. */
  #leave(): void {
    const [next] = this.#queue;
    if (next) next();
    else this.#running--;
  }

  #turn(signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (isTurn: boolean): void => {
        this.#queue.delete(enter);
        signal.removeEventListener("abort", giveUp);
        resolve(isTurn);
      };
      const enter = (): void => settle(true);
      const giveUp = (): void => settle(false);
      this.#queue.add(enter);
      signal.addEventListener("abort", giveUp, { once: true });
    });
  }
}
