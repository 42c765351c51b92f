import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { SettingsError } from "../base/errors.ts";
import {
  environmentLayer,
  environmentNameOf,
  isSecret,
  type SettingsLayer,
  secretFileNameOf,
  settings,
} from "../config.ts";

/** Longer files are no secrets. */
const MAX_BYTES = 64 * 1024;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings of an environment, with secrets read from the files that `HELIX_…_FILE` names, as Docker and Kubernetes
 * hand them out. A line break at the end does not count.
 *
 * @param directory - what relative paths start from
 * @param name - of the environment, e.g. ".env"
 * @throws {SettingsError} where such a file cannot be read or is empty, or the secret is given twice; never with its content
 */
export async function environmentLayerWithFiles(
  environment: Environment,
  directory: string,
  name = "",
): Promise<SettingsLayer> {
  const given = environmentLayer(environment, name);
  const values = new Map(given.values);
  const fromFiles = new Map<string, string>();
  for (const [key, setting] of Object.entries(settings)) {
    const variable = secretFileNameOf(key);
    const path = isSecret(setting) ? environment[variable] : undefined;
    if (path === undefined || path === "") continue;
    const label = variable + (name && ` in ${name}`);
    if (values.has(key)) throw new SettingsError(`${environmentNameOf(key)} and ${label} are both given; keep one`);
    values.set(key, await readSecret(resolve(directory, path), label));
    fromFiles.set(key, `the content of the file that ${label} names`);
  }
  return { values, label: (key) => fromFiles.get(key) ?? given.label(key) };
}

async function readSecret(path: string, label: string): Promise<string> {
  try {
    if ((await stat(path)).size > MAX_BYTES) throw new Error(`it has more than ${MAX_BYTES} bytes`);
    const secret = (await readFile(path, "utf8")).replace(/\r?\n$/, "");
    if (secret === "") throw new Error("it is empty");
    return secret;
  } catch (error) {
    throw new SettingsError(`the file that ${label} names cannot be used: ${(error as Error).message}`);
  }
}
