import { realpath } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Diagnostics } from "../../base/diagnostic.ts";
import { RemoteFailure } from "../remote/failure.ts";
import { DocumentError, quoted } from "./document-error.ts";
import { Jail } from "./reader.ts";
import { placeOf, type Refusal } from "./reference-place.ts";
import type { SourceFile, SourceText } from "./source-file.ts";
import type { SourceReader } from "./source-reader.ts";
import type { Trail } from "./trail.ts";

/** The files of one document, each read once and only from where references may reach. */
export class DocumentFiles {
  readonly entry: SourceFile;
  readonly #all: SourceFile[] = [];
  readonly #reader: SourceReader;
  /** `undefined` for a document from the network: its references reach no file. */
  readonly #jail: Jail | undefined;
  readonly #trail: Trail;
  readonly #diagnostics: Diagnostics;
  /** By real path, or by URL. */
  readonly #opened = new Map<string, SourceFile | Refusal>();

  private constructor(
    entry: SourceText,
    jail: Jail | undefined,
    reader: SourceReader,
    trail: Trail,
    diagnostics: Diagnostics,
  ) {
    this.#jail = jail;
    this.#reader = reader;
    this.#trail = trail;
    this.#diagnostics = diagnostics;
    this.entry = this.add(entry);
  }

  /** Begins with an entry. @throws {SettingsError} when `refRoot` does not exist. */
  static async around(
    entry: SourceText,
    refRoot: string | undefined,
    reader: SourceReader,
    trail: Trail,
    diagnostics: Diagnostics,
  ): Promise<DocumentFiles> {
    const { base, path } = entry;
    const { cwd } = reader;
    const root = refRoot === undefined ? undefined : resolve(cwd, refRoot);
    const jail = base instanceof URL ? undefined : await Jail.around(base, cwd, root);
    const files = new DocumentFiles(entry, jail, reader, trail, diagnostics);
    if (path !== undefined) files.#opened.set(await realpath(path), files.entry);
    if (base instanceof URL) files.#opened.set(base.href, files.entry);
    return files;
  }

  get all(): readonly SourceFile[] {
    return this.#all;
  }

  /** Takes in a text that no reference names. */
  add(text: SourceText): SourceFile {
    const file = { ...text, index: this.#all.length };
    this.#all.push(file);
    const pointer = file.index === 0 ? "" : `/x-helix-files/${file.index}`;
    for (const remark of text.remarks) this.#diagnostics.add({ ...remark, pointer });
    return file;
  }

  /** The file that a reference without its fragment names, or why there is none. */
  async open(reference: string, from: SourceFile): Promise<SourceFile | Refusal> {
    const place = placeOf(reference, from.base);
    if ("code" in place) return place;
    if ("url" in place) return await this.#openOnce(place.url.href, reference, () => this.#fetch(place.url));
    const admitted = await this.#jail?.admit(place.path);
    if (!admitted || ("refused" in admitted && admitted.refused === "outside")) return this.#outside(reference);
    this.#trail.lookFor(place.path);
    if ("refused" in admitted) return missing(reference);
    const { real } = admitted;
    return await this.#openOnce(real, reference, () => this.#reader.file(real, labelOf(real, this.#reader.cwd)));
  }

  async #fetch(url: URL): Promise<SourceText> {
    return await this.#reader.reference(url, this.entry);
  }

  async #openOnce(key: string, reference: string, read: () => Promise<SourceText>): Promise<SourceFile | Refusal> {
    const known = this.#opened.get(key);
    if (known) return known;
    let opened: SourceFile | Refusal;
    try {
      opened = this.add(await read());
    } catch (error) {
      opened = refusalOf(error, reference, key);
    }
    this.#opened.set(key, opened);
    return opened;
  }

  #outside(reference: string): Refusal {
    return {
      code: "ref-outside-root",
      message: `${quoted(reference)} lies outside of ${this.#jail?.roots[0]} and is not read`,
      remedy: "move the file below that directory, or allow its directory with --ref-root",
    };
  }
}

/** What a failure to read means for the reference; the rest of the document is served. */
function refusalOf(error: unknown, reference: string, url: string): Refusal {
  if (error instanceof RemoteFailure) {
    const name = reference === url ? quoted(reference) : `${quoted(reference)} (${url})`;
    return { code: codeOf(error), message: `${name} ${error.message}`, remedy: error.remedy };
  }
  if (!(error instanceof DocumentError)) throw error;
  const message = `${quoted(reference)} cannot be used: ${error.where} ${error.what}`;
  return { code: "ref-unparsable", message, remedy: "correct that file; until then this reference leads nowhere" };
}

function codeOf({ reason }: RemoteFailure): string {
  if (reason === "host") return "ref-remote";
  return reason === "private-address" ? "ref-private-address" : "ref-unreachable";
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
