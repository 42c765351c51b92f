import type { FirstAnswer, KeptReply } from "./written.ts";

/** How many answers one session keeps; the oldest make way. */
const MAX_REPLIES = 1000;

/** First answers, for clients that send a request again (`Idempotency-Key`). */
export class Replies {
  readonly #answers = new Map<string, FirstAnswer & { readonly length: number }>();
  #length = 0;

  /** Of their JSON, in characters. */
  get length(): number {
    return this.#length;
  }

  get(key: string): FirstAnswer | undefined {
    return this.#answers.get(key);
  }

  list(): KeptReply[] {
    return [...this.#answers].map(([key, { length: _, ...answer }]) => ({ key, answer }));
  }

  keep({ key, answer }: KeptReply): void {
    const { length } = JSON.stringify(answer);
    this.#forget(key);
    this.#answers.set(key, { ...answer, length });
    this.#length += length;
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= MAX_REPLIES) break;
      this.#forget(oldest);
    }
  }

  /** A tenth of them. */
  forgetOldest(): void {
    for (const key of [...this.#answers.keys()].slice(0, Math.ceil(this.#answers.size / 10))) this.#forget(key);
  }

  #forget(key: string): void {
    this.#length -= this.#answers.get(key)?.length ?? 0;
    this.#answers.delete(key);
  }
}
