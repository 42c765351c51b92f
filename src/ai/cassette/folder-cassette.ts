import { mkdir, readdir, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { QuestionCard } from "../question.ts";
import type { Cassette, Found, KeptRecording, Recording, RecordingName } from "./cassette.ts";
import { CassetteError, reasonOf, systemCode } from "./cassette-error.ts";
import { fileNameOf } from "./file-name.ts";
import { findRecording } from "./find.ts";
import { byName, isSame } from "./order.ts";
import { type OperationRecordings, readRecordings, recordingsText } from "./recording-file.ts";

/** Whether a folder holds recordings, without reading them. */
export async function hasRecordings(directory: string): Promise<boolean> {
  return (await namesIn(directory)).length > 0;
}

/**
 * Opens a folder with a file of recorded answers for each operation. It need not exist yet.
 *
 * @param directory - as messages name it
 * @throws {CassetteError} where one of its files cannot be used
 */
export async function openCassette(directory: string): Promise<Cassette> {
  const cassette = new FolderCassette(directory);
  for (const name of await namesIn(directory)) await cassette.load(name);
  return cassette;
}

/** Recordings of an operation that are written together. */
interface Batch {
  readonly recordings: Recording[];
  readonly written: Promise<void>;
}

class FolderCassette implements Cassette {
  readonly #directory: string;
  /** By operation, what its file held when it was last read or written. */
  readonly #files = new Map<string, OperationRecordings & { readonly name: string }>();
  /** All of them, where nothing has changed since they were listed. */
  #list: readonly KeptRecording[] | undefined;
  /** What is to be written when its turn comes, by operation. */
  readonly #batches = new Map<string, Batch>();
  /** Changes wait for each other. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(directory: string) {
    this.#directory = directory;
  }

  async load(name: string): Promise<void> {
    const content = await this.#read(name);
    if (!content) return;
    const other = this.#files.get(content.operation)?.name;
    if (other !== undefined && other !== name) {
      const what = `has ${content.operation} twice, in ${other} as well`;
      throw new CassetteError(
        this.#path(name),
        what,
        "move the recordings to one of the two files, and remove the other",
      );
    }
    this.#keep({ ...content, name });
  }

  find(card: QuestionCard): Found {
    return findRecording(card, this.#recordingsOf(card.operation));
  }

  list(): readonly KeptRecording[] {
    this.#list ??= [...this.#files.values()]
      .flatMap(({ name, recordings }) => recordings.map((recording) => ({ recording, file: this.#path(name) })))
      .sort((left, right) => byName(left.recording.card, right.recording.card));
    return this.#list;
  }

  record(recording: Recording): Promise<void> {
    const { operation } = recording.card;
    const batch = this.#batches.get(operation) ?? this.#batch(operation);
    batch.recordings.push(recording);
    return batch.written;
  }

  remove(wanted: RecordingName): Promise<boolean> {
    return this.#inTurn(async () => {
      const { operation } = wanted;
      const name = await this.#fileOf(operation);
      const before = this.#recordingsOf(operation);
      const recordings = before.filter(({ card }) => !isSame(card, wanted));
      if (name === undefined || recordings.length === before.length) return false;
      await this.#write(name, { operation, recordings });
      return true;
    });
  }

  /** What comes for an operation until its file's turn comes, to be written at once: the file is written whole. */
  #batch(operation: string): Batch {
    const recordings: Recording[] = [];
    const written = this.#inTurn(async () => {
      this.#batches.delete(operation);
      const name = (await this.#fileOf(operation)) ?? fileNameOf(operation, await namesIn(this.#directory));
      const all = new Map([...this.#recordingsOf(operation), ...recordings].map((one) => [nameOf(one.card), one]));
      await this.#write(name, { operation, recordings: [...all.values()] });
    });
    const batch = { recordings, written };
    this.#batches.set(operation, batch);
    return batch;
  }

  #inTurn<Result>(change: () => Promise<Result>): Promise<Result> {
    const result = this.#queue.then(change);
    this.#queue = result.catch(() => {});
    return result;
  }

  #recordingsOf(operation: string): readonly Recording[] {
    return this.#files.get(operation)?.recordings ?? [];
  }

  /** The file of an operation, read anew: people and other processes write it, too. `undefined` where there is none. */
  async #fileOf(operation: string): Promise<string | undefined> {
    const known = this.#files.get(operation);
    if (known) {
      const content = await this.#read(known.name);
      if (content?.operation === operation) {
        this.#keep({ ...content, name: known.name });
        return known.name;
      }
      this.#forget(operation);
    }
    const names = new Set([...this.#files.values()].map(({ name }) => name));
    for (const name of await namesIn(this.#directory)) if (!names.has(name)) await this.load(name);
    return this.#files.get(operation)?.name;
  }

  async #read(name: string): Promise<OperationRecordings | undefined> {
    const path = this.#path(name);
    const bytes = await readFile(path).catch((error: unknown) => {
      if (systemCode(error) === "ENOENT") return undefined;
      throw new CassetteError(path, `cannot be read (${reasonOf(error)})`, "make it readable");
    });
    return bytes && readRecordings(textIn(bytes, path), path);
  }

  /** A file without recordings goes. */
  async #write(name: string, content: OperationRecordings): Promise<void> {
    const path = this.#path(name);
    const text = recordingsText(content);
    // What could not be read again must not take the place of what can.
    const kept = readRecordings(text, path);
    // What a link leads to stays what it leads to.
    const target = await realpath(path).catch(() => path);
    const temporary = join(dirname(target), `.${name}.${process.pid}.tmp`);
    try {
      await mkdir(this.#directory, { recursive: true });
      if (kept.recordings.length === 0) await rm(path);
      else {
        await writeFile(temporary, text);
        await rename(temporary, target);
      }
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => {});
      throw new CassetteError(path, `cannot be written (${reasonOf(error)})`, "make the folder writable");
    }
    if (kept.recordings.length === 0) this.#forget(content.operation);
    else this.#keep({ ...kept, name });
  }

  #keep(file: OperationRecordings & { readonly name: string }): void {
    this.#files.set(file.operation, file);
    this.#list = undefined;
  }

  #forget(operation: string): void {
    this.#files.delete(operation);
    this.#list = undefined;
  }

  #path(name: string): string {
    return join(this.#directory, name);
  }
}

/** Of two recordings with one name the newer stays. */
function nameOf({ answer, intent, slot }: RecordingName): string {
  return JSON.stringify([answer, intent, slot]);
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** What is no text would be lost when the file is written again. */
function textIn(bytes: Uint8Array, path: string): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new CassetteError(path, "is not in UTF-8", "save it as UTF-8");
  }
}

/** The files of recordings in a folder, in their order; none where there is no folder. */
async function namesIn(directory: string): Promise<string[]> {
  try {
    const names = await readdir(directory);
    return names.filter((name) => /^[^.].*\.json$/i.test(name)).sort();
  } catch (error) {
    if (systemCode(error) === "ENOENT") return [];
    throw new CassetteError(directory, `cannot be read (${reasonOf(error)})`, "name a folder that can");
  }
}
