import { type FSWatcher, watch } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";

/** Milliseconds that files are left alone after the first sign of a change: editors write in several steps. */
const QUIET_MS = 50;

/** Milliseconds between two looks at all files: mounted folders of containers and networks give no sign. */
const SWEEP_MS = 2000;

/**
 * Tells when files are no longer what they were: changed, replaced, removed, or there at last. What a link leads to
 * counts, not the link. A sign from the file system only causes a look; the look decides.
 */
export class FileWatch {
  readonly #changed: () => void;
  readonly #folders = new Map<string, FSWatcher>();
  readonly #sweep: NodeJS.Timeout;
  #states = new Map<string, string>();
  #pending: NodeJS.Timeout | undefined;
  #closed = false;

  /** @param changed - called once for each set of changes, never before `follow` */
  constructor(changed: () => void) {
    this.#changed = changed;
    this.#sweep = setInterval(() => void this.#look(), SWEEP_MS).unref();
  }

  /** Takes the followed files as they are now for known: to be called before they are read. */
  async note(): Promise<void> {
    this.#states = await statesOf([...this.#states.keys()]);
  }

  /** Follows these files and no others. Paths are absolute; what is not there yet is waited for. */
  async follow(paths: readonly string[]): Promise<void> {
    const found = await statesOf(paths);
    // What was noted before reading stays known as that: it may have changed while it was read.
    this.#states = new Map([...found].map(([path, state]) => [path, this.#states.get(path) ?? state]));
    await this.#watchFolders(paths);
    this.#lookSoon();
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#sweep);
    clearTimeout(this.#pending);
    for (const watcher of this.#folders.values()) watcher.close();
    this.#folders.clear();
  }

  #lookSoon(): void {
    if (this.#closed) return;
    this.#pending ??= setTimeout(() => {
      this.#pending = undefined;
      void this.#look();
    }, QUIET_MS).unref();
  }

  async #look(): Promise<void> {
    const before = this.#states;
    const now = await statesOf([...before.keys()]);
    if (this.#closed || before !== this.#states || isEqual(before, now)) return;
    this.#states = now;
    this.#changed();
  }

  /** Folders are watched, not files: a file that is replaced by another of its name would be lost. */
  async #watchFolders(paths: readonly string[]): Promise<void> {
    const wanted = new Set<string>();
    for (const path of paths) {
      wanted.add(dirname(path));
      wanted.add(dirname(await realpath(path).catch(() => path)));
    }
    if (this.#closed) return;
    for (const [folder, watcher] of this.#folders) {
      if (wanted.has(folder)) continue;
      watcher.close();
      this.#folders.delete(folder);
    }
    for (const folder of wanted) if (!this.#folders.has(folder)) this.#watchFolder(folder);
  }

  #watchFolder(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, () => this.#lookSoon());
      // A folder that goes away ends its watch; the sweep still sees what becomes of its files.
      watcher.on("error", () => {
        watcher.close();
        this.#folders.delete(folder);
      });
      this.#folders.set(folder, watcher);
    } catch {
      // Missing, or more folders than the system lets a process watch: the sweep sees its files.
    }
  }
}

/** How each file is now, as a text that differs from every other state. */
async function statesOf(paths: readonly string[]): Promise<Map<string, string>> {
  const states = await Promise.all(paths.map(stateOf));
  return new Map(paths.map((path, index) => [path, states[index] ?? ""]));
}

async function stateOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
  } catch {
    return "missing";
  }
}

function isEqual(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return [...one].every(([path, state]) => other.get(path) === state);
}
