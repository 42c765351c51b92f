import { readdir, readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { SettingsError } from "../../base/errors.ts";
import type { Notice } from "../../base/notice.ts";
import { FileWatch } from "../../contract/document/file-watch.ts";
import { readOverrideFile } from "./file.ts";
import type { Override } from "./override.ts";
import type { Overrides } from "./overrides.ts";
import { sentences } from "./violation.ts";

/** Where the overrides in files are. */
export interface FolderOptions {
  readonly path: string;
  /** Whether somebody named it: else there may be none. */
  readonly isNamed: boolean;
  readonly onNotice: (notice: Notice) => void;
  readonly onBug: (error: unknown) => void;
}

/** A file whose newest edit cannot be used. */
export interface FileFault {
  readonly file: string;
  /** With line and column where they are known. */
  readonly message: string;
}

/** Files beyond these are not read. */
const MAX_FILES = 1000;

/** The overrides in the files of a folder. A file that is broken keeps those that it had. */
export class OverrideFolder {
  readonly #options: FolderOptions;
  readonly #overrides: Overrides;
  readonly #path: string;
  readonly #watch: FileWatch;
  /** What each file said when it was last read, by name. */
  readonly #texts = new Map<string, string>();
  readonly #faults = new Map<string, string>();
  /** Looks wait for each other. */
  #queue: Promise<void> = Promise.resolve();

  constructor(overrides: Overrides, options: FolderOptions) {
    this.#options = options;
    this.#overrides = overrides;
    this.#path = resolve(options.path);
    this.#watch = new FileWatch(() => {
      this.#queue = this.#queue.then(() => this.#renew()).catch(options.onBug);
    });
  }

  /** @throws {SettingsError} where the folder that somebody named cannot be read */
  async start(isFollowed: boolean): Promise<void> {
    const names = await this.#names(this.#options.isNamed);
    await this.#read(names, false);
    if (isFollowed) await this.#follow(names);
    else this.#watch.close();
  }

  faults(): readonly FileFault[] {
    return [...this.#faults].map(([file, message]) => ({ file, message }));
  }

  close(): void {
    this.#watch.close();
  }

  async #renew(): Promise<void> {
    await this.#watch.note();
    const names = await this.#names(false);
    await this.#read(names, true);
    await this.#follow(names);
  }

  /** The folder counts as well, and so does a file that may come: a folder is watched for the sake of what is in it. */
  async #follow(names: readonly string[]): Promise<void> {
    await this.#watch.follow([this.#path, ...["any.yaml", ...names].map((name) => join(this.#path, name))]);
  }

  async #names(mustExist: boolean): Promise<readonly string[]> {
    try {
      const names = await readdir(this.#path);
      return names
        .filter((name) => /^[^.].*\.(?:json|ya?ml)$/i.test(name))
        .sort()
        .slice(0, MAX_FILES);
    } catch (error) {
      if (mustExist) {
        throw new SettingsError(
          `the folder of overrides ${this.#options.path} cannot be read: ${(error as Error).message}`,
        );
      }
      return [];
    }
  }

  async #read(names: readonly string[], isAnew: boolean): Promise<void> {
    for (const name of this.#texts.keys()) if (!names.includes(name)) this.#forget(name);
    for (const name of names) {
      const text = await readFile(join(this.#path, name), "utf8").catch(() => undefined);
      if (text === undefined) this.#forget(name);
      else if (text !== this.#texts.get(name)) this.#take(name, text, isAnew);
    }
  }

  #take(name: string, text: string, isAnew: boolean): void {
    this.#texts.set(name, text);
    const label = relative(process.cwd(), join(this.#path, name));
    const reading = readOverrideFile(text, label);
    if ("fault" in reading) {
      this.#faults.set(label, reading.fault);
      const kept = isAnew ? " What the file said before holds on." : "";
      this.#options.onNotice({ level: "error", message: `${reading.fault}.${kept}` });
      return;
    }
    this.#faults.delete(label);
    const overrides = this.#overrides.setFile(label, reading.settings);
    for (const override of overrides) if (override.violations.length > 0) this.#options.onNotice(offNotice(override));
    if (!isAnew) return;
    const count = overrides.length;
    const message = `${label} was loaded anew: ${count} override${count === 1 ? "" : "s"}`;
    this.#options.onNotice({ level: "info", message });
  }

  #forget(name: string): void {
    if (!this.#texts.delete(name)) return;
    const label = relative(process.cwd(), join(this.#path, name));
    this.#faults.delete(label);
    this.#overrides.setFile(label, []);
    this.#options.onNotice({ level: "info", message: `${label} is gone, and its overrides with it` });
  }
}

/** Tells that an override does not answer, and why. */
export function offNotice({ id, setting, violations }: Override): Notice {
  const [first] = violations;
  const where = setting.locate?.(first?.instancePath ?? "");
  const what = `${where === undefined ? "" : `${where}: `}the override ${id} for ${setting.definition.operation} is off`;
  return { level: "error", message: `${what}: ${sentences(violations)}` };
}

/** Tells that it answers again. */
export function onNotice({ id, setting }: Override): Notice {
  return { level: "info", message: `the override ${id} for ${setting.definition.operation} is on again` };
}
