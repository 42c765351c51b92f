import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { SettingsError } from "../../base/errors.ts";
import type { LoadedDocument } from "../../contract/document/load.ts";
import { yamlText } from "../../contract/document/yaml-text.ts";
import { placeOf } from "../finding.ts";
import type { FixableFinding } from "../findings/text.ts";
import type { Fix } from "./fix.ts";
import { fixOverlay } from "./fix-overlay.ts";

/** Places that are named of those that no overlay reaches. */
const MAX_NAMED = 5;

/**
 * Writes the fixes as an overlay: JSON where the file's name ends so, else YAML.
 *
 * @returns what to tell about it
 * @throws {SettingsError} where the file cannot be written, or is one of the document's
 */
export async function writeFixOverlay(
  file: string,
  findings: readonly FixableFinding[],
  loaded: LoadedDocument,
  directory: string,
): Promise<string> {
  const path = resolve(directory, file);
  if (loaded.files.includes(path))
    throw new SettingsError(`--fix-overlay would overwrite ${file} of the document itself`);
  const fixable = findings.flatMap(({ fix, ...finding }) => (fix ? [{ fix, finding }] : []));
  const reached = fixable.filter(({ fix }) => fix.at !== undefined);
  const overlay = fixOverlay(
    reached.map(({ fix }): Fix => fix),
    await loaded.asWritten(),
    loaded.name,
  );
  const unreached = fixable.filter(({ fix }) => fix.at === undefined).map(({ finding }) => placeOf(finding));
  const rest = unreached.length === 0 ? "" : `${unreachedText(unreached)}\n`;
  if (!overlay) return `Nothing to correct by an overlay: ${file} was not written.\n${rest}`;
  await write(path, file, /\.json$/i.test(file) ? `${JSON.stringify(overlay, null, 2)}\n` : yamlText(overlay));
  const count = `${reached.length} finding${reached.length === 1 ? "" : "s"}`;
  return `${file} corrects ${count}; apply it with: --overlay ${file}\n${rest}`;
}

function unreachedText(places: readonly string[]): string {
  const named = places.slice(0, MAX_NAMED).join(", ");
  const more = places.length > MAX_NAMED ? ", …" : "";
  const [are, them] = places.length === 1 ? ["is", "it"] : ["are", "them"];
  return `${places.length} ${are} in other files, where no overlay reaches ${them}: ${named}${more}`;
}

async function write(path: string, file: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new SettingsError(
      `--fix-overlay: ${file} cannot be written (${error instanceof Error ? error.message : error})`,
    );
  }
}
