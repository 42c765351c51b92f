import { realpath } from "node:fs/promises";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Diagnostics } from "../../base/diagnostic.ts";
import { DocumentError, quoted } from "./document-error.ts";
import { type ParsedText, parseText, type Remark, type Syntax } from "./parse.ts";
import { Jail, readText } from "./reader.ts";

/** One file of a document. */
export interface SourceFile {
  /** 0 is the entry; the others follow in the order in which they were reached. */
  readonly index: number;
  /** Absolute; `undefined` for a document that was given as an object. */
  readonly path: string | undefined;
  /** The file as messages name it: the entry as the user gave it, others relative to the current directory. */
  readonly label: string;
  /** Absolute; relative references start here. */
  readonly directory: string;
  readonly text: string;
  readonly syntax: Syntax;
  /** The parsed text. Nobody else holds it: loading may rewrite it in place. */
  readonly value: unknown;
}

/** Why a reference leads nowhere. */
export type Refusal = Pick<Remark, "code" | "message" | "remedy">;

/** The files of one document, each read once and only from inside the jail. */
export class DocumentFiles {
  readonly entry: SourceFile;
  readonly #all: SourceFile[];
  readonly #jail: Jail;
  readonly #cwd: string;
  readonly #diagnostics: Diagnostics;
  readonly #opened = new Map<string, SourceFile | Refusal>();

  private constructor(entry: SourceFile, jail: Jail, cwd: string, diagnostics: Diagnostics) {
    this.entry = entry;
    this.#all = [entry];
    this.#jail = jail;
    this.#cwd = cwd;
    this.#diagnostics = diagnostics;
  }

  /**
   * Reads the entry, or takes it as given.
   *
   * @throws {DocumentError} when it cannot be read or parsed.
   */
  static async enter(
    source: string | object,
    cwd: string,
    refRoot: string | undefined,
    diagnostics: Diagnostics,
  ): Promise<DocumentFiles> {
    const entry = typeof source === "string" ? await readEntry(source, cwd, diagnostics) : objectEntry(source, cwd);
    const jail = await Jail.around(entry.directory, cwd, refRoot === undefined ? undefined : resolve(cwd, refRoot));
    const files = new DocumentFiles(entry, jail, cwd, diagnostics);
    if (entry.path !== undefined) files.#opened.set(await realpath(entry.path), entry);
    return files;
  }

  get all(): readonly SourceFile[] {
    return this.#all;
  }

  /** The file that a reference without its fragment names, or why there is none. */
  async open(reference: string, from: SourceFile): Promise<SourceFile | Refusal> {
    const path = pathOf(reference, from.directory);
    if (typeof path !== "string") return path;
    const admitted = await this.#jail.admit(path);
    if ("refused" in admitted) return admitted.refused === "outside" ? this.#outside(reference) : missing(reference);
    const known = this.#opened.get(admitted.real);
    if (known) return known;
    const opened = await this.#read(reference, admitted.real);
    this.#opened.set(admitted.real, opened);
    return opened;
  }

  async #read(reference: string, path: string): Promise<SourceFile | Refusal> {
    const label = labelOf(path, this.#cwd);
    try {
      const text = await readText(path, label);
      const parsed = parseText(text, label);
      const file = { ...parsed, index: this.#all.length, path, label, directory: dirname(path), text };
      this.#all.push(file);
      addRemarks(parsed, `/x-helix-files/${file.index}`, this.#diagnostics);
      return file;
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      const message = `${quoted(reference)} cannot be used: ${error.where} ${error.what}`;
      return { code: "ref-unparsable", message, remedy: "correct that file; until then this reference leads nowhere" };
    }
  }

  #outside(reference: string): Refusal {
    return {
      code: "ref-outside-root",
      message: `${quoted(reference)} lies outside of ${this.#jail.roots[0]} and is not read`,
      remedy: "move the file below that directory, or allow its directory with --ref-root",
    };
  }
}

async function readEntry(name: string, cwd: string, diagnostics: Diagnostics): Promise<SourceFile> {
  if (/^https?:\/\//i.test(name)) {
    throw new DocumentError("document-remote", name, "is on the network", "download it and name the file");
  }
  const path = resolve(cwd, name);
  const text = await readText(path, name);
  const parsed = parseText(text, name);
  addRemarks(parsed, "", diagnostics);
  return { ...parsed, index: 0, path, label: name, directory: await realpath(dirname(path)), text };
}

/** Goes through JSON: that makes a copy to work on, and leaves out or refuses what no file could hold. */
function objectEntry(source: object, cwd: string): SourceFile {
  const label = "the given object";
  let text: string;
  try {
    text = JSON.stringify(source);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new DocumentError("document-syntax", label, `cannot be written as JSON (${reason})`, "pass plain JSON data");
  }
  return { ...parseText(text, label), index: 0, path: undefined, label, directory: cwd, text };
}

function addRemarks(parsed: ParsedText, pointer: string, diagnostics: Diagnostics): void {
  for (const remark of parsed.remarks) diagnostics.add({ ...remark, pointer });
}

/** Paths are percent-encoded in a URI reference (RFC 3986 §2.1); a lone letter before ":" is a Windows drive. */
function pathOf(reference: string, directory: string): string | Refusal {
  if (/^(https?:|\/\/|\\\\)/i.test(reference)) return remote(reference);
  if (/^file:/i.test(reference)) return fileUrlPath(reference);
  if (/^[a-z][a-z0-9+.-]+:/i.test(reference)) return foreignScheme(reference);
  return resolve(directory, decode(reference));
}

function decode(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference;
  }
}

function fileUrlPath(reference: string): string | Refusal {
  try {
    return fileURLToPath(reference);
  } catch {
    return foreignScheme(reference);
  }
}

function remote(reference: string): Refusal {
  return {
    code: "ref-remote",
    message: `${quoted(reference)} is on the network and is not fetched`,
    remedy: "save the file beside the document and refer to it by a relative path",
  };
}

function foreignScheme(reference: string): Refusal {
  return {
    code: "ref-scheme",
    message: `${quoted(reference)} does not name a file`,
    remedy: "refer to a file by a relative path, or to a schema whose $id is this URI",
  };
}

function missing(reference: string): Refusal {
  return {
    code: "ref-missing-file",
    message: `the file ${quoted(reference)} does not exist`,
    remedy: "correct the path or add the file; until then this reference leads nowhere",
  };
}

function labelOf(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return isAbsolute(short) || short.startsWith(`..${sep}`) ? path : short;
}
