import { realpath } from "node:fs/promises";
import type { Diagnostics } from "../../base/diagnostic.ts";
import { setOwn } from "../../base/json.ts";
import { DocumentError, quoted } from "../document/document-error.ts";
import type { DocumentFiles } from "../document/document-files.ts";
import type { Origins } from "../document/origins.ts";
import { placeOf } from "../document/reference-place.ts";
import type { SourceFile } from "../document/source-file.ts";
import type { SourceReader } from "../document/source-reader.ts";
import { applyOverlay } from "./apply.ts";
import { JsonPaths } from "./json-path.ts";
import { type Overlay, readOverlay } from "./overlay.ts";
import { TargetDocument } from "./target-document.ts";

/**
 * Reads the files of overlays that the user named.
 *
 * @throws {DocumentError} when one cannot be read or parsed.
 */
export async function readOverlays(
  names: readonly string[],
  files: DocumentFiles,
  reader: SourceReader,
): Promise<SourceFile[]> {
  const read: SourceFile[] = [];
  for (const name of names) {
    try {
      read.push(files.add(await reader.named(name)));
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      throw new DocumentError(error.code, error.where, error.what, error.remedy, "overlay");
    }
  }
  return read;
}

/**
 * Applies overlays to the document in place, each to the result of the one before.
 *
 * @param root shares no node within itself.
 * @throws {DocumentError} when one is no overlay, or asks for too much.
 */
export async function applyOverlays(
  overlays: readonly SourceFile[],
  root: object,
  entry: SourceFile,
  origins: Origins,
  diagnostics: Diagnostics,
): Promise<void> {
  if (overlays.length === 0) return;
  const paths = await JsonPaths.load();
  const document = new TargetDocument(root, origins);
  for (const file of overlays) {
    const overlay = readOverlay(file, paths);
    await checkExtends(overlay, entry, diagnostics);
    applyOverlay(overlay, document, diagnostics);
  }
}

/** The user's word counts more than the overlay's: it may be applied to another document than it was written for. */
async function checkExtends({ file, ...overlay }: Overlay, entry: SourceFile, diagnostics: Diagnostics): Promise<void> {
  const entryName = entry.path ?? (entry.home && entry.label);
  if (overlay.extends === undefined || entryName === undefined) return;
  const place = placeOf(overlay.extends, file.base);
  const names = "path" in place ? [place.path, await realpath(place.path).catch(() => "")] : [];
  if ("url" in place) names.push(place.url.href);
  if (names.includes(entryName) || names.includes(await realpath(entryName).catch(() => entryName))) return;
  diagnostics.add({
    code: "overlay-extends",
    severity: "info",
    message: `the overlay was written for ${quoted(overlay.extends)} and is applied to ${entry.label}`,
    remedy: "nothing needs to be done if it fits; else name the document that it extends",
    pointer: `/x-helix-files/${file.index}/extends`,
  });
}

/** A copy in which no node stands in two places, as the aliases of YAML make it. */
export function unshared(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const copy: object = Array.isArray(value) ? [] : {};
  for (const [key, member] of Object.entries(value)) setOwn(copy, key, unshared(member));
  return copy;
}
