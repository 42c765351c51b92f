import { Diagnostics, type SourceLocation } from "../../base/diagnostic.ts";
import { isObject, type JsonObject, own, setOwn } from "../../base/json.ts";
import { applyOverlays, readOverlays, unshared } from "../overlay/overlays.ts";
import type { Resolve } from "../remote/fetch.ts";
import { readAllowedHosts } from "../remote/permit.ts";
import { type Bundle, bundle } from "./bundle.ts";
import { DocumentError } from "./document-error.ts";
import { DocumentFiles } from "./document-files.ts";
import { Locator } from "./locate.ts";
import { Origins } from "./origins.ts";
import { parseText } from "./parse.ts";
import { RemoteFiles } from "./remote-files.ts";
import { SourceReader } from "./source-reader.ts";
import { mayIdentifySchemas, mayNeedBundling } from "./telltale.ts";
import { type Reached, Trail } from "./trail.ts";
import { finalPointer, upgrade } from "./upgrade.ts";
import { type DocumentVersion, readVersion } from "./version.ts";

export interface LoadedDocument extends Reached {
  /** One plain document in 3.x structure; every `$ref` that something reaches is "#/…" or names a schema's `$id`. */
  readonly document: JsonObject;
  readonly version: DocumentVersion;
  /** The entry as the user gave it. */
  readonly name: string;
  readonly diagnostics: Diagnostics;
  /** Whether a schema may bear a name (`$id`) or say what dialect it is written in: references then depend on the place. */
  readonly identifiesSchemas: boolean;
  /**
   * Where a JSON Pointer into `document` is written, or its nearest ancestor that is: files are scanned on the first
   * question. `undefined` for a document given as an object.
   */
  locate(pointer: string): SourceLocation | undefined;
  /** The same as a pointer into the entry, or `/x-helix-files/<n>/…` into another file. */
  originOf(pointer: string): string;
  /** The text of the file that a {@link SourceLocation} names. */
  textOf(file: string): string | undefined;
  /** The entry before bundling and upgrading, overlays applied. A copy for the caller to keep. */
  asWritten(): Promise<object>;
}

export interface LoadOptions {
  /** A directory that `$ref` files may come from besides the current directory or the document's own. */
  readonly refRoot?: string | undefined;
  /** Hosts ("host" or "host:port") that `$ref`s may be fetched from. */
  readonly allowRemoteRef?: readonly string[];
  /** Paths or URLs of OpenAPI Overlays, applied to the entry in this order. */
  readonly overlays?: readonly string[];
  /** What relative paths start from; the current directory of the process by default. */
  readonly cwd?: string;
  /** What "-" reads; standard input of the process by default. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** How host names are resolved; by the system by default. */
  readonly resolve?: Resolve;
  /** Milliseconds for one file from the network. */
  readonly timeoutMs?: number;
}

/**
 * Loads a document: reads its files, applies overlays, makes one tree of them, and gives Swagger 2.0 the structure of
 * 3.x. Schemas stay as they are written. What is broken is a diagnostic wherever the rest can be served.
 *
 * @param source a path, a URL, "-" for standard input, or the document itself, which is not changed.
 * @throws {DocumentError} when it cannot be served at all; the error says what was reached until then.
 * @throws {SettingsError} when `refRoot` does not exist, or `allowRemoteRef` names something else than hosts.
 */
export async function loadDocument(source: string | JsonObject, options: LoadOptions = {}): Promise<LoadedDocument> {
  const trail = new Trail();
  const remotes = new RemoteFiles(options, trail);
  try {
    return await load(source, options, remotes, trail);
  } catch (error) {
    if (error instanceof DocumentError) error.reached = trail;
    throw error;
  } finally {
    remotes.close();
  }
}

async function load(
  source: string | JsonObject,
  { overlays = [], refRoot, ...options }: LoadOptions,
  remotes: RemoteFiles,
  trail: Trail,
): Promise<LoadedDocument> {
  const diagnostics = new Diagnostics();
  const { cwd = process.cwd(), stdin = process.stdin, allowRemoteRef = [] } = options;
  const reader = new SourceReader({ cwd, stdin, hosts: readAllowedHosts(allowRemoteRef) }, remotes, trail);
  const entry = typeof source === "string" ? await reader.named(source) : reader.given(source);
  const { label, text } = entry;
  const root = objectOf(overlays.length === 0 ? entry.value : unshared(entry.value), label);
  const files = await DocumentFiles.around({ ...entry, value: root }, refRoot, reader, trail, diagnostics);
  const overlayFiles = await readOverlays(overlays, files, reader);
  const origins = new Origins();
  await applyOverlays(overlayFiles, root, files.entry, origins, diagnostics);
  const version = readVersion(root, label, diagnostics);
  const isSwagger = version === "2.0";
  const bundled: Bundle =
    isSwagger || [entry, ...overlayFiles].some(({ text: written }) => mayNeedBundling(written))
      ? await bundle(files, origins, diagnostics, isSwagger ? finalPointer : (pointer) => pointer)
      : { trees: {}, origins };
  const document = isSwagger ? upgrade(root, bundled, diagnostics) : root;
  if (Object.keys(bundled.trees).length > 0) setOwn(document, "x-helix-files", bundled.trees);
  checkPaths(document, version, label, diagnostics);
  const locator = new Locator(document, origins, files.all);
  return {
    document: document as JsonObject,
    version,
    name: label,
    files: trail.files,
    watched: trail.watched,
    remotes: trail.remotes,
    diagnostics,
    identifiesSchemas: files.all.some(({ text: written }) => mayIdentifySchemas(written)),
    locate: (pointer) => locator.locate(pointer),
    originOf: (pointer) => locator.originOf(pointer),
    textOf: (file) => files.all.find(({ label: name }) => name === file)?.text,
    async asWritten() {
      const copy = objectOf(unshared(parseText(text, label).value), label);
      await applyOverlays(overlayFiles, copy, files.entry, new Origins(), new Diagnostics());
      return copy;
    },
  };
}

function objectOf(value: unknown, label: string): Record<string, unknown> {
  if (isObject(value)) return value;
  const what = `is ${Array.isArray(value) ? "a list" : "a single value"} and not an object`;
  throw new DocumentError("document-not-object", label, what, 'begin it with "openapi: 3.1.1"');
}

/** Webhooks and components alone are a document since 3.1, but there is nothing to serve in them. */
function checkPaths(document: object, version: DocumentVersion, label: string, diagnostics: Diagnostics): void {
  const paths = own(document, "paths");
  if (isObject(paths) && Object.keys(paths).length > 0) return;
  const isPartial = ["webhooks", "components"].some((key) => isObject(own(document, key)));
  if (!isObject(paths) && !isPartial) {
    throw new DocumentError("document-without-paths", label, "has no paths", "describe at least one operation there");
  }
  const hasWebhooks = isObject(own(document, "webhooks"));
  const isAllowed = isObject(paths) || version === "3.1" || version === "3.2";
  diagnostics.add({
    code: "paths-missing",
    severity: !isAllowed ? "error" : hasWebhooks ? "info" : "warning",
    message: `the document has no paths, so that nothing is served${hasWebhooks ? "; its webhooks are checked" : ""}`,
    remedy: hasWebhooks
      ? "nothing needs to be done; `helix generate <document> <webhook>` prints what a webhook sends"
      : "describe at least one operation under paths",
    pointer: isObject(paths) ? "/paths" : "",
  });
}
