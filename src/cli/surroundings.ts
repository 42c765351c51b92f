import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { SettingsError } from "../base/errors.ts";
import { isObject } from "../base/json.ts";
import { objectLayer, type SettingsLayer } from "../config.ts";
import { DocumentError } from "../contract/document/document-error.ts";
import { parseText } from "../contract/document/parse.ts";
import { environmentLayerWithFiles } from "./secret-files.ts";
import { vendorLayer } from "./vendor-variables.ts";

const configFiles = ["helix.config.json", "helix.config.yaml", "helix.config.yml"];

/**
 * What the surroundings of the command say about settings, first what counts most: the environment, `.env` and
 * `helix.config.{json,yaml}` in a directory; last the variables that belong to other programs, too.
 *
 * @throws {SettingsError} where a config file cannot be understood, or there are two
 */
export async function surroundingLayers(
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<SettingsLayer[]> {
  const layers = [await environmentLayerWithFiles(environment, directory)];
  const written = await readIfPresent(join(directory, ".env"));
  const dotenv = written === undefined ? {} : parseEnv(written);
  if (written !== undefined) layers.push(await environmentLayerWithFiles(dotenv, directory, ".env"));
  const found: SettingsLayer[] = [];
  for (const name of configFiles) {
    const content = await readIfPresent(join(directory, name));
    if (content !== undefined) found.push(objectLayer(parseConfigFile(name, content), name));
  }
  if (found.length > 1) throw new SettingsError(`there are two config files among ${configFiles.join(", ")}; keep one`);
  return [...layers, ...found, vendorLayer(environment), vendorLayer(dotenv, ".env")];
}

async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw new SettingsError(`${path} cannot be read: ${message}`);
  }
}

function parseConfigFile(name: string, content: string): object {
  const values = parse(name, content);
  if (!isObject(values)) throw new SettingsError(`${name} must hold an object of settings`);
  return values;
}

function parse(name: string, content: string): unknown {
  try {
    return parseText(content, name).value;
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    // An empty file sets nothing.
    if (error.code === "document-empty") return {};
    throw new SettingsError(`${error.where} ${error.what}`);
  }
}
