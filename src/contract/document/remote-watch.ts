import { hasChanged, type RemoteSource } from "../remote/remote-source.ts";
import { MAX_FILE_BYTES } from "./reader.ts";

/**
 * Asks the servers of a document's files again and again, with the validators of what they sent, and tells when one of
 * them has another file. A server that does not answer changes nothing.
 */
export class RemoteWatch {
  readonly #changed: () => void;
  readonly #timer: NodeJS.Timeout;
  #remotes: readonly RemoteSource[] = [];
  #isAsking = false;
  #closed = false;

  /** @param intervalMs - between two rounds; a round that takes longer delays the next one */
  constructor(changed: () => void, intervalMs: number) {
    this.#changed = changed;
    this.#timer = setInterval(() => void this.#ask(), intervalMs).unref();
  }

  /** Follows these files and no others. */
  follow(remotes: readonly RemoteSource[]): void {
    this.#remotes = remotes;
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
  }

  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    const asked = this.#remotes;
    try {
      for (const remote of asked) {
        const changed = await hasChanged(remote, { maxBytes: MAX_FILE_BYTES });
        if (this.#closed || asked !== this.#remotes) return;
        if (!changed) continue;
        // What loading makes of it decides what is followed next; until then nothing needs to be asked.
        this.#remotes = [];
        this.#changed();
        return;
      }
    } finally {
      this.#isAsking = false;
    }
  }
}
