/** Says once what several workers say: each of them sees the same change in the same files. */
export class Chorus {
  /** By message, the workers that it was heard from. */
  readonly #heard = new Map<string, Set<number>>();

  /** @param count - workers that there are @returns whether it is news: nobody said so before, or this one says so again */
  isNews(worker: number, message: string, count: number): boolean {
    const before = this.#heard.get(message);
    const isNews = before === undefined || before.has(worker);
    const heard = isNews ? new Set<number>() : before;
    heard.add(worker);
    if (heard.size >= count) this.#heard.delete(message);
    else this.#heard.set(message, heard);
    return isNews;
  }
}
