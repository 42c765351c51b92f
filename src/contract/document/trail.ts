import type { RemoteSource } from "../remote/remote-source.ts";

/** What loading read or looked for: where a change may make another document of it. */
export interface Reached {
  /** Absolute paths of every file that was read, the entry first. */
  readonly files: readonly string[];
  /** Absolute paths of every file that was read or looked for: also of those that do not exist yet. */
  readonly watched: readonly string[];
  /** Everything that was asked for on the network: also what could not be read. */
  readonly remotes: readonly RemoteSource[];
}

/** Remembers what one run of loading reached, also when it fails half way. */
export class Trail implements Reached {
  readonly #files = new Set<string>();
  readonly #watched = new Set<string>();
  readonly #remotes = new Map<string, RemoteSource>();

  /** Something looks for this path. */
  lookFor(path: string): void {
    this.#watched.add(path);
  }

  read(path: string): void {
    this.#files.add(path);
    this.#watched.add(path);
  }

  ask(remote: RemoteSource): void {
    this.#remotes.set(remote.url, remote);
  }

  get files(): readonly string[] {
    return [...this.#files];
  }

  get watched(): readonly string[] {
    return [...this.#watched];
  }

  get remotes(): readonly RemoteSource[] {
    return [...this.#remotes.values()];
  }
}
