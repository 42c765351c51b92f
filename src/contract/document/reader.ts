import { readFile, realpath, stat } from "node:fs/promises";
import { dirname, isAbsolute, parse, relative, sep } from "node:path";
import { SettingsError } from "../../base/errors.ts";
import { DocumentError } from "./document-error.ts";

/** The largest file that is read: 50 MB, four times the largest public document known. */
export const MAX_FILE_BYTES: number = 50 * 1024 * 1024;

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads a file as UTF-8 text, a byte order mark left out.
 *
 * @param label names the file in messages.
 * @throws {DocumentError} when it is missing, no regular file, not readable, too large or not text.
 */
export async function readText(path: string, label: string): Promise<string> {
  return decodeText(await readBytes(path, label), label);
}

/**
 * Reads a stream to its end as UTF-8 text, as {@link readText} does a file.
 *
 * @throws {DocumentError} when it breaks, is too large or is not text.
 */
export async function readStream(stream: AsyncIterable<Uint8Array>, label: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > MAX_FILE_BYTES) throw tooLarge(label, `has more than the ${MAX_FILE_BYTES} bytes that are read`);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof DocumentError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DocumentError("document-unreadable", label, `cannot be read (${reason})`, "send it again");
  }
  return decodeText(Buffer.concat(chunks, size), label);
}

/** @throws {DocumentError} when the bytes are not text in UTF-8. */
export function decodeText(bytes: Uint8Array, label: string): string {
  const remedy = "save it as UTF-8 text";
  if (bytes.includes(0)) throw new DocumentError("document-encoding", label, "is a binary file", remedy);
  try {
    return utf8.decode(bytes);
  } catch {
    throw new DocumentError("document-encoding", label, "is not valid UTF-8", remedy);
  }
}

async function readBytes(path: string, label: string): Promise<Uint8Array> {
  try {
    const stats = await stat(path);
    if (!stats.isFile()) {
      const what = stats.isDirectory() ? "is a directory" : "is not a regular file";
      throw new DocumentError("document-unreadable", label, what, "name a JSON or YAML file");
    }
    if (stats.size > MAX_FILE_BYTES) {
      throw tooLarge(label, `has ${stats.size} bytes, more than the ${MAX_FILE_BYTES} that are read`);
    }
    return await readFile(path);
  } catch (error) {
    if (error instanceof DocumentError) throw error;
    if (isMissing(error)) {
      throw new DocumentError("document-not-found", label, "does not exist", "check the path");
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new DocumentError("document-unreadable", label, `cannot be read (${reason})`, "check its permissions");
  }
}

function tooLarge(label: string, what: string): DocumentError {
  return new DocumentError("document-too-large", label, what, "split it into several files");
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}

/**
 * The directories that `$ref` may read from. A document is often somebody else's: without this wall it could have
 * any file of the machine quoted back (CVE-2024-29651 and kin).
 */
export class Jail {
  readonly roots: readonly string[];

  private constructor(roots: readonly string[]) {
    this.roots = roots;
  }

  /**
   * Builds the jail of a document that lies in `directory`: the current directory where that encloses it, else the
   * document's own. The root of the file system is no jail, so a current directory of "/" does not count.
   *
   * @throws {SettingsError} when `refRoot` does not exist.
   */
  static async around(directory: string, cwd: string, refRoot: string | undefined): Promise<Jail> {
    const current = await realpath(cwd);
    const own = await realpath(directory);
    const isWithin = current !== parse(current).root && encloses(current, own);
    const roots = [isWithin ? current : own];
    if (refRoot !== undefined) roots.push(refRoot, await realRoot(refRoot));
    return new Jail(roots);
  }

  /** The real path behind a path, or why it may not be read. What lies outside is not even looked for. */
  async admit(path: string): Promise<{ real: string } | { refused: "outside" | "missing" }> {
    if (!this.#encloses(path)) return { refused: "outside" };
    try {
      const real = await realpath(path);
      return this.#encloses(real) ? { real } : { refused: "outside" };
    } catch {
      return { refused: "missing" };
    }
  }

  #encloses(path: string): boolean {
    return this.roots.some((root) => encloses(root, dirname(path)));
  }
}

async function realRoot(refRoot: string): Promise<string> {
  try {
    return await realpath(refRoot);
  } catch {
    throw new SettingsError(`the directory for $ref files, ${refRoot}, does not exist; check --ref-root`);
  }
}

function encloses(root: string, directory: string): boolean {
  const path = relative(root, directory);
  return !isAbsolute(path) && path !== ".." && !path.startsWith(`..${sep}`);
}
