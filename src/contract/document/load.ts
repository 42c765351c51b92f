import { Diagnostics, type SourceLocation } from "../../base/diagnostic.ts";
import { isObject, type JsonObject, own, setOwn } from "../../base/json.ts";
import { type Bundle, bundle } from "./bundle.ts";
import { DocumentError } from "./document-error.ts";
import { DocumentFiles } from "./document-files.ts";
import { Locator } from "./locate.ts";
import { finalPointer, upgrade } from "./upgrade.ts";
import { type DocumentVersion, readVersion } from "./version.ts";

export interface LoadedDocument {
  /** One plain document in 3.x structure; every `$ref` that something reaches is "#/…" or names a schema's `$id`. */
  readonly document: JsonObject;
  readonly version: DocumentVersion;
  /** The entry as the user gave it. */
  readonly name: string;
  /** Absolute paths of every file that was read. */
  readonly files: readonly string[];
  readonly diagnostics: Diagnostics;
  /**
   * Where a JSON Pointer into `document` is written, or its nearest ancestor that is: files are scanned on the first
   * question. `undefined` for a document given as an object.
   */
  locate(pointer: string): SourceLocation | undefined;
}

export interface LoadOptions {
  /** A directory that `$ref` files may come from besides the current directory or the document's own. */
  readonly refRoot?: string;
  /** What relative paths start from; the current directory of the process by default. */
  readonly cwd?: string;
}

/**
 * Loads a document: reads its files, makes one tree of them, and gives Swagger 2.0 the structure of 3.x. Schemas
 * stay as they are written. What is broken is a diagnostic wherever the rest can be served.
 *
 * @param source a path, or the document itself, which is not changed.
 * @throws {DocumentError} when it cannot be served at all.
 * @throws {SettingsError} when `refRoot` does not exist.
 */
export async function loadDocument(source: string | JsonObject, options: LoadOptions = {}): Promise<LoadedDocument> {
  const diagnostics = new Diagnostics();
  const files = await DocumentFiles.enter(source, options.cwd ?? process.cwd(), options.refRoot, diagnostics);
  const { value, text, label } = files.entry;
  if (!isObject(value)) {
    const what = `is ${Array.isArray(value) ? "a list" : "a single value"} and not an object`;
    throw new DocumentError("document-not-object", label, what, 'begin it with "openapi: 3.1.1"');
  }
  const version = readVersion(value, label, diagnostics);
  const isSwagger = version === "2.0";
  const bundled: Bundle =
    isSwagger || mayNeedBundling(text)
      ? await bundle(files, diagnostics, isSwagger ? finalPointer : (pointer) => pointer)
      : { trees: {}, origins: new Map() };
  const document = isSwagger ? upgrade(value, bundled, diagnostics) : value;
  if (Object.keys(bundled.trees).length > 0) setOwn(document, "x-helix-files", bundled.trees);
  checkPaths(document, version, label, diagnostics);
  const locator = new Locator(document, bundled.origins, files.all);
  return {
    document: document as JsonObject,
    version,
    name: label,
    files: files.all.flatMap(({ path }) => path ?? []),
    diagnostics,
    locate: (pointer) => locator.locate(pointer),
  };
}

/**
 * Whether the text may hold a reference that is not a plain "#/…": almost no large document does, and searching its
 * text is several times faster than walking its tree. Escapes in keys and mappings are looked at properly.
 */
function mayNeedBundling(text: string): boolean {
  return /\$ref(?!["']?\s*:\s*["']?#[/"'])|\\(u0024|U00000024|x24)|\bmapping["']?\s*:/.test(text);
}

/** Webhooks and components alone are a document since 3.1, but there is nothing to serve in them. */
function checkPaths(document: object, version: DocumentVersion, label: string, diagnostics: Diagnostics): void {
  const paths = own(document, "paths");
  if (isObject(paths) && Object.keys(paths).length > 0) return;
  const isPartial = ["webhooks", "components"].some((key) => isObject(own(document, key)));
  if (!isObject(paths) && !isPartial) {
    throw new DocumentError("document-without-paths", label, "has no paths", "describe at least one operation there");
  }
  diagnostics.add({
    code: "paths-missing",
    severity: isObject(paths) || version === "3.1" || version === "3.2" ? "warning" : "error",
    message: "the document has no paths, so that nothing is served",
    remedy: "describe at least one operation under paths",
    pointer: isObject(paths) ? "/paths" : "",
  });
}
