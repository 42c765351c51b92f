import { realpath } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { FailureReason } from "../remote/failure.ts";
import { RemoteFailure } from "../remote/failure.ts";
import type { Permit } from "../remote/permit.ts";
import { DocumentError, type DocumentErrorCode } from "./document-error.ts";
import { parseText } from "./parse.ts";
import { decodeText, readStream, readText } from "./reader.ts";
import type { RemoteFiles } from "./remote-files.ts";
import type { SourceText } from "./source-file.ts";
import type { Trail } from "./trail.ts";

const STDIN_LABEL = "standard input";

export interface ReaderOptions {
  readonly cwd: string;
  /** Hosts that references may be fetched from. */
  readonly hosts: readonly string[];
  readonly stdin: AsyncIterable<Uint8Array>;
}

/** Reads and parses the texts of one document, wherever they are, and notes what it reached. */
export class SourceReader {
  readonly cwd: string;
  readonly #hosts: readonly string[];
  readonly #stdin: AsyncIterable<Uint8Array>;
  readonly #remotes: RemoteFiles;
  readonly #trail: Trail;

  constructor({ cwd, hosts, stdin }: ReaderOptions, remotes: RemoteFiles, trail: Trail) {
    this.cwd = cwd;
    this.#hosts = hosts;
    this.#stdin = stdin;
    this.#remotes = remotes;
    this.#trail = trail;
  }

  /**
   * Reads what the user named: a path, a URL, or "-" for standard input.
   *
   * @throws {DocumentError} when it cannot be read or parsed.
   */
  async named(name: string): Promise<SourceText> {
    if (name === "-") return this.#plain(await readStream(this.#stdin, STDIN_LABEL), STDIN_LABEL, true);
    if (/^https?:\/\//i.test(name)) return await this.#namedUrl(name);
    const path = resolve(this.cwd, name);
    const text = await this.#file(path, name);
    return { ...text, base: await realpath(dirname(path)) };
  }

  /** Takes a document as given. Through JSON: that makes a copy, and leaves out or refuses what no file could hold. */
  given(source: object): SourceText {
    const label = "the given object";
    let text: string;
    try {
      text = JSON.stringify(source);
    } catch (error) {
      const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
      throw new DocumentError(
        "document-syntax",
        label,
        `cannot be written as JSON (${reason})`,
        "pass plain JSON data",
      );
    }
    return this.#plain(text, label, false);
  }

  /** Reads a file that was admitted. @throws {DocumentError} */
  async file(path: string, label: string): Promise<SourceText> {
    return await this.#file(path, label);
  }

  /** Reads a URL that a reference names. @throws {RemoteFailure} @throws {DocumentError} when it is no text */
  async reference(url: URL, entry: SourceText): Promise<SourceText> {
    return await this.#remote(url, { hosts: this.#hosts, ...(entry.home && { home: entry.home }) });
  }

  async #file(path: string, label: string): Promise<SourceText> {
    this.#trail.lookFor(path);
    const text = await readText(path, label);
    this.#trail.read(path);
    return { ...parseText(text, label), path, base: dirname(path), label, text, home: undefined, isWritten: true };
  }

  #plain(text: string, label: string, isWritten: boolean): SourceText {
    return { ...parseText(text, label), path: undefined, base: this.cwd, label, text, home: undefined, isWritten };
  }

  async #namedUrl(name: string): Promise<SourceText> {
    if (!URL.canParse(name)) {
      throw new DocumentError("document-url-refused", name, "has no URL that can be read", "correct the URL");
    }
    const url = new URL(name);
    url.hash = "";
    try {
      return await this.#remote(url, { hosts: this.#hosts, named: url.href });
    } catch (error) {
      if (!(error instanceof RemoteFailure)) throw error;
      throw new DocumentError(codeOf[error.reason], labelOf(url), error.message, error.remedy);
    }
  }

  async #remote(url: URL, permit: Permit): Promise<SourceText> {
    const { bytes, url: base, isPrivate } = await this.#remotes.fetch(url, permit);
    const label = labelOf(url);
    const text = decodeText(bytes, label);
    if (/^\s*<(!doctype|html|head|body|!--|\?xml)/i.test(text)) {
      const remedy = "name the URL of the document itself; where a site shows files as pages, that of the raw file";
      throw new DocumentError("document-web-page", label, "is a web page", remedy);
    }
    const home = { url: base.href, isPrivate };
    return { ...parseText(text, label), path: undefined, base, label, text, home, isWritten: true };
  }
}

const codeOf: Readonly<Record<FailureReason, DocumentErrorCode>> = {
  host: "document-url-refused",
  "private-address": "document-url-refused",
  redirect: "document-url-refused",
  unreachable: "document-unreachable",
  timeout: "document-timeout",
  status: "document-http-status",
  "too-large": "document-too-large",
  encoding: "document-encoding",
};

/** A URL for messages: without the password that it may hold. */
export function labelOf(url: URL): string {
  const shown = new URL(url);
  shown.username = "";
  shown.password = "";
  return shown.href;
}
