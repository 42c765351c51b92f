/**
 * Asks for the same thing once, for all who ask in one turn of the event loop. The question is only put when the turn is
 * over, so that nobody gets an answer that is older than their question.
 */
export class SharedTurn<Answer> {
  readonly #put: (key: string) => Promise<Answer>;
  readonly #asked = new Map<string, Promise<Answer>>();
  #end: Promise<void> | undefined;

  constructor(put: (key: string) => Promise<Answer>) {
    this.#put = put;
  }

  ask(key: string): Promise<Answer> {
    const known = this.#asked.get(key);
    if (known) return known;
    const answer = this.over().then(() => {
      this.#asked.delete(key);
      return this.#put(key);
    });
    this.#asked.set(key, answer);
    return answer;
  }

  /** Resolves when this turn is over. */
  over(): Promise<void> {
    this.#end ??= new Promise((resolve) => {
      setImmediate(() => {
        this.#end = undefined;
        resolve();
      });
    });
    return this.#end;
  }
}
