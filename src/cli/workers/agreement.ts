import type { ReloadReport } from "./orders.ts";

/**
 * Each worker follows the documents by itself. A reload is told of once all of them serve the same: who reads of it in
 * the log, or waits for that line, then gets the new answers from whichever worker is asked.
 */
export class Agreement {
  /** By worker, then by document; no entry before the first reload. */
  readonly #editions = new Map<number, Map<string, string>>();
  readonly #newest = new Map<string, ReloadReport>();
  readonly #told = new Map<string, string>();

  /** Counts a worker in. @param editions - what it serves by document, where it starts later than the others */
  join(worker: number, editions: Readonly<Record<string, string>>): readonly ReloadReport[] {
    this.#editions.set(worker, new Map(Object.entries(editions)));
    return this.#settled();
  }

  leave(worker: number): readonly ReloadReport[] {
    this.#editions.delete(worker);
    return this.#settled();
  }

  /** @returns what all workers have come to now and did not before */
  note(worker: number, report: ReloadReport): readonly ReloadReport[] {
    this.#editions.get(worker)?.set(report.document, report.edition);
    this.#newest.set(report.document, report);
    return this.#settled();
  }

  #settled(): readonly ReloadReport[] {
    const all = [...this.#editions.values()];
    if (all.length === 0) return [];
    const settled = [...this.#newest.values()].filter(({ document, edition }) => {
      return edition !== this.#told.get(document) && all.every((editions) => editions.get(document) === edition);
    });
    for (const { document, edition } of settled) this.#told.set(document, edition);
    return settled;
  }
}
