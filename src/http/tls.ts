import { readFile } from "node:fs/promises";
import { createSecureContext } from "node:tls";
import { SettingsError } from "../base/errors.ts";

/** What a server proves its name with, as PEM. */
export interface TlsIdentity {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/**
 * Reads the certificate and its key; `undefined` where neither is given.
 *
 * @throws {SettingsError} where one is missing, or the two do not belong together
 */
export async function readTlsIdentity(
  certPath: string | undefined,
  keyPath: string | undefined,
): Promise<TlsIdentity | undefined> {
  if (certPath === undefined && keyPath === undefined) return undefined;
  if (certPath === undefined || keyPath === undefined) {
    throw new SettingsError("https needs both --tls-cert and --tls-key; name the two PEM files");
  }
  const identity = { cert: await readPem(certPath, "--tls-cert"), key: await readPem(keyPath, "--tls-key") };
  try {
    createSecureContext(identity);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SettingsError(`${certPath} and ${keyPath} are no certificate with its key (${reason}); give both as PEM`);
  }
  return identity;
}

async function readPem(path: string, flag: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SettingsError(`the file that ${flag} names cannot be read: ${reason}`);
  }
}
