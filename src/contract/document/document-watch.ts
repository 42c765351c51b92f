import { FileWatch } from "./file-watch.ts";
import { RemoteWatch } from "./remote-watch.ts";
import type { Reached } from "./trail.ts";

/** Tells when anything that one document was made of, or would have been made of, is no longer what it was. */
export class DocumentWatch {
  readonly #files: FileWatch;
  readonly #remotes: RemoteWatch;

  /**
   * @param changed - called once for each set of changes
   * @param pollIntervalMs - how often files on the network are asked for
   */
  constructor(changed: () => void, pollIntervalMs: number) {
    this.#files = new FileWatch(changed);
    this.#remotes = new RemoteWatch(changed, pollIntervalMs);
  }

  /** Takes everything as it is now for known: to be called before it is read. */
  async note(): Promise<void> {
    await this.#files.note();
  }

  /** Follows what these runs of loading reached, and nothing else. */
  async follow(...runs: readonly Reached[]): Promise<void> {
    // Of a file that several runs asked for, the last one knows best.
    this.#remotes.follow([...new Map(runs.flatMap(({ remotes }) => remotes.map((one) => [one.url, one]))).values()]);
    await this.#files.follow([...new Set(runs.flatMap(({ watched }) => watched))]);
  }

  close(): void {
    this.#files.close();
    this.#remotes.close();
  }
}
